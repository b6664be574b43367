//! Proofs of lessons against the referee: every figure of every kind of claim, and the plays in which
//! the wrong thing pays.

use std::{ops::ControlFlow, sync::Arc};

use rapport::{
    engine::Session,
    scenario::{ChoiceId, Claim, Condition, DrawId, EndingId, Scenario, Scope, Within, load},
    solver::{
        Analysis, Beliefs, Bot, Bound, Figure, Limits, Phase, Progress, Proof, Proven, Subject,
        prove,
    },
    text::SourceFile,
};

use super::{
    brute::{Enumeration, Minds},
    decided::{Decided, Told},
    generate::{self, Dice},
    go_on, near, written,
};

/// What one thing comes to over all decisions: how often, on average, at least, at most.
struct Sum {
    mass: f64,
    mean: f64,
    least: f64,
    most: f64,
}

/// Sums a figure over the plays under a truth in which all conditions hold.
fn sum(
    scenario: &Scenario,
    decided: &[Decided],
    truth: Option<(DrawId, u8)>,
    conditions: &[&Condition],
    figure: impl Fn(&Told) -> Option<f64>,
) -> Option<Sum> {
    let mut sum = Sum { mass: 0.0, mean: 0.0, least: f64::MAX, most: f64::MIN };
    for decision in decided {
        for play in decision.plays.iter().filter(|play| play.costs.len() > 1) {
            let holds = conditions.iter().all(|one| play.state.holds(scenario, one, 0));
            let is_so = truth.is_none_or(|(draw, value)| play.state.drawn(draw) == value);
            if let (true, true, Some(points)) = (holds, is_so, figure(play)) {
                let mass = decision.mass * play.share;
                sum.mass += mass;
                sum.mean += mass * points;
                sum.least = sum.least.min(points);
                sum.most = sum.most.max(points);
            }
        }
    }
    sum.mean /= sum.mass;
    (sum.mass > 0.0).then_some(sum)
}

fn first_choice(scenario: &Scenario) -> ChoiceId {
    scenario.choice_ids().next().expect("it has choices")
}

/// A figure without what it is called.
type Plain = (String, f64, f64);

fn plain(scenario: &Scenario, figure: &Figure, fits: bool) -> Plain {
    // Of choices that cost the same, any may stand for the others.
    let about = if fits { Subject::Cost(first_choice(scenario)) } else { figure.about };
    (format!("{about:?} {:?} {:?}", figure.truth, figure.asked), figure.points, figure.decisions)
}

/// The figures of a claim about choices, by the referee.
fn expected(scenario: &Scenario, decided: &[Decided], claim: &Claim) -> Vec<Plain> {
    let scope = claim.scope().expect("about choices");
    let truths: Vec<Option<(DrawId, u8)>> = match &scope.within {
        None => vec![None],
        Some(within) => within.values.iter().map(|value| Some((within.draw, *value))).collect(),
    };
    let mut all = Vec::new();
    for truth in truths {
        let over = |figure: &dyn Fn(&Told) -> Option<f64>| {
            sum(scenario, decided, truth, &[&scope.when], figure)
        };
        let mut tell = |about, asked, points, sum: &Sum, fits| {
            let figure = Figure { about, truth, points, asked, decisions: sum.mass };
            all.push(plain(scenario, &figure, fits));
        };
        match claim {
            Claim::Rather { these, than, by, .. } => {
                for (a, b) in these.iter().flat_map(|a| than.iter().map(move |b| (*a, *b))) {
                    if let Some(sum) = over(&|play| Some(play.cost(b)? - play.cost(a)?)) {
                        let points = if scope.always { sum.least } else { sum.mean };
                        tell(Subject::Less(a, b), Bound::AtLeast(*by), points, &sum, false);
                    }
                }
            }
            Claim::Close { these, to, .. } => {
                let pairs = these.iter().flat_map(|a| these.iter().map(move |b| (*a, *b)));
                for (a, b) in pairs.filter(|(a, b)| a < b) {
                    if let Some(sum) = over(&|play| Some(play.cost(b)? - play.cost(a)?)) {
                        let furthest = sum.most.max(-sum.least);
                        let points = if scope.always { furthest } else { sum.mean.abs() };
                        tell(Subject::Apart(a, b), Bound::AtMost(*to), points, &sum, false);
                    }
                }
            }
            Claim::Costs { these, at_least, at_most, .. } => {
                for choice in these {
                    let Some(sum) = over(&|play| play.cost(*choice)) else { continue };
                    let about = Subject::Cost(*choice);
                    if let Some(least) = at_least {
                        let points = if scope.always { sum.least } else { sum.mean };
                        tell(about, Bound::AtLeast(*least), points, &sum, false);
                    }
                    if let Some(most) = at_most {
                        let points = if scope.always { sum.most } else { sum.mean };
                        tell(about, Bound::AtMost(*most), points, &sum, false);
                    }
                }
            }
            Claim::Fits { these, count, at_most, .. } => {
                let (asked, about) =
                    (Bound::AtMost(*at_most), Subject::Cost(first_choice(scenario)));
                if scope.always {
                    let nth = over(&|play| {
                        let mut costs: Vec<f64> =
                            these.iter().filter_map(|choice| play.cost(*choice)).collect();
                        costs.sort_by(f64::total_cmp);
                        costs.get(count - 1).copied()
                    });
                    nth.iter().for_each(|sum| tell(about, asked, sum.most, sum, true));
                    continue;
                }
                let mut sums: Vec<Sum> =
                    these.iter().filter_map(|choice| over(&|play| play.cost(*choice))).collect();
                sums.sort_by(|a, b| a.mean.total_cmp(&b.mean));
                if let Some(sum) = sums.get(count - 1) {
                    tell(about, asked, sum.mean, sum, true);
                } else if let Some(last) = sums.last() {
                    tell(about, asked, f64::INFINITY, last, true);
                }
            }
            Claim::Grows { these, over, by, .. } => {
                for choice in these {
                    let stage = |at: usize| {
                        let conditions = [&scope.when, &over[at]];
                        sum(scenario, decided, truth, &conditions, |play| play.cost(*choice))
                    };
                    let stages = (0..over.len()).filter_map(|at| Some((at, stage(at)?)));
                    let stages: Vec<(usize, Sum)> = stages.collect();
                    for pair in stages.windows(2) {
                        let [(before, one), (now, other)] = pair else { continue };
                        let at = |stage: &usize| u16::try_from(*stage).expect("few");
                        let about = Subject::Grows(*choice, at(before), at(now));
                        let more = other.mean - one.mean;
                        tell(about, Bound::MoreThan(*by), more, other, false);
                    }
                }
            }
            Claim::Rated { .. } | Claim::Worth { .. } => {}
        }
    }
    all
}

/// A scenario with one lesson of ten claims.
fn taught(seed: u64) -> Option<Scenario> {
    let scenario = generate::scenario(seed).ok()?;
    let mut dice = Dice(seed);
    let claims: Vec<Claim> = (0..10).filter_map(|_| claim(&mut dice, &scenario)).collect();
    teaching(seed, &scenario, &claims)
}

/// The scenario of a seed with those of these claims that say what can be.
fn teaching(seed: u64, scenario: &Scenario, claims: &[Claim]) -> Option<Scenario> {
    let text = generate::text(seed);
    let load = |claims: &[&Claim]| {
        let text = written::with(&text, &written::lessons(scenario, claims));
        load(&SourceFile::new("taught.ron", text), None).scenario
    };
    let sound: Vec<&Claim> = claims.iter().filter(|claim| load(&[*claim]).is_some()).collect();
    load(&sound)
}

fn claim(dice: &mut Dice, scenario: &Scenario) -> Option<Claim> {
    let mut scenes = scenario.scene_ids();
    let scene = scenes.nth(dice.below(scenario.scenes.len())).expect("within");
    let mut all: Vec<ChoiceId> = scenario.scene(scene).choice_ids().collect();
    let first = all.remove(dice.below(all.len()));
    let these: Box<[ChoiceId]> = Box::new([first]);
    let many: Box<[ChoiceId]> = all.iter().copied().chain([first]).collect();
    let scope = scope(dice, scenario);
    Some(match dice.below(6) {
        0 if !all.is_empty() => {
            Claim::Rather { these, than: all.into(), by: dice.between(-9, 9), scope }
        }
        1 => Claim::Close { these: many, to: dice.between(0, 20), scope },
        2 => Claim::Costs { these, at_least: Some(dice.between(0, 9)), at_most: Some(9), scope },
        3 => {
            let count = 1 + dice.below(many.len());
            Claim::Fits { these: many, count, at_most: dice.between(0, 20), scope }
        }
        4 => {
            let over = (0..3).map(|_| condition(dice, scenario)).collect();
            Claim::Grows { these, over, by: 0, scope: Scope { always: false, ..scope } }
        }
        5 => {
            let endings = scenario.ending_ids();
            let (these, below) = endings.partition::<Vec<_>, _>(|_| dice.one_in(2));
            if these.is_empty() {
                return None;
            }
            let bounds = (Some(dice.between(0, 50)), Some(dice.between(50, 90)));
            let (these, below) = (these.into(), below.into());
            Claim::Worth { these, below, at_least: bounds.0, at_most: bounds.1 }
        }
        _ => return None,
    })
}

fn scope(dice: &mut Dice, scenario: &Scenario) -> Scope {
    let draw = scenario.draw_ids().next().filter(|_| dice.one_in(2));
    let within = draw.map(|draw| {
        let values = (0..).take(scenario.draws[draw.index()].values.len()).collect();
        Within { draw, values, singled_out: false }
    });
    Scope { within, when: condition(dice, scenario), always: dice.one_in(3) }
}

fn condition(dice: &mut Dice, scenario: &Scenario) -> Condition {
    let choices = scenario.choices.iter().flat_map(|choice| {
        [&choice.when].into_iter().chain(choice.evidence.iter().map(|one| &one.when))
    });
    let endings = scenario.endings.iter().map(|ending| &ending.when);
    let mut known: Vec<Condition> =
        choices.chain(endings).filter(|one| is_of_play(one)).cloned().collect();
    known.push(Condition::DayAtLeast(1));
    known.push(Condition::VisitsAtLeast(scenario.scene_ids().next().expect("it has scenes"), 2));
    let one = known.swap_remove(dice.below(known.len()));
    match dice.below(4) {
        0 => Condition::Not(Box::new(one)),
        1 => Condition::Always,
        _ => one,
    }
}

/// Whether it can be asked before a choice.
fn is_of_play(condition: &Condition) -> bool {
    match condition {
        Condition::Picked(_) | Condition::Ended(_) => false,
        Condition::Not(inner) => is_of_play(inner),
        Condition::Any(some) | Condition::All(some) => some.iter().all(is_of_play),
        _ => true,
    }
}

#[test]
fn figures_agree_with_enumeration_of_views() {
    let (mut checked, mut broken) = (0, 0);
    for seed in 70_000..70_700 {
        let Some(scenario) = taught(seed).map(Arc::new) else { continue };
        let mut minds = Minds::default();
        minds.decided = Some(Vec::new());
        if minds.prior(&scenario).is_none() {
            continue;
        }
        let decided = minds.decided.expect("asked for");
        let proofs = prove(&scenario, Limits::default(), &mut go_on);
        // What evidence counts may tell more states apart; it changes nothing.
        let rated = Beliefs::of_rated(&scenario, Limits::default(), &mut go_on);
        assert_alike(&proofs, &rated.prove(&scenario, &mut go_on), seed);
        for proof in &proofs {
            let claim = &scenario.lessons[0].claims[proof.claim];
            if !matches!(claim, Claim::Worth { .. }) {
                let fits = matches!(claim, Claim::Fits { .. });
                let found: Vec<Plain> =
                    proof.figures.iter().map(|figure| plain(&scenario, figure, fits)).collect();
                let expected = expected(&scenario, &decided, claim);
                assert_figures(found, expected, &format!("seed {seed}: {claim:?}"));
            }
            let all_hold = proof.figures.iter().all(Figure::holds);
            let proven = match (proof.figures.is_empty(), all_hold) {
                (true, _) => Proven::Idle,
                (_, true) => Proven::Holds,
                _ => Proven::Broken,
            };
            assert_eq!(proof.proven, proven, "seed {seed}: {proof:?}");
            assert_eq!(proof.witness.is_some(), proven == Proven::Broken, "seed {seed}: {proof:?}");
            if proven == Proven::Broken {
                broken += 1;
                pays(&scenario, claim, proof, seed);
            }
        }
        checked += 1;
    }
    assert!(checked > 550 && broken > 1000, "{checked} were small enough, {broken} broken");
}

fn assert_alike(some: &[Proof], others: &[Proof], seed: u64) {
    assert_eq!(some.len(), others.len());
    for (one, other) in some.iter().zip(others) {
        assert_eq!(one.proven, other.proven, "seed {seed}: {one:?} {other:?}");
        let points = |proof: &Proof| proof.figures.iter().map(|one| one.points).collect::<Vec<_>>();
        let (one, other) = (points(one), points(other));
        assert_eq!(one.len(), other.len(), "seed {seed}");
        assert!(one.iter().zip(&other).all(|(a, b)| same(*a, *b)), "seed {seed}");
    }
}

/// Alike, or both without bounds.
fn same(one: f64, other: f64) -> bool {
    near(one, other) || one.is_infinite() && other.is_infinite()
}

fn assert_figures(mut found: Vec<Plain>, mut expected: Vec<Plain>, place: &str) {
    found.sort_by(|a, b| a.0.cmp(&b.0));
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    let names = |all: &[Plain]| all.iter().map(|(name, ..)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected), "{place}");
    for (one, other) in found.iter().zip(&expected) {
        assert!(same(one.1, other.1), "{place}: {one:?} {other:?}");
        // Where choices cost the same, they may be on offer more or less often.
        assert!(near(one.2, other.2) || place.contains("Fits"), "{place}: {one:?} {other:?}");
    }
}

/// The wrong thing pays in the witness, at least as much as in the figure.
fn pays(scenario: &Arc<Scenario>, claim: &Claim, proof: &Proof, seed: u64) {
    let save = proof.witness.as_ref().expect("broken");
    let session = Session::replay(Arc::clone(scenario), save).expect("replays");
    let figure = proof.worst().expect("broken");
    let place = format!("seed {seed}: {figure:?} {save:?}");
    if let Some((draw, value)) = figure.truth {
        assert_eq!(session.state().drawn(draw), value, "{place}");
    }
    if let Subject::Below(ending, _) | Subject::Worth(ending) = figure.about {
        assert_eq!(session.state().ending(), Some(ending), "{place}");
        let value = f64::from(session.state().value());
        assert!(
            matches!(figure.about, Subject::Below(..)) || near(value, figure.points),
            "{place}"
        );
        return;
    }
    let before = session.rewound_to(save.choices.len() - 1);
    let scope = claim.scope().expect("about choices");
    assert!(before.state().holds(scenario, &scope.when, 0), "{place}");
    let beliefs = Beliefs::of(scenario, Limits::default(), &mut go_on);
    let course = beliefs.evaluate(&before).expect("a play of this scenario");
    let best = course.offers.iter().map(|offer| offer.value).fold(f64::MIN, f64::max);
    let cost = |choice: ChoiceId| {
        let offers = course.offers.iter().filter(|offer| offer.taken.choice == choice);
        best - offers.map(|offer| offer.value).fold(f64::MIN, f64::max)
    };
    let taken = session.decisions().last().expect("a step").chosen.choice;
    match (figure.about, figure.asked) {
        (Subject::Less(better, worse), _) => {
            assert_eq!(taken, worse, "{place}");
            assert!(cost(worse) - cost(better) <= figure.points + 1e-9, "{place}");
        }
        (Subject::Apart(one, other), _) => {
            assert!([one, other].contains(&taken), "{place}");
            assert!((cost(one) - cost(other)).abs() >= figure.points - 1e-9, "{place}");
            assert!(cost(taken) <= cost(one).max(cost(other)), "{place}");
        }
        (Subject::Cost(choice), Bound::AtLeast(_)) => {
            assert_eq!(taken, choice, "{place}");
            assert!(cost(choice) <= figure.points + 1e-9, "{place}");
        }
        (Subject::Cost(choice), _) => {
            assert_ne!(taken, choice, "{place}");
            assert!(
                scope.always || figure.points.is_infinite() || cost(choice) >= figure.points - 1e-9,
                "{place}"
            );
        }
        (Subject::Grows(choice, ..), _) => assert_eq!(taken, choice, "{place}"),
        _ => unreachable!("handled above"),
    }
}

#[test]
fn values_of_endings_agree_with_enumeration() {
    let mut checked = 0;
    for seed in 75_000..75_300 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let endings: Vec<EndingId> = scenario.ending_ids().collect();
        let claims = endings.iter().map(|ending| Claim::Worth {
            these: Box::new([*ending]),
            below: Box::default(),
            at_least: Some(0),
            at_most: Some(100),
        });
        let claims: Vec<Claim> = claims.collect();
        let scenario = teaching(seed, &scenario, &claims).expect("it says what can be");
        let Some((all, _)) = Enumeration::of(&scenario, Bot::Random) else { continue };
        let proofs = prove(&scenario, Limits::default(), &mut go_on);
        for (ending, proof) in endings.iter().zip(&proofs) {
            let values = all.endings.keys().filter(|(one, _)| one == ending);
            let values: Vec<i32> = values.map(|(_, value)| *value).collect();
            let found: Vec<f64> = proof.figures.iter().map(|figure| figure.points).collect();
            let ends = values.iter().min().zip(values.iter().max());
            let ends: Vec<f64> =
                ends.into_iter().flat_map(|(a, b)| [f64::from(*a), f64::from(*b)]).collect();
            assert_eq!(found, ends, "seed {seed}: {ending:?}");
        }
        checked += 1;
    }
    assert!(checked > 200, "only {checked} were small enough");
}

#[test]
fn what_is_not_worked_out_is_not_proven() {
    let (seed, scenario) = (70_000..)
        .find_map(|seed| {
            let scenario = taught(seed)?;
            let proofs = prove(&scenario, Limits::default(), &mut go_on);
            let all = |wanted| proofs.iter().any(|proof| proof.proven == wanted);
            (all(Proven::Holds) && all(Proven::Broken) && all(Proven::Idle))
                .then_some((seed, scenario))
        })
        .expect("one of them");
    let limits = Limits { max_states: 2, ..Limits::default() };
    let capped = prove(&scenario, limits, &mut go_on);
    assert!(!capped.is_empty() && capped.iter().all(not_proven), "seed {seed}: {capped:?}");
    let stop = &mut |_| ControlFlow::Break(());
    assert!(prove(&scenario, Limits::default(), stop).iter().all(not_proven));
    // Stopped right there, everything else that was found stands.
    let stop = &mut |progress: Progress| match progress.phase {
        Phase::Lessons => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let stopped = Analysis::of(&scenario, Limits::default(), stop);
    assert!(stopped.beliefs.as_ref().and_then(Beliefs::best).is_some() && !stopped.complete());
    let endings = |proof: &&Proof| proof.figures.iter().all(|one| one.decisions == 0.0);
    assert!(stopped.lessons.iter().filter(|proof| !endings(proof)).count() == 0);
    let analysis = Analysis::of(&scenario, limits, &mut go_on);
    assert!(!analysis.lessons.is_empty() && analysis.lessons.iter().all(not_proven));
}

fn not_proven(proof: &Proof) -> bool {
    proof.proven == Proven::NotProven && proof.figures.is_empty() && proof.witness.is_none()
}
