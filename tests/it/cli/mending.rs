//! `rapport explain`, `rapport check --fix`, and names that no scenario file has.

use std::fs;

use super::{Desk, ERRAND};

fn read(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.path().join(name)).unwrap()
}

#[test]
fn a_code_is_explained_by_its_page() {
    let desk = Desk::new();
    let told = desk.run(&["explain", "w0106"]).fine();
    assert!(told.starts_with("W0106: somebody speaks who is not there\n"), "{told}");
    assert!(told.contains("Why it matters.") && told.contains("Better:"), "{told}");
    assert!(!told.contains("```") && !told.contains("**"), "{told}");
}

#[test]
fn without_a_code_all_are_listed_and_one_that_is_not_has_a_nearest() {
    let desk = Desk::new();
    let all = desk.run(&["explain"]).fine();
    assert_eq!(all.lines().count(), rapport::diagnostic::RULES.len());
    assert!(all.contains("E0101  an id that nothing has\n"), "{all}");
    let refused = desk.run(&["explain", "E101"]).refused(2);
    assert!(refused.contains("no code `E101`; did you mean `E0101`?"), "{refused}");
}

#[test]
fn fix_shows_the_edits_and_makes_them() {
    let desk = Desk::new();
    let broken =
        ERRAND.replacen("format: 1,", "format: 1", 1).replacen("id: \"", "id: \u{201c}", 1);
    desk.file("broken.ron", broken.as_str());
    let shown = desk.run(&["check", "broken.ron", "--fix", "--dry-run"]);
    assert_eq!(shown.code, 1, "{}", shown.err);
    assert!(shown.out.contains("- ") && shown.out.contains("+ "), "{}", shown.out);
    assert!(shown.out.contains("shown, none made\n"), "{}", shown.out);
    assert_eq!(read(&desk, "broken.ron"), broken, "a dry run writes nothing");
    let made = desk.run(&["check", "broken.ron", "--fix"]).fine();
    assert!(made.ends_with("made\n1 file checked: 0 errors, 0 warnings\n"), "{made}");
    assert_eq!(read(&desk, "broken.ron"), ERRAND);
    let again = desk.run(&["check", "broken.ron", "--fix"]).fine();
    assert!(again.starts_with("nothing to be mended by itself\n"), "{again}");
}

#[test]
fn fix_guesses_no_names_and_changes_no_input() {
    let desk = Desk::new();
    let broken = ERRAND.replacen("goto: \"", "goto: \"x", 1);
    desk.file("broken.ron", broken.as_str());
    assert_eq!(desk.run(&["check", "broken.ron", "--fix"]).code, 1);
    assert_eq!(read(&desk, "broken.ron"), broken);
    let refused = desk.run(&["check", "-", "--fix"]).refused(2);
    assert!(refused.contains("name one, in place of standard input"), "{refused}");
}

#[test]
fn a_file_that_was_changed_meanwhile_is_left_alone() {
    use rapport::{
        store::{ReplaceError, replace_source},
        text::SourceFile,
    };
    let desk = Desk::new();
    desk.file("story.ron", "two");
    let path = desk.path().join("story.ron").display().to_string();
    let was = SourceFile::new(path.as_str(), "one");
    let refused = replace_source(&was, "three");
    assert!(matches!(refused, Err(ReplaceError::Changed { .. })), "{refused:?}");
    assert_eq!(read(&desk, "story.ron"), "two");
    let is = SourceFile::new(path.as_str(), "two");
    assert_eq!(replace_source(&is, "three"), Ok(()));
    assert_eq!(read(&desk, "story.ron"), "three");
}

#[test]
fn a_scenario_that_an_editor_called_a_text_is_found() {
    let desk = Desk::new();
    desk.file("own/story.ron.txt", ERRAND);
    let ran = desk.run(&["check", "own"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("story.ron.txt: scenario files end in `.ron`"), "{}", ran.err);
}

#[test]
fn exact_rules_are_worked_out_once_for_the_same_content() {
    let desk = Desk::new();
    let first = desk.run(&["check", "errand.ron", "--exact"]);
    assert!(first.err.contains("warning[W02"), "{}", first.err);
    let kept: Vec<_> = fs::read_dir(desk.data().join("checked")).unwrap().collect();
    assert_eq!(kept.len(), 1);
    let kept = kept.into_iter().next().unwrap().unwrap().path();
    let again = desk.run(&["check", "errand.ron", "--exact"]);
    assert_eq!((again.code, &again.out, &again.err), (first.code, &first.out, &first.err));
    // What is kept is what is told: without any of it, nothing is.
    fs::write(&kept, "[]").unwrap();
    assert_eq!(desk.run(&["check", "errand.ron", "--exact"]).err, "");
    // What cannot be read is worked out again, as is a file that has changed.
    for damaged in ["", "[", "[{}]", "[{\"code\": \"W0206\", \"labels\": [[5, 2, \"\"]]}]"] {
        fs::write(&kept, damaged).unwrap();
        assert_eq!(desk.run(&["check", "errand.ron", "--exact"]).err, first.err, "{damaged}");
    }
    desk.file("errand.ron", format!("{ERRAND}\n// Changed.\n"));
    assert!(desk.run(&["check", "errand.ron", "--exact"]).err.contains("warning[W02"));
    assert_eq!(desk.run(&["check", "errand.ron"]).err, "", "without it, nothing is worked out");
}

#[test]
fn a_pack_says_what_its_warnings_mean() {
    let desk = Desk::new();
    let pack =
        |rules: &str| format!("Pack(format: 1, id: \"p\", title: \"P\", rules: {{ {rules} }})");
    desk.file("own/story.ron", ERRAND.replacen("On Friday it came.", "TODO", 1));
    let checked = |rules: &str| {
        desk.file("own/pack.ron", pack(rules));
        desk.run(&["check", "own"])
    };
    assert!(checked("").out.ends_with("0 errors, 1 warning\n"));
    assert!(checked("\"W0116\": Off").out.ends_with("0 errors, 0 warnings\n"));
    let refused = checked("\"W0116\": Error");
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("error[W0116]"), "{}", refused.err);
    let unknown = checked("\"W116\": Off");
    assert!(unknown.err.contains("no warning `W116`"), "{}", unknown.err);
    assert!(unknown.err.contains("did you mean `W0116`?"), "{}", unknown.err);
    assert!(checked("\"E0101\": Off").err.contains("no warning `E0101`"));
}

/// A text as a word processor leaves it.
fn as_typeset(text: &str) -> String {
    let mut is_open = false;
    let mut was = ' ';
    let curl = |letter: char| {
        let typeset = match letter {
            '"' if was != '\\' => {
                is_open = !is_open;
                if is_open { '“' } else { '”' }
            }
            other => other,
        };
        was = letter;
        typeset
    };
    text.chars().map(curl).collect()
}

#[test]
fn what_a_word_processor_did_to_all_texts_is_undone() {
    let desk = Desk::new();
    let files = [
        include_str!("../../../assets/templates/minimal.ron"),
        include_str!("../../../assets/templates/call.ron"),
        include_str!("../../../assets/templates/full.ron"),
        include_str!("../../../scenarios/received-h.ron"),
    ];
    for text in files {
        let path = desk.file("typeset.ron", as_typeset(text));
        let ran = desk.run(&["check", "typeset.ron"]);
        assert_eq!((ran.code, ran.err.matches("error[").count()), (1, 1), "{}", ran.err);
        assert!(ran.err.contains("`rapport check --fix` mends them all"), "{}", ran.err);
        desk.run(&["check", "--fix", "typeset.ron"]);
        assert_eq!(fs::read_to_string(path).unwrap(), text);
    }
    let spaced = files[0].replace("      (", "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}(");
    let path = desk.file("spaced.ron", spaced);
    desk.run(&["check", "--fix", "spaced.ron"]);
    assert_eq!(fs::read_to_string(path).unwrap(), files[0]);
}

#[test]
fn a_comma_between_entries_is_not_drawn_into_a_text() {
    let desk = Desk::new();
    let sound = include_str!("../../../assets/templates/minimal.ron");
    let ends = sound.match_indices("\",\n").map(|(at, _)| at);
    let texts: Vec<String> =
        ends.map(|at| format!("{}{}", &sound[..at], &sound[at + 1..])).collect();
    assert!(texts.len() > 5);
    for text in texts {
        let path = desk.file("open.ron", text);
        desk.run(&["check", "--fix", "open.ron"]);
        assert_eq!(fs::read_to_string(path).unwrap(), sound);
    }
}

#[test]
fn a_bracket_too_many_is_not_taken_for_one_that_is_missing() {
    let desk = Desk::new();
    let sound = include_str!("../../../assets/templates/call.ron");
    let broken =
        sound.replacen("effects: Add(\"clarity\", 15),", "effects: Add(\"clarity\", 15)),", 1);
    assert_ne!(sound, broken);
    let path = desk.file("twice.ron", broken.as_str());
    let ran = desk.run(&["check", "--fix", "twice.ron"]);
    assert_eq!((ran.code, &*fs::read_to_string(path).unwrap()), (1, broken.as_str()));
}
