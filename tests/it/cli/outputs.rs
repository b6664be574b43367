//! Output files: never in place of what is read, and whole or not at all.

use std::{fs, path::PathBuf};

use super::{Desk, ERRAND};

/// A desk with records, a pack, a plan, and a report of a crash.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run_with(&["play", "errand.ron", "--terminal", "--seed", "5"], "3\n").fine();
    desk.file("pack.ron", "Pack(format: 1, id: \"p\", title: \"P\")");
    desk.file("term.plan.ron", "Plan(format: 1)");
    desk.file("data/crash-20260101-000000-1.txt", "Rapport 0.1.0");
    fs::create_dir(desk.path().join("a")).unwrap();
    desk
}

/// Tries to write over a path in both ways that there are: both are refused, and nothing is changed.
#[track_caller]
fn refused(desk: &Desk, output: &str) {
    let before = fs::read(desk.path().join(output)).ok();
    let ways: [&[&str]; 3] = [
        &["analyze", "errand.ron", "--export", "drn", output],
        &["export", "--format", "csv", "--out", output],
        &["export", "--format", "json", "--out", output],
    ];
    for words in ways {
        let said = desk.run(words).refused(2);
        assert!(said.contains("is there, and was not written over. Name another file"), "{said}");
        assert_eq!(fs::read(desk.path().join(output)).ok(), before, "{words:?}");
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let desk = desk();
    for output in ["errand.ron", "corridor.ron", "pack.ron", "term.plan.ron"] {
        refused(&desk, output);
        refused(&desk, &format!("./{output}"));
        refused(&desk, &format!("a/../{output}"));
        refused(&desk, &desk.path().join(output).display().to_string());
    }
    let kept = ["records.sqlite", "records.sqlite-wal", "records.sqlite-shm", "records.lock"];
    for kept in [&kept[..], &["crash-20260101-000000-1.txt"]].concat() {
        refused(&desk, &format!("data/{kept}"));
        refused(&desk, &format!("a/../data/{}", kept.to_uppercase()));
    }
}

#[cfg(unix)]
#[test]
fn nor_through_links() {
    let desk = desk();
    for (at, kept) in ["errand.ron", "pack.ron", "data/records.sqlite", "data/records.lock"]
        .into_iter()
        .enumerate()
    {
        let (soft, hard) = (format!("soft{at}.drn"), format!("hard{at}.drn"));
        std::os::unix::fs::symlink(desk.path().join(kept), desk.path().join(&soft)).unwrap();
        std::os::unix::fs::symlink(&soft, desk.path().join(format!("a/../twice{at}"))).unwrap();
        fs::hard_link(desk.path().join(kept), desk.path().join(&hard)).unwrap();
        refused(&desk, &soft);
        refused(&desk, &format!("twice{at}"));
        refused(&desk, &hard);
    }
    // A link to records that are not there yet.
    let link = desk.path().join("new.csv");
    std::os::unix::fs::symlink(desk.data().join("records.sqlite-journal"), link).unwrap();
    refused(&desk, "new.csv");
}

#[cfg(unix)]
#[test]
fn an_output_keeps_its_permissions_and_its_link() {
    use std::os::unix::fs::PermissionsExt;

    let desk = desk();
    let table = desk.file("a/table.csv", "before");
    fs::set_permissions(&table, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a/table.csv", desk.path().join("link.csv")).unwrap();
    std::os::unix::fs::symlink("a/later.csv", desk.path().join("later.csv")).unwrap();
    for output in ["link.csv", "later.csv"] {
        desk.run(&["export", "--format", "csv", "--out", output]).fine();
        assert!(desk.path().join(output).is_symlink());
    }
    assert_eq!(fs::metadata(&table).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(table).unwrap().starts_with("attempt,"));
    assert!(fs::read_to_string(desk.path().join("a/later.csv")).unwrap().starts_with("attempt,"));
    let rest: Vec<PathBuf> =
        fs::read_dir(desk.path().join("a")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(rest.len(), 2, "{rest:?}");
}

#[test]
fn a_dash_is_standard_output() {
    let desk = desk();
    let model = desk.run(&["analyze", "errand.ron", "--export", "drn", "-"]).fine();
    assert!(model.contains("@type"), "{model}");
    assert!(desk.run(&["export", "--format", "csv", "--out", "-"]).fine().starts_with("attempt,"));
    assert!(!desk.path().join("-").exists());
    assert_eq!(fs::read_to_string(desk.path().join("errand.ron")).unwrap(), ERRAND);
}

#[cfg(target_os = "linux")]
#[test]
fn devices_and_pipes_are_written_to_as_they_are() {
    let desk = desk();
    desk.run(&["export", "--format", "csv", "--out", "/dev/null"]).fine();
    let piped = desk.run(&["export", "--format", "csv", "--out", "/dev/stdout"]).fine();
    assert!(piped.starts_with("attempt,"), "{piped}");
    // Into a file, nothing that was printed before is lost.
    let path = desk.path().join("all.txt");
    let file = fs::OpenOptions::new().create(true).append(true).open(&path).unwrap();
    let words = ["analyze", "errand.ron", "--export", "drn", "/dev/stdout"];
    assert!(desk.command(&words).stdout(file).status().unwrap().success());
    let all = fs::read_to_string(&path).unwrap();
    assert!(all.contains("What play is worth") && all.contains("@type"), "{all}");
    let pipe = desk.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    desk.run(&["export", "--format", "csv", "--out", "pipe"]).fine();
    assert!(reader.join().unwrap().starts_with("attempt,"));
}
