//! Choices and chance at the command line: in the debrief, and in `rapport run`.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Desk, ERRAND, walker::Walker};

const NEW: [&str; 5] = ["play", "errand.ron", "--terminal", "--seed", "7"];
const ON: [&str; 3] = ["play", "errand.ron", "--terminal"];
const RUN: [&str; 4] = ["run", "errand.ron", "--seed", "7"];

/// From the desk to an end that cost much: sort, ring, fill the silence, promise.
const SHORT: &str = "1\n1\n1\n2\n1\n\n";

/// The debrief of a play that cost much, given what is typed in it.
fn debrief(typed: &str) -> String {
    let out = Desk::new().run_with(&NEW, &format!("{SHORT}{typed}")).fine();
    out.split_once("== Debrief").unwrap().1.to_owned()
}

fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("no {part:?} in {rest}\n\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn the_learner_answers_first_and_then_it_is_told() {
    let out = debrief("2\n1\n1\nPell & Daughters\nThursday\nmore\n");
    in_order(
        &out,
        &[
            "How did that feel?",
            "== What was going on ==",
            "== One thing you did well ==",
            "== Where it turned ==",
            "You: “It's only about the invoice.”",
            "Ada thought: An invoice.",
            "What could you have said instead?\n  1. Say nothing.",
            "> \nThat would have come out about 70 points better.\nYou hid what you rang about.",
            "== What you saw, and what you told yourself ==",
            "== One sentence to take along ==\n  1. If I guess, then I ask.",
            "With which client of your own?",
            "On which day?",
            "If I guess, then I ask. (Pell & Daughters, Thursday)\nThis is kept",
            "Type more for the rest",
            "== Where another line leads ==",
            "  This cost about 70 points.\n  Instead: Say nothing.",
            "it comes to “An answer”: 80 of 100, in place of 10.",
            "b 3 plays this line, r 3 plays on from here as you like.",
            "== Choices and chance ==\nYou reached 10 of 100. Best play from your start averages 80. \
             Your choices cost 70 points. Nothing you could not know made a difference.",
            "\n  - 80: What best play averages from your start\
             \n  - cost 70 points: You: “It's only about the invoice”\
             \n  - That makes 10 of 100, what you reached\n",
            "Points are points of 100: how good this is for your business.",
            "the story is its author's judgement.",
            "== What you showed ==",
            "Ownership: seen once\n  - You hid what you rang about. You: “It's only about the invoice.”",
            "\n  Responsibility first, remedy second;",
            "\n  To try next: Names the act that was theirs",
            "== Ada's version ==",
            "== To think about, or to talk over ==",
            "== What happened ==",
        ],
    );
    let page = out.split_once("Type more").unwrap().0;
    assert_eq!(page.matches("Say nothing.").count(), 1, "what was just heard is not told again");
}

#[test]
fn a_pipe_that_ends_gets_the_first_page_and_more_opens_the_rest() {
    let page = debrief("2\n\n");
    in_order(&page, &["== Where it turned ==", "== One sentence to take along ==", "Type more"]);
    for rest in ["== Choices and chance ==", "== What you showed ==", "== What happened =="] {
        assert!(!page.contains(rest), "{rest} in {page}");
        assert!(debrief("2\n\n\nmore\n").contains(rest));
    }
}

#[test]
fn the_sentence_is_kept_with_a_client_and_a_day_and_shown_again() {
    let desk = Desk::new();
    let own = "If it is quiet, then I ring.\nPell\nFriday\n";
    desk.run_with(&NEW, &format!("{SHORT}2\n\n{own}")).fine();
    let shown = "If it is quiet, then I ring. (Pell, Friday)";
    assert!(desk.run_with(&ON, "q\n").fine().contains(shown));
    assert!(desk.run(&["progress"]).fine().contains(shown));
    let progress: Value = serde_json::from_str(&desk.run(&["progress", "--json"]).fine()).unwrap();
    let kept = &progress["commitments"][0];
    assert_eq!((&kept["client"], &kept["day"]), (&json!("Pell"), &json!("Friday")));
    let export = desk.run(&["export", "--format", "json"]).fine();
    let export: Value = serde_json::from_str(&export).unwrap();
    assert_eq!(export["attempts"][0]["commitment_client"], json!("Pell"));
    let page = &export["attempts"][0]["finished"]["page"];
    let parts: Vec<&str> =
        page.as_array().unwrap().iter().map(|part| part["part"].as_str().unwrap()).collect();
    assert_eq!(parts, ["going-on", "strength", "turning-point", "saw-and-told", "if-then"]);
}

#[test]
fn an_epilogue_is_told_before_what_it_came_to() {
    let desk = Desk::new();
    let told = r#"title: "Faded", lines: [Narrate("The phone stays dark.")], value: 10"#;
    desk.file("errand.ron", ERRAND.replace(r#"title: "Faded", value: 10"#, told));
    let out = desk.run_with(&NEW, SHORT).fine();
    in_order(
        &out,
        &["How it ended: Faded", "The phone stays dark.", "Nobody rang again.", "One sentence for"],
    );
}

#[test]
fn what_is_asked_can_be_skipped_and_the_end_of_the_input_skips_too() {
    for typed in ["2\n\n\n", "2\n", ""] {
        let out = debrief(typed);
        in_order(&out, &["You could have said: Say nothing.", "== One sentence to take along =="]);
        assert!(!out.contains("That would have come out"), "{out}");
    }
    let out = debrief("2\nthe first\n7\n1\n\n");
    assert_eq!(out.matches("Type 1, or press Enter to be told.").count(), 3, "{out}");
    assert!(out.contains("That would have come out about 70 points better."), "{out}");
}

#[test]
fn play_goes_on_from_where_it_turned() {
    let out = debrief("2\n\n\nr 3\n1\n1\n\n\n\nmore\n");
    let (_, second) = out.split_once("== Debrief").unwrap();
    assert!(second.contains("Your choices cost nothing."), "{second}");
    assert!(!second.contains("What could you have said instead?"), "{second}");
    in_order(
        second,
        &["== Where it turned ==\nNothing you chose cost you much.", "To try next, Ownership: "],
    );
}

#[test]
fn the_better_line_is_played_from_the_debrief_and_kept_apart() {
    let desk = Desk::new();
    let out = desk.run_with(&NEW, &format!("{SHORT}2\n\n\nmore\nb 1\nb 3\n1\n\n\n\nmore\n")).fine();
    let (first, second) = out.rsplit_once("== Debrief").unwrap();
    in_order(
        first,
        &[
            "To play a line that was told, type b and the number of its decision.",
            "No better line was told for that decision. To play on from there, type r 1.",
            "You (phone call): Say nothing.",
            "How it ended: An answer",
        ],
    );
    assert!(second.contains("Your choices cost nothing."), "{second}");
    let progress: Value = serde_json::from_str(&desk.run(&["progress", "--json"]).fine()).unwrap();
    let attempts = progress["scenarios"][0]["attempts"].as_array().unwrap();
    assert_eq!((attempts.len(), &attempts[0]["ending"]["id"]), (1, &json!("fade")));
}

#[test]
fn a_better_line_is_told_to_its_end_with_what_comes_back() {
    let desk = Desk::new();
    let out = desk.run_with(&NEW, &format!("{}1\n\n\n\n\nmore\n\n", "3\n".repeat(9))).fine();
    in_order(
        &out,
        &[
            "  Instead: “Ada, have you a minute?”",
            "  - You: Say nothing.",
            "    Ada Bell: “Friday.",
        ],
    );
}

/// A big story at the terminal, a step before what its analysis is needed for.
#[test]
fn a_story_that_takes_long_is_told_without_its_figures_until_they_are_there() {
    let desk = Desk::new();
    let ladder = include_str!("../../../benches/ladder.ron").replace("LAST_DAY", "400");
    desk.file("ladder.ron", ladder);
    let words = ["play", "ladder.ron", "--terminal", "--seed", "1", "--choose", "wait,wait,stop"];
    let mut walker = Walker::start(&desk, &words);
    assert!(walker.prompt().contains("How did that feel?"));
    walker.say("");
    let meanwhile = walker.prompt();
    in_order(&meanwhile, &["== What was going on ==", "== One sentence to take along =="]);
    walker.say("");
    assert!(walker.prompt().contains("Type more"));
    walker.say("more");
    let waits = walker.hear("all the rest is kept.\n");
    assert!(
        waits.contains("What was choice and what was chance is still being worked out: this is"),
        "{waits}"
    );
    walker.kill();
}

#[test]
fn a_play_begun_on_an_earlier_version_is_worked_out_for_that_version() {
    let desk = Desk::new();
    desk.run_with(&NEW, "1\n1\n").fine();
    // In the library's version, filling the silence is as good as anything.
    let kinder = ERRAND.replace("title: \"Faded\", value: 10", "title: \"Faded\", value: 90");
    assert_ne!(kinder, ERRAND);
    desk.file("errand.ron", kinder);
    let there = desk.run_with(&ON, "1\n1\n2\n1\n\n\n\n\nmore\n").fine();
    in_order(
        &there,
        &["The scenario has changed since you played it.", "You reached 10 of 100.", "cost 70"],
    );
    let here = desk.run_with(&NEW, &format!("{SHORT}2\n\nmore\n")).fine();
    assert!(!here.contains("The scenario has changed since you played it."), "{here}");
    assert!(here.contains("You reached 90 of 100."), "{here}");
}

#[test]
fn where_nothing_is_proven_one_line_says_so_and_the_debrief_goes_on() {
    let desk = Desk::new();
    desk.file("errand.ron", overflowing());
    let play: Value = serde_json::from_str(&ran(&desk, "ring,fill,promise", &["--json"])).unwrap();
    assert_eq!(
        play["debrief"],
        json!({
            "complete": false, "result": null, "best_average": null, "random_average": null,
            "opening": null, "left_behind": null, "chance": null, "now": null, "decisions": [],
            "had_you_known": null, "told": null, "page": play["debrief"]["page"],
        })
    );
    let line = "This story is too big to be worked out exactly, so what was choice";
    assert!(ran(&desk, "ring,fill,promise", &[]).contains(line));
    assert_eq!(play["debrief"]["page"].as_array().unwrap().len(), 3);
    let out = desk.run_with(&NEW, &format!("{SHORT}2\n\n\nmore\n")).fine();
    in_order(
        &out,
        &[
            "== Where it turned ==",
            "You could have said: Say nothing.",
            "== Choices and chance ==",
            line,
            "== What you showed ==",
        ],
    );
}

/// The errand with hidden draws whose weights have more digits than the analysis has room for.
fn overflowing() -> String {
    let mut draws = String::from("hidden: [");
    let mut lines = String::from("lines: [");
    for at in 0..7 {
        let values = r#"{"a": (weight: 999983), "b": (weight: 999979)}"#;
        let said = format!(r#"{{"a": [Narrate("A{at}.")], "b": [Narrate("B{at}.")]}}"#);
        write!(draws, r#"(id: "d{at}", values: {values}), "#).unwrap();
        write!(lines, r#"By("d{at}", {said}), "#).unwrap();
    }
    ERRAND
        .replace("hidden: [", &draws)
        .replace(r#"lines: [By("truth""#, &format!(r#"{lines}By("truth""#))
}

fn ran(desk: &Desk, choose: &str, more: &[&str]) -> String {
    desk.run(&[&RUN[..], &["--choose", choose], more].concat()).fine()
}

#[test]
fn the_figures_of_a_run_are_exact_and_add_up() {
    let desk = Desk::new();
    let lists = [
        "",
        "wait",
        "mornings,ring",
        "wait,wait,ring,hold#2",
        "angry,ring,fill",
        "ring,hold#1,promise",
    ];
    for choose in lists {
        let play: Value = serde_json::from_str(&ran(&desk, choose, &["--json"])).unwrap();
        let debrief = &play["debrief"];
        identity(debrief);
        assert_eq!(debrief["complete"], true);
        assert_eq!(debrief["result"].is_null(), play["ending"].is_null());
        for (step, decision) in debrief["decisions"].as_array().unwrap().iter().enumerate() {
            assert_eq!(
                (&decision["step"], &decision["choice"]),
                (&json!(step), &play["steps"][step]["chosen"])
            );
            let offered = play["steps"][step]["offered"].as_array().unwrap();
            assert!(offered.contains(&decision["best"]), "{decision}");
        }
    }
}

#[test]
fn a_run_has_the_better_line_what_knowing_was_worth_and_what_chance_did_in_words() {
    let desk = Desk::new();
    let run =
        |choose: &str| -> Value { serde_json::from_str(&ran(&desk, choose, &["--json"])).unwrap() };
    let told = |debrief: &Value| {
        let told = debrief["told"].clone();
        let ledger = told["ledger"].as_array().unwrap();
        let sum: i64 = ledger.iter().map(|entry| entry["points"].as_i64().unwrap()).sum();
        assert_eq!(Some(sum), debrief["result"].as_i64());
        told
    };
    let play = run("ring,fill,promise");
    let debrief = &play["debrief"];
    assert!((debrief["had_you_known"].as_f64().unwrap() - 80.0).abs() < 1e-9);
    told(debrief);
    let filled = &debrief["decisions"][1];
    let better = &filled["better"];
    assert_eq!((&better["ending"], &better["result"]), (&json!("answer"), &json!(80)));
    assert_eq!(debrief["decisions"][0]["better"], Value::Null, "ringing left nothing behind");
    // The line runs as it stands, with the same seed.
    let choices: Vec<&str> =
        better["choices"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let line = run(&format!("ring,{}", choices.join(",")));
    assert_eq!(line["ending"]["value"], better["result"]);

    // What the author gave no name goes by the words that were said, as in the debrief.
    desk.file(
        "errand.ron",
        ERRAND
            .replace("event: \"Ada was called away\", ", "effects: [Add(\"trust\", -40)], ")
            .replace("event: \"Ada had a moment\", ", ""),
    );
    let play = run("ring,hold#2,promise");
    let event = &play["debrief"]["decisions"][1]["event"];
    assert_eq!(*event, json!("Ada Bell said “Friday. Perhaps.”"));
    let ledger = told(&play["debrief"])["ledger"].clone();
    let event = event.as_str().unwrap();
    let tells = |entry: &Value| entry["text"].as_str().unwrap().contains(event);
    assert!(ledger.as_array().unwrap().iter().any(tells), "{ledger}");
    let goes_on = run("ring");
    assert_eq!(goes_on["debrief"]["told"], Value::Null);
}

/// Where it stands, less where it began, is what chance gave less what was left behind.
fn identity(debrief: &Value) {
    let figure = |key: &str| debrief[key].as_f64().unwrap();
    let steps = debrief["decisions"].as_array().unwrap();
    let sum = |key: &str| steps.iter().map(|step| step[key].as_f64().unwrap()).sum::<f64>();
    assert!((figure("left_behind") - sum("regret")).abs() < 1e-9, "{debrief}");
    assert!((figure("chance") - sum("luck")).abs() < 1e-9, "{debrief}");
    let moved = sum("luck") - sum("regret");
    assert!((figure("now") - figure("best_average") - moved).abs() < 1e-9, "{debrief}");
    if let Some(result) = debrief["result"].as_f64() {
        assert!((result - figure("now")).abs() < 1e-9, "{debrief}");
    }
}

#[test]
fn a_finished_run_of_the_flagship_is_split() {
    let choose = "wait,wait,wait,wait,go-on,northgate,all-at-once";
    let words = ["run", "received-h", "--seed", "3", "--choose", choose, "--json"];
    let play: Value = serde_json::from_str(&Desk::new().run(&words).fine()).unwrap();
    assert_eq!((&play["finished"], &play["debrief"]["complete"]), (&json!(true), &json!(true)));
    assert_eq!(play["debrief"]["result"], play["ending"]["value"]);
    identity(&play["debrief"]);
    assert!(play["debrief"]["random_average"].as_f64() < play["debrief"]["best_average"].as_f64());
}

/// The debrief of a play of the flagship, given what is typed in it.
fn fade(choose: &str, typed: &str) -> String {
    let words = ["play", "received-h", "--terminal", "--seed", "3", "--choose", choose];
    let out = Desk::new().run_with(&words, typed).fine();
    out.split_once("== Debrief").unwrap().1.to_owned()
}

#[test]
fn decisions_are_counted_without_gaps_and_play_goes_on_from_their_number() {
    let to_the_end = "wait,wait,wait,wait,go-on,northgate,all-at-once";
    let out = fade(to_the_end, "\n\n\nmore\n\nr 6\n");
    let happened = out.rsplit_once("== What happened ==").unwrap().1;
    let happened = happened.split_once("\n\n").unwrap().0;
    let numbered = happened.lines().filter_map(|line| line.trim_start().split_once(". "));
    let numbers: Vec<usize> = numbered.filter_map(|(number, _)| number.parse().ok()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6], "{out}");
    // Page five was turned, and is not counted.
    let last = out.rsplit_once("\nTo play on from a decision").unwrap().1;
    assert!(last.contains("“Tarrant, tomorrow"), "{last}");
}

#[test]
fn a_play_that_ended_badly_has_a_strength_and_repeated_decisions_their_days() {
    let choose = "wait,wait,wait,wait,go-on,tarrant,tarrant-first";
    let out = fade(choose, "\n\n\nmore\n\n");
    in_order(
        &out,
        &[
            "== One thing you did well ==",
            "== Where it turned ==",
            "You, Tuesday 28 May: Leave it another week\n",
            "You, Tuesday 4 June: Leave it another week\n",
        ],
    );
}

#[test]
fn a_chance_event_goes_by_the_name_that_its_author_gave_it() {
    let desk = Desk::new();
    let away = "event: \"Ada was called away\", ";
    assert!(ERRAND.contains(away));
    desk.file(
        "errand.ron",
        ERRAND.replace(away, &format!("{away}effects: [Add(\"trust\", -40)], ")),
    );
    let had = ran(&desk, "ring,hold#1,promise", &[]);
    assert!(
        had.contains("Your choices cost nothing.")
            && had.contains("\n  - gave 3 points: Ada had a moment\n"),
        "{had}"
    );
    let away = ran(&desk, "ring,hold#2,promise", &[]);
    assert!(away.contains("\n  - took 11 points: Ada was called away\n"), "{away}");
    assert!(away.contains("You decided well, and it turned out worse than that"), "{away}");
}

#[test]
fn the_analysis_can_be_left_out() {
    let desk = Desk::new();
    let bare: Value =
        serde_json::from_str(&ran(&desk, "ring,fill,promise", &["--json", "--no-analysis"]))
            .unwrap();
    assert_eq!(bare["debrief"], Value::Null);
    assert!(!ran(&desk, "ring,fill,promise", &["--no-analysis"]).contains("You reached"));
    assert!(ran(&desk, "ring,fill,promise", &[]).contains("\nYou reached 10 of 100. "));
    assert!(!ran(&desk, "ring", &[]).contains("You reached"), "the play goes on");
}

#[test]
fn the_page_is_kept_as_a_file_that_prints_and_takes_no_other_s_place() {
    let desk = Desk::new();
    let typed = format!(
        "{SHORT}2\n1\n1\nPell & Daughters\nThursday\npage mine.html mine\npage errand.ron\npage plain\n\n"
    );
    let before = std::fs::read(desk.path().join("errand.ron")).unwrap();
    let out = desk.run_with(&NEW, &typed).fine();
    in_order(&out, &["Saved: mine.html", "errand.ron: something is there", "Saved: plain.html"]);
    assert_eq!(std::fs::read(desk.path().join("errand.ron")).unwrap(), before);
    let read = |name: &str| std::fs::read_to_string(desk.path().join(name)).unwrap();
    let (mine, plain) = (read("mine.html"), read("plain.html"));
    for page in [&mine, &plain] {
        assert!(
            page.contains("Two reasons: which did you get?")
                && page.contains("only about the invoice"),
            "{page}"
        );
        assert!(!page.contains("Pell"), "a client is nobody else's business");
    }
    let sentence = "If I guess, then I ask.";
    assert!(mine.contains(sentence) && !plain.contains(sentence));
}
