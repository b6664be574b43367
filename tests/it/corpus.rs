//! The corpus: good scenarios load without a word, bad ones with exactly the diagnostics that their
//! comments announce (`//~ E0101` on the faulty line), and each code looks as its snapshot shows.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rapport::{
    diagnostic::{Diagnostic, TerminalColours, render},
    scenario::{load, load_pack},
    text::SourceFile,
};

#[test]
fn good_files_load_without_a_word() {
    for path in corpus("ok") {
        let source = read(&path);
        let loaded = load(&source, None);
        let told = told(&loaded.diagnostics, &source);
        assert!(loaded.diagnostics.is_empty(), "{}:\n{told}", path.display());
        assert!(loaded.scenario.is_some(), "{} has no scenario", path.display());
    }
}

#[test]
fn bad_files_have_exactly_the_announced_faults() {
    let mut wrong = Vec::new();
    for path in corpus("err") {
        let source = read(&path);
        let diagnostics = diagnose(&source);
        let mut found: Vec<(usize, String)> = diagnostics
            .iter()
            .map(|one| (source.position(one.span().start).line, one.code.to_owned()))
            .collect();
        found.sort();
        if found != announced(&source) {
            let told = told(&diagnostics, &source);
            wrong.push(format!("{}: {:?}\n{told}", path.display(), announced(&source)));
        }
    }
    assert!(wrong.is_empty(), "these announce something else:\n{}", wrong.join("\n"));
}

#[test]
fn each_code_reads_well() {
    for path in corpus("err") {
        let source = read(&path);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let told = told(&diagnose(&source), &source);
        insta::with_settings!({
            snapshot_path => "../corpus/err/snapshots",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(stem, told);
        });
    }
}

/// The files of one half of the corpus, in order of name.
pub(crate) fn corpus(half: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(half);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

/// A file under its bare name.
pub(crate) fn read(path: &Path) -> SourceFile {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    SourceFile::new(name, fs::read_to_string(path).unwrap())
}

fn diagnose(source: &SourceFile) -> Vec<Diagnostic> {
    if source.text().contains("\nPack(") || source.text().starts_with("Pack(") {
        load_pack(source).1
    } else {
        load(source, None).diagnostics
    }
}

fn told(diagnostics: &[Diagnostic], source: &SourceFile) -> String {
    let told: Vec<String> =
        diagnostics.iter().map(|one| render(one, source, TerminalColours::Plain)).collect();
    told.join("\n\n")
}

/// `//~ E0101` announces a fault on its line, `//~ E0101 E0101` two of them.
fn announced(source: &SourceFile) -> Vec<(usize, String)> {
    let lines = source.text().lines().zip(1..);
    let mut announced: Vec<(usize, String)> = lines
        .filter_map(|(line, number)| Some((line.split_once("//~")?.1, number)))
        .flat_map(|(codes, number)| {
            codes.split_whitespace().map(move |code| (number, code.to_owned()))
        })
        .collect();
    announced.sort();
    announced
}

/// The code that a file of the corpus is named for.
pub(crate) fn code_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().chars().take(5).collect()
}
