//! What the debrief says about choices and chance, through its public door.

mod first_page;
mod flagship;
mod handout;
pub(crate) mod lessons;
mod names;
mod page;
mod plays;
mod words;

use std::{ops::ControlFlow, sync::Arc};

use rapport::{
    coach::{self, AT_STAKE, ChoicesAndChance, FELT, Mover},
    engine::{Decision, Session},
    scenario::Scenario,
    solver::{Beliefs, Limits, PlayEvaluation, Progress, StepEvaluation},
};

use crate::solver::generate::Dice;

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn beliefs(scenario: &Scenario) -> Beliefs {
    Beliefs::of(scenario, Limits::default(), &mut go_on)
}

/// A finished play of random choices; `None` where a scene offers nothing before the end.
fn random_play(scenario: &Arc<Scenario>, seed: u32) -> Option<Session> {
    let mut dice = Dice(u64::from(seed));
    let mut session = Session::new(Arc::clone(scenario), seed, &[]).unwrap();
    while !session.finished() {
        let id = random_answer(&session, &mut dice)?;
        session.choose(&id).unwrap();
    }
    session.view().standing.ending.is_some().then_some(session)
}

fn random_answer(session: &Session, dice: &mut Dice) -> Option<String> {
    let offered = session.view().offered;
    if offered.is_empty() {
        return None;
    }
    let offer = &offered[dice.below(offered.len())];
    let Some(pick) = &offer.pick else { return Some(offer.id.to_string()) };
    let mut wanted =
        usize::from(pick.at_least) + dice.below(usize::from(pick.at_most - pick.at_least) + 1);
    let mut marked = Vec::new();
    for (at, option) in pick.options.iter().enumerate() {
        let left = pick.options.len() - at;
        if wanted > 0 && (wanted == left || dice.one_in(2)) {
            marked.push(option.id.as_str());
            wanted -= 1;
        }
    }
    Some(if marked.is_empty() { "none".to_owned() } else { marked.join("+") })
}

/// Everything that holds of every split.
fn check(session: &Session, beliefs: &Beliefs, split: &ChoicesAndChance) {
    let course = beliefs.evaluate(session).unwrap();
    adds_up(split);
    let near = |shown: i32, exact: f64| (f64::from(shown) - exact).abs() < 1.0 + 1e-6;
    assert!(near(split.best_average, course.start), "{split:#?}");
    // What no trainer would speak of is no cost of choices, and counts as chance.
    let hidden = course.regret() - f64::from(split.left_behind);
    assert!(hidden > -1.0 && near(split.chance, course.luck() - hidden), "{split:#?}");
    for event in &split.events {
        let StepEvaluation { luck, regret, .. } = course.steps[event.step.unwrap()];
        if event.lay_hidden {
            assert!(regret >= FELT && event.points < 0, "{event:?}");
            assert!(f64::from(-event.points) < regret + 1.0, "{event:?}");
        } else {
            assert!(near(event.points, luck) && luck.abs() >= rapport::coach::EVENT, "{event:?}");
        }
        assert!(!event.text.is_empty());
    }
    let told: Vec<usize> = split.events.iter().map(|event| event.step.unwrap()).collect();
    assert!(told.is_sorted());
    assert!(split.dearest.len() <= 3);
    for dear in &split.dearest {
        let judged = &course.steps[dear.moment.step];
        let value = |id: &str| judged.offers.iter().find(|offer| offer.id == id).unwrap().value;
        let cost = value(&dear.better.id) - judged.chosen;
        assert!(near(dear.points, cost) && cost >= FELT - 1e-9, "{dear:?}");
        better_line_replays(session, beliefs, dear);
        let taken = &session.decisions()[dear.moment.step].choice_id;
        assert!(dear.answers.iter().all(|answer| answer.id != *taken));
        assert!(dear.answers.iter().any(|answer| answer.best && answer.id == dear.better.id));
        for answer in &dear.answers {
            assert_eq!(answer.best, answer.id == dear.better.id, "{answer:?}");
            assert!(!answer.text.is_empty() && !answer.told.is_empty());
        }
    }
    nothing_is_told_twice(session, split);
    // The first is of the lesson to tell.
    let costs = split.dearest.iter().skip(1).map(|dear| dear.points);
    assert!(costs.is_sorted_by(|dearer, less| *dearer + 1 >= *less));
    let is_strength = |(judged, decision): (&StepEvaluation, &Decision)| {
        let wanting = decision.evidence.iter().any(|shown| shown.level <= 2);
        let timed = session.scenario().choice(decision.chosen.choice).timer.is_some();
        let counts = !decision.evidence.is_empty() && judged.regret < FELT;
        let mut others = judged.offers.iter().filter(|offer| offer.taken != decision.chosen);
        let led = others.all(|offer| offer.value <= judged.chosen - AT_STAKE);
        ((judged.offers.len() > 1 && led) || counts) && !wanting && !timed
    };
    let has_strength = course.steps.iter().zip(session.decisions()).any(is_strength);
    assert!(split.best_move.is_some() || !has_strength, "{split:#?}");
    if let Some(best) = &split.best_move {
        let judged = &course.steps[best.moment.step];
        let decision = &session.decisions()[best.moment.step];
        assert!(decision.evidence.iter().all(|shown| shown.level >= 3), "{best:?}");
        let is_shown = best.told.contains("showed something") && !best.moment.why.is_empty();
        let most = if best.told.starts_with("Another line") { FELT } else { 1.0 };
        assert!(judged.regret < most && (judged.offers.len() > 1 || is_shown), "{best:?}");
        assert!(!best.told.contains("on average") || best.points >= 3, "{best:?}");
        // What moved no points is never told as if it had.
        assert_eq!(best.told.contains("better than the other"), best.points >= 1, "{best:?}");
        assert!(split.dearest.iter().all(|dear| dear.moment.step != best.moment.step));
    }
    assert!((split.course.last().unwrap().value - split.result as f32).abs() < 1e-3);
    assert_eq!(split.course[0].mover, Mover::Start);
    nothing_where_there_was_nothing_to_choose(session, &course, split);
    let start = (f64::from(split.best_average) - course.par).round();
    assert!(split.opening.is_none() || course.opening.abs() > 1e-9);
    if let Some(opening) = &split.opening {
        assert!((f64::from(opening.points) - start).abs() <= 1.0 && opening.step.is_none());
        assert!(f64::from(opening.points.abs()) >= rapport::coach::EVENT);
        assert!(f64::from(opening.points) * course.opening > 0.0, "{opening:?} {}", course.opening);
    }
}

/// A coach's note stands with one dear decision, or by itself, and never twice.
fn nothing_is_told_twice(session: &Session, split: &ChoicesAndChance) {
    let debrief = coach::debrief(session).unwrap();
    let scenario = session.scenario();
    let is_note =
        |text: &&str| scenario.choices.iter().any(|one| one.note.as_deref() == Some(*text));
    let with_dear = split.dearest.iter().flat_map(|dear| [&*dear.moment.why, &*dear.better.why]);
    let alone = coach::untold_notes(&debrief, split).into_iter().map(|note| &*note.note);
    let told: Vec<&str> = with_dear.filter(is_note).chain(alone).collect();
    for (at, note) in told.iter().enumerate() {
        assert!(!told[..at].contains(note), "{note}: {split:#?}");
    }
    assert!(debrief.notes.iter().all(|note| told.contains(&&*note.note)), "{split:#?}");
    for most in 0..=3 {
        let fewer = split.clone().with_dearest(most);
        assert!(fewer.dearest.len() <= most);
        adds_up(&fewer);
    }
}

/// Turning a page, and what is as good as the best, leave nothing behind and are not told.
fn nothing_where_there_was_nothing_to_choose(
    session: &Session,
    course: &PlayEvaluation,
    split: &ChoicesAndChance,
) {
    for (step, judged) in course.steps.iter().enumerate() {
        let is_told = split.dearest.iter().any(|dear| dear.moment.step == step)
            || split
                .ledger
                .iter()
                .any(|entry| entry.step == Some(step) && entry.mover == Mover::Decision);
        let taken = &session.decisions()[step].choice_id;
        if judged.offers.len() < 2 || judged.best().any(|best| best.id == *taken) {
            assert!(judged.regret < 1e-9 && !is_told, "step {step}: {split:#?}");
        }
        let has_point = split
            .course
            .iter()
            .any(|point| point.step == Some(step) && point.mover == Mover::Decision);
        assert_eq!(has_point, judged.offers.len() > 1, "step {step}");
    }
}

/// What is shown adds up as it is shown.
fn adds_up(split: &ChoicesAndChance) {
    assert_eq!(split.best_average - split.left_behind + split.chance, split.result, "{split:#?}");
    let dear: i32 = split.dearest.iter().map(|dear| dear.points).sum();
    assert_eq!(dear + split.left_elsewhere, split.left_behind);
    let events: i32 = split.events.iter().map(|event| event.points).sum();
    assert_eq!(events + split.smaller_chance, split.chance);
    assert_eq!(split.ledger.iter().map(|entry| entry.points).sum::<i32>(), split.result);
    assert!(split.left_behind >= 0 && split.left_elsewhere >= 0, "{split:#?}");
}

/// The better line is a play that can be played, comes to what it says, and is a model all the way: it is
/// left only for what can be taught, and never for something that shows less than the middle of the scale. Its
/// first line may show little where it keeps the lesson that was broken.
fn better_line_replays(session: &Session, beliefs: &Beliefs, dear: &rapport::coach::Dear) {
    let better = &dear.better;
    assert_eq!(better.step, dear.moment.step);
    assert_eq!(better.choices.first(), Some(&better.id));
    assert_ne!(better.id, session.decisions()[better.step].choice_id);
    let mut played = session.rewound_to(better.step);
    for id in &better.choices {
        played.choose(id).unwrap();
    }
    assert!(played.finished());
    assert_eq!(played.draws(), session.draws());
    let ending = played.view().standing.ending.unwrap();
    assert_eq!((ending.title.to_string(), ending.value), (better.ending.clone(), better.result));
    let course = beliefs.evaluate(&played).unwrap();
    let is_low = |decision: &Decision| {
        let levels = decision.evidence.iter().map(|shown| usize::from(shown.level));
        levels.sum::<usize>() <= 2 * decision.evidence.len() && !decision.evidence.is_empty()
    };
    let answer = dear.answers.iter().find(|answer| answer.best).unwrap();
    assert!(answer.keeps || !is_low(&played.decisions()[better.step]), "{better:?}");
    let later = course.steps.iter().enumerate().skip(better.step + 1);
    for (step, judged) in later.filter(|(_, judged)| judged.regret > 1e-9) {
        let mut best = played.rewound_to(step);
        best.choose(&judged.best().next().unwrap().id).unwrap();
        assert!(is_low(best.decisions().last().unwrap()), "step {step} of {better:?}");
    }
}
