//! The decisions that cost most, the lines to learn from, and the play's strength.

use std::{cmp::Ordering, collections::BTreeSet};

use super::{
    Answer, BestMove, BetterLine, ChoicesAndChance, CoachingNote, Dear, Debrief, Moment, Weight,
    figures::{Figures, whole},
    points::points,
    teach::{self, Cost, Tried, may_be_praised, play_on, sentence},
    tell::{came_back, first_why, highest, is_decision, moment},
    thresholds::{AT_STAKE, BEST_MOVE, FELT},
};
use crate::{
    engine::{Decision, Session, Shown},
    scenario::{self, ChoiceId, LessonId, Scenario},
    solver::{Beliefs, PlayEvaluation, StepEvaluation, TIE, Valued},
};

/// How many dear decisions are told.
const DEAREST: usize = 3;

/// Of a sorting with nothing else on offer, how many other answers are put to the learner.
const SORTINGS: usize = 4;

/// What was said already, and is not said again.
pub(super) type Heard = BTreeSet<String>;

/// The coach's notes that are not told with the dear decisions already, in order of play.
#[must_use]
pub fn untold_notes<'d>(debrief: &'d Debrief, split: &ChoicesAndChance) -> Vec<&'d CoachingNote> {
    let told = |note: &&CoachingNote| {
        let said = |dear: &Dear| dear.moment.why == note.note || dear.better.why == note.note;
        split.dearest.iter().any(said)
    };
    debrief.notes.iter().filter(|note| !told(note)).collect()
}

/// A finished play with what the analysis says of it.
pub(super) struct Weighed<'w> {
    pub session: &'w Session,
    pub beliefs: &'w Beliefs,
    pub course: &'w PlayEvaluation,
    /// What each decision cost.
    pub costs: &'w [Cost],
    /// What each decision showed of the lessons.
    pub lessons: &'w [scenario::LessonsShown],
}

/// The decisions that cost most: first the dearest of those that broke the lesson to tell, then the others, the
/// dearest first.
pub(super) fn dearest(weighed: &Weighed<'_>, figures: &Figures) -> Vec<Dear> {
    let mut told: Vec<(usize, i32)> = figures.dear.clone();
    let cost = |step: usize| weighed.costs[step].chosen;
    told.sort_by(|a, b| cost(b.0).total_cmp(&cost(a.0)).then(a.0.cmp(&b.0)));
    let lesson = weighed.lesson_to_tell(&told);
    let broke_it = |(step, _): &(usize, i32)| weighed.costs[*step].lesson == lesson;
    if let Some(at) = told.iter().position(broke_it) {
        told[..=at].rotate_right(1);
    }
    told.truncate(DEAREST);
    let mut heard = Heard::new();
    told.into_iter().filter_map(|(step, points)| weighed.dear(step, points, &mut heard)).collect()
}

impl Weighed<'_> {
    /// Of the lessons that these broke, the one that the ending is the price of; else the one that cost most over
    /// the whole play, and none where something that no lesson speaks of cost more than that.
    fn lesson_to_tell(&self, told: &[(usize, i32)]) -> Option<LessonId> {
        let priced = teach::priced(self.session, self.lessons);
        let cost = |lesson: LessonId| -> f64 {
            let broke_it = self.costs.iter().filter(|cost| cost.lesson == Some(lesson));
            broke_it.map(|cost| cost.chosen).sum()
        };
        let lessons = told.iter().filter_map(|(step, _)| self.costs[*step].lesson);
        let lesson = lessons.max_by(|a, b| {
            let order = priced.contains(a).cmp(&priced.contains(b));
            order.then(cost(*a).total_cmp(&cost(*b))).then(b.cmp(a))
        })?;
        let unspoken = told.iter().filter(|(step, _)| self.costs[*step].lesson.is_none());
        let dearest = unspoken.map(|(step, _)| self.costs[*step].chosen).fold(0.0, f64::max);
        (priced.contains(&lesson) || cost(lesson) >= dearest).then_some(lesson)
    }

    fn dear(&self, step: usize, points: i32, heard: &mut Heard) -> Option<Dear> {
        let Self { session, course, costs, .. } = self;
        let id = costs[step].better.as_deref()?;
        let showed = what_it_lacked(session, step, id)
            .unwrap_or_else(|| what_it_showed(session, step, heard));
        heard.insert(showed.clone());
        let better = better_line(session, self.beliefs, (step, id), heard)?;
        let answers = answers(session, step, &course.steps[step], &costs[step]);
        heard.insert(better.why.clone());
        Some(Dear {
            moment: moment(session.scenario(), step, &session.decisions()[step], showed),
            points,
            weight: Weight::of(costs[step].chosen),
            told: cost(points),
            lesson: sentence(session.scenario(), costs[step].lesson.as_slice()),
            answers,
            better,
        })
    }
}

/// What a decision cost, as a sentence.
pub(super) fn cost(count: i32) -> String {
    format!("This cost about {}.", points(count.max(1)))
}

/// Where the rubric finds a choice good, and one thing in it far from good that the better choice makes
/// good: that thing. The coach's note speaks of the choice at its best.
fn what_it_lacked(session: &Session, step: usize, better: &str) -> Option<String> {
    let decision = &session.decisions()[step];
    speaks_for(decision)?;
    let best = Tried::of(&session.rewound_to(step), better)?.decision.evidence;
    let mended = |low: &&Shown| best.iter().any(|one| one.skill == low.skill && one.level >= 3);
    let low = decision.evidence.iter().filter(|shown| shown.level == 1).find(mended)?;
    Some(low.why.to_string())
}

/// Why a decision counts: the coach's note on it, which speaks of the choice and not of the learner;
/// where there is none, or it was told before, the evidence of the lowest level.
fn what_it_showed(session: &Session, step: usize, heard: &Heard) -> String {
    let decision = &session.decisions()[step];
    let low = decision.evidence.iter().filter(|shown| shown.level <= 2);
    let shown = low.min_by_key(|shown| shown.level).map(|shown| shown.why.to_string());
    note(session.scenario(), decision, heard).or(shown).unwrap_or_default()
}

/// The coach's note on a decision, the first time.
fn note(scenario: &Scenario, decision: &Decision, heard: &Heard) -> Option<String> {
    let note = scenario.choice(decision.chosen.choice).note.as_deref()?;
    (!heard.contains(note)).then(|| note.to_owned())
}

/// What else was on offer, in the order in which it was shown; of a sorting, its best answer.
fn answers(session: &Session, step: usize, judged: &StepEvaluation, cost: &Cost) -> Vec<Answer> {
    let better = cost.better.as_deref().unwrap_or_default();
    let scenario = &**session.scenario();
    let before = session.rewound_to(step);
    let offers = worth_asking(&session.decisions()[step], judged, better);
    let order: Vec<String> =
        before.seen().offered.iter().map(|offer| offer.id.to_string()).collect();
    let place = |choice: ChoiceId| order.iter().position(|id| **id == *scenario.choice(choice).id);
    let mut answers: Vec<(Option<usize>, Answer)> = offers
        .into_iter()
        .filter_map(|offer| {
            let tried = Tried::of(&before, &offer.id)?;
            let beside = beside(offer.value - judged.chosen);
            let answer = Answer {
                id: offer.id.clone(),
                text: tried.decision.text.to_string(),
                channel: tried.decision.channel,
                best: offer.id == better,
                keeps: tried.keeps(cost.lesson),
                told: if tried.keeps(cost.lesson) {
                    format!("{KEEPS} {beside}")
                } else if tried.is_model() {
                    beside
                } else {
                    format!("{beside} {}", no_model(scenario, &tried, cost.lesson))
                },
            };
            Some((place(offer.taken.choice), answer))
        })
        .collect();
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Said of a line that keeps the lesson that was broken.
pub(super) const KEEPS: &str = "Yes: that keeps it.";

/// Why a line is none to learn from, however it comes out.
pub(super) fn no_model(scenario: &Scenario, tried: &Tried, told: Option<LessonId>) -> String {
    if told.is_some_and(|told| tried.lessons.broken.contains(&told)) {
        return "It breaks the same lesson.".to_owned();
    }
    match sentence(scenario, &tried.lessons.broken) {
        Some(lesson) => format!("It is no line to learn from: “{lesson}”"),
        None => "It is no line to learn from.".to_owned(),
    }
}

/// The offers that the learner is asked about: every other choice, of a sorting with its best answer.
/// Where a sorting is all there is, some of its answers, from the best to the least.
fn worth_asking<'j>(
    decision: &Decision,
    judged: &'j StepEvaluation,
    better: &str,
) -> Vec<&'j Valued> {
    let others = judged.offers.iter().filter(|offer| offer.taken != decision.chosen);
    let is_better = |offer: &Valued| offer.id == better;
    let mut by_choice: Vec<&Valued> = Vec::new();
    for offer in others.clone() {
        match by_choice.iter_mut().find(|held| held.taken.choice == offer.taken.choice) {
            Some(held) if is_better(held) => {}
            Some(held) if is_better(offer) || offer.value > held.value + TIE => *held = offer,
            Some(_) => {}
            None => by_choice.push(offer),
        }
    }
    if by_choice.len() > 1 {
        return by_choice;
    }
    let mut ranked: Vec<&Valued> = others.collect();
    ranked.sort_by(|a, b| {
        let first = is_better(b).cmp(&is_better(a)).then(b.value.total_cmp(&a.value));
        first.then(a.taken.cmp(&b.taken))
    });
    let count = ranked.len().min(SORTINGS);
    let last = ranked.len().saturating_sub(1);
    let mut some: Vec<&Valued> =
        (0..count).map(|at| ranked[at * last / count.saturating_sub(1).max(1)]).collect();
    some.sort_by_key(|offer| offer.taken);
    some
}

/// How a line would have come out, so many points beside what was chosen.
fn beside(difference: f64) -> String {
    match whole(difference) {
        better @ 1.. => format!("That would have come out about {} better.", points(better)),
        0 => "That would have come out about as well as what you chose.".to_owned(),
        worse => format!("That would have come out about {} worse still.", points(-worse)),
    }
}

/// A line to learn from, and the play from there on by what can be taught, against the same hidden reasons
/// and the same draws.
fn better_line(
    session: &Session,
    beliefs: &Beliefs,
    (step, id): (usize, &str),
    heard: &Heard,
) -> Option<BetterLine> {
    let scenario = &**session.scenario();
    let played = play_on(&session.rewound_to(step), beliefs, id)?;
    let ending = played.view().standing.ending?;
    let course = beliefs.evaluate(&played)?;
    let decisions = &played.decisions()[step..];
    let first = decisions.first()?;
    let line: Vec<Moment> = (step + 1..)
        .zip(decisions.iter().skip(1))
        .filter(|(at, one)| is_decision(scenario, one) && matters(&course.steps[*at]))
        .map(|(at, one)| moment(scenario, at, one, first_why(one)))
        .collect();
    let reached = session.seen().standing.ending.as_ref().map_or(0, |ending| ending.value);
    Some(BetterLine {
        step,
        id: first.choice_id.to_string(),
        text: first.text.to_string(),
        channel: first.channel,
        why: why(scenario, first, heard),
        reply: came_back(scenario, first),
        told: comes_to(&ending.title, ending.value, reached),
        line,
        choices: decisions.iter().map(|one| one.choice_id.to_string()).collect(),
        ending: ending.title.into(),
        result: ending.value,
    })
}

/// The first thing that it showed at a high level: authors write first what a choice is about.
fn speaks_for(decision: &Decision) -> Option<&Shown> {
    decision.evidence.iter().find(|shown| shown.level >= 3)
}

/// Whether something on offer would have left behind what is worth telling.
fn matters(judged: &StepEvaluation) -> bool {
    judged.offers.iter().any(|offer| judged.value - offer.value >= FELT)
}

/// Why a choice is the better one: the coach's note, what it would have shown, what is meant by it; else
/// what can be said of any.
pub(super) fn why(scenario: &Scenario, decision: &Decision, heard: &Heard) -> String {
    if let Some(note) = note(scenario, decision, heard) {
        return note;
    }
    if let Some(shown) = speaks_for(decision) {
        return format!("What it shows: “{}”", shown.why);
    }
    match scenario.choice(decision.chosen.choice).intent.as_deref() {
        Some(intent) => format!("What it is after: {}.", intent.trim_end_matches('.')),
        None => "From here, more of what could still go well stays within reach.".to_owned(),
    }
}

fn comes_to(ending: &str, value: i32, reached: i32) -> String {
    let comes =
        format!("Played on well from there, with the same hidden reasons, it comes to “{ending}”");
    match value.cmp(&reached) {
        Ordering::Greater => format!("{comes}: {value} of 100, in place of {reached}."),
        Ordering::Equal => {
            format!(
                "{comes}: {value} of 100 again. This time it would not have helped; on average it does."
            )
        }
        Ordering::Less => format!(
            "{comes}: {value} of 100, this time less than the {reached} you reached. What is better on average \
             is not better every time."
        ),
    }
}

/// The play's one strength: the decision that kept most open where others would have cost much.
/// Where there was none, one that cost nothing where others would have cost something: the one that
/// showed most, and of these the one that kept most open. Where nothing was at stake in any of them, what
/// showed a lot, and at last what showed a lot and cost a little. What showed a little of a skill, what broke
/// a lesson, and what a clock may have chosen, is never told.
pub(super) fn best_move(weighed: &Weighed<'_>) -> Option<BestMove> {
    let most = |a: &StrengthCandidate, b: &StrengthCandidate| {
        let order = a.rank.cmp(&b.rank).then(a.showed.cmp(&b.showed));
        order.then(a.saved.total_cmp(&b.saved)).then(b.step.cmp(&a.step))
    };
    let Weighed { session, course, lessons, .. } = weighed;
    let scenario = &**session.scenario();
    let steps = course.steps.iter().zip(session.decisions()).enumerate();
    let strengths = steps
        .filter(|(step, (_, one))| may_be_praised(scenario, one, &lessons[*step]))
        .filter_map(|(step, (judged, one))| StrengthCandidate::of(step, judged, one));
    let StrengthCandidate { step, rank, saved, .. } = strengths.max_by(most)?;
    let decision = &session.decisions()[step];
    let lead = whole(saved);
    let why = speaks_for(decision).map(|shown| shown.why.to_string());
    let beside = "better than the other lines on offer";
    Some(BestMove {
        moment: moment(scenario, step, decision, why.unwrap_or_default()),
        points: lead,
        lesson: sentence(scenario, &lessons[step].kept),
        told: match rank {
            Rank::Leads => format!("It came out about {} {beside}, on average.", points(lead)),
            Rank::LeavesNothing => format!("It came out a little {beside}."),
            Rank::Shows => {
                "Here any line would have come out alike; this one showed something.".to_owned()
            }
            Rank::LeavesLittle => {
                "Another line would have come out a little better; this one showed something."
                    .to_owned()
            }
        },
    })
}

/// A decision that may be told as the best move.
struct StrengthCandidate {
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

impl StrengthCandidate {
    fn of(step: usize, judged: &StepEvaluation, decision: &Decision) -> Option<Self> {
        let level = highest(decision).map(|shown| shown.level);
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
fn others_average(judged: &StepEvaluation, decision: &Decision) -> Option<f64> {
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
