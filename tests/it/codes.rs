//! Codes: each of the table is made somewhere, has a page of the guide, and is raised by a test.

use std::{collections::BTreeSet, fs, path::Path};

use rapport::{
    diagnostic::{RULES, Stage, codes},
    scenario::load,
    text::SourceFile,
};

use crate::{
    corpus::{code_of, corpus},
    docs::{blocks, pages_in},
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

// That those of folders and proofs are raised is checked beside the tests that run the program.
#[test]
fn each_code_of_a_file_and_of_the_analysis_has_a_case() {
    let files: BTreeSet<String> = corpus("err").iter().map(|path| code_of(path)).collect();
    assert_eq!(files, owned(&codes(Stage::Loading)), "corpus files against the table");
    let rows: BTreeSet<String> = findings::codes().map(str::to_owned).collect();
    assert_eq!(rows, owned(&codes(Stage::Analysis)), "cases of findings against the table");
}

#[test]
fn each_rule_has_a_page_with_examples_that_say_what_they_should() {
    let mut wrong = Vec::new();
    for (page, text) in pages_in("docs/src/codes") {
        let code = page.trim_end_matches(".md");
        let rule = RULES.iter().find(|rule| rule.code == code);
        let rule = rule.unwrap_or_else(|| panic!("{page} is about no rule"));
        assert_eq!(rule.page, text, "{page}");
        assert!(text.starts_with(&format!("# {code}: ")), "{page} has another heading");
        for part in ["**Why it matters.** ", "**What to do.** "] {
            assert!(text.contains(part), "{page} lacks {part}");
        }
        let examples = blocks(&text);
        // What shows only between files, or by a proof, is no example of a page.
        if matches!(rule.stage, Stage::Loading | Stage::Analysis) {
            assert!(examples.iter().any(|one| one.is_bad), "{page} has no example");
        }
        for example in examples {
            if rule.stage == Stage::Analysis {
                let source = SourceFile::new("page.ron", example.as_a_story());
                let told: BTreeSet<&str> = findings::of_a_story(&source);
                if told.contains(code) != example.is_bad {
                    wrong.push(format!("{page}:{}: {told:?}", example.line));
                }
                continue;
            }
            let source = SourceFile::new(format!("{page}:{}", example.line), example.on_a_page());
            let told: BTreeSet<&str> =
                load(&source, None).diagnostics.iter().map(|one| one.code).collect();
            let mut wanted: BTreeSet<&str> = example.is_bad.then_some(code).into_iter().collect();
            if example.is_bad && code == "E0307" {
                // A play that cannot end comes to where nothing is left on offer.
                wanted.insert("W0102");
            }
            if told != wanted {
                wrong.push(format!("{page}:{}: {told:?}", example.line));
            }
        }
    }
    assert_eq!(pages_in("docs/src/codes").len(), RULES.len(), "a page for each rule");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_guide_lists_every_rule_by_its_title() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src");
    let chapter = fs::read_to_string(root.join("codes.md")).unwrap();
    let summary = fs::read_to_string(root.join("SUMMARY.md")).unwrap();
    for rule in RULES {
        let row = format!("| [{0}](codes/{0}.md) | {1} |\n", rule.code, rule.title());
        assert!(!rule.title().is_empty() && chapter.contains(&row), "{row}");
        assert!(summary.contains(&format!("](codes/{}.md)", rule.code)), "{}", rule.code);
    }
    assert_eq!(chapter.matches("](codes/").count(), RULES.len());
}

#[test]
fn a_warning_is_allowed_with_a_reason_and_an_error_never() {
    let bad = |remark: &str, text: &str| {
        let file = format!(
            "Scenario(format: 1, id: \"a\", title: \"A\", summary: \"S\", minutes: 2,\n\
             player: (name: \"P\", role: \"R\"), start: \"desk\", scenes: {{ \"desk\": (\n{remark}\n\
             lines: [Narrate(\"{text}\")], choices: [(id: \"go\", text: \"Go\", goto: End)]) }},\n\
             endings: [(id: \"over\", title: \"O\", value: 1, text: \"O.\")])"
        );
        let told = load(&SourceFile::new("a.ron", file), None).diagnostics;
        told.iter().map(|one| (one.code, one.help.len())).collect::<Vec<_>>()
    };
    assert_eq!(bad("", "TODO"), [("W0116", 1)]);
    assert_eq!(bad("// allow W0116: a note that is meant to be seen", "TODO"), []);
    assert_eq!(bad("// allow W0117: another one", "TODO"), [("W0116", 1)]);
    assert_eq!(bad("// allow W0116:", "TODO"), [("W0116", 2)]);
    assert_eq!(bad("// allow E0106: no", ""), [("E0106", 1)]);
}

#[test]
fn the_scan_sees_codes_and_nothing_else() {
    let text = r#"error("E0101", "W0201"), "E01012", E0999, "X0101", "E010é""#;
    assert_eq!(literal_codes(text), ["E0101", "W0201"]);
}

fn all() -> Vec<(Stage, &'static str)> {
    RULES.iter().map(|rule| (rule.stage, rule.code)).collect()
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
