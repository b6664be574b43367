//! Exact values, probabilities, reachability and the split into choices and chance, compared with
//! enumeration of every play.

use std::sync::Arc;

use rapport::{
    engine::Session,
    scenario::Scenario,
    solver::{Beliefs, Bot, Item, Limits, Reach, StateMdp, conditionals, lines},
};

use super::{
    bot_of,
    brute::{self, Enumeration, Minds, Play},
    generate::{self, Dice},
    go_on, near,
};

/// Runs a check on so many scenarios, and sees to it that most of them were small enough.
fn on_scenarios(from: u64, count: u64, mut check: impl FnMut(u64, Scenario) -> bool) {
    let mut checked = 0;
    for seed in from..from + count {
        // A few go round in circles, and are refused.
        if let Ok(scenario) = generate::scenario(seed) {
            checked += u64::from(check(seed, scenario));
        }
    }
    assert!(checked * 10 >= count * 8, "only {checked} of {count} were small enough");
}

#[test]
fn true_states_agree_with_enumeration() {
    on_scenarios(0, 1500, |seed, scenario| {
        let bot = bot_of(seed);
        let Some((all, totals)) = Enumeration::of(&scenario, bot) else { return false };
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        assert!(truth.complete());
        for (name, exact, enumerated) in [
            ("best", truth.best(), totals.best),
            ("worst", truth.worst(), totals.worst),
            ("random", truth.random(), totals.random),
        ] {
            let exact = exact.expect("complete");
            assert!(
                near(exact, enumerated),
                "seed {seed}: {name} {exact} {enumerated}\n{}",
                generate::text(seed)
            );
        }
        let outcomes = truth.outcomes(&scenario, bot).expect("complete");
        let mut left = all.endings.clone();
        for (ending, value, probability) in &outcomes.joint {
            let enumerated = left.remove(&(*ending, i32::from(*value))).unwrap_or(0.0);
            assert!(
                near(*probability, enumerated),
                "seed {seed}: {bot:?} {ending:?} {value} {probability} {enumerated}"
            );
        }
        assert!(left.values().all(|probability| *probability < 1e-12), "seed {seed}: {left:?}");
        true
    });
}

#[test]
fn reachability_agrees_with_enumeration_and_witnesses_replay() {
    on_scenarios(10_000, 500, |seed, scenario| {
        let scenario = Arc::new(scenario);
        let Some((all, _)) = Enumeration::of(&scenario, Bot::Random) else { return false };
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        let mut items: Vec<(&str, u32, Item)> = Vec::new();
        items.extend(lines(&scenario).iter().map(|one| ("line", one.line.number, one.item())));
        items.extend(
            (0..).zip(&scenario.scenes).map(|(at, one)| ("scene", at, Item::Scene(one.node))),
        );
        items.extend(
            (0..).zip(&scenario.endings).map(|(at, one)| ("ending", at, Item::Ending(one.node))),
        );
        items.extend(
            (0..)
                .zip(&scenario.reactions)
                .map(|(at, one)| ("reaction", at, Item::Reaction(one.node))),
        );
        for (at, choice) in scenario.choice_ids().zip(&scenario.choices) {
            let number = |nth| brute::of_choice(at, nth);
            items.extend(
                (0..)
                    .zip(&choice.outcomes)
                    .map(|(nth, one)| ("outcome", number(nth), Item::Outcome(one.node))),
            );
            items.extend(
                (0..)
                    .zip(&choice.texts)
                    .map(|(nth, one)| ("wording", number(nth), Item::Wording(one.node))),
            );
            items.extend(
                (0..)
                    .zip(&choice.evidence)
                    .map(|(nth, one)| ("evidence", number(nth), Item::Evidence(one.node))),
            );
        }
        let effects = conditionals(&scenario);
        assert_eq!(effects.len(), all.parts.count());
        items.extend((0..).zip(&effects).map(|(at, one)| ("effect", at, one.item())));
        let visits = truth.visits(&scenario).expect("complete");
        for (kind, number, item) in items {
            let kind_when_on_offer = if kind == "wording" { "worded" } else { kind };
            let often = all.seen.often.get(&(kind_when_on_offer, number)).copied();
            let (often, exact) = (often.unwrap_or(0.0), visits.often(item));
            assert!(
                near(often, exact),
                "seed {seed}: {kind} {number}: {exact}, enumerated {often}"
            );
            match (truth.reach(&scenario, item), all.seen.first.get(&(kind, number))) {
                (Reach::Reached(save), Some(steps)) => {
                    assert_eq!(
                        save.choices.len(),
                        *steps,
                        "seed {seed}: {kind} {number} is not shortest"
                    );
                    let session = Session::replay(Arc::clone(&scenario), &save).expect("replays");
                    if let Item::Ending(node) = item {
                        let ended = session.state().ending().map(|id| scenario.ending(id).node);
                        assert_eq!(ended, Some(node), "seed {seed}");
                    }
                }
                (Reach::Unreachable, None) => {}
                (found, enumerated) => panic!(
                    "seed {seed}: {kind} {number}: {found:?}, enumerated {enumerated:?}\n{}",
                    generate::text(seed)
                ),
            }
        }
        for (at, choice) in scenario.choice_ids().zip(&scenario.choices) {
            let item = Item::Choice(choice.node);
            let found = matches!(truth.reach(&scenario, item), Reach::Reached(_));
            assert_eq!(found, brute::was_offered(&all.seen, at), "seed {seed}: {at:?}");
            let often = all.seen.often.get(&("choice", at.number().into())).copied().unwrap_or(0.0);
            assert!(near(often, visits.often(item)), "seed {seed}: {at:?}");
        }
        true
    });
}

#[test]
fn beliefs_agree_with_enumeration_of_views() {
    on_scenarios(20_000, 1500, |seed, scenario| {
        let scenario = Arc::new(scenario);
        let Some(worth) = Minds::default().prior(&scenario) else { return false };
        let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
        let (best, random) =
            (beliefs.best().expect("complete"), beliefs.random().expect("complete"));
        assert!(
            near(best, worth.best),
            "seed {seed}: best {best} {}\n{}",
            worth.best,
            generate::text(seed)
        );
        assert!(near(random, worth.random), "seed {seed}: random {random} {}", worth.random);
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        assert!(truth.best().expect("complete") >= best - 1e-9, "seed {seed}");
        assert!(near(truth.random().expect("complete"), random), "seed {seed}");
        true
    });
}

#[test]
fn costs_of_evidence_agree_with_enumeration_of_views() {
    on_scenarios(60_000, 500, |seed, scenario| {
        let scenario = Arc::new(scenario);
        let mut minds = Minds::default();
        if minds.prior(&scenario).is_none() {
            return false;
        }
        let beliefs = Beliefs::of_rated(&scenario, Limits::default(), &mut go_on);
        let statistics = beliefs.statistics(&scenario).expect("complete");
        let keys: Vec<_> = statistics.evidence.keys().copied().collect();
        let enumerated: Vec<_> = minds.costs.keys().copied().collect();
        assert_eq!(keys, enumerated, "seed {seed}\n{}", generate::text(seed));
        for (key, cost) in minds.costs {
            let standing = statistics.evidence[&key];
            let figures = [standing.offered, standing.offered * standing.mean, standing.most];
            let alike = figures.iter().zip([cost.often, cost.sum, cost.most]);
            assert!(
                alike.clone().all(|(one, other)| near(*one, other)),
                "seed {seed}: {key:?}: {standing:?} {cost:?}\n{}",
                generate::text(seed)
            );
        }
        true
    });
}

#[test]
fn a_play_splits_into_choices_and_chance() {
    on_scenarios(30_000, 400, |seed, scenario| {
        let scenario = Arc::new(scenario);
        let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        let mut dice = Dice(seed);
        for _ in 0..4 {
            let play_seed = u32::try_from(dice.next() >> 32).expect("32 bits");
            let mut session =
                Session::new(Arc::clone(&scenario), play_seed, &[]).expect("nothing forced");
            loop {
                let course = beliefs.evaluate(&session).expect("a play of this scenario");
                let split = course.opening + course.luck() - course.regret();
                assert!(near(course.now - course.par, split), "seed {seed}: {course:#?}");
                assert!(course.steps.iter().all(|step| step.regret >= 0.0 && step.regret <= 100.0));
                if let Some(result) = course.result {
                    assert!(near(course.now, f64::from(result)));
                    assert_eq!(result, session.state().value());
                }
                let known = truth.had_you_known(&session).expect("a play of this scenario");
                assert_eq!(known.len(), session.decisions().len() + 1);
                if session.finished() {
                    break;
                }
                let offers = brute::moves(&session);
                let taken = offers[dice.below(offers.len())];
                session.choose(&brute::answer(&scenario, taken)).expect("on offer");
            }
            let better = beliefs.play_on(session.rewound_to(0)).expect("plays on");
            assert!(better.finished());
            let course = beliefs.evaluate(&better).expect("a play of this scenario");
            assert!(
                near(course.regret(), 0.0),
                "seed {seed}: best play leaves nothing behind: {course:#?}"
            );
        }
        true
    });
}

#[test]
fn luck_has_mean_zero_whatever_came_before() {
    on_scenarios(40_000, 150, |seed, scenario| {
        let scenario = Arc::new(scenario);
        let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
        let mut plays: Vec<Play> = brute::openings(&scenario, &mut ())
            .into_iter()
            .map(|(weight, state)| Play { session: brute::session(&scenario, &state), weight })
            .collect();
        let judge = |play: &Play| beliefs.evaluate(&play.session).expect("a play of this scenario");
        let opening: f64 = plays.iter().map(|play| play.weight * judge(play).opening).sum();
        assert!(near(opening, 0.0), "seed {seed}: the opening gives {opening}");
        let mut dice = Dice(seed);
        // Follow one way of looking at things to its end.
        while !plays[0].session.finished() {
            let moves = brute::moves(&plays[0].session).len();
            let nth = dice.below(moves);
            let like = brute::look(&plays[0].session.view());
            plays.retain(|play| brute::look(&play.session.view()) == like);
            let total: f64 = plays.iter().map(|play| play.weight).sum();
            plays = plays.iter().flat_map(|play| brute::follow(play, nth)).collect();
            let luck: f64 = plays
                .iter()
                .map(|play| play.weight / total * judge(play).steps.last().expect("a step").luck)
                .sum();
            assert!(near(luck, 0.0), "seed {seed}: luck of mean {luck}");
            let keep = dice.below(plays.len());
            plays.swap(0, keep);
        }
        true
    });
}
