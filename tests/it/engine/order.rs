//! One step happens in the order that the language fixes.

use std::sync::Arc;

use rapport::{
    engine::{Session, Speaker},
    scenario::load,
    text::{SourceFile, first_names},
};

use super::good;

fn said(session: &Session) -> Vec<String> {
    let words = session.seen().said.iter().map(|said| match said.who {
        Speaker::Days(days) => format!("{days} days"),
        _ => said.text.to_string(),
    });
    words.collect()
}

#[test]
fn one_step_in_this_order() {
    let mut session = Session::new(good("order.ron"), 1, &[]).unwrap();
    assert_eq!(said(&session), ["0 opening"]);
    session.choose("step").unwrap();
    let told: Vec<String> =
        said(&session).into_iter().filter(|line| !line.ends_with("days")).collect();
    assert_eq!(
        told,
        [
            "I step.",
            "2 day one, after each_day",
            "3 day two",
            "4 outcome lines",
            "4b branch lines",
            "5 arrive, visit counted",
            "6 enter, in file order",
            "7 scene lines, after entry reactions",
            "8 rise 30",
            "9 rise 31, in file order",
        ]
    );
    let shown: Vec<&str> =
        session.decisions()[0].evidence.iter().map(|shown| shown.why.as_str()).collect();
    assert_eq!(shown, ["evidence before effects"]);
    session.choose("end").unwrap();
    let ending = session.view().standing.ending.unwrap();
    assert_eq!((ending.id.as_str(), ending.value), ("over", 72));
}

#[test]
fn the_last_day_ends_the_play_before_its_target_is_entered() {
    let mut session = Session::new(good("order.ron"), 1, &[]).unwrap();
    session.choose("dawdle").unwrap();
    assert!(session.finished());
    let told = said(&session);
    assert_eq!(told.last().map(String::as_str), Some("forced ending"));
    assert!(!told.iter().any(|line| line.starts_with("wrong") && line.contains("entered")));
}

#[test]
fn a_pick_is_one_step() {
    let mut session = Session::new(good("everything.ron"), 1, &[]).unwrap();
    session.choose("autoreply+silence").unwrap();
    assert_eq!(session.decisions().len(), 1);
    let standing = session.view().standing;
    assert_eq!(*standing.saw, ["Helen's autoreply names two sites."]);
    assert_eq!(
        session.decisions()[0].text,
        "I sort my notes: An autoreply; Twelve days of nothing"
    );
    let mut none = Session::new(good("everything.ron"), 1, &[]).unwrap();
    none.choose("none").unwrap();
    assert_eq!(none.decisions()[0].text, "I sort my notes: nothing marked");
    // Three are too many, and an order of one's own is no answer.
    let mut more = Session::new(good("everything.ron"), 1, &[]).unwrap();
    assert!(more.choose("autoreply+silence+dislike").is_err());
    assert!(more.choose("silence+autoreply").is_err());
}

#[test]
fn the_reflection_follows_the_ending() {
    let mut session =
        Session::new(good("everything.ron"), 4, &[("truth".into(), "upset".into())]).unwrap();
    for id in ["ring", "hold", "agree"] {
        session.choose(id).unwrap();
    }
    let standing = session.view().standing;
    let ending = standing.ending.clone().unwrap();
    assert_eq!((ending.id.as_str(), standing.finished), ("agreed", false));
    assert_eq!(standing.scene_title, "Reflection");
    session.choose("acme+bolt").unwrap();
    session.choose("rule").unwrap();
    assert!(session.finished());
    assert_eq!(session.view().standing.ending, Some(ending), "the ending stays as it was fixed");
    let debrief = rapport::coach::debrief(&session).unwrap();
    assert_eq!(
        debrief.commitment.as_deref(),
        Some("HIDDEN If two days pass without an answer, I ring.")
    );
}

#[test]
fn the_other_chair_tells_what_was_thought() {
    let truth = [("truth".into(), "swamped".into())];
    let mut session = Session::new(good("call.ron"), 4, &truth).unwrap();
    for id in ["ask", "hold", "agree"] {
        assert!(rapport::coach::debrief(&session).is_none(), "not before the end");
        session.choose(id).unwrap();
    }
    let debrief = rapport::coach::debrief(&session).unwrap();
    let chair = debrief.other_chair.unwrap();
    let thoughts: Vec<&str> = chair.beats.iter().map(|beat| beat.thought.as_str()).collect();
    assert_eq!((chair.title.as_str(), thoughts), ("Helen's version", vec!["Nobody asks that."]));
    assert_eq!(debrief.truths[0].quote.as_deref(), Some("Forty-six roles."));
    assert_eq!(debrief.best_move.unwrap().yours, "Is there something I did that made this harder?");
}

#[test]
fn working_days_skip_the_weekend() {
    let mut session = Session::new(good("everything.ron"), 4, &[]).unwrap();
    let date = |session: &Session| {
        let date = session.view().standing.day.date.unwrap();
        format!("{} {} {}", date.weekday, date.day, date.month)
    };
    assert_eq!(date(&session), "Friday 17 May");
    session.choose("ring").unwrap();
    assert_eq!(date(&session), "Monday 20 May");
    let again = Session::new(Arc::clone(session.scenario()), 4, &[]).unwrap();
    assert_eq!(date(&again), "Friday 17 May");
}

#[test]
fn several_who_are_written_to_are_named_in_one_sentence() {
    let file = include_str!("../../corpus/err/E0102_addressed_twice.ron");
    let file = file.replace("\"bob\", \"ann\"", "\"bob\"");
    let loaded = load(&SourceFile::new("both.ron", file), None);
    assert_eq!(loaded.diagnostics, []);
    let session = Session::new(Arc::new(loaded.scenario.unwrap()), 1, &[]).unwrap();
    let to: Vec<String> = session
        .view()
        .offered
        .iter()
        .map(|offer| offer.to.as_deref().unwrap().to_owned())
        .collect();
    assert_eq!(to, ["Ann Lee and Bob Hill"; 2]);
    assert_eq!(first_names("Ann Lee, Bob Hill and Cid Moor"), "Ann, Bob and Cid");
}
