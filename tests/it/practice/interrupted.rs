//! What comes between: a kill, another window, a version that this build plays differently, a full disk.

use rapport::{
    practice::{CannotGoOn, Note, TakenChoice},
    store::{ForkKind, Mode, RecordsError, ResumeError},
};

use super::{House, only, quietly};

#[test]
fn a_play_that_was_killed_after_its_last_choice_is_finished_when_it_is_opened() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["ring", "hold", "promise"]);
    let attempt = play.attempt().unwrap();
    let finished = house.attempts()[0].0.finished.clone().unwrap();
    // As if the power had gone between the last choice and the end.
    house
        .database()
        .execute_batch(
            "DELETE FROM met_draw; DELETE FROM skill_result; DELETE FROM lesson_result;
             DELETE FROM commitment;
             UPDATE attempt SET finished_at = NULL, ending_id = NULL, ending_title = NULL, value = NULL;",
        )
        .unwrap();
    let house = house.reopened();
    assert_eq!(house.practice.unfinished_of("errand").unwrap().map(|one| one.id), Some(attempt));
    let play = quietly(house.practice.resume(attempt).unwrap());
    assert!(play.session().finished());
    let kept = house.attempts()[0].0.finished.clone().unwrap();
    assert_eq!((&kept.ending_id, &kept.skills), (&finished.ending_id, &finished.skills));
    assert_eq!(house.practice.unfinished_of("errand").unwrap(), None);
    assert_eq!(house.practice.records().commitments().unwrap().len(), 1);
}

#[test]
fn a_finished_play_that_is_opened_is_not_finished_again() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["ring", "hold", "promise"]);
    let before = house.attempts();
    quietly(house.practice.resume(play.attempt().unwrap()).unwrap());
    assert_eq!(house.attempts(), before);
}

#[test]
fn where_another_window_went_on_this_play_becomes_one_of_its_own() {
    let house = House::new();
    let mut mine = house.begin(&house.errand());
    house.choose(&mut mine, &["wait"]);
    let attempt = mine.attempt().unwrap();
    let window = house.other_window();
    let mut theirs = quietly(window.resume(attempt).unwrap());
    assert!(window.choose(&mut theirs, TakenChoice::of("wait")).unwrap().is_empty());
    let note = only(house.practice.choose(&mut mine, TakenChoice::of("ring")).unwrap());
    assert!(matches!(note, Note::OtherWindow), "{note}");
    assert_ne!(mine.attempt(), Some(attempt));
    house.choose(&mut mine, &["hold", "promise"]);
    let attempts = house.attempts();
    assert_eq!(attempts[0].1, ["wait", "wait"]);
    assert_eq!(attempts[1].1, ["wait", "ring", "hold", "promise"]);
    assert_eq!(
        attempts[1].0.fork.map(|fork| (fork.kind, fork.step)),
        Some((ForkKind::OtherWindow, 1))
    );
    assert!(attempts[0].0.finished.is_none() && attempts[1].0.finished.is_some());
}

#[test]
fn what_does_not_fit_any_more_is_gone_on_with_as_far_as_it_does() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["wait", "wait", "ring"]);
    let attempt = play.attempt().unwrap();
    house.database().execute("UPDATE decision SET choice = 'sing' WHERE step = 1", []).unwrap();
    let opened = house.practice.resume(attempt).unwrap();
    let note = only(opened.notes);
    assert!(matches!(&note, Note::Stopped(stopped) if stopped.step == 1), "{note}");
    assert!(note.to_string().contains("from decision 2 on (`sing` is not on offer"), "{note}");
    let mut play = opened.play;
    assert_eq!(play.session().decisions().len(), 1);
    house.choose(&mut play, &["ring"]);
    let attempts = house.attempts();
    assert_eq!(attempts[0].1, ["wait", "sing", "ring"], "as it was");
    assert_eq!(attempts[1].1, ["wait", "ring"]);
    let open = house.practice.unfinished_of("errand").unwrap().unwrap();
    assert_eq!(Some(open.id), play.attempt());
}

#[test]
fn a_finished_play_that_does_not_fit_any_more_says_where_and_stays() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["ring", "hold", "promise"]);
    house.database().execute("UPDATE decision SET choice = 'sing' WHERE step = 1", []).unwrap();
    let before = house.attempts();
    let refused = house.practice.resume(play.attempt().unwrap()).unwrap_err();
    assert!(refused.to_string().starts_with("step 2: `sing` is not on offer"), "{refused}");
    assert_eq!(house.attempts(), before);
}

#[test]
fn what_cannot_be_gone_on_with_is_offered_no_more() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    house.choose(&mut play, &["wait"]);
    house.database().execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM source").unwrap();
    let lost = house.practice.resume(play.attempt().unwrap()).unwrap_err();
    assert!(matches!(lost, ResumeError::SourceLost(_)), "{lost}");
    assert_eq!(house.practice.unfinished_of("errand").unwrap(), None);
    assert_eq!(house.attempts().len(), 1, "it stays in the history");
}

#[test]
fn where_an_attempt_is_lost_another_begins_and_says_so() {
    let house = House::new();
    let ready = house.errand();
    let mut play = house.begin(&ready);
    house.choose(&mut play, &["wait"]);
    let attempt = play.attempt().unwrap();
    let go_on = |ready| house.practice.go_on(attempt, ready, Mode::Practice);
    let resumed = quietly(go_on(Some(&ready)).unwrap());
    assert_eq!((resumed.attempt(), resumed.session().decisions().len()), (Some(attempt), 1));
    house.database().execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM source").unwrap();
    let refused = go_on(None).unwrap_err();
    let is_lost =
        |lost: &ResumeError| matches!(lost, ResumeError::SourceLost(id) if *id == attempt);
    assert!(matches!(&refused, CannotGoOn::Resume(lost) if is_lost(lost)), "{refused}");
    let begun = go_on(Some(&ready)).unwrap();
    assert!(matches!(&begun.notes[..], [Note::Lost(lost)] if is_lost(lost)), "{:?}", begun.notes);
    assert!(begun.play.session().decisions().is_empty() && begun.play.attempt().is_none());
    assert_eq!(house.attempts().len(), 1, "it stays in the history");
}

#[test]
fn what_cannot_be_written_waits_and_play_goes_on() {
    let house = House::new();
    let mut play = house.begin(&house.errand());
    let holder = house.database();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let note = house.practice.choose(&mut play, TakenChoice::of("wait")).unwrap().remove(0);
    assert!(matches!(note, Note::Trouble(RecordsError::Busy { .. })), "{note}");
    assert_eq!(play.session().decisions().len(), 1);
    holder.execute_batch("COMMIT").unwrap();
    house.choose(&mut play, &["ring"]);
    assert_eq!(house.practice.saved(&play), Ok(()));
    assert_eq!(house.attempts()[0].1, ["wait", "ring"]);
}
