//! `rapport progress` and `rapport export`.

use serde_json::Value;

use super::Desk;

/// A desk with a finished play, one in hindsight, and one that goes on.
fn desk() -> Desk {
    let desk = Desk::new();
    let new = ["play", "errand.ron", "--terminal", "--seed", "7"];
    let whole = "1\n1\n1\n1\n1\n=SUM(A1)\n1\nr 3\n2\n1\n\n\n\n";
    desk.run_with(&new, whole).fine();
    desk.run_with(&["play", "corridor.ron", "--terminal", "--seed", "2"], "1\n2\n").fine();
    desk
}

/// With everything that differs from run to run replaced.
fn settled(text: &str) -> String {
    let mut settled = String::new();
    for word in text.split_inclusive([',', '"', ' ', '\n']) {
        let bare = word.trim_end_matches([',', '"', ' ', '\n']);
        let is_time = bare.len() == 20 && bare.ends_with('Z') && bare.starts_with('2');
        let is_id = bare.len() == 36 && bare.matches('-').count() == 4;
        let is_hash = bare.len() == 64;
        let known = [(is_time, "[time]"), (is_id, "[id]"), (is_hash, "[hash]")];
        match known.iter().find(|(is_it, _)| *is_it) {
            Some((_, name)) => settled.push_str(&word.replace(bare, name)),
            None => settled.push_str(word),
        }
    }
    settled
}

#[test]
fn progress_shows_what_counts() {
    let desk = desk();
    let out = desk.run(&["progress"]).fine();
    assert!(out.contains("The errand (errand)\n"), "{out}");
    assert!(out.contains(": An answer (80 of 100)\n"), "{out}");
    assert!(!out.contains("Faded") && !out.contains("(53 of 100"), "{out}");
    assert!(out.contains("Not finished: The corridor"), "{out}");
    assert!(out.contains("What you mean to do:"), "{out}");
    let nothing = Desk::new().run(&["progress"]).fine();
    assert!(nothing.starts_with("No play is finished yet."), "{nothing}");
}

#[test]
fn progress_as_json() {
    let out = desk().run(&["progress", "--json"]).fine();
    insta::assert_snapshot!(settled(&out));
}

#[test]
fn the_table_guards_against_formulas_and_leaves_feelings_out() {
    let out = desk().run(&["export", "--format", "csv"]).fine();
    insta::assert_snapshot!(settled(&out));
    assert!(!out.contains("Relieved"));
}

#[test]
fn everything_as_json() {
    let out = desk().run(&["export", "--format", "json"]).fine();
    insta::assert_snapshot!(settled(&out));
    let everything: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(everything["attempts"].as_array().unwrap().len(), 3);
    // It is written piece by piece, and looks as if it was not.
    assert_eq!(out, serde_json::to_string_pretty(&everything).unwrap() + "\n");
    assert!(!out.contains("Relieved"));
}

#[test]
fn into_a_file_or_not_at_all() {
    let desk = desk();
    let out = desk.run(&["export", "--format", "csv", "--out", "records.csv"]).fine();
    assert_eq!(out, "3 plays written to records.csv\n");
    let written = std::fs::read_to_string(desk.path().join("records.csv")).unwrap();
    assert_eq!(written, desk.run(&["export", "--format", "csv"]).fine());
    let refused =
        desk.run(&["export", "--format", "csv", "--out", "no/such/folder.csv"]).refused(2);
    assert!(refused.contains("folder.csv: could not be written"), "{refused}");
    let refused = desk.run(&["export", "--format", "csv", "--out", "data"]).refused(2);
    assert!(refused.contains("data: could not be written"), "{refused}");
    // Nothing half-written lies about.
    let names = std::fs::read_dir(desk.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(!names.into_iter().any(|name| name.to_string_lossy().ends_with(".part")));
}

/// As many plays as that more in the records, each like the first finished one.
fn multiply(desk: &Desk, plays: u32) {
    let database = rusqlite::Connection::open(desk.data().join("records.sqlite")).unwrap();
    let made = |table: &str, others: &str| {
        database
            .execute(
                &format!(
                    "WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {plays})
                     INSERT INTO {table} SELECT printf('%08x-0000-7000-8000-000000000000', n), {others}
                     FROM copy, (SELECT * FROM {table} WHERE {table}.{id} = (SELECT min(id) FROM attempt
                     WHERE finished_at IS NOT NULL AND forked_from IS NULL))",
                    id = if table == "attempt" { "id" } else { "attempt" }
                ),
                [],
            )
            .unwrap();
    };
    made(
        "attempt",
        "scenario_id, scenario_title, hash, seed, mode, started_at, forked_from, forked_step, forked_kind,
         hindsight, set_aside, feeling, finished_at, ending_id, ending_title, value",
    );
    made("decision", "step, choice, branch, own_words, taken_at");
}

#[cfg(unix)]
#[test]
fn an_export_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let desk = desk();
    multiply(&desk, 1500);
    let whole = desk.run(&["export", "--format", "json"]).fine();
    assert!(whole.len() > 1 << 20, "{}", whole.len());
    let words = ["export", "--format", "json", "--out", "out/all.json"];
    let path = desk.file("out/all.json", "old");
    let parts = || -> Vec<(std::ffi::OsString, u64)> {
        let files = std::fs::read_dir(path.parent().unwrap()).unwrap().map(Result::unwrap);
        let others = files.filter(|file| file.file_name() != "all.json");
        others.filter_map(|file| Some((file.file_name(), file.metadata().ok()?.len()))).collect()
    };
    let mut killed_midway = 0;
    for round in 0..6 {
        let before = parts().len();
        let mut child = desk.command(&words).stdout(std::process::Stdio::null()).spawn().unwrap();
        // It is at work: so much of the new file lies beside the old one.
        let wanted = round * (whole.len() as u64 / 8);
        let is_there = || parts().len() > before && parts().iter().any(|(_, size)| *size > wanted);
        while !is_there() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let left = std::fs::read_to_string(&path).unwrap();
        assert!(left == "old" || left == whole, "{} bytes", left.len());
        killed_midway += u32::from(left == "old");
        for (name, _) in parts() {
            let is_marked =
                std::path::Path::new(&name).extension().is_some_and(|end| end == "part");
            assert!(is_marked, "{}", name.display());
        }
        std::fs::write(&path, "old").unwrap();
    }
    assert!(killed_midway > 0, "not one was killed before its end");
    // What lies about is no obstacle, and not taken for anything.
    desk.run(&words).fine();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), whole);
    let listed = desk.run(&["list", "--scenarios", "out"]).fine();
    assert!(!listed.contains("part"), "{listed}");
}

#[test]
fn records_that_cannot_be_read_are_not_shown_as_none() {
    let desk = desk();
    let database = rusqlite::Connection::open(desk.data().join("records.sqlite")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    for words in [&["progress"][..], &["export", "--format", "json"]] {
        let refused = desk.run(words).refused(2);
        assert!(refused.contains("a newer version of Rapport"), "{refused}");
    }
}
