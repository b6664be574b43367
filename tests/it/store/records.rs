//! What is kept comes back, and nothing is overwritten.

use std::collections::BTreeMap;

use rapport::{
    coach::{Felt, Intention},
    engine::SavedChoice,
    scenario,
    store::{AttemptFilter, AttemptId, Finish, ForkKind, Mode, Records, RecordsError, ResumeError},
    text::SourceFile,
};

use super::{Loaded, choices, keep_last};

fn commitment(text: &str) -> Intention {
    Intention { text: text.into(), client: None, day: None }
}

fn choice(id: &str) -> SavedChoice {
    SavedChoice { id: id.into(), branch: None }
}

#[test]
fn an_attempt_comes_back_as_it_was_played() {
    let folder = tempfile::tempdir().unwrap();
    let errand = Loaded::errand();
    let (attempt, session) = {
        let (records, notices) = Records::open(folder.path());
        assert_eq!(notices, []);
        assert!(records.is_kept());
        errand.play(&records, &[("truth", "cross")], &["mornings", "ring"])
    };
    let (records, _) = Records::open(folder.path());
    let kept = records.unfinished().unwrap().unwrap();
    assert_eq!(kept.id, attempt);
    assert_eq!((&*kept.scenario_id, &*kept.scenario_title), ("errand", "The errand"));
    assert_eq!((kept.hash, kept.seed, kept.steps), (errand.scenario.hash, 7, 2));
    assert_eq!(kept.forced, [("truth".to_owned(), "cross".to_owned())]);
    assert_eq!((kept.mode, kept.finished, kept.fork), (Mode::Practice, None, None));
    assert_eq!(records.save_of(attempt).unwrap(), session.save());
    let resumed = records.resume(attempt).unwrap();
    assert_eq!(resumed.view(), session.view());
    assert_eq!(resumed.state(), session.state());
}

#[test]
fn an_attempt_plays_on_in_the_version_it_began_in() {
    let records = Records::in_memory();
    let before = Loaded::errand();
    let after = Loaded::of(&crate::cli::ERRAND.replace("The phone is quiet.", "The phone rings."));
    assert_ne!(before.scenario.hash, after.scenario.hash);
    let (old, session) = before.play(&records, &[], &["wait"]);
    let (new, _) = after.play(&records, &[], &["wait"]);
    assert_eq!(records.resume(old).unwrap().view(), session.view());
    assert_eq!(records.attempt(new).unwrap().unwrap().hash, after.scenario.hash);
    let source = records.version(&before.scenario.hash).unwrap().unwrap();
    assert_eq!(source.scenario.text(), crate::cli::ERRAND);
}

#[test]
fn a_forced_branch_and_own_words_are_kept() {
    let records = Records::in_memory();
    let errand = Loaded::errand();
    let (attempt, mut session) = errand.play(&records, &[], &["ring"]);
    session.choose_branch("hold", Some(1)).unwrap();
    keep_last(&records, attempt, &session);
    records.record(attempt, 2, &choice("promise"), Some("If I wait, then I ring.")).unwrap();
    let kept = records.decisions(attempt).unwrap();
    assert_eq!(kept[1].choice.branch, Some(1));
    assert_eq!(kept[2].own_words.as_deref(), Some("If I wait, then I ring."));
    assert_eq!(records.resume(attempt).unwrap().transcript().count(), {
        session.choose("promise").unwrap();
        session.transcript().count()
    });
}

#[test]
fn a_choice_kept_twice_is_kept_once() {
    let records = Records::in_memory();
    let (attempt, _) = Loaded::errand().play(&records, &[], &["wait"]);
    assert_eq!(records.record(attempt, 0, &choice("wait"), None).unwrap(), attempt);
    assert_eq!(choices(&records, attempt), ["wait"]);
}

#[test]
fn a_different_choice_at_a_kept_step_becomes_a_play_of_its_own() {
    let records = Records::in_memory();
    let corridor = Loaded::corridor();
    let (attempt, _) = corridor.play(&records, &[], &["left", "left", "left"]);
    let own = records.record(attempt, 1, &choice("right"), None).unwrap();
    assert_ne!(own, attempt);
    // Whoever goes on with the old name goes on where their play now is.
    assert_eq!(records.record(attempt, 2, &choice("on"), None).unwrap(), own);
    assert_eq!(choices(&records, attempt), ["left", "left", "left"]);
    assert_eq!(choices(&records, own), ["left", "right", "on"]);
    let fork = records.attempt(own).unwrap().unwrap().fork.unwrap();
    assert_eq!((fork.from, fork.step, fork.kind), (attempt, 1, ForkKind::OtherWindow));
}

#[test]
fn a_choice_cannot_be_kept_before_the_ones_in_front_of_it() {
    let records = Records::in_memory();
    let (attempt, _) = Loaded::errand().play(&records, &[], &["wait"]);
    let refused = records.record(attempt, 2, &choice("wait"), None).unwrap_err();
    assert!(matches!(refused, RecordsError::Gap { step: 2, kept: 1, .. }), "{refused}");
    // It makes no sense later either, so it does not wait.
    assert_eq!(records.waiting(), 0);
    assert_eq!(choices(&records, attempt), ["wait"]);
}

#[test]
fn what_is_asked_of_an_unknown_attempt_is_refused() {
    let records = Records::in_memory();
    let nobody: AttemptId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
    let is_refused = |result: Result<AttemptId, RecordsError>| matches!(result, Err(RecordsError::UnknownAttempt(id)) if id == nobody);
    assert!(is_refused(records.record(nobody, 0, &choice("wait"), None)));
    assert!(is_refused(records.set_feeling(nobody, &Felt::typed("calm")).map(|()| nobody)));
    assert!(is_refused(records.commit(nobody, &commitment("If so, then so.")).map(|()| nobody)));
    assert!(is_refused(records.set_aside(nobody).map(|()| nobody)));
    assert!(is_refused(records.save_of(nobody).map(|_| nobody)));
    assert!(records.fork(nobody, 0, ForkKind::Rewind).trouble.is_some());
    assert!(matches!(records.resume(nobody), Err(ResumeError::Records(_))));
    assert_eq!(records.attempts(&AttemptFilter::default()).unwrap(), []);
}

#[test]
fn a_rewind_is_a_new_attempt_and_takes_the_old_ones_place() {
    let records = Records::in_memory();
    let (old, session) = Loaded::errand().play(&records, &[], &["wait", "mornings", "ring"]);
    let begun = records.fork(old, 2, ForkKind::Rewind);
    assert!(begun.trouble.is_none());
    assert_eq!(choices(&records, old), ["wait", "mornings", "ring"]);
    assert_eq!(choices(&records, begun.attempt), ["wait", "mornings"]);
    let fork = records.attempt(begun.attempt).unwrap().unwrap();
    assert_eq!(fork.fork.map(|fork| (fork.from, fork.step)), Some((old, 2)));
    assert!(!fork.hindsight);
    assert_eq!(records.unfinished().unwrap().unwrap().id, begun.attempt);
    assert_eq!(records.resume(begun.attempt).unwrap().view(), session.rewound_to(2).view());
    records.set_aside(begun.attempt).unwrap();
    assert_eq!(records.unfinished().unwrap(), None);
    assert_eq!(records.attempts(&AttemptFilter::default()).unwrap().len(), 2);
}

#[test]
fn playing_on_from_a_debrief_is_hindsight_and_so_is_what_comes_of_it() {
    let records = Records::in_memory();
    let (old, _) = Loaded::corridor().play(&records, &[], &["left", "left"]);
    let on = records.fork(old, 1, ForkKind::PlayOn).attempt;
    let again = records.fork(on, 1, ForkKind::Rewind).attempt;
    let hindsight = AttemptFilter { hindsight: Some(true), ..AttemptFilter::default() };
    let ids: Vec<AttemptId> =
        records.attempts(&hindsight).unwrap().into_iter().map(|attempt| attempt.id).collect();
    assert_eq!(ids, [again, on]);
}

#[test]
fn the_attempt_to_continue_is_the_one_last_played() {
    let records = Records::in_memory();
    let (errand, corridor) = (Loaded::errand(), Loaded::corridor());
    assert_eq!(records.unfinished().unwrap(), None);
    let (first, _) = corridor.play(&records, &[], &["left"]);
    let (second, _) = errand.play(&records, &[], &["wait"]);
    assert_eq!(records.unfinished().unwrap().unwrap().id, second);
    assert_eq!(records.unfinished_of("corridor").unwrap().unwrap().id, first);
    // An attempt without a choice is nothing to continue.
    errand.begin(&records, 1, &[]);
    assert_eq!(records.unfinished().unwrap().unwrap().id, second);
}

#[test]
fn a_finished_attempt_keeps_its_ending_truths_skills_and_commitment() {
    let records = Records::in_memory();
    let errand = Loaded::errand();
    let truth = [("truth", "busy")];
    let (attempt, session) =
        errand.play(&records, &truth, &["mornings", "ring", "hold", "promise"]);
    assert!(session.finished());
    let finish = Finish::of(&session, None).unwrap();
    assert_eq!(records.finish(attempt, &finish).unwrap(), attempt);
    records.set_feeling(attempt, &Felt::typed("calm")).unwrap();
    // Once more changes nothing.
    records.finish(attempt, &Finish { value: 1, ..finish.clone() }).unwrap();
    let kept = records.attempt(attempt).unwrap().unwrap();
    let finished = kept.finished.unwrap();
    assert_eq!((&*finished.ending_id, finished.value), ("answer", 80));
    assert_eq!(finished.draws, [("truth".to_owned(), "busy".to_owned())]);
    assert_eq!(finished.skills, finish.skills);
    assert_eq!(finished.skills.len(), 1);
    assert_eq!((finished.skills[0].level, finished.skills[0].count), (3.5, 2));
    assert_eq!(kept.feeling, Some(Felt::OwnWord("calm".to_owned())));
    assert_eq!(records.unfinished().unwrap(), None);
    let commitments = records.commitments().unwrap();
    assert_eq!(commitments.len(), 1);
    assert_eq!(commitments[0].kept.text, "If I guess, then I ask.");
    let kept = Intention::typed("If I wait, then I ring.", " Pell ", "").unwrap();
    records.commit(attempt, &kept).unwrap();
    assert_eq!(records.commitments().unwrap()[0].kept, kept);
    assert_eq!(kept.told(), "If I wait, then I ring. (Pell)");
}

#[test]
fn own_words_win_over_the_sentence_and_an_unfinished_play_has_no_end() {
    let records = Records::in_memory();
    let (_, mut session) = Loaded::errand().play(&records, &[], &["ring", "fill"]);
    assert_eq!(Finish::of(&session, None), None);
    session.choose("promise").unwrap();
    let own = Finish::of(&session, Some("If so, then so.".into())).unwrap();
    assert_eq!(own.commitment.as_deref(), Some("If so, then so."));
}

#[test]
fn settings_are_kept_and_replaced() {
    let folder = tempfile::tempdir().unwrap();
    {
        let (records, _) = Records::open(folder.path());
        records.set_setting("text_scale", "1.2").unwrap();
        let both = [("text_scale", "2.0"), ("theme", "dark")];
        let both = both.map(|(key, value)| (key.to_owned(), value.to_owned()));
        records.set_settings(&BTreeMap::from(both)).unwrap();
    }
    let (records, _) = Records::open(folder.path());
    let settings = records.settings().unwrap();
    assert_eq!(settings.len(), 2);
    assert_eq!((&*settings["text_scale"], &*settings["theme"]), ("2.0", "dark"));
}

#[test]
fn an_attempt_whose_scenario_this_build_refuses_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let (attempt, _) = Loaded::errand().play(&records, &[], &["wait"]);
    let other = rusqlite::Connection::open(folder.path().join("records.sqlite")).unwrap();
    // A text that an earlier build took, with its own hash.
    let text = SourceFile::new("test.ron", "Scenario(");
    let hash = scenario::hash(&text, None).to_string();
    let sql = "PRAGMA foreign_keys = OFF;
               UPDATE source SET scenario_text = 'Scenario(', hash = 'HASH';
               UPDATE attempt SET hash = 'HASH'";
    other.execute_batch(&sql.replace("HASH", &hash)).unwrap();
    let refused = records.resume(attempt).unwrap_err();
    assert!(matches!(refused, ResumeError::NoLongerLoads { .. }), "{refused}");
    let hash = scenario::hash(&SourceFile::new("test.ron", crate::cli::ERRAND), None).to_string();
    let sql = "UPDATE source SET scenario_text = ?1, hash = ?2";
    other.execute(sql, [crate::cli::ERRAND, &hash]).unwrap();
    other.execute("UPDATE attempt SET hash = ?1", [&hash]).unwrap();
    other.execute("UPDATE decision SET choice = 'sing'", []).unwrap();
    let refused = records.resume(attempt).unwrap_err();
    assert!(refused.to_string().contains("`sing` is not on offer"), "{refused}");
}

#[test]
fn an_attempt_whose_version_is_lost_is_declined_and_stays_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let (attempt, _) = Loaded::errand().play(&records, &[], &["wait"]);
    let other = rusqlite::Connection::open(folder.path().join("records.sqlite")).unwrap();
    other.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM source").unwrap();
    let refused = records.resume(attempt).unwrap_err();
    assert!(matches!(refused, ResumeError::SourceLost(lost) if lost == attempt), "{refused}");
    assert!(refused.to_string().contains("is not in the records"), "{refused}");
    assert_eq!(records.attempts(&AttemptFilter::default()).unwrap().len(), 1);
}
