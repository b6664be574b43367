//! `rapport analyze` and `rapport simulate`.

use rapport::store::{AttemptFilter, Records};
use serde_json::Value;

use super::Desk;

fn json(out: &str) -> Value {
    serde_json::from_str(out).expect("JSON")
}

#[test]
fn the_report_opens_with_what_is_most_useful() {
    let desk = Desk::new();
    let report = desk.run(&["analyze", "errand.ron"]).fine();
    insta::assert_snapshot!(report);
    let out = desk.run(&["analyze", "errand.ron", "--figures"]).fine();
    let (figures, size) = out.rsplit_once("\n\n").expect("the size comes last");
    let told = report.lines().filter(|line| !line.starts_with("--figures"));
    for line in told {
        assert!(figures.contains(line), "{line}");
    }
    assert!(
        figures.contains("Outcomes of random plays")
            && !report.contains("Outcomes of random plays")
    );
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

/// A play as the command line takes it.
fn words_of(witness: &Value) -> Vec<String> {
    let chosen = witness["choose"].as_array().expect("a list").iter().filter_map(Value::as_str);
    let chosen = chosen.collect::<Vec<_>>().join(",");
    let draws = witness["draws"].as_object().expect("draws").iter();
    let draws = draws.map(|(draw, value)| format!("{draw}={}", value.as_str().expect("a name")));
    let seed = witness["seed"].to_string();
    let words = ["--seed".to_owned(), seed, "--choose".to_owned(), chosen];
    words.into_iter().chain(draws.flat_map(|draw| ["--draw".to_owned(), draw])).collect()
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
        let line = words_of(witness);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let words = [&["run", "errand.ron", "--json"][..], &line].concat();
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
    assert_eq!(report["findings_complete"], false);
    assert_eq!(report["value"]["best"], Value::Null);
    assert_eq!(report["unreachable"]["endings"], Value::Array(Vec::new()));
    let told = desk.run(&words).fine();
    assert!(told.contains("NOT PROVEN"), "{told}");
    assert!(told.contains("Findings not worked out") && !told.contains("No findings"), "{told}");
}

#[test]
fn what_is_sampled_for_want_of_proof_is_reported_with_how_far_it_may_be_off() {
    let desk = Desk::new();
    let words = ["analyze", "errand.ron", "--max-states", "2"];
    let report = json(&desk.run(&[&words[..], &["--json"]].concat()).fine());
    let exact = json(&desk.run(&["analyze", "errand.ron", "--json"]).fine());
    let endings = |report: &Value| report["endings"].as_array().expect("endings").clone();
    for (ending, exact) in endings(&report).iter().zip(endings(&exact)) {
        assert_eq!((&ending["reachable"], &exact["sampled"]), (&true.into(), &Value::Null));
        assert_eq!(ending["probability_random"], Value::Null);
        let within = &ending["sampled"]["interval_99"];
        let [low, high] = [0, 1].map(|end| within[end].as_f64().expect("an end"));
        let share = exact["probability_random"].as_f64().expect("a share");
        // As wide as Chernoff's bound for 100,000 plays: twice the root of ln(200) / 200,000.
        assert!(low < share && share < high && high - low < 0.011, "{ending} {share}");
        // The play that came to it is told, and runs.
        let line = words_of(&ending["witness"]);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let play = json(&desk.run(&[&["run", "errand.ron", "--json"][..], &line].concat()).fine());
        assert_eq!(play["ending"]["id"], ending["id"]);
    }
    for competency in report["competencies"].as_array().expect("a list") {
        assert_eq!(competency["exact"], false);
        for end in competency["interval_99"].as_array().expect("five of them") {
            assert!(end[1].as_f64().expect("an end") > 0.0, "nothing is called impossible");
        }
    }
    let told = desk.run(&words).fine();
    assert!(told.contains("\n~ fade ") && told.contains("~ choosing at random"), "{told}");
    assert!(!told.contains("not found so far"), "{told}");
}

#[test]
fn habits_come_with_outcomes_and_levels_and_truths_with_the_endings_within_them() {
    let report = json(&Desk::new().run(&["analyze", "errand.ron", "--json"]).fine());
    let sum = |shares: &Value| -> f64 {
        shares.as_object().expect("shares").values().filter_map(Value::as_f64).sum()
    };
    let bots = report["bots"].as_array().expect("bots");
    for bot in bots {
        assert!((sum(&bot["outcomes"]) - 1.0).abs() < 1e-9, "{bot}");
        let competencies = bot["competencies"].as_array().expect("competencies");
        let ids: Vec<&Value> = competencies.iter().map(|one| &one["id"]).collect();
        assert_eq!(ids, ["candour", "curiosity"]);
        assert!(competencies.iter().all(|one| one["exact"] == true), "{bot}");
    }
    let truth = &report["draws"][0];
    assert_eq!(truth["id"], "truth");
    for (at, bot) in bots.iter().enumerate() {
        let values = truth["values"].as_array().expect("values");
        let fade = values.iter().map(|value| {
            let within = &value["bots"][at];
            assert_eq!(within["bot"], bot["bot"]);
            assert!((sum(&within["endings"]) - 1.0).abs() < 1e-9, "{within}");
            let often = value["probability"].as_f64().expect("a share");
            often * within["endings"]["fade"].as_f64().expect("a share")
        });
        let all = bot["endings"]["fade"].as_f64().expect("a share");
        assert!((fade.sum::<f64>() - all).abs() < 1e-9, "{bot}");
    }
}

/// A scenario with nothing hidden, no chance, and an ending with a long name.
const QUIET: &str = r#"
    #![enable(implicit_some)]
    Scenario(
        format: 1, id: "quiet", title: "Quiet", summary: "Wait, or ring.", minutes: 1,
        player: (name: "Sam", role: "Recruiter"),
        start: "desk",
        scenes: { "desk": (place: Desk, choices: [
            (id: "ring", text: "Ring.", effects: [Set("rang")], goto: End),
            (id: "wait", text: "Wait.", goto: End),
        ]) },
        endings: [
            (id: "an-answer-that-nobody-expected", when: [Has("rang")], title: "An answer", value: 80, text: "Yes."),
            (id: "silence", title: "Silence", value: 20, text: "Still nothing."),
        ],
    )
"#;

#[test]
fn where_nothing_is_hidden_nothing_is_said_of_it_and_long_names_keep_their_columns() {
    let desk = Desk::new();
    desk.file("in here/quiet.ron", QUIET);
    let told = desk.run(&["analyze", "in here/quiet.ron", "--figures"]).fine();
    assert!(!told.contains("had you known") && !told.contains("within each"), "{told}");
    let shares: Vec<usize> = told.lines().filter_map(|line| line.find(" 50.0 %  █")).collect();
    assert_eq!(shares.len(), 4, "two endings and two outcomes: {told}");
    assert_eq!(shares[0], shares[1], "{told}");
    assert!(!told.contains("\n1 states") && told.contains("1 state, 2 transitions"), "{told}");
}

#[test]
fn the_plays_that_are_printed_run_as_they_stand() {
    let desk = Desk::new();
    desk.file("in here/quiet.ron", QUIET);
    for words in [
        &["errand.ron"][..],
        &["in here/quiet.ron"],
        &["quiet", "--scenarios", "in here"],
        &["corridor.ron", "--max-states", "3"],
    ] {
        let told = desk.run(&[&["analyze"][..], words].concat()).fine();
        let lines: Vec<&str> = told
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("rapport run "))
            .collect();
        assert!(!lines.is_empty(), "{told}");
        for line in lines {
            let words = shlex::split(line).unwrap();
            let typed: Vec<&str> = words.iter().map(String::as_str).collect();
            let ran = desk.run(&[&["run", "--json"][..], &typed].concat()).fine();
            assert!(json(&ran)["ending"]["id"].is_string(), "{line}");
        }
    }
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
    let wrong = desk.run(&["analyze", "errand.ron", "--export", "tex", "model"]).refused(2);
    assert!(wrong.contains("no format `tex`; there are drn and prism"), "{wrong}");
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
    assert!(folder.out.contains("How long a play is"));
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

#[test]
fn few_plays_are_told_to_be_few() {
    let desk = Desk::new();
    let words = ["simulate", "errand.ron", "--seed", "1", "--runs"];
    let one = desk.run(&[&words[..], &["1"]].concat()).fine();
    assert!(one.contains(": 1 play by `random`"), "{one}");
    assert!(one.contains("99 % interval 0.0 to 100.0."), "{one}");
    let one = json(&desk.run(&[&words[..], &["1", "--json"]].concat()).fine());
    for (ending, count) in one["endings"].as_object().expect("endings") {
        let [low, high] =
            [0, 1].map(|end| one["endings_interval_99"][ending][end].as_f64().expect("an end"));
        assert_eq!((low > 0.0, high < 1.0), (*count == 1, *count == 0), "{ending}");
    }
    let none = json(&desk.run(&[&words[..], &["0", "--json"]].concat()).fine());
    assert_eq!(none["value"]["mean"], Value::Null);
}
