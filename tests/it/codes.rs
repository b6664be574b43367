//! Codes: each of the table is made somewhere, stands on its page of the guide, and is raised by a test.

use std::{collections::BTreeSet, fs, path::Path};

use rapport::diagnostic::{CODES, Stage, codes};

use crate::{
    corpus::{code_of, corpus},
    solver::findings,
    tidy::sources,
};

#[test]
fn the_table_holds_every_code_that_is_made_and_no_other() {
    let made: BTreeSet<String> = sources()
        .iter()
        .filter(|(file, _)| file != "src/diagnostic/codes.rs")
        .flat_map(|(_, text)| literal_codes(text))
        .collect();
    let table: BTreeSet<String> = all().into_iter().map(|(_, code)| code.to_owned()).collect();
    assert_eq!(made, table, "codes that constructors make against the table");
    assert_eq!(all().len(), table.len(), "no code stands twice in the table");
}

#[test]
fn each_code_stands_on_its_page() {
    for (stage, code) in all() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src").join(stage.page());
        let page = fs::read_to_string(path).unwrap();
        assert!(page.contains(code), "{} never tells {code}", stage.page());
    }
}

// That those of folders and proofs are raised is checked beside the tests that run the program.
#[test]
fn each_code_of_a_file_and_of_the_analysis_has_a_case() {
    let files: BTreeSet<String> = corpus("err").iter().map(|path| code_of(path)).collect();
    assert_eq!(files, owned(&codes(Stage::Loading)), "corpus files against the table");
    let rows: BTreeSet<String> = findings::codes().map(str::to_owned).collect();
    assert_eq!(rows, owned(&codes(Stage::Analysis)), "cases of findings against the table");
}

#[test]
fn the_scan_sees_codes_and_nothing_else() {
    let text = r#"error("E0101", "W0201"), "E01012", E0999, "X0101", "E010é""#;
    assert_eq!(literal_codes(text), ["E0101", "W0201"]);
}

fn all() -> Vec<(Stage, &'static str)> {
    let each = CODES.iter().flat_map(|(stage, codes)| codes.iter().map(|code| (*stage, *code)));
    each.collect()
}

fn owned(codes: &[&str]) -> BTreeSet<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// The texts of a source that are a code and nothing else.
fn literal_codes(text: &str) -> Vec<String> {
    text.split('"')
        .filter(|part| part.len() == 5 && part.starts_with(['E', 'W']))
        .filter(|part| part.bytes().skip(1).all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}
