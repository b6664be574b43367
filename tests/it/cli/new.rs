//! `rapport new`.

use std::fs;

use rapport::scenario::can_draw;

use super::Desk;

const TEMPLATES: [&str; 3] = ["minimal", "call", "full"];

#[test]
fn every_template_passes_every_tool_there_is() {
    let desk = Desk::new();
    for template in TEMPLATES {
        let file = format!("{template}-one.ron");
        let said = desk.run(&["new", &file, "--template", template]).fine();
        assert!(said.contains(&format!("rapport play {file}")), "{said}");
        let text = fs::read_to_string(desk.path().join(&file)).unwrap();
        assert!(text.contains(&format!("id: \"{template}-one\"")), "{text}");
        assert!(text.contains(&format!("rapport check {file}")), "{text}");
        assert!(text.matches("//").count() > 8, "it teaches");
        assert!(text.chars().all(|c| c == '\n' || can_draw(c)));
        desk.run(&["check", &file, "--deny", "warnings"]).fine();
        desk.run(&["fmt", &file, "--check"]).fine();
        let analysis = desk.run(&["analyze", &file]);
        assert_eq!(analysis.code, 0, "{}", analysis.err);
        assert!(!analysis.out.contains("W0201"), "everything in it can happen: {}", analysis.out);
    }
    let title = fs::read_to_string(desk.path().join("full-one.ron")).unwrap();
    assert!(title.contains("title: \"Full one\""));
}

#[test]
fn templates_are_played_to_their_ends() {
    let desk = Desk::new();
    let plays = [
        ("minimal", "ring,ask", "Friday, then"),
        ("minimal", "sense-tension,assume", "More of the same"),
        ("call", "last-year,hold,route,recap", "A search with a route"),
        ("call", "send,more", "Into the drawer"),
        ("full", "five-days,ring,ask,look-again,recap,two-days", "A day in two diaries"),
        ("full", "wait,accuse,at-the-start", "Omar has signed elsewhere"),
    ];
    for template in TEMPLATES {
        desk.run(&["new", template, "--template", template]).fine();
    }
    for (template, choices, ending) in plays {
        let file = format!("{template}.ron");
        let ran =
            desk.run(&["run", &file, "--seed", "1", "--no-analysis", "--choose", choices]).fine();
        assert!(ran.contains(ending), "{ran}");
    }
}

#[test]
fn names_become_ids_and_titles() {
    let desk = Desk::new();
    let names = [
        ("Quiet Tuesday", "quiet-tuesday", "Quiet Tuesday"),
        ("überraschung_2", "berraschung-2", "Überraschung 2"),
        ("a\"b", "a-b", "A b"),
    ];
    for (name, id, title) in names {
        desk.run(&["new", name]).fine();
        let text = fs::read_to_string(desk.path().join(format!("{name}.ron"))).unwrap();
        assert!(
            text.contains(&format!("id: \"{id}\"")) && text.contains(&format!("\"{title}\"")),
            "{text}"
        );
        desk.run(&["check", &format!("{name}.ron"), "--deny=warnings"]).fine();
    }
}

#[test]
fn nothing_is_written_over_and_no_bad_name_is_taken() {
    let desk = Desk::new();
    let before = fs::read_to_string(desk.path().join("errand.ron")).unwrap();
    assert!(desk.run(&["new", "errand.ron"]).refused(2).contains("there already"));
    assert!(desk.run(&["new", "errand"]).refused(2).contains("there already"));
    assert_eq!(fs::read_to_string(desk.path().join("errand.ron")).unwrap(), before);
    for (name, said) in [
        ("nowhere/a.ron", "no such folder"),
        ("a.txt", "ends in .ron"),
        ("pack.ron", "no scenario can be called that"),
        ("x.plan.ron", "no scenario can be called that"),
        ("日本.ron", "no scenario can be called that"),
        ("..", "ends in .ron"),
    ] {
        let refused = desk.run(&["new", name]).refused(2);
        assert!(refused.contains(said), "{name}: {refused}");
    }
    assert!(
        desk.run(&["new", "a", "--template", "huge"]).refused(2).contains("minimal, call, full")
    );
    let names = fs::read_dir(desk.path()).unwrap().count();
    assert_eq!(names, 2, "nothing was made");
}
