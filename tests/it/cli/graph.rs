//! `rapport graph`.

use std::{fmt::Write as _, fs, time::Instant};

use serde_json::Value;

use super::{Desk, ERRAND};

#[test]
fn the_three_formats_have_every_scene_and_every_way() {
    let desk = Desk::new();
    let dot = desk.run(&["graph", "errand.ron", "--format", "dot"]).fine();
    insta::assert_snapshot!("the_map_for_graphviz", dot);
    let mermaid = desk.run(&["graph", "errand.ron", "--format", "mermaid"]).fine();
    insta::assert_snapshot!("the_map_for_mermaid", mermaid);
    let svg = desk.run(&["graph", "errand.ron"]).fine();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    for said in ["Your desk", "The call", "Afterwards", "The ending", "The debrief", "hold, fill"] {
        assert!(svg.contains(said), "{said}: {svg}");
    }
    assert!(svg.contains("worked out exactly") && svg.contains("class=\"b\""), "{svg}");
    assert_eq!(svg, desk.run(&["graph", "errand.ron"]).fine(), "the same each time");
}

#[test]
fn figures_are_those_of_the_analysis() {
    let desk = Desk::new();
    // From the desk half the plays ring and half write; a third of those who ring push.
    desk.file(
        "fork.ron",
        r#"#![enable(implicit_some)]
Scenario(format: 1, id: "fork", title: "Fork", summary: "S.", minutes: 1, player: (name: "S", role: "R"), start: "a", scenes: {
  "a": (choices: [(id: "ring", text: "A", goto: "b"), (id: "write", text: "B", goto: End)]),
  "b": (choices: [
    (id: "one", text: "C", goto: End),
    (id: "two", text: "D", outcomes: [(chance: [(weight: 3, goto: "c"), (weight: 1, goto: End)], goto: End)]),
  ]),
  "c": (choices: [(id: "on", text: "E", goto: End)]),
}, endings: [(id: "e", title: "E", value: 5, text: "E")])"#,
    );
    let dot = desk.run(&["graph", "fork.ron", "--format", "dot"]).fine();
    for line in [
        "n0 -> n1 [label=\"ring\\n50 %\"",
        "n0 -> n3 [label=\"write\\n50 %\"",
        "n1 -> n2 [label=\"two\\n19 %\"",
        "n1 -> n3 [label=\"one, two\\n31 %\"",
        "n2 -> n3 [label=\"on\\n19 %\"",
    ] {
        assert!(dot.contains(line), "{line}: {dot}");
    }
    assert!(dot.contains("The ending\\nE: 100 %"), "{dot}");
    let json = desk.run(&["graph", "fork.ron", "--format", "json"]).fine();
    let map: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(map["ways"][0]["choices"], Value::from(vec!["ring"]));
    assert_eq!((&map["ways"][0]["often"], &map["ways"][0]["to"]), (&0.5.into(), &1.into()));
    assert_eq!((&map["endings"][0]["id"], &map["endings"][0]["often"]), (&"e".into(), &1.0.into()));
}

#[test]
fn endings_are_named_and_the_clock_is_a_way_out() {
    let desk = Desk::new();
    desk.file(
        "late.ron",
        r#"Scenario(format: 1, id: "late", title: "Late", summary: "S.", minutes: 1, player: (name: "S", role: "R"),
        start: "a", clock: (last_day: 4, then: "faded"), scenes: { "a": (choices: [
            (id: "ring", text: "I ring.", effects: Set("rang"), goto: End), (id: "wait", text: "I wait.", takes: 4, goto: "a"),
        ]) }, endings: [(id: "met", when: Has("rang"), title: "You met", value: 80, text: "T"),
            (id: "faded", title: "It faded", value: 5, text: "T")])"#,
    );
    // Hardly any play comes to one of them.
    let rare = r#"(id: "ring", text: "I ring.", outcomes: [(chance: [(weight: 999, goto: End), (weight: 1, goto: End, effects: Set("rang"))])])"#;
    let text = fs::read_to_string(desk.path().join("late.ron")).unwrap();
    desk.file(
        "rare.ron",
        text.replace(r#"(id: "ring", text: "I ring.", effects: Set("rang"), goto: End)"#, rare),
    );
    let svg = desk.run(&["graph", "rare.ron"]).fine();
    assert!(svg.contains("&lt; 1 %") && !svg.contains("< 1 %"), "{svg}");
    for format in ["svg", "dot", "mermaid"] {
        let map = desk.run(&["graph", "late.ron", "--format", format]).fine();
        for words in ["When 4 days have passed", "You met: 50 %", "It faded: 50 %"] {
            assert!(map.contains(words), "{format}: {words}: {map}");
        }
    }
}

#[test]
fn a_scene_that_nobody_comes_to_is_marked() {
    let desk = Desk::new();
    let alone = "\"alone\": (choices: [(id: \"x\", text: \"X\", goto: \"desk\", once: true)]),\n";
    desk.file("alone.ron", ERRAND.replace("    scenes: {\n", &format!("    scenes: {{\n{alone}")));
    let svg = desk.run(&["graph", "alone.ron", "--no-analysis"]).fine();
    assert_eq!(svg.matches("no way leads here").count(), 2, "in the box and in its words");
    let mermaid = desk.run(&["graph", "alone.ron", "--format", "mermaid"]).fine();
    assert!(mermaid.contains("class n0 never"), "{mermaid}");
}

#[test]
fn titles_are_text_in_every_format() {
    let desk = Desk::new();
    desk.file("odd.ron", ERRAND.replace("Your desk", "<b>\\\"Q\\\" & A</b>"));
    let svg = desk.run(&["graph", "odd.ron", "--no-analysis"]).fine();
    assert!(
        svg.contains("&lt;b&gt;&quot;Q&quot; &amp; A&lt;/b&gt;") && !svg.contains("<b>"),
        "{svg}"
    );
    let dot = desk.run(&["graph", "odd.ron", "--no-analysis", "--format", "dot"]).fine();
    assert!(dot.contains(r#"<b>\"Q\" & A</b>"#), "{dot}");
    let mermaid = desk.run(&["graph", "odd.ron", "--no-analysis", "--format", "mermaid"]).fine();
    assert!(mermaid.contains("&lt;b&gt;&quot;Q&quot; &amp; A&lt;/b&gt;"), "{mermaid}");
}

#[test]
fn what_is_too_big_is_sampled_and_says_so() {
    let desk = Desk::new();
    // Each flag doubles the states: the exact analysis comes to its cap.
    let mut text = String::from(
        "#![enable(implicit_some)]\nScenario(format: 1, id: \"x\", title: \"X\", summary: \"S.\", minutes: 1,\n\
         player: (name: \"S\", role: \"R\"), start: \"a\", scenes: {\"a\": (choices: [",
    );
    for at in 0..40 {
        write!(
            text,
            "(id: \"u{at}\", text: \"T{at}\", once: true, effects: [Set(\"f{at}\")], goto: \"a\"),"
        )
        .unwrap();
    }
    let asked: Vec<String> = (0..40).map(|at| format!("Has(\"f{at}\")")).collect();
    write!(
        text,
        "(id: \"all\", text: \"All\", when: [{}], goto: End), (id: \"x\", text: \"X\", goto: End)])}},\
         endings: [(id: \"e\", title: \"E\", value: 50, text: \"E.\")])",
        asked.join(",")
    )
    .unwrap();
    desk.file("big.ron", text);
    let dot = desk.run(&["graph", "big.ron", "--format", "dot"]);
    assert_eq!(dot.code, 0, "{}", dot.err);
    assert!(dot.out.contains("in 2000 random plays, because"), "{}", dot.out);
    assert!(dot.out.contains("best play is not worked out"), "{}", dot.out);
}

#[test]
fn the_map_goes_to_a_file_but_never_over_a_source() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["graph", "errand.ron", "-o", "map.dot"]).fine(), "");
    let map = fs::read_to_string(desk.path().join("map.dot")).unwrap();
    assert!(map.starts_with("digraph \"The errand\""), "{map}");
    let refused = desk.run(&["graph", "errand.ron", "-o", "corridor.ron"]).refused(2);
    assert!(refused.contains("was not written over"), "{refused}");
    assert!(desk.run(&["graph", "nowhere"]).refused(2).contains("no scenario `nowhere`"));
    desk.file("broken.ron", ERRAND.replace("goto: \"call\"", "goto: \"cal\""));
    assert!(desk.run(&["graph", "broken.ron"]).refused(1).contains("broken.ron:"));
}

#[test]
fn the_flagship_is_drawn_at_once_without_figures() {
    let desk = Desk::new();
    let begun = Instant::now();
    let svg = desk.run(&["graph", "received-h", "--no-analysis"]).fine();
    assert!(begun.elapsed().as_secs() < 5, "a tenth of a second, on a machine that is not busy");
    assert_eq!(svg.matches("<rect class=").count(), 25, "scenes and ends");
}
