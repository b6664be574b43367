//! Random plays of the flagship; its analysis is made once.

use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock},
};

use rapport::{
    coach::{Mover, choices_and_chance},
    scenario::{self, Scenario},
    solver::Beliefs,
    text::SourceFile,
};

use super::{beliefs, check, random_play, words};

pub(super) struct Solved {
    pub(super) scenario: Arc<Scenario>,
    pub(super) beliefs: Beliefs,
}

pub(super) fn flagship() -> &'static Solved {
    static SOLVED: OnceLock<Solved> = OnceLock::new();
    SOLVED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let read =
            |name: &str| SourceFile::new(name, fs::read_to_string(folder.join(name)).unwrap());
        let loaded = scenario::load(&read("received-h.ron"), Some(&read("pack.ron")));
        let scenario = Arc::new(loaded.scenario.unwrap());
        let beliefs = beliefs(&scenario);
        Solved { scenario, beliefs }
    })
}

#[test]
fn any_play_of_the_flagship_adds_up_and_is_told_plainly() {
    let Solved { scenario, beliefs } = flagship();
    let (mut dear, mut named, mut unnamed, mut authored) = (0, 0, 0, 0);
    let mut dated = 0;
    for seed in 0..120 {
        let Some(session) = random_play(scenario, seed) else { continue };
        let mut split = choices_and_chance(&session, beliefs).unwrap();
        check(&session, beliefs, &split);
        words::are_plain(&split);
        let chosen = split.ledger.iter().filter(|entry| entry.mover == Mover::Decision);
        let told: Vec<&str> = chosen.map(|entry| &*entry.text).collect();
        assert!(told.iter().enumerate().all(|(at, one)| !told[..at].contains(one)), "{told:?}");
        dated += told.iter().filter(|text| text.starts_with("You, ")).count();
        dear += split.dearest.len();
        split.events.retain(|event| !event.lay_hidden);
        let bare = split.events.iter().filter(|event| event.text == "What followed").count();
        (named, unnamed) = (named + split.events.len() - bare, unnamed + bare);
        let is_author = |text: &str| scenario.events.iter().any(|event| *event.text == *text);
        authored += split.events.iter().filter(|event| is_author(&event.text)).count();
        for dear in &split.dearest {
            let chosen = session.decisions()[dear.moment.step].chosen.choice;
            let to = scenario.choice(chosen).to.first().map(|to| &*scenario.person(*to).name);
            let answers = |reply: &String| to.is_none_or(|to| reply.starts_with(to));
            assert!(dear.moment.reply.iter().all(answers), "{:?}", dear.moment);
        }
    }
    assert!(authored * 10 > named * 9, "{authored} of {named} events have an author's name");
    assert!(dear > 100, "{dear}");
    assert!(dated > 0);
    assert!(unnamed * 20 < named, "{unnamed} of {named} events have no words");
}
