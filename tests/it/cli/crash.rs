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
fn crashes_if_told_to() {
    if let Some(folder) = env::var_os(FOLDER) {
        rapport::cli::report_into(Some(Path::new(&folder)));
        panic!("the sky has fallen");
    }
}
