//! What knowing is worth, the script that is worth most, where competencies can be shown, how long a play is.

use std::sync::Arc;

use rapport::{
    engine::Session,
    scenario::{self, Scenario},
    solver::{Analysis, Beliefs, Bot, Limits},
    text::SourceFile,
};

use super::{generate, go_on, near};

fn analysed(text: &str) -> (Scenario, Analysis) {
    let loaded = scenario::load(&SourceFile::new("one.ron", text), None);
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let analysis = Analysis::of(&scenario, Limits::default(), &mut go_on);
    assert!(analysis.complete());
    (scenario, analysis)
}

/// Held against the whole: what best play is worth within each truth adds up to what it is worth, and nobody loses by
/// knowing more.
#[test]
fn what_truths_are_worth_adds_up_to_what_play_is_worth() {
    let (mut checked, mut pays) = (0, 0);
    for seed in 70_000..70_300 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        if scenario.draws.is_empty() {
            continue;
        }
        let analysis = Analysis::of(&scenario, Limits::default(), &mut go_on);
        let best = analysis.beliefs.as_ref().and_then(Beliefs::best).expect("small");
        let informed = analysis.truth.best().expect("small");
        assert_eq!(analysis.knowing.len(), scenario.draws.len(), "seed {seed}");
        for known in &analysis.knowing {
            let within = analysis.truth.within(&scenario, Bot::Random, known.draw).expect("small");
            assert_eq!(within.len(), known.values.len(), "seed {seed}");
            let share = |at: usize| within[at].probability;
            let all = known.values.iter().enumerate();
            let (mut seen, mut told) = (0.0, 0.0);
            for (at, one) in all {
                assert_eq!(one.value, within[at].value, "seed {seed}");
                assert!(one.known >= one.seen - 1e-9, "seed {seed}: {one:?}");
                seen += share(at) * one.seen;
                told += share(at) * one.known;
                pays += usize::from(one.known > one.seen + 1e-9);
            }
            assert!(near(seen, best), "seed {seed}: {seen} {best}");
            assert!(near(told, informed), "seed {seed}: {told} {informed}");
        }
        checked += 1;
    }
    assert!(checked > 100 && pays > 10, "{checked} scenarios, {pays} truths worth knowing");
}

#[test]
fn the_script_is_one_that_can_be_played() {
    let mut played = 0;
    for seed in 71_000..71_200 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let analysis = Analysis::of(&scenario, Limits::default(), &mut go_on);
        if analysis.script.is_empty() {
            continue;
        }
        // Under some seed chance falls as the script takes it to fall.
        let scenario = Arc::new(scenario);
        let plays = (0..400).any(|seed| {
            let mut play = Session::new(Arc::clone(&scenario), seed, &[]).expect("nothing forced");
            analysis.script.iter().all(|id| play.choose(id).is_ok())
                && play.seen().standing.ending.is_some()
        });
        assert!(plays, "seed {seed}: {:?}", analysis.script);
        played += 1;
    }
    assert!(played > 50, "{played}");
}

/// A scenario whose desk has a choice for each of these: the level that it shows, and whether it leads to the hall,
/// where one choice shows another level.
fn rates(desk: &[(u8, bool)], hall: u8) -> String {
    let choices = desk.iter().enumerate().map(|(at, (level, leads_on))| {
        let goto = if *leads_on { "\"hall\"" } else { "End" };
        format!(
            r#"(id: "c{at}", text: "Word {at}", evidence: "channel {level}: So.", goto: {goto}),"#
        )
    });
    let choices: String = choices.collect();
    scenario_of(&format!(
        r#""desk": (choices: [{choices}]),
        "hall": (choices: [(id: "h", text: "On", evidence: "channel {hall}: So.", goto: End)]),"#
    ))
}

fn scenario_of(scenes: &str) -> String {
    format!(
        "#![enable(implicit_some)]\nScenario(format: 1, id: \"one\", title: \"One\", summary: \"S.\", minutes: 2, \
         trains: [], player: (name: \"P\", role: \"R\"), cast: {{}}, start: \"desk\", scenes: {{ {scenes} }}, \
         endings: [(id: \"end\", title: \"The end\", value: 50, text: \"It ends here now.\")])"
    )
}

#[test]
fn where_competencies_show_and_whether_a_poor_start_can_be_made_up_for() {
    for (levels, hall, recovers) in [
        ([(1, true), (3, false)], 4, Some(true)),
        ([(1, false), (3, true)], 4, Some(false)),
        ([(1, true), (4, false)], 3, Some(false)),
        ([(2, true), (4, false)], 4, None),
    ] {
        let (scenario, analysis) = analysed(&rates(&levels, hall));
        let [one] = &analysis.occasions[..] else { panic!("{:?}", analysis.occasions) };
        assert_eq!(one.recovers, recovers, "{levels:?}");
        let shown = one.scenes.iter().map(|(scene, levels)| {
            let levels = (1..).zip(levels).filter(|(_, is_shown)| **is_shown);
            (&*scenario.scene(*scene).id, levels.map(|(level, _)| level).collect())
        });
        let shown: Vec<(&str, Vec<u8>)> = shown.collect();
        let desk = levels.iter().map(|(level, _)| *level).collect();
        assert_eq!(shown, [("desk", desk), ("hall", vec![hall])]);
    }
}

#[test]
fn words_are_counted_as_a_player_reads_them() {
    let text = scenario_of(
        r#""desk": (lines: ["Four words stand here."], choices: [
            (id: "x", text: "Go on", lines: ["Three more words."], goto: End),
            (id: "y", text: "Stay a while", lines: ["Three other words."], goto: End),
        ]),"#,
    );
    let (_, analysis) = analysed(&text);
    let load = analysis.reading.expect("it ends");
    // Four, five on offer, three, and six at the end.
    assert_eq!((load.short, load.median, load.long), (18, 18, 18));
}
