//! The debrief's first page: its order, its length, and what it never says.

use std::sync::Arc;

use rapport::{
    coach::{self, Page, PagePart, Tone, Turning, choices_and_chance},
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

/// The most words of a play.
const MOST_OF_PLAY: usize = 2600;

#[test]
fn every_recorded_play_is_read_in_the_time_that_is_promised() {
    let count = |text: &str| text.split_whitespace().count();
    let words = |play: plans::Play| {
        let Solved { scenario, .. } = flagship();
        let mut session =
            Session::replay(Arc::clone(scenario), &play.save()).unwrap().rewound_to(0);
        let mut words = session.opening().iter().map(|said| count(&said.text)).sum::<usize>();
        for choice in play.save().choices {
            let offered = session.view().offered;
            words += offered.iter().map(|offer| count(&offer.text)).sum::<usize>();
            let options = offered.iter().filter_map(|offer| offer.pick.as_ref());
            for option in options.flat_map(|pick| &pick.options) {
                words += count(&option.text) + option.detail.as_deref().map_or(0, count);
            }
            session.choose_branch(&choice.id, choice.branch).unwrap();
            let said = &session.decisions().last().unwrap().said;
            words += said.iter().skip(1).map(|said| count(&said.text)).sum::<usize>();
        }
        println!("{words} words of play: {}", play.name);
        (words > MOST_OF_PLAY).then(|| format!("{words} words: {}", play.name))
    };
    let long: Vec<String> = plans::plays().into_iter().filter_map(words).collect();
    assert!(long.is_empty(), "longer than {MOST_OF_PLAY} words:\n{}", long.join("\n"));
}

#[test]
fn the_parts_come_in_one_order_and_the_line_to_learn_from_is_asked_before_it_is_told() {
    for (name, _, pages) in pages() {
        for page in pages {
            let sections = page.sections();
            let parts: Vec<PagePart> = sections.iter().map(|section| section.part).collect();
            assert!(parts.is_sorted(), "{name}: {parts:?}");
            assert_eq!((parts[0], parts[parts.len() - 1]), (PagePart::Feeling, PagePart::IfThen));
            assert!(
                parts.contains(&PagePart::GoingOn) && parts.contains(&PagePart::Turning),
                "{name}"
            );
            let Turning::Point(point) = &page.turning else { continue };
            let turning =
                sections.iter().find(|section| section.part == PagePart::Turning).unwrap();
            let Some(ask) = &turning.ask else { continue };
            let instead = point.instead.as_ref().unwrap();
            assert!((1..=3).contains(&ask.answers.len()), "{name}");
            assert_eq!(ask.answers.iter().filter(|answer| answer.best).count(), 1, "{name}");
            assert!(turning.lines.iter().all(|line| line.text != instead.text), "{name}");
            assert_eq!((ask.told[0].tone, &ask.told[0].text), (Tone::Instead, &instead.text));
        }
    }
}

#[test]
fn what_shows_little_is_neither_held_up_nor_praised_and_no_anchor_is_told_as_seen() {
    for (name, session, pages) in pages() {
        let debrief = coach::debrief(&session).unwrap();
        for page in pages {
            if let Some(strength) = &page.strength {
                let decision = &session.decisions()[strength.moment.step];
                assert!(decision.evidence.iter().all(|shown| shown.level >= 3), "{name}");
                assert!(
                    strength.moment.why.is_empty() || {
                        decision
                            .evidence
                            .iter()
                            .any(|shown| shown.why.starts_with(&strength.moment.why))
                    }
                );
            }
            if let Turning::Point(point) = &page.turning
                && let Some(instead) = &point.instead
            {
                let mut better = session.rewound_to(point.moment.step);
                better.choose(&instead.id).unwrap();
                let evidence = &better.decisions().last().unwrap().evidence;
                let sum: usize = evidence.iter().map(|shown| usize::from(shown.level)).sum();
                let model = point.answers.iter().find(|answer| answer.best).unwrap();
                let is_low = !evidence.is_empty() && sum <= 2 * evidence.len();
                assert!(model.keeps || !is_low, "{name}: {instead:?}");
            }
        }
        for skill in &debrief.profile {
            let levels: Vec<u8> = skill.evidence.iter().map(|note| note.level).collect();
            let ones = skill.evidence.iter().filter(|note| note.level == 1).count();
            assert!(levels[..ones].iter().all(|level| *level == 1), "{name}: {levels:?}");
            assert!(skill.step.is_none() || (ones == 0 && levels.len() > 1), "{name}: {skill:?}");
            assert_eq!(skill.seen == "seen once", levels.len() == 1, "{name}: {}", skill.seen);
        }
    }
}
