//! What is sent comes back as it was, and holds nothing that the player may not know yet.

use std::sync::Arc;

use proptest::prelude::*;
use rapport::{
    coach::{self, When},
    engine::Session,
    practice::wire::{
        VERSION, WireDay, WireDebrief, WireError, WireSpeaker, WireView, from_json, to_json,
    },
    scenario::Scenario,
};

use crate::engine::all;

fn sent(view: &WireView) -> WireView {
    from_json(&to_json(view).unwrap()).unwrap()
}

/// Plays to the end by the given numbers; every view and the debrief are sent on the way.
fn play_and_send(scenario: &Arc<Scenario>, seed: u32, picks: &[u8]) {
    let mut session = Session::new(Arc::clone(scenario), seed, &[]).unwrap();
    let mut picks = picks.iter().cycle();
    loop {
        let shown = session.view();
        let view = WireView::from(&shown);
        assert_eq!(sent(&view), view);
        assert_eq!(view.said.len(), shown.said.len());
        assert_eq!(view.standing.finished, session.finished());
        let texts = |view: &WireView| -> Vec<String> {
            view.said.iter().map(|said| said.text.clone()).collect()
        };
        assert_eq!(
            texts(&view),
            shown.said.iter().map(|said| String::from(&*said.text)).collect::<Vec<_>>()
        );
        let ids: Vec<&str> = view.offered.iter().map(|offer| &*offer.id).collect();
        assert_eq!(ids, shown.offered.iter().map(|offer| &*offer.id).collect::<Vec<_>>());
        if shown.offered.is_empty() {
            break;
        }
        assert!(WireDebrief::of(&session, None).is_none(), "nothing is told before the end");
        let at = usize::from(*picks.next().unwrap()) % shown.offered.len();
        session.choose(&shown.offered[at].least_answer()).unwrap();
    }
    let debrief = WireDebrief::of(&session, None).unwrap();
    let back: WireDebrief = from_json(&to_json(&debrief).unwrap()).unwrap();
    assert_eq!(back, debrief);
    let told = coach::debrief(&session).unwrap();
    let lines: Vec<&str> = told.happened.iter().map(|moment| &*moment.yours).collect();
    assert_eq!(debrief.happened.iter().map(|moment| &*moment.yours).collect::<Vec<_>>(), lines);
    let sections = coach::page(&session, &told, None).sections();
    let headings: Vec<&str> = sections.iter().map(|section| &*section.heading).collect();
    assert_eq!(debrief.page.iter().map(|one| &*one.heading).collect::<Vec<_>>(), headings);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sent_comes_back_as_it_was(
        seed in any::<u32>(),
        picks in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        for scenario in all() {
            play_and_send(&scenario, seed, &picks);
        }
    }
}

#[test]
fn a_view_holds_nothing_that_is_hidden() {
    for scenario in all() {
        let session = Session::new(Arc::clone(&scenario), 3, &[]).unwrap();
        let json = to_json(&WireView::from(&session.view())).unwrap();
        let hidden = scenario.draws.iter().flat_map(|draw| &draw.values);
        for words in hidden.flat_map(|value| value.reveal.iter().chain(&value.explain)) {
            assert!(!json.contains(&**words), "{words}");
        }
        for words in
            scenario.choices.iter().flat_map(|choice| choice.intent.iter().chain(&choice.note))
        {
            assert!(!json.contains(&**words), "{words}");
        }
    }
}

#[test]
fn dates_are_sent_as_data() {
    let errand =
        crate::engine::scenario(&rapport::text::SourceFile::new("errand.ron", crate::cli::ERRAND));
    let session = Session::new(errand, 7, &[]).unwrap();
    let view = WireView::from(&session.view());
    let day = WireDay::Dated { weekday: "Tuesday".into(), day: 21, month: "May".into() };
    assert_eq!((view.standing.when.day, view.standing.when.minute), (day, Some(540)));
    let json = to_json(&WireView::from(&session.view())).unwrap();
    assert!(!json.contains(&When::now(&session.view().standing).to_string()), "{json}");
    assert!(view.said.iter().any(
        |said| matches!(&said.who, WireSpeaker::Email { from: Some(ada) } if ada.id == "ada")
    ));
}

#[test]
fn another_version_is_refused_and_so_is_what_is_malformed() {
    let errand =
        crate::engine::scenario(&rapport::text::SourceFile::new("errand.ron", crate::cli::ERRAND));
    let session = Session::new(errand, 7, &[]).unwrap();
    let json = to_json(&WireView::from(&session.view())).unwrap();
    assert!(json.starts_with(&format!("{{\"version\":{VERSION},")), "{json}");
    let newer = json.replacen(&format!(":{VERSION},"), ":99,", 1);
    let refused = from_json::<WireView>(&newer).unwrap_err();
    assert!(matches!(refused, WireError::Version(99)), "{refused}");
    // Of another version, nothing but that is read.
    let refused = from_json::<WireView>("{\"version\": 99, \"content\": []}").unwrap_err();
    assert!(matches!(refused, WireError::Version(99)), "{refused}");
    for broken in ["", "{}", "{\"version\": 1}", &json[..json.len() / 2]] {
        let refused = from_json::<WireView>(broken).unwrap_err();
        assert!(matches!(refused, WireError::Malformed(_)), "{broken}: {refused}");
    }
}
