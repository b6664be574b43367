//! The file of the records, deleted, moved or replaced while it is open: nothing of the session is lost.
#![cfg(unix)]

use std::{fs, path::Path};

use rapport::store::{AttemptFilter, AttemptId, Records};

use super::{Loaded, choices, keep_last};

/// What is on disk of an attempt, as another copy of the game sees it.
fn on_disk(folder: &Path, attempt: AttemptId) -> Vec<String> {
    let (records, notices) = Records::open(folder);
    assert_eq!(notices, []);
    choices(&records, attempt)
}

fn remove(folder: &Path) {
    for file in fs::read_dir(folder).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
}

#[track_caller]
fn news(records: &Records, words: &[&str]) {
    let news: Vec<String> = records.news().into_iter().map(|notice| notice.text).collect();
    assert_eq!(news.len(), words.len(), "{news:?}");
    for (told, words) in news.iter().zip(words) {
        assert!(told.contains(words), "{news:?}");
    }
}

const ANEW: &str = "The play of this session is saved, written anew into";

#[test]
fn records_that_are_deleted_are_made_again_with_all_of_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let corridor = Loaded::corridor();
    let (attempt, mut session) = corridor.play(&records, &[], &["left", "right"]);
    remove(folder.path());
    session.choose("on").unwrap();
    keep_last(&records, attempt, &session);
    assert_eq!(on_disk(folder.path(), attempt), ["left", "right", "on"]);
    assert_eq!(records.saved(attempt), Ok(()));
    news(&records, &["was deleted or moved while it was open", ANEW]);
    let (again, _) = Records::open(folder.path());
    assert_eq!(again.resume(attempt).unwrap().view(), session.view());
}

#[test]
fn a_folder_that_is_deleted_is_seen_without_a_write() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (records, _) = Records::open(&data);
    let (attempt, _) = Loaded::corridor().play(&records, &[], &["left"]);
    fs::remove_dir_all(&data).unwrap();
    records.keep_up();
    assert_eq!(on_disk(&data, attempt), ["left"]);
    news(&records, &["was deleted or moved", ANEW]);
    records.keep_up();
    news(&records, &[]);
}

#[test]
fn a_play_of_an_earlier_session_is_written_anew_with_its_origin() {
    let folder = tempfile::tempdir().unwrap();
    let corridor = Loaded::corridor();
    let (records, _) = Records::open(folder.path());
    let (attempt, _) = corridor.play(&records, &[], &["left", "right"]);
    let fork = records.fork(attempt, 1, rapport::store::ForkKind::Rewind).attempt;
    drop(records);
    let (records, _) = Records::open(folder.path());
    records.hold(fork);
    remove(folder.path());
    assert_eq!(records.saved(fork), Ok(()));
    assert_eq!(on_disk(folder.path(), fork), ["left"]);
    assert_eq!(on_disk(folder.path(), attempt), ["left", "right"]);
}

#[test]
fn where_other_records_have_taken_the_place_both_are_kept() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let corridor = Loaded::corridor();
    let (other, _) = Records::open(there.path());
    let (theirs, _) = corridor.play(&other, &[], &["on"]);
    drop(other);
    let (records, _) = Records::open(here.path());
    let (ours, _) = corridor.play(&records, &[], &["left"]);
    remove(here.path());
    fs::rename(there.path().join("records.sqlite"), here.path().join("records.sqlite")).unwrap();
    records.keep_up();
    news(&records, &["was replaced by another file", ANEW]);
    assert_eq!(on_disk(here.path(), ours), ["left"]);
    assert_eq!(on_disk(here.path(), theirs), ["on"]);
}

#[test]
fn an_older_copy_of_the_records_is_brought_up_to_what_was_played() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    let corridor = Loaded::corridor();
    let (records, _) = Records::open(folder.path());
    let (attempt, mut session) = corridor.play(&records, &[], &["left"]);
    drop(records);
    let path = folder.path().join("records.sqlite");
    fs::copy(&path, &copy).unwrap();
    let (records, _) = Records::open(folder.path());
    session.choose("right").unwrap();
    keep_last(&records, attempt, &session);
    fs::rename(&copy, &path).unwrap();
    records.keep_up();
    assert_eq!(on_disk(folder.path(), attempt), ["left", "right"]);
}

#[test]
fn a_log_that_is_deleted_takes_nothing_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let (attempt, _) = Loaded::corridor().play(&records, &[], &["left", "right"]);
    records.keep_up();
    fs::remove_file(folder.path().join("records.sqlite-wal")).unwrap();
    records.keep_up();
    // As a kill would leave it: nothing is closed here.
    std::mem::forget(records);
    assert_eq!(on_disk(folder.path(), attempt), ["left", "right"]);
}

#[test]
fn where_no_file_can_be_made_nothing_is_called_saved_until_one_can() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (records, _) = Records::open(&data);
    let (attempt, mut session) = Loaded::corridor().play(&records, &[], &["left"]);
    fs::remove_dir_all(&data).unwrap();
    fs::write(&data, "in the way").unwrap();
    session.choose("right").unwrap();
    keep_last(&records, attempt, &session);
    let told = records.saved(attempt).unwrap_err();
    assert_eq!(told.kept, 0);
    assert!(told.why.contains("cannot be written"), "{}", told.why);
    assert!(!records.is_kept());
    assert_eq!(choices(&records, attempt), ["left", "right"], "play goes on");
    fs::remove_file(&data).unwrap();
    records.keep_up();
    assert_eq!(records.saved(attempt), Ok(()));
    assert_eq!(on_disk(&data, attempt), ["left", "right"]);
}

#[test]
fn records_that_were_held_when_they_were_opened_are_joined_once_they_are_free() {
    let folder = tempfile::tempdir().unwrap();
    let corridor = Loaded::corridor();
    let (before, _) = Records::open(folder.path());
    let (old, _) = corridor.play(&before, &[], &["on"]);
    drop(before);
    let holder = rusqlite::Connection::open(folder.path().join("records.sqlite")).unwrap();
    holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    let asked = std::time::Instant::now();
    let (records, notices) = Records::open(folder.path());
    assert!(asked.elapsed().as_secs_f32() < 2.0);
    assert!(notices[0].text.contains("are held by another program"), "{notices:?}");
    let (attempt, _) = corridor.play(&records, &[], &["left"]);
    assert!(records.saved(attempt).is_err());
    drop(holder);
    records.keep_up();
    assert_eq!(records.saved(attempt), Ok(()));
    assert_eq!(records.attempts(&AttemptFilter::default()).unwrap().len(), 2);
    assert_eq!(on_disk(folder.path(), old), ["on"]);
}
