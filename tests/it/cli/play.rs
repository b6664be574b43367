//! Play in the terminal, piped.

use super::{Desk, ERRAND};

const NEW: [&str; 5] = ["play", "errand.ron", "--terminal", "--seed", "7"];
const ON: [&str; 3] = ["play", "errand.ron", "--terminal"];

/// From the desk to the end: sort, ring, hold, own words, feeling, done.
const WHOLE: &str = "1\n1\n1\n1\n1\nIf I guess, then I ring and ask.\n2\n\n";

#[test]
fn a_whole_play_with_its_debrief() {
    let out = Desk::new().run_with(&NEW, WHOLE).fine();
    insta::assert_snapshot!(out);
}

#[test]
fn notes_details_transcript_and_help_are_there_on_demand() {
    let out = Desk::new().run_with(&NEW, "1\n1 2\nn\nd\nt\nl\n?\nr\nq\n").fine();
    insta::assert_snapshot!(out);
}

#[test]
fn phrases_on_screen_are_explained_one_at_a_time_and_no_others() {
    let desk = Desk::new();
    let glossary = r#"glossary: { "rota": "a list", "noted": "read", "quiet": "not ringing""#;
    let story = ERRAND.replace(r#"glossary: { "rota": "a list of who works when""#, glossary);
    assert_ne!(story, ERRAND);
    desk.file("errand.ron", story);
    let out = desk.run_with(&NEW, "d\nd\nd\nq\n").fine();
    let told: Vec<&str> = out.lines().filter(|line| line.contains("” means: ")).collect();
    let more = "(d again: the next phrase)";
    let (noted, quiet) = ("“noted” means: read", "“quiet” means: not ringing");
    assert_eq!(told, [noted, quiet, noted].map(|one| format!("{one} {more}")));
    assert_eq!(out.matches("Where and when").count(), 1, "{out}");
}

#[test]
fn a_sorting_that_is_all_there_is_needs_no_number_of_its_own() {
    let desk = Desk::new();
    let begins = r#"start: "first", scenes: { "first": (choices: [
        (id: "sort", text: "Sort.", pick: (options: [(id: "a", text: "A."), (id: "b", text: "B.")]), goto: "desk"),
    ]), "#;
    let story = ERRAND.replace(r#"start: "desk""#, "").replace("scenes: {", begins);
    desk.file("errand.ron", story.replacen("    ,\n", "", 1));
    let out = desk.run_with(&NEW, "b\n1\n2\nq\n").fine();
    assert!(out.contains("Sort.\n    1. A.\n    2. B."), "{out}");
    assert!(out.contains("You: Sort. B\n"), "{out}");
}

#[test]
fn what_makes_no_sense_is_explained_and_changes_nothing() {
    let desk = Desk::new();
    let input = "9\nring\n\n0\n-1\nr 7\nr x\n1\n3\nfoo\n\nb\n2\n1\n";
    let out = desk.run_with(&NEW, input).fine();
    insta::assert_snapshot!(out);
}

#[test]
fn an_endless_or_garbled_line_does_no_harm() {
    let desk = Desk::new();
    let input = format!("{}\n\u{1b}[31m3\u{7}\n3\n", "9".repeat(100_000));
    let out = desk.run_with(&NEW, &input).fine();
    assert!(!out.contains('\u{1b}'), "{out}");
    assert!(out.contains("--- A working day passes. ---"));
    let mut command = desk.command(&NEW);
    command.stdin(std::process::Stdio::null());
    let nothing = desk.finish(command, "").fine();
    assert!(nothing.contains("nothing to save"), "{nothing}");
}

#[test]
fn the_end_of_the_input_saves_and_says_how_to_go_on() {
    let desk = Desk::new();
    let out = desk.run_with(&NEW, "3\n1\n2\n").fine();
    assert!(out.ends_with("Saved. To go on: rapport play errand.ron --terminal\n"), "{out}");
    // The words it says are words that work.
    let out = desk.run_with(&ON, "1\nn\nq\n").fine();
    insta::assert_snapshot!(out.split("last on").next().unwrap());
    assert!(out.contains("[Your desk, Thursday 23 May, 09:00]"), "{out}");
    assert!(out.contains("  - I have lost the account."), "{out}");
}

#[test]
fn how_to_go_on_names_the_places_that_were_named() {
    let desk = Desk::new();
    desk.file("my lib/errand.ron", ERRAND);
    let words = ["play", "errand", "--terminal", "--seed", "1", "--scenarios", "my lib"];
    let out = desk.run_with(&[&words[..], &["--data-dir", "there"]].concat(), "3\n").fine();
    let expected =
        "Saved. To go on: rapport play errand --terminal --scenarios 'my lib' --data-dir there\n";
    assert!(out.ends_with(expected), "{out}");
}

#[test]
fn a_play_can_be_begun_anew() {
    let desk = Desk::new();
    desk.run_with(&NEW, "3\n3\n").fine();
    let out = desk.run_with(&ON, "maybe\n2\n3\nq\n").fine();
    assert!(out.contains("Type 1 or 2, or q to quit."), "{out}");
    assert!(out.contains("[Your desk, Wednesday 22 May, 09:00]"), "{out}");
    // The play that was left is not offered again.
    let out = desk.run_with(&ON, "q\n").fine();
    assert!(out.contains("1 choice, last on"), "{out}");
}

#[test]
fn a_changed_scenario_is_noticed_and_the_player_decides() {
    let desk = Desk::new();
    desk.run_with(&NEW, "3\n").fine();
    desk.file("errand.ron", ERRAND.replace("The phone is quiet.", "The phone is new."));
    let there = desk.run_with(&ON, "1\nt\nq\n").fine();
    assert!(there.contains("The scenario has changed since."), "{there}");
    assert!(there.contains("The phone is quiet.") && !there.contains("The phone is new."));
    let anew = desk.run_with(&ON, "2\nq\n").fine();
    assert!(anew.contains("The phone is new.") && !anew.contains("The phone is quiet."));
}

#[test]
fn a_version_that_is_lost_is_told_and_a_new_play_begins() {
    let desk = Desk::new();
    desk.run_with(&NEW, "3\n").fine();
    let database = rusqlite::Connection::open(desk.data().join("records.sqlite")).unwrap();
    database.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM source").unwrap();
    drop(database);
    // The library has another version by now, so the lost one cannot come back from there.
    let errand = std::fs::read_to_string(desk.path().join("errand.ron")).unwrap();
    desk.file("errand.ron", format!("{errand}// A later version.\n"));
    let went_on = desk.run_with(&ON, "1\n3\n");
    assert_eq!(went_on.code, 0);
    assert!(went_on.err.contains("is not in the records"), "{}", went_on.err);
    assert!(went_on.out.contains("[Your desk, Tuesday 21 May, 09:00]"), "{}", went_on.out);
    let export = desk.run(&["export", "--format", "csv"]).fine();
    assert_eq!(export.lines().count(), 3, "both attempts are in the history: {export}");
}

#[test]
fn a_choice_can_be_taken_back_and_the_first_play_stays() {
    let desk = Desk::new();
    let out = desk.run_with(&NEW, "3\n3\nr 2\n1\n1\nq\n").fine();
    assert!(out.contains("Back to before decision 2."), "{out}");
    let export = desk.run(&["export", "--format", "csv"]).fine();
    let choices: Vec<&str> =
        export.lines().skip(1).map(|row| row.split(',').nth(13).unwrap()).collect();
    assert_eq!(choices, ["wait wait", "wait mornings"]);
    // Only the play with the choice taken back is gone on with.
    assert!(desk.run_with(&ON, "q\n").fine().contains("2 choices"));
}

#[test]
fn play_goes_on_from_a_decision_in_hindsight() {
    let desk = Desk::new();
    // The debrief, then on from the third decision with the other choice.
    let input = "1\n1\n1\n1\n1\n\n\n\nr 3\n2\n1\n\n\n\n";
    let out = desk.run_with(&NEW, input).fine();
    assert!(out.contains("Send it to accounts"), "{out}");
    assert_eq!(out.matches("== Debrief: The errand ==").count(), 2);
    let progress = desk.run(&["progress", "--json"]).fine();
    let progress: serde_json::Value = serde_json::from_str(&progress).unwrap();
    let attempts = progress["scenarios"][0]["attempts"].as_array().unwrap();
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0]["ending"]["id"], "answer");
}

#[test]
fn a_play_that_begins_with_what_was_given_stays_out_of_progress() {
    let desk = Desk::new();
    let given = [(["--choose", "ring,fill"], "1\n\n\n\n\n"), (["--draw", "truth=busy"], WHOLE)];
    for (given, input) in given {
        let out = desk.run_with(&[&NEW[..], &given].concat(), input).fine();
        assert!(out.contains("so it stays out of your progress"), "{out}");
        assert!(out.contains("== Debrief"), "{out}");
    }
    assert!(desk.run(&["progress"]).fine().contains("No play is finished yet."));
    let export: serde_json::Value =
        serde_json::from_str(&desk.run(&["export", "--format", "json"]).fine()).unwrap();
    let attempts = export["attempts"].as_array().unwrap();
    assert_eq!(attempts.len(), 2);
    assert!(attempts.iter().all(|attempt| attempt["hindsight"] == true), "{export}");
    // A seed alone gives nothing away.
    let out = desk.run_with(&NEW, WHOLE).fine();
    assert!(!out.contains("so it stays out of your progress"), "{out}");
    assert!(desk.run(&["progress"]).fine().contains("The errand"));
}

#[test]
fn the_truth_that_was_met_is_counted_and_the_other_one_comes_next() {
    let desk = Desk::new();
    let truth = |out: &str| out.split("was going on ==").nth(1).unwrap()[..8].to_owned();
    let first = desk.run_with(&NEW, WHOLE).fine();
    let second = desk.run_with(&ON, WHOLE).fine();
    assert!(second.contains("Truths met so far: 1 of 2."), "{second}");
    assert!(second.contains("Last time you meant to do this: If I guess, then I ring and ask."));
    assert_ne!(truth(&first), truth(&second));
}

#[test]
fn without_a_scenario_the_player_chooses_one() {
    let desk = Desk::new();
    desk.file("lib/errand.ron", ERRAND);
    let out = desk.run_with(&["play", "--terminal", "--scenarios", "lib"], "x\nq\n").fine();
    let line = out.lines().find(|line| line.contains("The errand (3 min)")).unwrap();
    assert!(out.contains("or q to quit."), "{out}");
    let number = line.trim().split('.').next().unwrap().to_owned();
    let words = ["play", "--terminal", "--scenarios", "lib"];
    let out = desk.run_with(&words, &format!("{number}\n3\nq\n")).fine();
    assert!(out.contains("You are Robin Lee"), "{out}");
}

#[cfg(not(feature = "game"))]
#[test]
fn without_a_window_one_line_says_so_and_play_goes_on_in_the_terminal() {
    let ran = Desk::new().run_with(&["play", "errand.ron", "--seed", "7"], "3\nq\n");
    assert_eq!(ran.err, "no window (this build has none), so play goes on in the terminal\n");
    assert!(ran.out.contains("--- A working day passes. ---"), "{}", ran.out);
    assert_eq!(ran.code, 0);
}

#[test]
fn the_flagship_is_played_to_its_debrief() {
    let desk = Desk::new();
    // Whatever a line does not fit is explained and changes nothing, so these get through anything.
    let input = "3\n1 2\n1\n".repeat(80);
    let ran = desk.run_with(&["play", "received-h", "--terminal", "--seed", "9"], &input);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    let mut rest = &*ran.out;
    for heading in [
        "How it ended: ",
        "== Debrief: Received. H. ==",
        "== What was going on ==",
        "== Where it turned ==",
        "== What you saw, and what you told yourself ==",
        "== One sentence to take along ==",
    ] {
        let at = rest.find(heading).unwrap_or_else(|| panic!("no {heading} in {}", ran.out));
        rest = &rest[at..];
    }
    let progress = desk.run(&["progress"]).fine();
    assert!(progress.contains("Received. H. (received-h)"), "{progress}");
}

#[test]
fn in_an_assessment_nothing_is_taken_back_in_the_terminal_either() {
    let desk = Desk::new();
    let (records, _) = rapport::store::Records::open(&desk.data());
    records.set_setting("practice", "false").unwrap();
    drop(records);
    let refused = "That cannot be done: this play is an assessment";
    let out = desk.run_with(&NEW, "3\nr\nr 1\n?\n3\nq\n").fine();
    assert_eq!(out.matches(refused).count(), 2, "{out}");
    assert!(!out.contains("the decisions you can go back to"), "{out}");
    let export = desk.run(&["export", "--format", "json"]).fine();
    let export: serde_json::Value = serde_json::from_str(&export).unwrap();
    let attempts = export["attempts"].as_array().unwrap();
    assert_eq!((attempts.len(), &attempts[0]["mode"]), (1, &"assessment".into()));
    let over = desk.run_with(&NEW, &format!("{WHOLE}r 2\n")).fine();
    assert!(over.contains("== Debrief") && !over.contains("playing on"), "{over}");
}
