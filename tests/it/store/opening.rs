//! Whatever lies in the data folder, the game goes on.

use std::{fs, path::Path};

use rapport::{
    coach::{Feeling, Felt, Intention},
    store::{AttemptFilter, Finish, ForkKind, Records, RecordsError},
};
use rusqlite::Connection;

use super::{Loaded, choices};

/// What an opening says, without the folder's name.
fn notices(folder: &Path) -> (Records, Vec<String>) {
    let (records, notices) = Records::open(folder);
    let shown = folder.display().to_string();
    let texts = notices.iter().map(|notice| notice.text.replace(&shown, "[data]")).collect();
    (records, texts)
}

/// Names of the files in a folder, those set aside without their time.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| match name.split_once("set-aside-") {
            Some((before, after)) => {
                let (_, suffix) = after.split_once('.').unwrap();
                format!("{before}set-aside.{suffix}")
            }
            None => name,
        })
        .collect();
    names.sort();
    names
}

/// A fresh database works, and says where the old one went.
#[track_caller]
fn check_set_aside(folder: &Path, why: &str) {
    let (records, notices) = notices(folder);
    assert!(records.is_kept());
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains(why), "{}", notices[0]);
    assert!(notices[0].contains("[data]/records.set-aside-"), "{}", notices[0]);
    let (attempt, _) = Loaded::errand().play(&records, &[], &["wait"]);
    drop(records);
    let (records, notices) = Records::open(folder);
    assert_eq!(notices, []);
    assert_eq!(choices(&records, attempt), ["wait"]);
}

#[test]
fn a_new_folder_is_made_with_everything_above_it() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("a/b/c");
    let (records, notices) = Records::open(&deep);
    assert_eq!(notices, []);
    assert_eq!(records.folder(), Some(&*deep));
    let database = Connection::open(deep.join("records.sqlite")).unwrap();
    let pragma =
        |name: &str| database.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((pragma("user_version"), pragma("application_id")), (3, 0x5250_5254));
    let mode: String = database.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn what_is_no_database_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("records.sqlite"), "a shopping list, long enough to be read")
        .unwrap();
    fs::write(folder.path().join("records.sqlite-wal"), "eggs").unwrap();
    check_set_aside(folder.path(), "cannot be used as records");
    let names = names(folder.path());
    assert!(names.contains(&"records.set-aside.sqlite".to_owned()), "{names:?}");
    assert!(names.contains(&"records.set-aside.sqlite-wal".to_owned()), "{names:?}");
}

#[test]
fn a_damaged_database_is_set_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let corridor = Loaded::corridor();
    {
        let (records, _) = Records::open(folder.path());
        corridor.play(&records, &[], &["left"; 200]);
    }
    let mut bytes = fs::read(&path).unwrap();
    assert!(bytes.len() > 40_000);
    bytes[8_000..40_000].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    check_set_aside(folder.path(), "cannot be used as records");
    let aside = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.display().to_string().contains("set-aside"));
    assert_eq!(fs::read(aside.unwrap()).unwrap(), bytes);
}

#[test]
fn a_truncated_database_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    drop(Records::open(folder.path()));
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    check_set_aside(folder.path(), "cannot be used as records");
}

#[test]
fn a_database_of_another_program_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    let foreign = Connection::open(&path).unwrap();
    foreign
        .execute_batch("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')")
        .unwrap();
    drop(foreign);
    check_set_aside(folder.path(), "is a database of another program");
}

#[test]
fn a_folder_in_place_of_the_database_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("records.sqlite/inside")).unwrap();
    check_set_aside(folder.path(), "it is a folder");
}

#[test]
fn two_things_set_aside_at_once_have_two_names() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..3 {
        fs::write(folder.path().join("records.sqlite"), "not a database at all, not even nearly")
            .unwrap();
        let (records, notices) = notices(folder.path());
        assert!(records.is_kept());
        assert_eq!(notices.len(), 1);
    }
    let aside = names(folder.path()).iter().filter(|name| name.ends_with("aside.sqlite")).count();
    assert_eq!(aside, 3);
}

#[test]
fn an_empty_file_becomes_the_records() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("records.sqlite"), "").unwrap();
    let (records, notices) = notices(folder.path());
    assert!(records.is_kept());
    assert_eq!(notices, Vec::<String>::new());
}

#[test]
fn a_newer_database_is_left_as_it_is_and_the_game_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.sqlite");
    drop(Records::open(folder.path()));
    let newer = Connection::open(&path).unwrap();
    newer.execute_batch("CREATE TABLE mood (word TEXT)").unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let before = fs::read(&path).unwrap();
    let (records, notices) = notices(folder.path());
    insta::assert_snapshot!(notices.join("\n"));
    assert!(!records.is_kept());
    assert!(!records.has_history());
    let (attempt, _) = Loaded::errand().play(&records, &[], &["wait"]);
    assert_eq!(choices(&records, attempt), ["wait"]);
    drop(records);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(!names(folder.path()).iter().any(|name| name.contains("set-aside")));
}

#[test]
fn a_file_in_place_of_the_folder_means_records_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "").unwrap();
    let (records, notices) = notices(&path.join("data"));
    assert!(!records.is_kept());
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains("kept in memory only"), "{}", notices[0]);
    assert!(notices[0].contains("--data-dir"), "{}", notices[0]);
}

#[test]
fn a_write_that_finds_the_records_held_waits_and_is_made_up_for() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let corridor = Loaded::corridor();
    let (attempt, mut session) = corridor.play(&records, &[], &["left"]);
    let holder = Connection::open(folder.path().join("records.sqlite")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    session.choose("right").unwrap();
    let last = session.save().choices.pop().unwrap();
    let told = records.record(attempt, 1, &last, None).unwrap_err();
    assert!(matches!(told, RecordsError::Busy { .. }), "{told}");
    assert_eq!((records.waiting(), choices(&records, attempt)), (1, vec!["left".to_owned()]));
    holder.execute_batch("COMMIT").unwrap();
    // The next choice takes the one before with it, in order.
    session.choose("on").unwrap();
    let last = session.save().choices.pop().unwrap();
    records.record(attempt, 2, &last, None).unwrap();
    assert_eq!(records.waiting(), 0);
    assert_eq!(records.save_of(attempt).unwrap(), session.save());
}

#[test]
fn what_waits_is_written_at_the_end_at_the_latest() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let holder = Connection::open(folder.path().join("records.sqlite")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(records.set_setting("theme", "dark").is_err());
    holder.execute_batch("COMMIT").unwrap();
    drop(records);
    let (records, _) = Records::open(folder.path());
    assert_eq!(records.settings().unwrap()["theme"], "dark");
}

#[test]
fn records_survive_being_opened_many_times() {
    let folder = tempfile::tempdir().unwrap();
    let errand = Loaded::errand();
    for count in 1..=20 {
        let (records, notices) = Records::open(folder.path());
        assert_eq!(notices, []);
        errand.play(&records, &[], &["wait", "ring"]);
        assert_eq!(records.attempts(&AttemptFilter::default()).unwrap().len(), count);
    }
}

#[test]
fn older_records_are_brought_to_today_and_keep_their_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let errand = Loaded::errand();
    let (attempt, session) = errand.play(&records, &[], &["ring", "hold", "promise"]);
    records.finish(attempt, &Finish::of(&session, None).unwrap()).unwrap();
    drop(records);
    let path = folder.path().join("records.sqlite");
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "DROP TABLE lesson_result;
             ALTER TABLE skill_result DROP COLUMN lowest;
             ALTER TABLE commitment DROP COLUMN client;
             ALTER TABLE commitment DROP COLUMN day;
             PRAGMA user_version = 1;",
        )
        .unwrap();
    let (records, notices) = Records::open(folder.path());
    assert_eq!(notices, []);
    let kept = records.commitments().unwrap();
    let text = "If I guess, then I ask.".to_owned();
    assert_eq!(kept[0].kept, Intention { text, client: None, day: None });
    let finished = records.attempt(attempt).unwrap().unwrap().finished.unwrap();
    assert_eq!(finished.lessons, []);
    assert!(finished.skills.iter().all(|skill| skill.lowest.is_none() && skill.count > 0));
    let told = Intention::typed("If I guess, then I ring.", "Pell", "Monday").unwrap();
    records.commit(attempt, &told).unwrap();
    assert_eq!(records.commitments().unwrap()[0].kept, told);
}

#[test]
fn feelings_that_were_kept_by_their_words_are_known_by_their_ids() {
    let folder = tempfile::tempdir().unwrap();
    let (records, _) = Records::open(folder.path());
    let errand = Loaded::errand();
    let kept = ["Unsure", "Annoyed", "Proud", "uneasy about Ada"];
    let attempts = kept.map(|_| errand.play(&records, &[], &["ring"]).0);
    drop(records);
    let database = Connection::open(folder.path().join("records.sqlite")).unwrap();
    for (word, attempt) in kept.iter().zip(attempts) {
        let words = [*word, &attempt.to_string()];
        database.execute("UPDATE attempt SET feeling = ?1 WHERE id = ?2", words).unwrap();
    }
    database.pragma_update(None, "user_version", 2).unwrap();
    let (records, notices) = Records::open(folder.path());
    assert_eq!(notices, []);
    let felt = attempts.map(|attempt| records.attempt(attempt).unwrap().unwrap().feeling.unwrap());
    let own = |word: &str| Felt::OwnWord(word.to_owned());
    let known = [Felt::Known(Feeling::Unsure), Felt::Known(Feeling::Annoyed)];
    assert_eq!(felt, [known[0].clone(), known[1].clone(), own("Proud"), own("uneasy about Ada")]);
    let ids: String = database
        .query_row("SELECT group_concat(feeling) FROM attempt", [], |row| row.get(0))
        .unwrap();
    assert!(ids.contains("unsure") && ids.contains("annoyed"), "{ids}");
}

#[test]
fn words_that_this_build_does_not_know_are_an_error() {
    for (column, value) in [("mode", "coached"), ("forked_kind", "merge")] {
        let folder = tempfile::tempdir().unwrap();
        let (records, _) = Records::open(folder.path());
        let errand = Loaded::errand();
        let (first, _) = errand.play(&records, &[], &["ring"]);
        let fork = records.fork(first, 1, ForkKind::Rewind).attempt;
        let database = Connection::open(folder.path().join("records.sqlite")).unwrap();
        database.pragma_update(None, "ignore_check_constraints", true).unwrap();
        let sql = format!("UPDATE attempt SET {column} = ?1 WHERE id = ?2");
        database.execute(&sql, [value, &fork.to_string()]).unwrap();
        let error = records.attempt(fork).unwrap_err();
        assert!(matches!(error, RecordsError::Unreadable { .. }), "{error}");
        assert!(error.to_string().contains(&format!("no {column} is called `{value}`")), "{error}");
        assert!(records.attempt(first).is_ok());
    }
}
