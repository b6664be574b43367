//! What a trainer would teach: which lessons a decision kept and broke, and which lines are models.

use super::{LessonNote, thresholds::FELT};
use crate::{
    engine::{Decision, Session, answer_id, offered},
    scenario::{self, ChoiceId, Claim, LessonId, LessonsShown, Scenario},
    solver::{Beliefs, PlayEvaluation, StepEvaluation, TIE, Valued},
};

/// A choice that was on offer and tried: what would have been said and shown.
#[derive(Debug, Clone)]
pub(super) struct Tried {
    pub decision: Decision,
    pub lessons: LessonsShown,
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

    /// Whether a trainer would hold it up: it breaks no lesson, and what it shows is not low, an average of two
    /// of four or less.
    pub(super) fn is_model(&self) -> bool {
        let evidence = &self.decision.evidence;
        let is_low = !evidence.is_empty() && self.levels() <= 2 * evidence.len();
        self.lessons.broken.is_empty() && !is_low
    }

    /// Whether it keeps this lesson and breaks none. Such a line is one to learn from, whatever it shows.
    pub(super) fn keeps(&self, lesson: Option<LessonId>) -> bool {
        keeps(&self.lessons, lesson)
    }

    /// What it shows, all together.
    pub(super) fn levels(&self) -> usize {
        self.decision.evidence.iter().map(|shown| usize::from(shown.level)).sum()
    }
}

fn keeps(shown: &LessonsShown, lesson: Option<LessonId>) -> bool {
    shown.broken.is_empty() && lesson.is_some_and(|lesson| shown.kept.contains(&lesson))
}

/// The lesson to tell of a decision: of those that it broke, one that the ending is the price of; else the first
/// that a line on offer keeps while it breaks none; where there is no such line, the first.
pub(super) fn told_lesson(
    before: &Session,
    broken: &[LessonId],
    priced: &[LessonId],
) -> Option<LessonId> {
    if let Some(lesson) = broken.iter().find(|lesson| priced.contains(lesson)) {
        return Some(*lesson);
    }
    let kept = broken.iter().find(|lesson| is_kept_by_some(before, **lesson));
    kept.or_else(|| broken.first()).copied()
}

fn is_kept_by_some(before: &Session, lesson: LessonId) -> bool {
    let mut choices: Vec<ChoiceId> =
        offered(before.scenario(), before.state()).map(|one| one.choice).collect();
    choices.dedup();
    choices.into_iter().any(|choice| keeps(&shown_by(before, choice), Some(lesson)))
}

/// What a choice shows of the lessons, taken here.
fn shown_by(before: &Session, chosen: ChoiceId) -> LessonsShown {
    let (scenario, state) = (before.scenario(), before.state());
    if scenario.lessons.is_empty() {
        return LessonsShown::default();
    }
    let mut on_offer: Vec<ChoiceId> = offered(scenario, state).map(|one| one.choice).collect();
    on_offer.dedup();
    let holds = |condition: &_| state.holds(scenario, condition, 0);
    scenario.shown_by(&scenario::DecisionTaken { chosen, offered: &on_offer, holds: &holds })
}

/// What each decision of a play showed of the lessons.
pub(super) fn lessons(session: &Session) -> Vec<LessonsShown> {
    let decisions = session.decisions();
    if session.scenario().lessons.is_empty() {
        return vec![LessonsShown::default(); decisions.len()];
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
pub(super) fn lesson_notes(scenario: &Scenario, shown: &[LessonsShown]) -> Vec<LessonNote> {
    let steps = |of: fn(&LessonsShown) -> &Vec<LessonId>, id: LessonId| -> Vec<usize> {
        let here = shown.iter().enumerate().filter(|(_, shown)| of(shown).contains(&id));
        here.map(|(step, _)| step).collect()
    };
    let notes = scenario.lesson_ids().zip(&scenario.lessons).map(|(id, lesson)| LessonNote {
        id: lesson.id.to_string(),
        text: lesson.text.to_string(),
        skill: lesson.skill.map(|skill| scenario.skill(skill).name.to_string()),
        kept: steps(|shown| &shown.kept, id),
        broken: steps(|shown| &shown.broken, id),
    });
    notes.filter(|note| !(note.kept.is_empty() && note.broken.is_empty())).collect()
}

/// The lessons that the play broke and that its ending is the price of: they say what it is worth at most.
pub(super) fn priced(session: &Session, shown: &[LessonsShown]) -> Vec<LessonId> {
    let scenario = session.scenario();
    let Some(ending) = session.decisions().iter().find_map(|one| one.ending) else {
        return Vec::new();
    };
    let is_price = |claim: &Claim| match claim {
        Claim::Worth { these, at_most, .. } => at_most.is_some() && these.contains(&ending),
        _ => false,
    };
    let all = scenario.lesson_ids().zip(&scenario.lessons);
    let priced = all.filter(|(_, lesson)| lesson.claims.iter().any(is_price)).map(|(id, _)| id);
    priced.filter(|id| shown.iter().any(|shown| shown.broken.contains(id))).collect()
}

/// Whether a decision may be told as a strength: it broke no lesson, the rubric finds nothing wanting in it,
/// and no clock chooses it of itself.
pub(super) fn may_be_praised(
    scenario: &Scenario,
    decision: &Decision,
    lessons: &LessonsShown,
) -> bool {
    lessons.broken.is_empty()
        && decision.evidence.iter().all(|shown| shown.level >= 3)
        && scenario.choice(decision.chosen.choice).timer.is_none()
}

/// Whether a decision showed a level 1, which is harmful whatever the lessons speak of.
pub(super) fn shows_harm(decision: &Decision) -> bool {
    decision.evidence.iter().any(|shown| shown.level == 1)
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
    /// The lesson that is told of it.
    pub lesson: Option<LessonId>,
}

/// What each decision of a play cost.
///
/// Where a scenario has lessons, a decision that broke none and showed no level 1, which the rubric calls harmful, has
/// cost nothing worth telling; and what would have been better is the best line on offer that keeps the lesson, or
/// where no line keeps it, the best that is a model. All else counts as chance.
pub(super) fn costs(
    session: &Session,
    course: &PlayEvaluation,
    lessons: &[LessonsShown],
) -> Vec<Cost> {
    let steps = course.steps.iter().zip(lessons).enumerate();
    let priced = priced(session, lessons);
    steps.map(|(step, (judged, shown))| cost(session, step, (judged, shown), &priced)).collect()
}

fn cost(
    session: &Session,
    step: usize,
    (judged, shown): (&StepEvaluation, &LessonsShown),
    priced: &[LessonId],
) -> Cost {
    let has_lessons = !session.scenario().lessons.is_empty();
    let is_harmful = shows_harm(&session.decisions()[step]);
    if has_lessons && shown.broken.is_empty() && !is_harmful {
        let is_felt = judged.regret >= FELT;
        let (chosen, hidden) = if is_felt { (0.0, judged.regret) } else { (judged.regret, 0.0) };
        return Cost { chosen, hidden, ..Cost::default() };
    }
    let before = session.rewound_to(step);
    let lesson = told_lesson(&before, &shown.broken, priced);
    if judged.regret < FELT {
        return Cost { chosen: judged.regret, lesson, ..Cost::default() };
    }
    let least = judged.chosen + FELT;
    let first = lesson.iter().chain(&shown.broken);
    let keeping = first.into_iter().find_map(|lesson| {
        let kept = |tried: &Tried| tried.keeps(Some(*lesson));
        best(&before, &judged.offers, least, kept).map(|better| (Some(*lesson), better))
    });
    let is_kept = lesson.is_some_and(|lesson| is_kept_by_some(&before, lesson));
    let any = || {
        let model = best(&before, &judged.offers, least, Tried::is_model);
        model.filter(|_| !is_kept).map(|better| (lesson, better))
    };
    match keeping.or_else(any) {
        Some((lesson, better)) => {
            let chosen = (better.value - judged.chosen).min(judged.regret);
            let better = Some(better.id.clone());
            Cost { chosen, hidden: judged.regret - chosen, better, lesson }
        }
        None => Cost { hidden: judged.regret, lesson, ..Cost::default() },
    }
}

/// Of the offers worth at least so much that are fit to be held up, the best; of answers of one pick that are
/// as good, the one that shows most.
fn best<'o>(
    before: &Session,
    offers: &'o [Valued],
    least: f64,
    is_fit: impl Fn(&Tried) -> bool,
) -> Option<&'o Valued> {
    let mut ranked: Vec<&Valued> =
        offers.iter().filter(|offer| offer.value >= least - TIE).collect();
    ranked.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.taken.cmp(&b.taken)));
    let shows = |offer: &Valued| {
        Tried::of(before, &offer.id).filter(|tried| is_fit(tried)).map(|tried| tried.levels())
    };
    let first = ranked.iter().position(|offer| shows(offer).is_some())?;
    let (value, choice) = (ranked[first].value, ranked[first].taken.choice);
    let alike = ranked.iter().skip(first);
    let alike = alike.filter(|one| one.value >= value - TIE && one.taken.choice == choice);
    let alike: Vec<&Valued> = alike.copied().collect();
    alike.into_iter().rev().max_by_key(|offer| shows(offer))
}

/// Plays on to the end by what can be taught, beginning with this choice, against the same draws.
pub(super) fn play_on(before: &Session, beliefs: &Beliefs, first: &str) -> Option<Session> {
    let mut played = before.clone();
    played.choose(first).ok()?;
    while !played.finished() {
        let offers = beliefs.evaluate(&played)?.offers;
        let best = offers.iter().reduce(
            |best, offer| {
                if offer.value > best.value + TIE { offer } else { best }
            },
        );
        let taught = self::best(&played, &offers, f64::NEG_INFINITY, Tried::is_model);
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
