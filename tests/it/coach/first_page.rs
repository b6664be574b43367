//! The debrief's first page: its order, its length, and what it never says.

use std::sync::Arc;

use rapport::{
    coach::{self, Page, Part, Tone, choices_and_chance},
    engine::Session,
};

use super::flagship::{Solved, flagship};
use crate::plans;

/// The most words of a first page.
const MOST: usize = 400;

/// The first page of every recorded play, with and without its analysis.
fn pages() -> Vec<(String, Session, [Page; 2])> {
    let Solved { scenario, beliefs } = flagship();
    let page = |play: plans::Play| {
        let session = Session::replay(Arc::clone(scenario), &play.save()).unwrap();
        let debrief = coach::debrief(&session).unwrap();
        let split = choices_and_chance(&session, beliefs);
        assert!(split.is_some(), "{}", play.name);
        let pages = [split.as_ref(), None].map(|split| coach::page(&session, &debrief, split));
        (play.name, session, pages)
    };
    plans::plays().into_iter().map(page).collect()
}

#[test]
fn the_first_page_of_every_recorded_play_is_read_in_two_minutes() {
    let long: Vec<String> = pages()
        .iter()
        .flat_map(|(name, _, pages)| pages.iter().map(move |page| (name, page.words())))
        .inspect(|(name, words)| println!("{words}: {name}"))
        .filter(|(_, words)| *words > MOST)
        .map(|(name, words)| format!("{words} words: {name}"))
        .collect();
    assert!(long.is_empty(), "longer than {MOST} words:\n{}", long.join("\n"));
}
