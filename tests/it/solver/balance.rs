//! What the flagship promises: its lessons hold, reading the cues pays, no habit wins, and every ending can be
//! found.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rapport::{
    engine::Session,
    scenario::{DrawId, Scenario, load},
    solver::{Analysis, Beliefs, Bot, Limits, Proven, StateMdp, prove},
    text::SourceFile,
    tree::Tree,
};

use super::{flagship::flagship, go_on};

/// Every truth with the endings that it admits, in the order in which they are tried. A fresh start
/// depends on the truth, and so does a warm hold; the other endings are open under each.
const ADMITTED: [(&str, &[&str]); 6] = [
    ("swamped", FRESH_START),
    ("bypassed", FRESH_START),
    ("old-submission", FRESH_START),
    ("fee-review", WARM_HOLD),
    ("reorganisation", WARM_HOLD),
    (
        "nothing",
        &[
            "burnt",
            "pyrrhic",
            "fade",
            "nothing-there",
            "clean-exit",
            "slow-lane",
            "lovely-chat",
            "polite-no",
        ],
    ),
];
const FRESH_START: &[&str] =
    &["burnt", "pyrrhic", "fade", "reset", "clean-exit", "slow-lane", "lovely-chat", "polite-no"];
const WARM_HOLD: &[&str] = &[
    "burnt",
    "pyrrhic",
    "fade",
    "warm-hold",
    "clean-exit",
    "slow-lane",
    "lovely-chat",
    "polite-no",
];

#[test]
fn every_lesson_is_proved() {
    let scenario = flagship();
    let proofs = prove(&scenario, Limits::default(), &mut go_on);
    assert!(scenario.lessons.iter().all(|lesson| lesson.skill.is_some()));
    let claims: usize = scenario.lessons.iter().map(|lesson| lesson.claims.len()).sum();
    assert_eq!((scenario.lessons.len(), proofs.len()), (19, claims));
    for proof in &proofs {
        let lesson = &scenario.lesson(proof.lesson).id;
        assert_eq!(proof.proven, Proven::Holds, "{lesson}, claim {}: {proof:?}", proof.claim + 1);
    }
}

#[test]
fn reading_the_cues_pays_and_no_habit_wins() {
    let scenario = flagship();
    let analysis = Analysis::of(&scenario, Limits::default(), &mut go_on);
    let best = analysis.beliefs.as_ref().and_then(Beliefs::best).expect("complete");
    let script = analysis.open_loop.expect("complete");
    assert!(best - script >= 10.0, "{best:.1} with the cues, {script:.1} without");
    for (bot, outcomes) in &analysis.bots {
        assert!(best - outcomes.mean >= 15.0, "{bot:?}: {:.1}", outcomes.mean);
    }
    // What the lessons call right or wrong is no finding; where to answer her is each player's own.
    let meant = [("W0204", "answer")];
    let found = analysis.findings.iter().filter(|found| {
        let choice = found.choice.map(|id| &*scenario.choice(id).id);
        let place = choice.or(found.scene.map(|id| &*scenario.scene(id).id));
        let is_it = |(code, at): &&(&str, &str)| found.code == *code && place == Some(*at);
        // A line that is hardly ever said may be what somebody comes back for.
        let said = found.code == "W0202" && found.text.contains(" is said in ");
        !said && !meant.iter().any(|known| is_it(&known))
    });
    let found: BTreeSet<&str> = found.map(|found| found.text.as_str()).collect();
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn under_each_truth_every_ending_occurs_none_swamps_and_no_habit_starts_afresh() {
    let scenario = flagship();
    assert_eq!(ADMITTED.len(), scenario.draws[0].values.len());
    let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
    for bot in Bot::ALL {
        let truths = truth.within(&scenario, bot, first_draw(&scenario)).expect("complete");
        assert_eq!(truths.len(), ADMITTED.len());
        for (within, admitted) in truths.iter().zip(ADMITTED) {
            let name = &scenario.draws[0].values[within.value].id;
            let shares = || scenario.endings.iter().zip(&within.outcomes.endings);
            let occur: Vec<&str> = shares()
                .filter(|(_, share)| **share > 0.0)
                .map(|(ending, _)| &*ending.id)
                .collect();
            // What random play comes to is what any play can come to.
            if bot == Bot::Random {
                assert_eq!((&**name, &occur[..]), admitted);
            }
            for (ending, share) in shares() {
                let said = format!("{name}, {bot:?}: {} in {share:.4}", ending.id);
                let fresh = ["reset", "nothing-there"].contains(&&*ending.id);
                if bot == Bot::Random {
                    assert!(*share <= 0.4, "{said}");
                    assert!(!fresh || *share == 0.0 || *share >= 0.001, "{said}");
                } else if fresh {
                    assert!(*share < 0.1, "{said}");
                }
            }
        }
    }
}

/// The flagship with one truth behind it, and no other.
fn under(truth: usize) -> Scenario {
    let mut text = include_str!("../../../scenarios/received-h.ron").to_owned();
    let truths = &flagship().draws[0];
    for (_, value) in truths.values.iter().enumerate().filter(|(at, _)| *at != truth) {
        let weight =
            format!("weight: {}, title: \"{}\"", value.weight, value.title.as_ref().unwrap());
        assert_eq!(text.matches(&weight).count(), 1, "{weight}");
        text = text.replace(&weight, &format!("when: [Any([])], {weight}"));
    }
    // What it teaches speaks of the other truths.
    let tree = Tree::parse(&*text);
    let lessons = tree.value().and_then(|value| value.field("lessons")?.value).expect("it teaches");
    text.replace_range(lessons.span().start..lessons.span().end, "[]");
    load(&SourceFile::new("one-truth.ron", text), None).scenario.expect("it loads")
}

#[test]
fn what_comes_of_a_truth_is_what_comes_where_there_is_no_other() {
    let scenario = flagship();
    let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
    for bot in [Bot::Random, Bot::Lead] {
        let within = truth.within(&scenario, bot, first_draw(&scenario)).expect("complete");
        let weights: f64 = within.iter().map(|within| within.probability).sum();
        assert!((weights - 1.0).abs() < 1e-9);
        let mean: f64 = within.iter().map(|within| within.probability * within.outcomes.mean).sum();
        let all = truth.outcomes(&scenario, bot).expect("complete").mean;
        assert!((mean - all).abs() < 1e-9, "{bot:?}: {mean} {all}");
    }
    let last = ADMITTED.len() - 1;
    let alone = under(last);
    let alone = StateMdp::of(&alone, Limits::default(), &mut go_on).outcomes(&alone, Bot::Random);
    let within = truth.within(&scenario, Bot::Random, first_draw(&scenario)).expect("complete");
    for (within, alone) in
        within[last].outcomes.endings.iter().zip(alone.expect("complete").endings)
    {
        assert!((within - alone).abs() < 1e-9, "{within} {alone}");
    }
}

#[test]
fn the_best_opening_depends_on_the_cues() {
    let scenario = flagship();
    let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
    // The decisions from the first silence to the call.
    let opening = ["silence", "cards", "marcus", "shortcut", "reach", "call"];
    // What is best in a scene, after the same choices, by what there was to notice.
    let mut best: BTreeMap<(String, Vec<String>), BTreeSet<BTreeSet<String>>> = BTreeMap::new();
    let draws = &scenario.draws;
    for truth in &draws[0].values {
        for decoy in draws[1].values.iter().filter(|decoy| {
            let own = draws[1].values.iter().position(|one| one.id == decoy.id);
            own != draws[0].values.iter().position(|one| one.id == truth.id)
        }) {
            let forced = [
                (draws[0].id.to_string(), truth.id.to_string()),
                (draws[1].id.to_string(), decoy.id.to_string()),
            ];
            let session = Session::new(Arc::clone(&scenario), 0, &forced).expect("possible");
            let play = beliefs.play_on(session).expect("complete");
            let course = beliefs.evaluate(&play).expect("complete");
            let mut chosen = Vec::new();
            for (decision, step) in play.decisions().iter().zip(&course.steps) {
                let scene = &*scenario.scene(decision.scene).id;
                if opening.contains(&scene) {
                    let offers = step.best().map(|offer| offer.id.clone()).collect();
                    let place = (scene.to_owned(), chosen.clone());
                    best.entry(place).or_default().insert(offers);
                }
                chosen.push(decision.choice_id.to_string());
            }
        }
    }
    // Two sets of best answers with nothing in common, though the player did the same before.
    let differ = best
        .iter()
        .filter(|(_, sets)| sets.iter().any(|one| sets.iter().any(|other| one.is_disjoint(other))));
    let scenes: BTreeSet<&str> = differ.map(|((scene, _), _)| scene.as_str()).collect();
    assert!(scenes.len() >= 2, "{scenes:?}");
}

fn first_draw(scenario: &Scenario) -> DrawId {
    scenario.draw_ids().next().expect("it has a hidden draw")
}
