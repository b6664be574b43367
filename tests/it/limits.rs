//! Limits of the language: each is in the guide, and whatever exceeds one is told as E0005, once, with the limit.

use std::{fs, path::Path};

use rapport::{
    diagnostic::Diagnostic,
    scenario::{LIMITS, load, load_pack},
    text::SourceFile,
};

/// So many entries, each with its number.
fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

/// A scenario with more fields, in scenes, and in what a choice has.
fn scenario(title: &str, fields: &str, scenes: &str, choice: &str) -> String {
    format!(
        "Scenario(format: 1, id: \"x\", title: \"{title}\", summary: \"S\", minutes: 1, player: (name: \"P\", \
         role: \"R\"), start: \"a\", {fields} scenes: {{ \"a\": (choices: [(id: \"w\", text: \"W\", {choice} \
         goto: End)]), {scenes} }}, endings: [(id: \"over\", title: \"O\", value: 1, text: \"O.\")])"
    )
}

fn diagnostics(text: String, is_pack: bool) -> Vec<Diagnostic> {
    let source = SourceFile::new("x.ron", text);
    if is_pack { load_pack(&source).1 } else { load(&source, None).diagnostics }
}

/// A file with so many of something.
fn with(what: &str, count: usize) -> String {
    let section = |name: &str, one: &dyn Fn(usize) -> String| {
        scenario("T", &format!("{name}: [{}],", many(count, one)), "", "")
    };
    let map = |name: &str, one: &dyn Fn(usize) -> String| {
        scenario("T", &format!("{name}: {{ {} }},", many(count, one)), "", "")
    };
    let pack = |rest: String| format!("Pack(format: 1, id: \"p\", title: \"P\", {rest})");
    let marked = |options: usize, most: usize| {
        let options = many(options, |at| format!("(id: \"o{at}\", text: \"O{at}\"),"));
        scenario("T", "", "", &format!("pick: (options: [{options}], at_most: {most}),"))
    };
    match what {
        "bytes of a file" => " ".repeat(count),
        "scenes" => scenario("T", "", &many(count, |at| format!("\"s{at}\": (then: End),")), ""),
        "choices" => {
            let one = |at| format!("(id: \"c{at}\", text: \"C\", once: true, goto: End),");
            scenario("T", "", &format!("\"b\": (choices: [{}]),", many(count, one)), "")
        }
        "flags" => {
            let effects = many(count, |at| format!("Set(\"f{at}\"),"));
            scenario("T", "", "", &format!("effects: [{effects}],"))
        }
        "meters" => map("meters", &|at| format!("\"m{at}\": (label: \"M\", start: 1),")),
        "people" => map("cast", &|at| format!("\"p{at}\": (name: \"N\", role: \"R\"),")),
        "facts" => map("facts", &|at| format!("\"f{at}\": \"F\",")),
        "guesses" => map("told", &|at| format!("\"g{at}\": (text: \"G\"),")),
        "agreements" => map("agreements", &|at| format!("\"a{at}\": (label: \"A\", with: \"p\"),")),
        "reminders" => map("reminders", &|at| format!("\"r{at}\": (text: \"R\", when: []),")),
        "hidden draws" => {
            section("hidden", &|at| format!("(id: \"d{at}\", values: {{ \"v\": (weight: 1) }}),"))
        }
        "values of one hidden draw" => {
            let values = many(count, |at| format!("\"v{at}\": (weight: 1),"));
            scenario("T", &format!("hidden: [(id: \"d\", values: {{ {values} }})],"), "", "")
        }
        "reactions" => {
            section("reactions", &|at| format!("(id: \"r{at}\", on: Day, effects: []),"))
        }
        "events" => section("events", &|_| "(when: [], text: \"E\"),".to_owned()),
        "lessons" => section("lessons", &|at| format!("(id: \"l{at}\", text: \"L\", claims: []),")),
        "endings" => scenario("T", "", "", "").replace(
            "endings: [",
            &format!(
                "endings: [{}",
                many(count, |at| format!("(id: \"e{at}\", title: \"E\", value: 1, text: \"E.\"),"))
            ),
        ),
        "commitments" => section("commitments", &|_| "\"C\",".to_owned()),
        "questions" => section("questions", &|_| "\"Q\",".to_owned()),
        "conditions, passages or scales with a name" => {
            let named = many(count, |at| format!("\"c{at}\": Visited(\"a\"),"));
            let used = many(count, |at| format!("\"c{at}\","));
            scenario(
                "T",
                &format!("conditions: {{ {named} }},"),
                "",
                &format!("when: Any({used}),"),
            )
        }
        "pieces that names stand for" => {
            let passages = format!(
                "passages: {{ \"p\": [{}], \"one\": \"One.\" }},",
                many(1_000, |_| "\"One.\",".to_owned())
            );
            let uses = many(count / 1_000, |_| "Passage(\"p\"),".to_owned());
            let rest = many(count % 1_000, |_| "Passage(\"one\"),".to_owned());
            scenario("T", &passages, &format!("\"b\": (lines: [{uses}{rest}], then: End),"), "")
        }
        "phrases of the glossary" => map("glossary", &|at| format!("\"g{at}\": \"G\",")),
        "options of one pick" => marked(count, 1),
        // One more than sixty-four: of sixteen, one or none can be marked in seventeen ways, two in 120 more.
        "answers of one pick" => marked(16, 2),
        "people of one picture" => {
            let cast = many(count, |at| format!("\"p{at}\": (name: \"P\", role: \"R\"),"));
            let with = many(count, |at| format!("\"p{at}\","));
            scenario("T", &format!("cast: {{ {cast} }}, picture: (with: [{with}]),"), "", "")
        }
        "characters of a title, summary or tagline" => scenario(&"t".repeat(count), "", "", ""),
        "competencies" => {
            let one = |at| {
                format!(
                    "(id: \"c{at}\", name: \"C\", what: \"W\", anchors: (\"1\", \"2\", \"3\", \"4\")),"
                )
            };
            pack(format!("rubric: [{}]", many(count, one)))
        }
        "scenarios in the order of a pack" => {
            pack(format!("order: [{}]", many(count, |at| format!("\"s{at}\","))))
        }
        other => panic!("no file with too many {other}"),
    }
}

#[test]
fn each_limit_is_told_once_and_alone() {
    for limit in LIMITS {
        let is_pack = ["competencies", "scenarios in the order of a pack"].contains(&limit.what);
        let told = diagnostics(with(limit.what, limit.most + 1), is_pack);
        let codes: Vec<&str> = told.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["E0005"], "{}: {:?}", limit.what, told.first());
        let (headline, help) = (&told[0].headline, &told[0].help);
        assert!(headline.contains(limit.what), "{headline}");
        let most = format!("at most {} {} are allowed", limit.most, limit.what);
        assert_eq!(*help, [most]);
    }
}

#[test]
fn names_beyond_what_can_be_numbered_are_no_second_mistake() {
    let rubric = with("competencies", 65_537);
    let told = diagnostics(rubric, true);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].headline, "65537 competencies are too many");
    let facts = with("facts", 65_537).replace("W\", ", "W\", when: [Knows(\"f65536\")], ");
    let told = diagnostics(facts, false);
    assert_eq!((told.len(), told[0].code), (1, "E0005"));
}

#[test]
fn the_guide_has_the_same_limits() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src/checking.md");
    let page = fs::read_to_string(page).unwrap();
    let table = page.split("| of | at most |\n|---|---|\n").nth(1).unwrap();
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    let ours: Vec<String> =
        LIMITS.iter().map(|limit| format!("| {} | {} |", limit.what, limit.most)).collect();
    assert_eq!(rows, ours);
}
