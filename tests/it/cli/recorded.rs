//! `rapport test`: recorded plays.

use std::fs;

use super::{Desk, ERRAND};

const PLAN: &str = r#"#![enable(implicit_some)]
// What must stay so.
Plans(format: 1, plays: [
  (name: "she answers", seed: 3, draws: {"truth": "busy"}, choose: ["ring", "hold#1", "promise"],
   scenes: ["desk", "call", "afterwards"], ending: "answer", value: 80, levels: {"curiosity": 4},
   meters: {"trust": 60, "worry": 32}, says: ["a yes or a no"], silent: ["invoice"]),
  (name: "she does not", choose: ["wait", "ring", "fill", "promise"], ending: "fade"),
])
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("errand.plan.ron", PLAN);
    desk
}

#[test]
fn plays_are_as_recorded_and_what_they_leave_out_is_named() {
    let desk = desk();
    let said = desk.run(&["test", "errand.ron"]).fine();
    assert_eq!(said, desk.run(&["test", "errand.plan.ron"]).fine());
    insta::assert_snapshot!(said);
    assert_eq!(desk.run(&["test", "."]).fine().matches("all are as recorded").count(), 1);
}

#[test]
fn the_first_step_that_differs_is_told_with_its_place() {
    let desk = desk();
    desk.file("errand.ron", ERRAND.replace("id: \"hold\"", "id: \"holds\""));
    let ran = desk.run(&["test", "errand.ron"]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    let told = "    errand.plan.ron:4:77: step 2, in `call`: `hold` is not on offer; on offer: holds, fill; \
                did you mean `holds`?\n";
    assert!(ran.out.contains(told), "{}", ran.out);
    assert_eq!(ran.out.matches("NOT AS RECORDED").count(), 1, "{}", ran.out);
}

#[test]
fn everything_that_is_expected_is_compared() {
    for (wrong, said) in [
        (
            PLAN.replace("\"call\", \"after", "\"desk\", \"after"),
            "step 2, in `call`: this step is taken in `call`",
        ),
        (
            PLAN.replace(", \"promise\"],\n   scenes", "],\n   scenes"),
            "the play goes on after its last choice; on offer: promise",
        ),
        (
            PLAN.replace("ending: \"answer\"", "ending: \"fade\""),
            "it ends with `answer` and not with `fade`",
        ),
        (PLAN.replace("value: 80", "value: 70"), "it is worth 80 and not 70"),
        (
            PLAN.replace("\"curiosity\": 4", "\"curiosity\": 3.25"),
            "`curiosity` is shown at 4 and not at 3.25",
        ),
        (PLAN.replace("\"trust\": 60", "\"trust\": 61"), "`trust` is 60 and not 61"),
        (
            PLAN.replace("\"trust\": 60", "\"trist\": 61"),
            "no meter `trist` in this play; did you mean `trust`?",
        ),
        (PLAN.replace("a yes or a no", "a maybe"), "nothing is said with “a maybe” in it"),
        (PLAN.replace("silent: [\"invoice\"]", "silent: [\"Friday\"]"), "“Friday” is said"),
        (PLAN.replace("\"truth\": \"busy\"", "\"truth\": \"busi\""), "before the first step: "),
        (PLAN.replace("scenes: [\"desk\", ", "scenes: ["), "there are 2 `scenes` for 3 choices"),
    ] {
        let desk = desk();
        desk.file("errand.plan.ron", &wrong);
        let ran = desk.run(&["test", "errand.ron"]);
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
        assert_eq!(fs::read_to_string(desk.path().join("errand.plan.ron")).unwrap(), wrong);
    }
}

#[test]
fn plans_are_brought_up_to_date_where_that_is_asked() {
    let desk = desk();
    let wrong = PLAN.replace("value: 80", "value: 7").replace("\"worry\": 32", "\"worry\": 3");
    let path =
        desk.file("errand.plan.ron", wrong.replace("ending: \"fade\"", "ending: \"answer\""));
    let said = desk.run(&["test", "errand.ron", "--update"]).fine();
    assert!(said.contains("brought up to date in 3 places"), "{said}");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("// What must stay so.") && text.contains("ending: \"fade\""), "{text}");
    desk.run(&["test", "errand.ron"]).fine();
    // What cannot be known is left to the author.
    desk.file("errand.plan.ron", PLAN.replace("\"fill\"", "\"fil\""));
    let ran = desk.run(&["test", "errand.ron", "--update"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("`fil` is not on offer"), "{}", ran.out);
}

#[test]
fn a_play_is_recorded_with_all_that_comes_of_it() {
    let desk = Desk::new();
    let record = |name: &str, choose: &str| {
        desk.run(&["test", "errand.ron", "--record", name, "--seed", "5", "--choose", choose])
    };
    record("one", "mornings,ring,hold,promise").fine();
    record("two", "ring,fill,promise").fine();
    let text = fs::read_to_string(desk.path().join("errand.plan.ron")).unwrap();
    insta::assert_snapshot!(text);
    desk.run(&["test", "."]).fine();
    desk.run(&["fmt", ".", "--check"]);
    assert!(record("two", "ring").refused(2).contains("called `two` already"));
    assert!(record("three", "rong").refused(1).contains("`rong` is not on offer"));
    let both = desk.run(&["test", ".", "errand.ron", "--record", "x"]);
    assert!(both.refused(2).contains("the one scenario"));
    assert_eq!(fs::read_to_string(desk.path().join("errand.plan.ron")).unwrap(), text);
}

#[test]
fn the_shipped_plays_are_as_recorded() {
    let desk = Desk::new();
    for (name, text) in [
        ("received-h.ron", include_str!("../../../scenarios/received-h.ron")),
        ("received-h.plan.ron", include_str!("../../../scenarios/received-h.plan.ron")),
        ("pack.ron", include_str!("../../../scenarios/pack.ron")),
    ] {
        desk.file(&format!("lib/{name}"), text);
    }
    let said = desk.run(&["test", "lib"]).fine();
    assert!(said.contains("18 plays\n  all are as recorded\n"), "{said}");
}

#[test]
fn what_is_no_plan_is_told_with_its_place() {
    let desk = Desk::new();
    for (text, said) in [
        ("", "E0006"),
        ("Plans(format: 1, plays: [", "E0001"),
        ("Plan(format: 1)", "a plan begins with `Plans("),
        ("Plans(plays: [])", "write `format: 1`"),
        ("Plans(format: 2)", "1:15: this build reads format 1 only"),
        (
            "Plans(format: 1, plays: [(name: \"a\", chose: [])])",
            "1:38: a plan has no field `chose`; did you mean `choose`?",
        ),
        ("Plans(format: 1, plays: [(choose: [])])", "the play has no name"),
        ("Plans(format: 1, plays: [(name: \"a\", choose: \"b\")])", "a list should stand here"),
        ("Plans(format: 1, plays: [(name: \"a\", choose: [1])])", "a text should stand here"),
        (
            "Plans(format: 1, plays: [(name: \"a\", choose: [\"b#0\"])])",
            "the number of a branch, from 1",
        ),
        ("Plans(format: 1, plays: [(name: \"a\", seed: -1)])", "a whole number from 0"),
        (
            "Plans(format: 1, plays: [(name: \"a\", levels: {\"x\": 1.234})])",
            "two decimals at most",
        ),
        (
            "Plans(format: 1, plays: [(name: \"a\", meters: {\"x\": 1.5})])",
            "a whole number should stand here",
        ),
        ("Plans(format: 1, plays: [(name: \"a\"), (name: \"a\")])", "two plays are called `a`"),
    ] {
        desk.file("errand.plan.ron", text);
        let ran = desk.run(&["test", "errand.ron"]);
        assert_eq!((ran.code, &*ran.out), (1, ""), "{text}");
        assert!(
            ran.err.contains(said) && ran.err.contains("errand.plan.ron:1"),
            "{said}: {}",
            ran.err
        );
    }
    assert!(
        desk.run(&["test", "corridor.ron"])
            .refused(2)
            .contains("corridor.plan.ron: there is no such file")
    );
    assert!(desk.run(&["test", "nowhere"]).refused(2).contains("nowhere: there is no such file"));
    desk.file("none/a.ron", ERRAND);
    assert!(
        desk.run(&["test", "none"]).refused(2).contains("no recorded plays (*.plan.ron) in none")
    );
    desk.file("lone.plan.ron", PLAN);
    assert!(
        desk.run(&["test", "lone.plan.ron"]).refused(2).contains("lone.ron: there is no such file")
    );
}

#[test]
fn a_play_of_a_file_is_kept_from_its_debrief() {
    let desk = Desk::new();
    let begins =
        ["play", "errand.ron", "--terminal", "--seed", "5", "--choose", "ring,fill,promise"];
    let ran = desk.run_with(&begins, "\n\n1\n\n\nsave by telephone\nsave by telephone\n\n");
    let told = ran.fine();
    assert!(told.contains("For authors: type save and a name"), "{told}");
    assert!(told.contains("errand.plan.ron: `by telephone` is recorded"), "{told}");
    assert!(told.contains("a play is called `by telephone` already"), "{told}");
    let tested = desk.run(&["test", "errand.ron"]).fine();
    assert!(tested.contains("1 of 1") || tested.contains("1 play"), "{tested}");
    // A story of the library is nobody's to test.
    let story = desk.run_with(&["play", "received-h", "--terminal", "--seed", "5"], "q\n").fine();
    assert!(!story.contains("type save and a name"), "{story}");
}
