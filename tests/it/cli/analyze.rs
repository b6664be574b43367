//! `rapport analyze` and `rapport simulate`.

use rapport::store::{AttemptFilter, Records};
use serde_json::Value;

use super::Desk;

fn json(out: &str) -> Value {
    serde_json::from_str(out).expect("JSON")
}

#[test]
fn the_report_opens_with_what_is_most_useful() {
    let out = Desk::new().run(&["analyze", "errand.ron"]).fine();
    let (report, size) = out.rsplit_once("\n\n").expect("the size comes last");
    insta::assert_snapshot!(report);
    assert!(size.contains(" states, ") && size.contains(" beliefs over "), "{size}");
}

#[test]
fn the_json_report_has_the_keys_that_are_promised() {
    let desk = Desk::new();
    let report = json(&desk.run(&["analyze", "errand.ron", "--json"]).fine());
    assert_eq!((&report["format"], &report["complete"]), (&1.into(), &true.into()));
    for key in ["best_informed", "best", "random", "worst"] {
        assert!(report["value"][key].is_f64(), "{key}");
    }
    let sum: f64 = report["endings"]
        .as_array()
        .expect("endings")
        .iter()
        .map(|ending| ending["probability_random"].as_f64().expect("a share"))
        .sum();
    assert!((sum - 1.0).abs() < 1e-9);
    assert!(report["beliefs"]["nodes"].as_u64().expect("a count") > 0);
    assert!(report["unreachable"]["endings"].is_array());
}

#[test]
fn witnesses_run() {
    let desk = Desk::new();
    let report = json(&desk.run(&["analyze", "errand.ron", "--json"]).fine());
    for ending in report["endings"].as_array().expect("endings") {
        let witness = &ending["witness"];
        if witness.is_null() {
            continue;
        }
        let chosen: Vec<&str> = witness["choose"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let chosen = chosen.join(",");
        let draws: Vec<String> = witness["draws"]
            .as_object()
            .expect("draws")
            .iter()
            .map(|(draw, value)| format!("{draw}={}", value.as_str().expect("a name")))
            .collect();
        let mut words = vec!["run", "errand.ron", "--seed", "0", "--choose", &chosen, "--json"];
        for draw in &draws {
            words.extend(["--draw", draw]);
        }
        let play = json(&desk.run(&words).fine());
        assert_eq!(play["ending"]["id"], ending["id"]);

        // The same line opens as a play, which is kept with the choices that it began with.
        let desk = Desk::new();
        let words = words.iter().filter(|word| **word != "--json").copied();
        let words: Vec<&str> = ["play", "--terminal"].into_iter().chain(words.skip(1)).collect();
        let told = desk.run(&words).fine();
        let title = play["ending"]["title"].as_str().expect("a title");
        assert!(told.contains(&format!("How it ended: {title}")), "{told}");
        let (records, _) = Records::open(&desk.data());
        let kept = records.attempts(&AttemptFilter::default()).expect("readable");
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].steps, witness["choose"].as_array().expect("a list").len());
    }
}

#[test]
fn everything_that_is_reached_has_a_witness() {
    let desk = Desk::new();
    let report = json(&desk.run(&["analyze", "errand.ron", "--json"]).fine());
    let witnesses = report["witnesses"].as_object().expect("an object");
    let names = |kind: &str| -> Vec<&str> {
        witnesses[kind].as_object().expect("an object").keys().map(String::as_str).collect()
    };
    assert_eq!(names("scenes"), ["desk", "call", "afterwards"]);
    assert_eq!(names("reactions"), Vec::<&str>::new());
    assert!(names("choices").contains(&"call/hold"));
    assert_eq!(witnesses["choices"]["call/hold"]["choose"], serde_json::json!(["ring", "hold#1"]));
    assert_eq!(witnesses["scenes"]["desk"]["choose"], serde_json::json!([]));
    for (kind, key) in [
        ("outcomes", "call/hold/1"),
        ("wordings", "call/fill/1"),
        ("evidence", "desk/sort/1"),
        ("lines", "scenes/desk/lines/2"),
        ("lines", "endings/open/lines/1"),
    ] {
        let there = names(kind).contains(&key);
        assert_eq!(there, !key.contains("open"), "{kind} {key}: {:?}", names(kind));
    }
    let said = &witnesses["lines"]["choices/call/hold/outcomes/1/chance/2/lines/1"];
    assert_eq!(said["text"], "“Friday. Perhaps.”");
    assert_eq!(said["choose"], serde_json::json!(["ring", "hold#2"]));
    let words = ["run", "errand.ron", "--seed", "0", "--choose", "ring,hold#2"];
    let play = [&words[..], &["--draw", "truth=busy"]].concat();
    assert!(desk.run(&play).fine().contains("Friday. Perhaps."));
}

#[test]
fn a_play_that_cannot_begin_so_is_refused() {
    let desk = Desk::new();
    let play = ["play", "errand.ron", "--terminal"];
    let with = |more: &[&str]| desk.run(&[&play[..], more].concat());
    let wrong = with(&["--seed", "0", "--choose", "ring,no-such-choice"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("choice 2: "), "{}", wrong.err);
    assert_eq!(with(&["--seed", "0", "--draw", "truth=no-such-truth"]).code, 2);
    assert_eq!(with(&["--choose", "ring"]).code, 2);
    let (records, _) = Records::open(&desk.data());
    assert_eq!(records.attempts(&AttemptFilter::default()).expect("readable"), []);
}

#[test]
fn a_cap_gives_an_honest_report() {
    let desk = Desk::new();
    let words = ["analyze", "corridor.ron", "--max-states", "3"];
    let report = json(&desk.run(&[&words[..], &["--json"]].concat()).fine());
    assert_eq!(report["complete"], false);
    assert_eq!(report["value"]["best"], Value::Null);
    assert_eq!(report["unreachable"]["endings"], Value::Array(Vec::new()));
    assert!(desk.run(&words).fine().contains("NOT PROVEN"));
}

#[test]
fn models_are_exported() {
    let desk = Desk::new();
    for (format, more) in [("drn", None), ("drn", Some("--beliefs")), ("prism", None)] {
        let mut words = vec!["analyze", "errand.ron", "--export", format, "model"];
        words.extend(more);
        desk.run(&words).fine();
        let model = std::fs::read_to_string(desk.path().join("model")).expect("written");
        assert!(model.contains("done"), "{format} {more:?}");
    }
    let wrong = desk.run(&["analyze", "errand.ron", "--export", "tex", "model"]);
    assert_eq!(wrong.code, 2);
    let wrong = desk.run(&["analyze", "errand.ron", "--export", "prism", "model", "--beliefs"]);
    assert_eq!(wrong.code, 2);
}

#[test]
fn a_model_that_cannot_be_written_leaves_the_file_and_the_report() {
    let desk = Desk::new();
    let model = desk.path().join("model");
    std::fs::write(&model, "precious").expect("written");
    for more in [&["drn"][..], &["drn", "--beliefs"], &["prism"]] {
        let mut words =
            vec!["analyze", "corridor.ron", "--json", "--max-states", "3", "--export", more[0]];
        words.push("model");
        words.extend(&more[1..]);
        let capped = desk.run(&words);
        assert_eq!(capped.code, 1, "{more:?}");
        assert_eq!(json(&capped.out)["complete"], false);
        assert_eq!(capped.err.lines().count(), 1, "{}", capped.err);
        assert!(capped.err.contains("model was not written"), "{}", capped.err);
        assert_eq!(std::fs::read_to_string(&model).expect("there"), "precious");
    }

    // Where the file cannot be made, the report comes first, and nothing is left behind.
    let nowhere = ["analyze", "errand.ron", "--json", "--export", "drn", "none/model"];
    let failed = desk.run(&nowhere);
    assert_eq!(failed.code, 2);
    assert_eq!(json(&failed.out)["complete"], true);
    let folder = desk.run(&["analyze", "errand.ron", "--export", "drn", "."]);
    assert_eq!(folder.code, 2);
    assert!(folder.out.contains(" states, "));
    let parts = std::fs::read_dir(desk.path()).expect("a folder").flatten();
    let parts = parts.filter(|one| one.file_name().to_string_lossy().ends_with(".part"));
    assert_eq!(parts.count(), 0);

    // A whole model takes the old file's place.
    desk.run(&["analyze", "errand.ron", "--export", "drn", "model"]).fine();
    assert!(std::fs::read_to_string(&model).expect("there").contains("@nr_states"));
}

#[test]
fn sampled_plays_repeat_themselves() {
    let desk = Desk::new();
    let words =
        ["simulate", "errand.ron", "--runs", "500", "--seed", "3", "--bot", "phone", "--json"];
    let figures = |out: &str| {
        let mut report = json(out);
        let report = report.as_object_mut().expect("an object");
        report.remove("seconds");
        report.remove("plays_per_second");
        report.clone()
    };
    let first = figures(&desk.run(&words).fine());
    assert_eq!(first, figures(&desk.run(&words).fine()));
    assert_eq!(first["runs"], 500);
    assert!(desk.run(&words[..8]).fine().contains("500 plays by `phone`"));
    let wrong = desk.run(&["simulate", "errand.ron", "--runs", "1", "--seed", "1", "--bot", "cat"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("apologise"), "{}", wrong.err);
}
