//! One thing that cannot be read takes away itself alone.

use std::{fs, path::Path};

use rapport::store::{
    AttemptFilter, AttemptId, Examined, Finish, Library, Records, ResumeError, mend,
};
use rusqlite::Connection;

use super::{Loaded, choices};

fn database(folder: &Path) -> Connection {
    let database = Connection::open(folder.join("records.sqlite")).unwrap();
    database.pragma_update(None, "ignore_check_constraints", true).unwrap();
    database
}

/// Two finished plays and one that goes on.
fn kept(folder: &Path) -> [AttemptId; 3] {
    let (records, _) = Records::open(folder);
    let errand = Loaded::errand();
    let finished = [1, 2].map(|_| {
        let (attempt, session) = errand.play(&records, &[], &["ring", "hold", "promise"]);
        records.finish(attempt, &Finish::of(&session, None).unwrap()).unwrap();
        attempt
    });
    let (open, _) = errand.play(&records, &[], &["wait", "wait"]);
    [finished[0], finished[1], open]
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_all_the_rest_comes() {
    let plantings = [
        (
            "UPDATE attempt SET scenario_title = CAST(x'41ff' AS TEXT) WHERE id = ?1",
            "scenario_title",
        ),
        ("UPDATE attempt SET id = 'nobody' WHERE id = ?1", "`id`"),
        ("UPDATE attempt SET value = 4000000000 WHERE id = ?1", "4000000000 is out of range"),
        ("UPDATE attempt SET value = 101 WHERE id = ?1", "101 is out of range"),
        ("UPDATE attempt SET finished_at = 9223372036854775807 WHERE id = ?1", "finished_at"),
        ("UPDATE attempt SET hash = 'short' WHERE id = ?1", "`hash`"),
    ];
    for (sql, named) in plantings {
        let folder = tempfile::tempdir().unwrap();
        let [first, second, open] = kept(folder.path());
        let planted = database(folder.path());
        planted.pragma_update(None, "foreign_keys", false).unwrap();
        planted.execute(sql, [first.to_string()]).unwrap();
        drop(planted);
        let (records, notices) = Records::open(folder.path());
        assert_eq!(notices, [], "{sql}");
        let read = records.attempts_with_damage(&AttemptFilter::default()).unwrap();
        let ids: Vec<AttemptId> = read.sound.iter().map(|attempt| attempt.id).collect();
        assert_eq!(ids, [open, second], "{sql}");
        assert_eq!(read.damaged.len(), 1, "{sql}");
        assert!(read.damaged[0].to_string().contains(named), "{}", read.damaged[0]);
        assert_eq!(records.unfinished().unwrap().map(|one| one.id), Some(open));
        drop(records);
        let found = Examined::of(folder.path()).unwrap();
        assert!(found.damaged.iter().any(|one| one.to_string().contains(named)), "{found:?}");
    }
}

#[test]
fn a_part_of_a_play_that_cannot_be_read_leaves_the_play() {
    let plantings = [
        "UPDATE skill_result SET count = -1 WHERE attempt = ?1",
        "UPDATE skill_result SET level = 40.0 WHERE attempt = ?1",
        "UPDATE lesson_result SET kept = 5000000000 WHERE attempt = ?1",
        "UPDATE met_draw SET value = CAST(x'ff' AS TEXT) WHERE attempt = ?1",
    ];
    for sql in plantings {
        let folder = tempfile::tempdir().unwrap();
        let [first, ..] = kept(folder.path());
        let changed = database(folder.path()).execute(sql, [first.to_string()]).unwrap();
        let (records, _) = Records::open(folder.path());
        let read = records.attempts_with_damage(&AttemptFilter::default()).unwrap();
        assert_eq!((read.sound.len(), read.damaged.len()), (3, changed), "{sql}");
    }
}

#[test]
fn choices_come_up_to_the_one_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let [.., open] = kept(folder.path());
    let sql = "UPDATE decision SET choice = CAST(x'ff' AS TEXT) WHERE attempt = ?1 AND step = 1";
    database(folder.path()).execute(sql, [open.to_string()]).unwrap();
    let (records, _) = Records::open(folder.path());
    assert_eq!(choices(&records, open), ["wait"]);
    let damaged = records.all_decisions().unwrap().damaged;
    assert!(
        damaged[0].to_string().starts_with(&format!("choice 2 of play {open}: ")),
        "{damaged:?}"
    );
}

#[test]
fn a_version_that_was_changed_is_not_played_as_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let [.., open] = kept(folder.path());
    let sql = "UPDATE source SET scenario_text = replace(scenario_text, 'quiet', 'loud')";
    assert_eq!(database(folder.path()).execute(sql, []).unwrap(), 1);
    let (records, _) = Records::open(folder.path());
    let refused = records.resume(open).unwrap_err();
    assert!(matches!(refused, ResumeError::SourceChanged(id) if id == open), "{refused}");
    assert!(refused.to_string().contains("is kept, but the text"), "{refused}");
    assert_eq!(records.unfinished().unwrap(), None, "it is not offered");
    assert_eq!(records.stranded(Some("errand")).unwrap().len(), 1, "and told");
    assert_eq!(records.attempts(&AttemptFilter::default()).unwrap().len(), 3, "and stays");
}

#[test]
fn a_new_play_of_the_same_version_puts_a_damaged_text_right() {
    let folder = tempfile::tempdir().unwrap();
    let [.., open] = kept(folder.path());
    let sql =
        "UPDATE source SET scenario_text = CAST(x'ff' || CAST(scenario_text AS BLOB) AS TEXT)";
    database(folder.path()).execute(sql, []).unwrap();
    let (records, _) = Records::open(folder.path());
    let refused = records.resume(open).unwrap_err();
    assert!(matches!(refused, ResumeError::SourceDamaged(..)), "{refused}");
    Loaded::errand().play(&records, &[], &["wait"]);
    assert!(records.resume(open).is_ok());
    assert_eq!(records.stranded(None).unwrap(), []);
}

#[test]
fn tables_without_their_version_are_taken_over_and_no_statement_is_quoted() {
    for marks in ["PRAGMA user_version = 0", "PRAGMA user_version = 0; PRAGMA application_id = 0"] {
        let folder = tempfile::tempdir().unwrap();
        let attempts = kept(folder.path());
        database(folder.path()).execute_batch(marks).unwrap();
        let (records, notices) = Records::open(folder.path());
        assert_eq!(notices.len(), 1);
        let told = &notices[0].text;
        assert!(told.contains("3 plays with 8 choices, all that was in it"), "{told}");
        assert!(!told.contains("CREATE"), "{told}");
        assert_eq!(records.attempts(&AttemptFilter::default()).unwrap().len(), attempts.len());
        assert_eq!(choices(&records, attempts[2]), ["wait", "wait"]);
        assert!(records.resume(attempts[2]).is_ok());
    }
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let corridor = Loaded::corridor();
    let (records, _) = Records::open(folder.path());
    let long: Vec<AttemptId> =
        (0..40).map(|_| corridor.play(&records, &[], &["left"; 40]).0).collect();
    drop(records);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    let (records, notices) = Records::open(folder.path());
    assert!(notices[0].text.contains("Taken over into them: "), "{notices:?}");
    let whole = long.iter().filter(|&&id| choices(&records, id).len() == 40).count();
    assert!(whole >= 30, "{whole} of 40: {notices:?}");
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_never_waited_for() {
    for name in ["records.sqlite", "records.lock", "records.sqlite-wal"] {
        let folder = tempfile::tempdir().unwrap();
        let made = std::process::Command::new("mkfifo").arg(folder.path().join(name)).status();
        assert!(made.unwrap().success());
        let (records, notices) = Records::open(folder.path());
        assert_eq!(notices.len(), 1, "{name}");
        assert!(notices[0].text.contains("no ordinary file"), "{notices:?}");
        Loaded::errand().play(&records, &[], &["wait"]);
        assert_eq!(records.is_kept(), name != "records.sqlite-wal");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_whose_name_is_no_text_is_read_where_it_may_not_be_written() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9 #?%41"));
    let attempts = kept(&data);
    let found = Examined::of(&data).unwrap();
    assert_eq!(found.counts[1], ("attempt", 3), "{attempts:?}");
    assert_eq!(found.damaged, []);
}

#[test]
fn mending_takes_over_what_was_set_aside_earlier() {
    let folder = tempfile::tempdir().unwrap();
    let attempts = kept(folder.path());
    let aside = folder.path().join("records.set-aside-20260101-000000.sqlite");
    fs::rename(folder.path().join("records.sqlite"), &aside).unwrap();
    let before = fs::read(&aside).unwrap();
    let (records, _) = Records::open(folder.path());
    let (own, _) = Loaded::corridor().play(&records, &[], &["left"]);
    drop(records);
    let done = mend(folder.path(), &Library::default()).unwrap();
    assert_eq!(done.len(), 1, "{done:?}");
    assert!(mend(folder.path(), &Library::default()).unwrap().is_empty(), "once is enough");
    assert_eq!(fs::read(&aside).unwrap(), before);
    let (records, _) = Records::open(folder.path());
    for attempt in attempts.into_iter().chain([own]) {
        assert!(!choices(&records, attempt).is_empty());
    }
}
