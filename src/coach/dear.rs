//! The decisions that left most behind, what might have kept it open, and the move that did.

use std::{cmp::Ordering, collections::BTreeSet};

use super::{
    Answer, BetterLine, ChoicesAndChance, CoachingNote, Dear, Debrief, Kept, Moment, Weight,
    figures::{AT_STAKE, BEST_MOVE, FELT, Figures, whole},
    tell::{came_back, first_why, highest, is_decision, moment},
};
use crate::{
    engine::{Decision, Session, Shown},
    scenario::{ChoiceId, Scenario},
    solver::{Beliefs, Course, Judged, TIE, Valued},
};

/// How many dear decisions are told.
const DEAREST: usize = 3;

/// Of a sorting with nothing else on offer, how many other answers are put to the learner.
const SORTINGS: usize = 4;

/// What was said already, and is not said again.
type Heard = BTreeSet<String>;

/// The coach's notes that are not told with the dear decisions already, in order of play.
#[must_use]
pub fn untold_notes<'d>(debrief: &'d Debrief, split: &ChoicesAndChance) -> Vec<&'d CoachingNote> {
    let told = |note: &&CoachingNote| {
        let said = |dear: &Dear| dear.moment.why == note.note || dear.better.why == note.note;
        split.dearest.iter().any(said)
    };
    debrief.notes.iter().filter(|note| !told(note)).collect()
}

/// The decisions that left most behind, the dearest first.
pub(super) fn dearest(
    session: &Session,
    beliefs: &Beliefs,
    course: &Course,
    figures: &Figures,
) -> Vec<Dear> {
    let mut told: Vec<(usize, i32)> = figures.dear.clone();
    let cost = |step: usize| course.steps[step].regret;
    told.sort_by(|a, b| cost(b.0).total_cmp(&cost(a.0)).then(a.0.cmp(&b.0)));
    told.truncate(DEAREST);
    let mut heard = Heard::new();
    told.into_iter()
        .filter_map(|(step, points)| {
            let judged = &course.steps[step];
            let decision = &session.decisions()[step];
            let showed = what_it_lacked(session, step, judged)
                .unwrap_or_else(|| what_it_showed(session, step, &heard));
            heard.insert(showed.clone());
            let better = better_line(session, beliefs, step, &heard)?;
            let answers = answers(session, step, judged, &heard);
            heard.insert(better.why.clone());
            Some(Dear {
                moment: moment(session.scenario(), step, decision, showed),
                points,
                weight: Weight::of(judged.regret),
                told: left(points),
                answers,
                better,
            })
        })
        .collect()
}

/// What a decision left behind, as a sentence.
pub(super) fn left(points: i32) -> String {
    format!("This left about {} behind.", points.max(1))
}

/// Where the rubric finds a choice good, and one thing in it far from good that the best choice makes good:
/// that thing. The coach's note speaks of the choice at its best.
fn what_it_lacked(session: &Session, step: usize, judged: &Judged) -> Option<String> {
    let decision = &session.decisions()[step];
    speaks_for(decision)?;
    let mut tried = session.rewound_to(step);
    tried.choose(&judged.best().next()?.id).ok()?;
    let best = &tried.decisions().last()?.evidence;
    let mended = |low: &&Shown| best.iter().any(|one| one.skill == low.skill && one.level >= 3);
    let low = decision.evidence.iter().filter(|shown| shown.level == 1).find(mended)?;
    Some(low.why.clone())
}

/// Why a decision counts: the coach's note on it, which speaks of the choice and not of the learner;
/// where there is none, or it was told before, the evidence of the lowest level.
fn what_it_showed(session: &Session, step: usize, heard: &Heard) -> String {
    let decision = &session.decisions()[step];
    let low = decision.evidence.iter().filter(|shown| shown.level <= 2);
    let shown = low.min_by_key(|shown| shown.level).map(|shown| shown.why.clone());
    note(session.scenario(), decision, heard).or(shown).unwrap_or_default()
}

/// The coach's note on a decision, the first time.
fn note(scenario: &Scenario, decision: &Decision, heard: &Heard) -> Option<String> {
    let note = scenario.choice(decision.chosen.choice).note.as_deref()?;
    (!heard.contains(note)).then(|| note.to_owned())
}

/// What else was on offer, in the order in which it was shown; of a sorting, its best answer.
fn answers(session: &Session, step: usize, judged: &Judged, heard: &Heard) -> Vec<Answer> {
    let scenario = &**session.scenario();
    let before = session.rewound_to(step);
    let offers = worth_asking(&session.decisions()[step], judged);
    let order: Vec<String> = before.view().offered.into_iter().map(|offer| offer.id).collect();
    let place = |choice: ChoiceId| order.iter().position(|id| **id == *scenario.choice(choice).id);
    let mut answers: Vec<(Option<usize>, Answer)> = offers
        .into_iter()
        .filter_map(|offer| {
            let mut tried = before.clone();
            tried.choose(&offer.id).ok()?;
            let decision = tried.decisions().last()?;
            let best = offer.value >= judged.value - TIE;
            let answer = Answer {
                id: offer.id.clone(),
                text: decision.text.clone(),
                channel: decision.channel,
                best,
                told: if best {
                    format!("That would have kept most open. {}", why(scenario, decision, heard))
                } else {
                    answered(judged, offer)
                },
            };
            Some((place(offer.taken.choice), answer))
        })
        .collect();
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The offers that the learner is asked about: every other choice, of a sorting with its best answer.
/// Where a sorting is all there is, some of its answers, from the best to the least.
fn worth_asking<'j>(decision: &Decision, judged: &'j Judged) -> Vec<&'j Valued> {
    let others = judged.offers.iter().filter(|offer| offer.taken != decision.chosen);
    let mut by_choice: Vec<&Valued> = Vec::new();
    for offer in others.clone() {
        match by_choice.iter_mut().find(|held| held.taken.choice == offer.taken.choice) {
            Some(held) if offer.value > held.value + TIE => *held = offer,
            Some(_) => {}
            None => by_choice.push(offer),
        }
    }
    if by_choice.len() > 1 {
        return by_choice;
    }
    let mut ranked: Vec<&Valued> = others.collect();
    ranked.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.taken.cmp(&b.taken)));
    let count = ranked.len().min(SORTINGS);
    let last = ranked.len().saturating_sub(1);
    let mut some: Vec<&Valued> =
        (0..count).map(|at| ranked[at * last / count.saturating_sub(1).max(1)]).collect();
    some.sort_by_key(|offer| offer.taken);
    some
}

/// What picking an answer is met with that was not the best.
fn answered(judged: &Judged, offer: &Valued) -> String {
    let behind = judged.value - offer.value;
    let points = whole(behind).max(1);
    let beside = offer.value - judged.chosen;
    if behind < FELT {
        format!(
            "Close to what would have kept most open: it would have left about {points} behind."
        )
    } else if beside >= 1.0 {
        format!(
            "That keeps more open than what you chose, and would have left about {points} behind."
        )
    } else if beside > -1.0 {
        "That comes to about the same as what you chose.".to_owned()
    } else {
        format!("That would have left about {points} behind, more than what you chose.")
    }
}

/// Best play from a decision on, against the same hidden reasons and the same draws.
fn better_line(
    session: &Session,
    beliefs: &Beliefs,
    step: usize,
    heard: &Heard,
) -> Option<BetterLine> {
    let scenario = &**session.scenario();
    let played = beliefs.play_on(session.rewound_to(step))?;
    let ending = played.view().standing.ending?;
    let course = beliefs.judge(&played)?;
    let decisions = &played.decisions()[step..];
    let first = decisions.first()?;
    let line: Vec<Moment> = (step + 1..)
        .zip(decisions.iter().skip(1))
        .filter(|(at, one)| is_decision(scenario, one) && matters(&course.steps[*at]))
        .map(|(at, one)| moment(scenario, at, one, first_why(one)))
        .collect();
    let reached = session.view().standing.ending.map_or(0, |ending| ending.value);
    Some(BetterLine {
        step,
        id: first.choice_id.clone(),
        text: first.text.clone(),
        why: why(scenario, first, heard),
        reply: came_back(scenario, first),
        told: comes_to(&ending.title, ending.value, reached),
        line,
        choices: decisions.iter().map(|one| one.choice_id.clone()).collect(),
        ending: ending.title,
        result: ending.value,
    })
}

/// The first thing that it showed at a high level: authors write first what a choice is about.
fn speaks_for(decision: &Decision) -> Option<&Shown> {
    decision.evidence.iter().find(|shown| shown.level >= 3)
}

/// Whether something on offer would have left behind what is worth telling.
fn matters(judged: &Judged) -> bool {
    judged.offers.iter().any(|offer| judged.value - offer.value >= FELT)
}

/// Why a choice is the better one: the coach's note, what it would have shown, what is meant by it; else
/// what can be said of any.
fn why(scenario: &Scenario, decision: &Decision, heard: &Heard) -> String {
    let shows = speaks_for(decision);
    // A note on something that the rubric finds wanting warns, and does not say why.
    let speaks_for_it = decision.evidence.is_empty() || shows.is_some();
    if let Some(note) = note(scenario, decision, heard).filter(|_| speaks_for_it) {
        return note;
    }
    if let Some(shown) = shows {
        return format!("Of this it would have been said: “{}”", shown.why);
    }
    match scenario.choice(decision.chosen.choice).intent.as_deref() {
        _ if !speaks_for_it => {
            "It is no model of how to do it. From here, though, more of what could \
            still go well stays within reach."
                .to_owned()
        }
        Some(intent) => format!("What it is after: {}.", intent.trim_end_matches('.')),
        None => "From here, more of what could still go well stays within reach.".to_owned(),
    }
}

fn comes_to(ending: &str, value: i32, reached: i32) -> String {
    let comes =
        format!("Played on well from there, with the same hidden reasons, it comes to “{ending}”");
    match value.cmp(&reached) {
        Ordering::Greater => format!("{comes}: {value}, in place of {reached}."),
        Ordering::Equal => {
            format!(
                "{comes}: {value} again. This time it would not have helped; on average it does."
            )
        }
        Ordering::Less => format!(
            "{comes}: {value}, this time less than the {reached} you reached. What is better on average \
             is not better every time."
        ),
    }
}

/// The play's one strength: the decision that kept most open where others would have left much behind.
/// Where there was none, one that left nothing behind where others would have left something: the one that
/// showed most, and of these the one that kept most open. Where nothing was at stake in any of them, what
/// showed a lot, and at last what showed a lot and left a little behind. What showed a little of a skill and
/// no more is never told.
pub(super) fn best_move(session: &Session, course: &Course) -> Option<Kept> {
    let most = |a: &Strength, b: &Strength| {
        let order = a.rank.cmp(&b.rank).then(a.showed.cmp(&b.showed));
        order.then(a.saved.total_cmp(&b.saved)).then(b.step.cmp(&a.step))
    };
    let steps = course.steps.iter().zip(session.decisions()).enumerate();
    let strengths = steps.filter_map(|(step, (judged, one))| Strength::of(step, judged, one));
    let Strength { step, rank, saved, .. } = strengths.max_by(most)?;
    let (judged, decision) = (&course.steps[step], &session.decisions()[step]);
    let points = whole(saved);
    let why = speaks_for(decision).map(|shown| shown.why.clone());
    let beside = match Weight::of(judged.regret) {
        Weight::Best => "Nothing on offer was worth more",
        _ => "Hardly anything on offer was worth more",
    };
    Some(Kept {
        moment: moment(session.scenario(), step, decision, why.unwrap_or_default()),
        points,
        told: match rank {
            Rank::Leads => format!("{beside}; the rest averaged about {points} less."),
            Rank::LeavesNothing => format!("{beside}; the rest averaged a little less."),
            Rank::Shows => "It moved no points; it counts for what it showed.".to_owned(),
            Rank::LeavesLittle => {
                "It left a little behind; it counts for what it showed.".to_owned()
            }
        },
    })
}

/// A decision that may be told as the best move.
struct Strength {
    step: usize,
    rank: Rank,
    /// Twice the highest level that it showed; nothing stands in the middle of the scale.
    showed: u8,
    saved: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It left behind what is too little to tell, and showed a lot.
    LeavesLittle,
    /// There was nothing to lose, but it showed a lot.
    Shows,
    /// It left nothing behind, and what else was on offer averaged [`AT_STAKE`] less.
    LeavesNothing,
    /// And what else was on offer averaged [`BEST_MOVE`] less.
    Leads,
}

impl Strength {
    fn of(step: usize, judged: &Judged, decision: &Decision) -> Option<Self> {
        let level = highest(decision).map(|shown| shown.level);
        // What the rubric finds wanting is no strength, whatever it kept open.
        if level.is_some_and(|level| level < 3) {
            return None;
        }
        let showed_much = level.is_some() && whole(judged.regret) == 0;
        let showed = level.map_or(5, |level| 2 * level);
        let saved = others_average(judged, decision).map_or(0.0, |others| judged.chosen - others);
        if judged.regret < 1.0 && saved >= BEST_MOVE {
            return Some(Self { step, rank: Rank::Leads, showed: 0, saved });
        }
        if saved >= AT_STAKE && (showed_much || judged.regret <= TIE) {
            return Some(Self { step, rank: Rank::LeavesNothing, showed, saved });
        }
        let rank = if showed_much { Rank::Shows } else { Rank::LeavesLittle };
        let counts = level.is_some() && judged.regret < FELT;
        counts.then_some(Self { step, rank, showed, saved: 0.0 })
    }
}

/// What else was on offer averages so much; a sorting counts once, by its own average.
fn others_average(judged: &Judged, decision: &Decision) -> Option<f64> {
    let others: Vec<&Valued> =
        judged.offers.iter().filter(|offer| offer.taken != decision.chosen).collect();
    let mut choices: Vec<ChoiceId> = others.iter().map(|offer| offer.taken.choice).collect();
    choices.dedup();
    let mean = |values: &[f64]| {
        #[expect(clippy::cast_precision_loss, reason = "a handful of offers")]
        let count = values.len() as f64;
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / count)
    };
    let of = |choice: &ChoiceId| {
        let values = others.iter().filter(|offer| offer.taken.choice == *choice);
        mean(&values.map(|offer| offer.value).collect::<Vec<f64>>())
    };
    mean(&choices.iter().filter_map(of).collect::<Vec<f64>>())
}
