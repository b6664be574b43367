//! What a trainer would teach: which lessons a decision kept and broke, and which lines are models.

use super::{FELT, LessonNote};
use crate::{
    engine::{Decision, Session, answer_id, offered},
    scenario::{self, ChoiceId, LessonId, Scenario, Shown},
    solver::{Beliefs, Course, Judged, TIE, Valued},
};

/// A choice that was on offer and tried: what would have been said and shown.
#[derive(Debug, Clone)]
pub(super) struct Tried {
    pub decision: Decision,
    pub lessons: Shown,
}

impl Tried {
    /// What is on offer under this id.
    pub(super) fn of(before: &Session, id: &str) -> Option<Self> {
        let mut tried = before.clone();
        tried.choose(id).ok()?;
        let decision = tried.decisions().last()?.clone();
        let lessons = shown_by(before, decision.chosen.choice);
        Some(Self { decision, lessons })
    }

    /// Whether a trainer would hold it up: it breaks no lesson, and what it shows is mostly good. Where a
    /// scenario has lessons, "mostly" is an average of three of four; elsewhere it is more than two.
    pub(super) fn is_model(&self, scenario: &Scenario) -> bool {
        let evidence = &self.decision.evidence;
        let sum: usize = evidence.iter().map(|shown| usize::from(shown.level)).sum();
        let is_good = if scenario.lessons.is_empty() {
            sum > 2 * evidence.len()
        } else {
            sum >= 3 * evidence.len()
        };
        self.lessons.broken.is_empty() && (evidence.is_empty() || is_good)
    }
}

/// What a choice shows of the lessons, taken here.
fn shown_by(before: &Session, chosen: ChoiceId) -> Shown {
    let (scenario, state) = (before.scenario(), before.state());
    if scenario.lessons.is_empty() {
        return Shown::default();
    }
    let mut on_offer: Vec<ChoiceId> = offered(scenario, state).map(|one| one.choice).collect();
    on_offer.dedup();
    let holds = |condition: &_| state.holds(scenario, condition, 0);
    scenario.shown_by(&scenario::Decision { chosen, offered: &on_offer, holds: &holds })
}

/// What each decision of a play showed of the lessons.
pub(super) fn lessons(session: &Session) -> Vec<Shown> {
    let decisions = session.decisions();
    if session.scenario().lessons.is_empty() {
        return vec![Shown::default(); decisions.len()];
    }
    let mut again = session.rewound_to(0);
    let shown = decisions.iter().map(|decision| {
        let shown = shown_by(&again, decision.chosen.choice);
        // It was played, so it can be.
        let _ = again.choose_branch(&decision.choice_id, decision.forced_branch);
        shown
    });
    shown.collect()
}

/// What a play showed of each lesson of which it showed something.
pub(super) fn lesson_notes(scenario: &Scenario, shown: &[Shown]) -> Vec<LessonNote> {
    let steps = |of: fn(&Shown) -> &Vec<LessonId>, id: LessonId| -> Vec<usize> {
        let here = shown.iter().enumerate().filter(|(_, shown)| of(shown).contains(&id));
        here.map(|(step, _)| step).collect()
    };
    let notes = (0..).map(LessonId).zip(&scenario.lessons).map(|(id, lesson)| LessonNote {
        id: lesson.id.to_string(),
        text: lesson.text.to_string(),
        skill: lesson.skill.map(|skill| scenario.skill(skill).name.to_string()),
        kept: steps(|shown| &shown.kept, id),
        broken: steps(|shown| &shown.broken, id),
    });
    notes.filter(|note| !(note.kept.is_empty() && note.broken.is_empty())).collect()
}

/// The sentence of the first of these lessons.
pub(super) fn sentence(scenario: &Scenario, lessons: &[LessonId]) -> Option<String> {
    lessons.first().map(|id| scenario.lesson(*id).text.to_string())
}

/// What a decision cost, and how much of it a trainer would speak of.
#[derive(Debug, Clone, Default)]
pub(super) struct Cost {
    /// Points that it cost beside the line to learn from, or that are too few to tell.
    pub chosen: f64,
    /// Points that lay in something that could not be known.
    pub hidden: f64,
    /// Id of the line to learn from.
    pub better: Option<String>,
}

/// What each decision of a play cost.
///
/// Where a scenario has lessons, a decision that broke none has cost nothing worth telling; and what would
/// have been better is the best line on offer that is a model. All else lay in what could not be known.
pub(super) fn costs(session: &Session, course: &Course, lessons: &[Shown]) -> Vec<Cost> {
    let steps = course.steps.iter().zip(lessons).enumerate();
    steps.map(|(step, (judged, shown))| cost(session, step, judged, shown)).collect()
}

fn cost(session: &Session, step: usize, judged: &Judged, shown: &Shown) -> Cost {
    if judged.regret < FELT {
        return Cost { chosen: judged.regret, ..Cost::default() };
    }
    let has_lessons = !session.scenario().lessons.is_empty();
    let better = if has_lessons && shown.broken.is_empty() {
        None
    } else {
        let before = session.rewound_to(step);
        best_model(&before, &judged.offers, judged.chosen + FELT)
    };
    match better {
        Some(better) => {
            let chosen = (better.value - judged.chosen).min(judged.regret);
            Cost { chosen, hidden: judged.regret - chosen, better: Some(better.id.clone()) }
        }
        None => Cost { hidden: judged.regret, ..Cost::default() },
    }
}

/// Of the offers worth at least so much, the best that is a model.
fn best_model<'o>(before: &Session, offers: &'o [Valued], least: f64) -> Option<&'o Valued> {
    let mut ranked: Vec<&Valued> =
        offers.iter().filter(|offer| offer.value >= least - TIE).collect();
    ranked.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.taken.cmp(&b.taken)));
    let is_model = |offer: &&&Valued| {
        Tried::of(before, &offer.id).is_some_and(|tried| tried.is_model(before.scenario()))
    };
    ranked.iter().find(is_model).copied()
}

/// Plays on to the end by what can be taught, beginning with this choice, against the same draws.
pub(super) fn play_on(before: &Session, beliefs: &Beliefs, first: &str) -> Option<Session> {
    let mut played = before.clone();
    played.choose(first).ok()?;
    while !played.finished() {
        let offers = beliefs.judge(&played)?.offers;
        let best = offers.iter().reduce(
            |best, offer| {
                if offer.value > best.value + TIE { offer } else { best }
            },
        );
        let taught = best_model(&played, &offers, f64::NEG_INFINITY);
        // In the reflection nothing has a value, and what comes first is taken.
        let id = taught.or(best).map(|offer| offer.id.clone()).or_else(|| first_answer(&played))?;
        played.choose(&id).ok()?;
    }
    Some(played)
}

fn first_answer(session: &Session) -> Option<String> {
    let first = offered(session.scenario(), session.state()).next()?;
    Some(answer_id(session.scenario(), first))
}
