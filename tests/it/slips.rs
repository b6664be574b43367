//! Slips of the hand: what people type who do not program, made at many places of several scenarios. Each
//! is one message, in its line, that says what to do.

use rapport::{
    scenario::{Loaded, load},
    text::SourceFile,
};

use super::{corpus::corpus, tidy::read};

/// What stands there, what is typed in its place, and words that the message must hold.
const SLIPS: &[(&str, &str, &str)] = &[
    // Words and quotation marks.
    ("goto: End", "goto: end", "did you mean `End`"),
    ("goto: End", "goto: END", "did you mean `End`"),
    ("goto: End", "goto: \"End\"", "write `End`, without quotes"),
    ("goto: \"", "goto: \u{201c}", "straight double quotation mark"),
    ("via: Phone", "via: \"Phone\"", "write `Phone`, without quotes"),
    ("via: Phone", "via: phone", "did you mean `Phone`"),
    ("via: Phone", "via: Telephone", "did you mean `Phone`"),
    ("via: Email", "via: Mail", "did you mean `Email`"),
    ("place: Desk", "place: desk", "did you mean `Desk`"),
    ("place: Desk", "place: \"Desk\"", "write `Desk`, without quotes"),
    ("place: Desk", "place: [Desk]", "write `Desk` alone"),
    ("place: Desk", "place: Factory", "did you mean `Workshop`"),
    ("Narrate(\"", "narrate(\"", "did you mean `Narrate`"),
    ("Narrate(\"", "NARRATE(\"", "did you mean `Narrate`"),
    ("Narrate(\"", "Narrate(", "quotation mark"),
    ("Narrate(\"", "Narrate(\u{201e}", "quotation mark"),
    ("Think(\"", "Thought(\"", "did you mean `Think`"),
    ("SayAs(\"", "sayas(\"", "did you mean `SayAs`"),
    ("once: true", "once: True", "write `true`"),
    ("once: true", "once: yes", "write `true`"),
    ("once: true", "once: \"true\"", "write `true`"),
    ("once: true", "once: 1", "write `true`"),
    // Numbers.
    ("level: 3", "level: 3.5", "a whole number"),
    ("level: 3", "level: \"3\"", "without quotes"),
    ("level: 3", "level: three", "a whole number"),
    ("level: 3", "level: 5", "from 1 to 4"),
    ("level: 3", "level: 3%", "write the whole number alone"),
    ("level: 3", "level: 3 points", "write the number alone: `3`"),
    ("level: 3", "level: 3,5", "a whole number"),
    ("level: 3", "level: ...", "write what belongs here"),
    ("level: 3", "level: \u{2212}3", "type `-`"),
    // Names of fields.
    ("tempting_because:", "tempting-because:", "did you mean `tempting_because`"),
    ("tempting_because:", "tempting because:", "did you mean `tempting_because`"),
    ("tempting_because:", "tempting_becuase:", "did you mean `tempting_because`"),
    ("tempting_because:", "Tempting_because:", "did you mean `tempting_because`"),
    ("goto: ", "goto ", "colon is missing"),
    ("goto: ", "goto = ", "type `:`"),
    ("goto: ", "goto: -> ", "goto: \"scene\""),
    ("goto: ", "Goto: ", "did you mean `goto`"),
    ("goto: ", "\"goto\": ", "did you mean `goto`"),
    ("summary: ", "sumary: ", "did you mean `summary`"),
    ("minutes: ", "\"minutes\": ", "did you mean `minutes`"),
    // Separators, remarks, blanks.
    ("place: Desk,", "place: Desk;", "type `,`"),
    ("place: Desk,", "place: Desk", "a comma is missing"),
    ("place: Desk,", "place: Desk,,", "remove the comma"),
    ("place: Desk,", "place: Desk, # the beginning\n", "//"),
    ("place: Desk,", "place: Desk, -- the beginning\n", "//"),
    ("place: Desk,", "place: Desk, <!-- the beginning -->", "//"),
    ("place: Desk,", "place:\u{a0}Desk,", "ordinary space"),
    ("place: Desk,", "place:\u{202f}Desk,", "ordinary space"),
    ("place: Desk,", "place:\u{200b}Desk,", "remove it"),
    ("place: Desk,", "place: , ", "a value is missing"),
    ("),\n", ")\n", "a comma is missing"),
    ("\", text: ", "\" text: ", "a comma is missing"),
    // Brackets and shapes.
    ("effects: [Add(", "effects: [Add ", "("),
    ("effects: [Add(\"", "effects: [Sub(\"", "`Add` with a number below zero"),
    ("effects: [Set(\"", "effects: [set(\"", "did you mean `Set`"),
    ("effects: [Learn(\"", "effects: [\"", "write effects as words"),
    ("when: [Not(", "when: [not(", "Not(…)"),
    ("when: [Knows(", "when: [Learned(", "did you mean `Knows`"),
    ("[Has(\"", "[!Has(\"", "write `Not(…)`"),
    ("trains: [\"", "trains: [\"patience-\", \"", "pack.ron"),
    ("Knows(\"", "Knows(\"zzz-", "did you mean"),
];

/// The scenarios, by name.
fn scenarios() -> Vec<(String, String)> {
    let mut all = vec![
        ("intake-call".to_owned(), read("tests/corpus/author/intake-call.ron")),
        ("received-h".to_owned(), read("scenarios/received-h.ron")),
    ];
    for path in corpus("ok") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        all.push((name, std::fs::read_to_string(&path).unwrap()));
    }
    all
}

fn loaded(text: &str) -> Loaded {
    load(&SourceFile::new("slip.ron", text), None)
}

fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Places of a text, a few of many: the first, the last and some between.
fn places(text: &str, found: &str) -> Vec<usize> {
    let all: Vec<usize> = text.match_indices(found).map(|(at, _)| at).collect();
    let step = (all.len() / 3).max(1);
    let mut some: Vec<usize> = all.iter().step_by(step).copied().collect();
    some.extend(all.last());
    some.dedup();
    some
}

#[test]
fn a_slip_of_the_hand_is_one_message_that_says_what_to_do() {
    let (mut made, mut wrong) = (0_u32, Vec::new());
    let mut unused: Vec<&str> = SLIPS.iter().map(|slip| slip.1).collect();
    for (name, text) in scenarios() {
        for (found, typed, words) in SLIPS {
            for at in places(&text, found) {
                let broken = [&text[..at], typed, &text[at + found.len()..]].concat();
                let told = loaded(&broken).diagnostics;
                if told.is_empty() {
                    // What is written in a remark or a text is no slip.
                    continue;
                }
                made += 1;
                unused.retain(|one| one != typed);
                let first = &told[0];
                let says = [&[first.headline.clone()][..], &first.help].concat().join(" ");
                let is_near = line(&broken, first.span().start).abs_diff(line(&broken, at)) <= 1;
                if told.len() > 1 || !is_near || !says.contains(words) {
                    wrong.push(format!(
                        "{name}:{}: {typed:?}: {} of {} at {}: {says}",
                        line(&text, at),
                        first.code,
                        told.len(),
                        line(&broken, first.span().start),
                    ));
                }
            }
        }
    }
    assert!(made > 300, "only {made} slips were made");
    assert!(unused.is_empty(), "never made: {unused:?}");
    let share = f64::from(u32::try_from(wrong.len()).unwrap()) / f64::from(made);
    assert!(share <= 0.05, "{share} of {made}:\n{}", wrong.join("\n"));
}

#[test]
fn a_file_of_another_kind_is_told_as_that() {
    let whole = read("tests/corpus/author/intake-call.ron");
    let typographic = whole.replace('"', "\u{201d}");
    let files: [(String, &str); 9] = [
        ("{\\rtf1\\ansi {\\fonttbl}\nScenario(\n}".to_owned(), "RTF"),
        ("<!DOCTYPE html><html>Scenario(</html>".to_owned(), "a web page"),
        ("{ \"format\": 1, \"id\": \"x\" }".to_owned(), "JSON"),
        ("format: 1\nid: x\n".to_owned(), "YAML"),
        ("PK\u{3}\u{4} x".to_owned(), "ZIP"),
        ("Dear team,\nhere is the story.\n".to_owned(), "no scenario"),
        (format!("My scenario\n{whole}"), "before the scenario"),
        (format!("```ron\n{whole}```\n"), "between lines of ```"),
        (typographic, "typographic quotation mark"),
    ];
    for (text, words) in files {
        let told = loaded(&text).diagnostics;
        assert_eq!(told.len(), 1, "{words}: {told:?}");
        assert!(told[0].headline.contains(words), "{words}: {}", told[0].headline);
        assert!(!told[0].help.is_empty(), "{words} has no remedy");
    }
    let both = whole.replacen("    start:", "<<<<<<< one\n    start:", 1);
    let told = loaded(&both).diagnostics;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].headline.contains("two versions"), "{}", told[0].headline);
}

#[test]
fn five_mistakes_of_the_form_are_told_in_one_run() {
    let mut text = read("tests/corpus/author/intake-call.ron");
    let slips = [
        ("title: \"Just send CVs\",", "title: \"Just send CVs\""),
        ("Add(\"trust\", 10), Learn(\"gate\")", "Add(\"trust\", 10) Learn(\"gate\")"),
        ("level: 4, why: \"You answered both", "level: four, why: \"You answered both"),
        ("\"So. CVs?\"", "\"So. \"CVs\"?\""),
        ("\"silence\": (", "\"silence\": "),
    ];
    for (found, typed) in slips {
        let changed = text.replacen(found, typed, 1);
        assert_ne!(changed, text, "{found} stands there");
        text = changed;
    }
    let told = loaded(&text).diagnostics;
    let lines: Vec<usize> = told.iter().map(|one| line(&text, one.span().start)).collect();
    let mut places: Vec<usize> =
        slips.iter().map(|(_, typed)| line(&text, text.find(typed).unwrap())).collect();
    places.sort_unstable();
    let near = |(told, place): (&usize, &usize)| told.abs_diff(*place) <= 1;
    assert!(lines.len() == 5 && lines.iter().zip(&places).all(near), "{lines:?} {places:?}");
}
