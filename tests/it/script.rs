//! Whatever words a scenario holds, its script says them, and brings back whatever is written in their place.

use proptest::prelude::*;
use rapport::{
    scenario::{Loaded, load},
    script::{Current, Extract, merge, screenplay},
    text::SourceFile,
};

/// A scenario with these words in a line and in a choice.
fn source(words: &str) -> SourceFile {
    let literal = words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    SourceFile::new(
        "x.ron",
        format!(
            "#![enable(implicit_some)]\nScenario(format: 1, id: \"x\", title: \"X\", summary: \"S.\", minutes: 1,\n\
             player: (name: \"S\", role: \"R\"), start: \"a\", scenes: {{ \"a\": (\n\
             lines: [Narrate(\"{literal}\"), Narrate(\"After.\")],\n\
             choices: [(id: \"b\", text: \"B\", goto: End), (id: \"c\", text: \"C\", goto: End)]) }},\n\
             endings: [(id: \"e\", title: \"E\", value: 5, text: \"E.\")])"
        ),
    )
}

fn current<'l>(loaded: &'l Loaded, source: &'l SourceFile) -> Current<'l> {
    let scenario = loaded.scenario.as_ref().expect("a sound scenario");
    Current { scenario, map: &loaded.map, source, pack: None }
}

fn markdown(loaded: &Loaded, source: &SourceFile) -> String {
    let now = current(loaded, source);
    screenplay(now.scenario, now.map, &now.version(), &Extract::Whole).markdown(&[])
}

/// Words in lines, with every sign that means something in Markdown or in a remark.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé“”]{1,4}",
        "[-<!>/\\\\*_`#&;~.+=:)(\\[\\]\"']{1,5}",
        Just("<!--/-->".to_owned()),
        Just("<!--".to_owned()),
        Just("&lt;".to_owned()),
        Just("1.".to_owned()),
    ];
    let line = prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" "));
    let between = prop_oneof![Just("\n"), Just("\n\n")];
    (line.clone(), prop::collection::vec((between, line), 0..3)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first, |all, (between, line)| format!("{all}{between}{line}"))
    })
}

/// Words as somebody might write them who escapes too much.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for (nth, line) in words.split('\n').enumerate() {
        if nth > 0 {
            out.push_str(if line.is_empty() || out.ends_with('\n') { "\n" } else { "\\\n" });
        }
        for sign in line.chars() {
            if sign.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(sign);
        }
    }
    out
}

proptest! {
    #[test]
    fn a_script_that_nobody_changed_changes_nothing(words in words()) {
        let source = source(&words);
        let loaded = load(&source, None);
        let script = SourceFile::new("x.md", markdown(&loaded, &source));
        let merged = merge(&script, current(&loaded, &source)).unwrap();
        prop_assert_eq!(&merged.edits, &[]);
        prop_assert_eq!(merged.text, source.text());
    }

    #[test]
    fn what_is_written_in_place_of_words_is_what_is_said(old in words(), new in words()) {
        let source = source(&old);
        let loaded = load(&source, None);
        let script = markdown(&loaded, &source);
        let begin = script.find("**Narrator**: <!--").unwrap();
        let begin = begin + script[begin..].find("-->").unwrap() + 3;
        // The next text begins after the first end that stands alone, which no words can be mistaken for.
        let end = script.find("<!--/-->\n\n**Narrator**: ").unwrap();
        let script = format!("{}{}{}", &script[..begin], escaped(&new), &script[end..]);
        let merged = merge(&SourceFile::new("x.md", script), current(&loaded, &source)).unwrap();
        let then = SourceFile::new("x.ron", merged.text);
        let then = load(&then, None).scenario.expect("a sound scenario");
        let said = match &then.scenes[0].lines[0] {
            rapport::scenario::Line::Say(spoken) => spoken.text.to_string(),
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(said, new);
    }
}
