//! Random plays of the flagship; its analysis is made once.

use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock},
};

use rapport::{
    coach::{Mover, choices_and_chance},
    scenario::{self, Scenario},
    solver::{Beliefs, Limits, Truth},
    text::SourceFile,
};

use super::{beliefs, check, go_on, random_play, words};

struct Solved {
    scenario: Arc<Scenario>,
    beliefs: Beliefs,
    truth: Truth,
}

fn flagship() -> &'static Solved {
    static SOLVED: OnceLock<Solved> = OnceLock::new();
    SOLVED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let read =
            |name: &str| SourceFile::new(name, fs::read_to_string(folder.join(name)).unwrap());
        let loaded = scenario::load(&read("received-h.ron"), Some(&read("pack.ron")));
        let scenario = Arc::new(loaded.scenario.unwrap());
        let beliefs = beliefs(&scenario);
        let truth = Truth::of(&scenario, Limits::default(), &mut go_on);
        Solved { scenario, beliefs, truth }
    })
}

#[test]
fn any_play_of_the_flagship_adds_up_and_is_told_plainly() {
    let Solved { scenario, beliefs, truth } = flagship();
    let (mut dear, mut named, mut unnamed, mut authored) = (0, 0, 0, 0);
    let (mut known_less, mut known_more, mut dated) = (0, 0, 0);
    for seed in 0..120 {
        let Some(session) = random_play(scenario, seed) else { continue };
        let split = choices_and_chance(&session, beliefs, Some(truth)).unwrap();
        check(&session, beliefs, &split);
        words::are_plain(&split);
        let known = split.had_you_known.as_ref().unwrap();
        known_less += usize::from(known.average < split.best_average);
        known_more += usize::from(known.average > split.best_average);
        let is_apart = known.told.contains("your start could have hidden other reasons");
        assert_eq!(is_apart, known.average != split.best_average, "{known:?}");
        let chosen = split.ledger.iter().filter(|entry| entry.mover == Mover::Decision);
        let told: Vec<&str> = chosen.map(|entry| &*entry.text).collect();
        assert!(told.iter().enumerate().all(|(at, one)| !told[..at].contains(one)), "{told:?}");
        dated += told.iter().filter(|text| text.starts_with("You, ")).count();
        dear += split.dearest.len();
        let bare = split.events.iter().filter(|event| event.text == "What followed").count();
        (named, unnamed) = (named + split.events.len() - bare, unnamed + bare);
        let is_author = |text: &str| scenario.events.iter().any(|event| *event.text == *text);
        authored += split.events.iter().filter(|event| is_author(&event.text)).count();
        for dear in &split.dearest {
            let chosen = session.decisions()[dear.moment.step].chosen.choice;
            let to = scenario.choice(chosen).to.map(|to| &*scenario.person(to).name);
            let answers = |reply: &String| to.is_none_or(|to| reply.starts_with(to));
            assert!(dear.moment.reply.iter().all(answers), "{:?}", dear.moment);
        }
    }
    assert!(authored * 10 > named * 9, "{authored} of {named} events have an author's name");
    assert!(dear > 100, "{dear}");
    assert!(known_less > 5 && known_more > 5, "{known_less} {known_more}");
    assert!(dated > 0);
    assert!(unnamed * 20 < named, "{unnamed} of {named} events have no words");
}
