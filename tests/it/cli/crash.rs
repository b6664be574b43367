//! A crash is written down, and told.

use std::{env, fs, path::Path, process::Command};

/// Set for the copy of these tests that crashes.
const FOLDER: &str = "RAPPORT_TEST_CRASH_FOLDER";

#[test]
fn a_panic_leaves_a_report_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "cli::crash::crashes_if_told_to", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(101));
    let said = String::from_utf8(output.stderr).unwrap();
    let reports: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap()).collect();
    assert_eq!(reports.len(), 1);
    assert!(said.contains("Every choice you saw answered is kept"), "{said}");
    assert!(said.contains(&reports[0].path().display().to_string()), "{said}");
    let report = fs::read_to_string(reports[0].path()).unwrap();
    assert!(report.contains("the sky has fallen"), "{report}");
    assert!(report.contains(env!("CARGO_PKG_VERSION")), "{report}");
}

#[test]
fn each_panic_has_a_report_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "cli::crash::crashes_twice_if_told_to", "--nocapture"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("Rapport has failed").count(), 2, "{said}");
    let reports = fs::read_dir(folder.path()).unwrap();
    let mut reports: Vec<String> =
        reports.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    reports.sort_by_key(|report| report.contains("second"));
    assert_eq!(reports.len(), 2);
    assert!(reports[0].contains("the first fall") && reports[1].contains("the second fall"));
}

#[test]
fn crashes_twice_if_told_to() {
    if let Some(folder) = env::var_os(FOLDER) {
        rapport::cli::report_into(Some(Path::new(&folder)));
        for which in ["first", "second"] {
            let fallen = std::thread::spawn(move || panic!("the {which} fall"));
            assert!(fallen.join().is_err());
        }
    }
}

#[test]
fn crashes_if_told_to() {
    if let Some(folder) = env::var_os(FOLDER) {
        rapport::cli::report_into(Some(Path::new(&folder)));
        panic!("the sky has fallen");
    }
}
