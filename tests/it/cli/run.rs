//! `rapport run`.

use serde_json::{Value, json};

use super::Desk;

const SEVEN: [&str; 4] = ["run", "errand.ron", "--seed", "7"];

fn words<'w>(more: &[&'w str]) -> Vec<&'w str> {
    [&SEVEN[..], &["--draw", "truth=busy"], more].concat()
}

#[test]
fn a_whole_play_in_words() {
    let out = Desk::new().run(&words(&["--choose", "mornings,wait,ring,hold#2,promise"])).fine();
    insta::assert_snapshot!(out);
}

#[test]
fn a_play_that_stops_shows_how_things_stand_and_what_is_on_offer() {
    let out = Desk::new().run(&words(&["--choose", "ring"])).fine();
    insta::assert_snapshot!(out);
}

#[test]
fn a_whole_play_as_json() {
    let out =
        Desk::new().run(&words(&["--choose", "mornings,ring,hold#2,promise", "--json"])).fine();
    insta::assert_snapshot!(out);
}

#[test]
fn a_stopped_play_as_json_says_what_is_on_offer() {
    let out = Desk::new().run(&words(&["--json"])).fine();
    let play: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(play["steps"], json!([]));
    assert_eq!((&play["finished"], &play["ending"]), (&json!(false), &Value::Null));
    assert_eq!(
        play["offered"],
        json!(["none", "mornings", "angry", "mornings+angry", "ring", "wait"])
    );
    assert_eq!(play["opening"].as_array().unwrap().len(), 2);
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let desk = Desk::new();
    let words = ["run", "errand.ron", "--seed", "11", "--choose", "wait,ring,hold", "--json"];
    assert_eq!(desk.run(&words).fine(), desk.run(&words).fine());
    // A run keeps no records.
    assert!(!desk.data().exists());
}

#[test]
fn both_branches_of_chance_can_be_forced() {
    let desk = Desk::new();
    let said = |branch: &str| desk.run(&words(&["--choose", &format!("ring,hold{branch}")])).fine();
    assert!(said("#1").contains("You'll have a yes or a no."));
    assert!(said("#2").contains("Friday. Perhaps."));
    let refused = desk.run(&words(&["--choose", "ring,hold#3"])).refused(1);
    assert!(refused.contains("`hold#3` is not on offer"), "{refused}");
}

#[test]
fn a_choice_that_is_not_on_offer_is_an_exit_of_1_with_what_was() {
    let refused = Desk::new().run(&words(&["--choose", "ring,sing", "--json"])).refused(1);
    assert_eq!(refused, "error: choice 2: `sing` is not on offer; on offer: hold, fill\n");
}

#[test]
fn wrong_words_are_an_exit_of_2() {
    let desk = Desk::new();
    for (more, expected) in [
        (&["--draw", "truth=late"][..], "no value `late`; its values are `busy`, `cross`"),
        (&["--draw", "weather=fine"], "no hidden draw `weather`; the draws are `truth`"),
        (&["--draw", "truth"], "expected NAME=VALUE"),
        (&["--choose", "ring,hold#0"], "`hold#0`: after # comes the number of a branch"),
        (&["--choose", "ring,hold#x"], "`hold#x`: after # comes the number of a branch"),
        (&["--seed", "-1"], "unexpected argument"),
    ] {
        let refused = desk.run(&[&SEVEN[..], more].concat()).refused(2);
        assert!(refused.contains(expected), "{refused}");
    }
    assert!(desk.run(&["run", "errand.ron"]).refused(2).contains("--seed <N>"));
}
