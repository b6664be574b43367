//! Level distributions, sampled plays, caps and cancellation.

use std::ops::ControlFlow;

use rapport::{
    scenario::{self, ContentKind, Scenario, SourceMap},
    solver::{
        Analysis, Beliefs, Bot, Item, Limits, Phase, Progress, Reach, StateMdp, Verdict, rated,
        simulate,
    },
    text::SourceFile,
};

use super::{bot_of, brute::Enumeration, generate, go_on, near};

#[test]
fn levels_agree_with_enumeration() {
    let mut checked = 0;
    for seed in 50_000..50_400 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let bot = bot_of(seed);
        let Some((all, _)) = Enumeration::of(&scenario, bot) else { continue };
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        for skill in rated(&scenario) {
            let levels = truth.levels(&scenario, bot, skill).expect("small enough");
            assert!(levels.sampled.is_none());
            assert!(near(levels.steps.iter().sum(), 1.0), "seed {seed}: {levels:?}");
            let mut steps = [0.0; 5];
            let mut evidence = 0.0;
            for ((_, sum, count), mass) in all.levels.iter().filter(|((one, ..), _)| *one == skill)
            {
                steps[((2 * sum + count) / (2 * count)) as usize] += mass;
                evidence += f64::from(*count) * mass;
            }
            for (exact, enumerated) in levels.steps.iter().zip(steps).skip(1) {
                assert!(near(*exact, enumerated), "seed {seed}: {levels:?} {steps:?}");
            }
            assert!(near(levels.evidence, evidence), "seed {seed}: {levels:?} {evidence}");
        }
        checked += 1;
    }
    assert!(checked > 300, "only {checked} were small enough");
}

#[test]
fn sampled_plays_lie_within_the_exact_figures() {
    for seed in 60_000..60_040 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        for bot in [Bot::Random, Bot::Longest, Bot::First, Bot::Ask] {
            let sample = simulate(&scenario, bot, 4000, seed, |_| true);
            let exact = truth.outcomes(&scenario, bot).expect("complete").mean;
            let (mean, interval) = (sample.mean().expect("there are plays"), sample.interval());
            assert!(interval.low <= mean && mean <= interval.high, "seed {seed}: {bot:?} {mean}");
            // Twice the 99 % interval: one run in ten million or so lies outside.
            let (gap, width) = ((mean - exact).abs(), interval.high - interval.low);
            assert!(gap <= width, "seed {seed}: {bot:?} {gap} {width}");
        }
        let same = simulate(&scenario, Bot::Random, 100, seed, |_| true);
        assert_eq!(same, simulate(&scenario, Bot::Random, 100, seed, |_| true));
    }
}

/// A scenario with more states than there is patience for.
fn big() -> Scenario {
    let text = include_str!("../../../benches/ladder.ron").replace("LAST_DAY", "200");
    let loaded = scenario::load(&SourceFile::new("ladder.ron", &text), None);
    loaded.scenario.expect("it is sound")
}

#[test]
fn nothing_is_called_unreachable_when_the_cap_was_hit() {
    let scenario = big();
    let limits = Limits { max_states: 1000, ..Limits::default() };
    let truth = StateMdp::of(&scenario, limits, &mut go_on);
    assert!(!truth.complete() && truth.best().is_none() && truth.random().is_none());
    assert!(truth.outcomes(&scenario, Bot::Random).is_none());
    let mut found = 0;
    for ending in scenario.ending_ids() {
        match truth.reach(&scenario, Item::Ending(scenario.ending(ending).node)) {
            Reach::Reached(_) => found += 1,
            Reach::NotProven => {}
            Reach::Unreachable => panic!("not proven"),
        }
    }
    assert!(found > 0);
    let beliefs = Beliefs::of(&scenario, limits, &mut go_on);
    assert_eq!(beliefs.verdict(), Verdict::CutShort);
    assert!(beliefs.best().is_none());
    let analysis = Analysis::of(&scenario, limits, &mut go_on);
    assert!(!analysis.complete());
    assert!(analysis.levels.iter().all(|levels| levels.sampled.is_some()));
    assert!(analysis.findings.iter().all(|finding| finding.code != "W0201"));
}

#[test]
fn memory_is_bounded_too() {
    let limits = Limits { max_bytes: 1 << 20, ..Limits::default() };
    let truth = StateMdp::of(&big(), limits, &mut go_on);
    assert!(!truth.complete());
    assert!(truth.bytes() < 8 << 20, "{} bytes", truth.bytes());
}

#[test]
fn an_analysis_can_be_stopped_in_every_phase() {
    let text = include_str!("../../../benches/ladder.ron").replace("LAST_DAY", "8");
    let loaded = scenario::load(&SourceFile::new("ladder.ron", &text), None);
    let scenario = loaded.scenario.expect("it is sound");
    let phases = [
        Phase::States,
        Phase::Values,
        Phase::Levels,
        Phase::Observations,
        Phase::Beliefs,
        Phase::OpenLoop,
    ];
    for stop in phases {
        let mut stopped = false;
        let mut watch = |progress: Progress| {
            stopped |= progress.phase == stop;
            if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let analysis = Analysis::of(&scenario, Limits::default(), &mut watch);
        assert!(stopped, "{stop:?}");
        assert!(!analysis.complete(), "{stop:?}");
        let bounds = analysis.open_loop_bounds();
        assert_eq!(bounds.is_some(), stop == Phase::OpenLoop, "{stop:?}");
        assert!(bounds.is_none_or(|(low, high)| low <= high));
        assert!(analysis.open_loop.is_none());
    }
}

/// The errand, with content that hardly any play comes to, and with state that nothing reads.
fn odd_errand() -> (Scenario, SourceMap) {
    let text = include_str!("../cli/errand.ron")
        .replace(
            "    meters: {\n",
            "    meters: {\n        \"gloom\": (label: \"Gloom\", start: 3),\n",
        )
        .replace("facts: {", "facts: { \"ghost\": \"Nobody learns this.\",")
        .replace("agreements: {", "agreements: { \"never\": (label: \"Never\", with: \"ada\"),")
        .replace(
            "    scenes: {\n",
            r#"    reactions: [(id: "moonstruck", on: Arrive("moon"), effects: [Add("gloom", 1)])],
    scenes: {
        "moon": (
            title: "The moon", pinned: true,
            lines: [
                Narrate("Far away."),
                If([AtLeast("worry", 99)], [Narrate("It is far too late.")]),
            ],
            choices: [(id: "back", text: "Come back.", takes: 0, goto: "desk")],
        ),
"#,
        )
        .replace(
            "                (id: \"wait\",",
            r#"                (id: "dream", text: "Dream.", once: true, takes: 0, outcomes: [(
                    chance: [(weight: 4999, goto: "desk"), (weight: 1, goto: "moon")],
                    goto: "desk",
                )]),
                (id: "wait","#,
        );
    let loaded = scenario::load(&SourceFile::new("errand.ron", &text), None);
    let told = format!("{:?}", loaded.diagnostics);
    (loaded.scenario.expect(&told), loaded.map)
}

#[test]
fn odd_content_is_found_with_its_place() {
    let (errand, map) = odd_errand();
    let analysis = Analysis::of(&errand, Limits::default(), &mut go_on);
    let of = |code: &str| -> Vec<_> {
        analysis.findings.iter().filter(|found| found.code == code).collect()
    };
    let rare = of("W0202");
    assert_eq!(rare.len(), 2, "{rare:#?}");
    // Reached by steps heard again, and by the probabilities of states.
    assert!(rare.iter().all(|found| near(found.figure, rare[0].figure)), "{rare:#?}");
    assert!(rare[0].figure > 0.0 && rare[0].figure <= 1.0 / 5000.0);
    let share =
        |text: &str| text.split_once(" at most 1 in ").is_some_and(|(_, n)| n[..5].contains(','));
    assert!(rare.iter().all(|found| share(&found.text)), "{rare:#?}");
    let places = rare.iter().map(|found| {
        [
            found.scene.map(|id| errand.scene(id).id.to_string()),
            found.choice.map(|id| errand.choice(id).id.to_string()),
            found.about.map(|about| about.name(&errand)),
        ]
        .map(Option::unwrap_or_default)
    });
    let mut places: Vec<_> = places.collect();
    places.sort_unstable();
    assert_eq!(places, [["moon", "", ""], ["moon", "", "moonstruck"]]);

    let unsaid = of("W0201");
    assert_eq!(unsaid.len(), 1, "{unsaid:#?}");
    let scene = unsaid[0].scene.map(|id| &*errand.scene(id).id);
    assert_eq!(scene, Some("moon"));

    let unread = of("W0215");
    let names: Vec<_> =
        unread.iter().filter_map(|found| Some(found.about?.name(&errand))).collect();
    assert_eq!(names, ["ghost", "never", "gloom"]);
    let kinds: Vec<_> =
        unread.iter().filter_map(|found| found.node).map(|node| map.content(node)).collect();
    assert_eq!(kinds, [ContentKind::Fact, ContentKind::Agreement, ContentKind::Meter]);
    let declared = unread.iter().zip(&names).all(|(found, name)| {
        let place = found.node.and_then(|node| map.name_span(node));
        place.is_some_and(|span| map.tree().text()[span.start..span.end] == format!("\"{name}\""))
    });
    assert!(declared, "each where it is declared: {unread:#?}");
}
