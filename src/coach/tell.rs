//! Building the debrief: which moments it tells, and in which words.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    ChairBeat, CoachingNote, Day, Debrief, EvidenceNote, Moment, OtherChair, Seen, SkillProfile,
    ToldVerdict, Truth, When,
    seen::times,
    teach::{self, may_be_praised},
};
use crate::{
    engine::{Decision, PersonView, Said, Session, Shown, Speaker, State},
    scenario::{Beneath, LessonsShown, Question, Scenario, SkillId},
};

/// How many turning points the debrief tells.
const TURNING_POINTS: usize = 2;

/// The step from which something is well done.
const WELL_DONE: u8 = 3;

/// How many questions are asked.
const QUESTIONS: usize = 3;

/// The debrief of a finished play; `None` while it goes on.
#[must_use]
pub fn debrief(session: &Session) -> Option<Debrief> {
    let standing = &session.seen().standing;
    let ending = standing.ending.clone().filter(|_| standing.finished)?;
    let scenario = &**session.scenario();
    let state = session.state();
    let decisions = session.decisions();
    let shown = teach::lessons(session);
    let moments = decisions.iter().enumerate().filter(|(_, one)| is_decision(scenario, one));
    Some(Debrief {
        scenario: scenario.title.to_string(),
        ending,
        picture: session.ending_picture(),
        happened: moments.map(|(step, one)| moment(scenario, step, one, first_why(one))).collect(),
        truths: truths(scenario, state),
        saw: standing.saw.iter().map(ToString::to_string).collect(),
        told: verdicts(session),
        best_move: best_move(scenario, decisions, &shown),
        turning_points: turning_points(session, &shown),
        profile: profile(session),
        lessons: teach::lesson_notes(scenario, &shown),
        notes: notes(scenario, decisions),
        agreements: standing.agreements.iter().map(|one| one.label.to_string()).collect(),
        commitment: commitment(scenario, decisions),
        questions: questions(scenario, state),
        other_chair: scenario
            .beneath
            .as_ref()
            .map(|beneath| other_chair(scenario, state, beneath, decisions))
            .filter(|chair| !chair.beats.is_empty()),
    })
}

/// Whether the step was a decision, rather than turning a page.
pub(super) fn is_decision(scenario: &Scenario, decision: &Decision) -> bool {
    decision.offered.len() > 1 || !scenario.choice(decision.chosen.choice).evidence.is_empty()
}

pub(super) fn first_why(decision: &Decision) -> String {
    decision.evidence.first().map(|shown| shown.why.to_string()).unwrap_or_default()
}

pub(super) fn moment(scenario: &Scenario, step: usize, decision: &Decision, why: String) -> Moment {
    Moment {
        step,
        scene: scenario.scene(decision.scene).title.to_string(),
        when: when(scenario, decision),
        channel: decision.channel,
        yours: decision.text.to_string(),
        intent: scenario.choice(decision.chosen.choice).intent.as_deref().map(str::to_owned),
        reply: came_back(scenario, decision),
        why,
    }
}

/// When a decision was taken.
#[must_use]
pub fn when(scenario: &Scenario, decision: &Decision) -> When {
    let dated = scenario.clock.as_ref().is_some_and(|clock| clock.starts.is_some());
    let day = match decision.day.date {
        Some(date) => Day::Dated(date),
        None if dated => Day::Afterwards,
        None => Day::Counted(decision.day.counted()),
    };
    When { day, minute: decision.minute }
}

/// The first words that came back, with the speaker's name before them: of the person whom it was said to,
/// where there is one. What a third person says next is no answer.
pub(super) fn came_back(scenario: &Scenario, decision: &Decision) -> Option<String> {
    let to = &scenario.choice(decision.chosen.choice).to;
    let answers = |person: &PersonView| {
        to.is_empty() || to.iter().any(|to| *scenario.person(*to).id == *person.id)
    };
    decision.said.iter().find_map(|said| match &said.who {
        Speaker::Person(person) | Speaker::Email(Some(person)) | Speaker::Message(Some(person))
            if answers(person) && !said.text.is_empty() =>
        {
            Some(format!("{}: {}", person.name, said.text))
        }
        _ => None,
    })
}

fn truths(scenario: &Scenario, state: &State) -> Vec<Truth> {
    scenario
        .draw_ids()
        .zip(&scenario.draws)
        .filter_map(|(id, draw)| {
            let value = &draw.values[usize::from(state.drawn(id))];
            let tells = value.reveal.is_some() || value.explain.is_some();
            tells.then(|| Truth {
                title: value.title.as_ref().unwrap_or(&value.id).to_string(),
                quote: value.reveal.as_deref().map(str::to_owned),
                explain: value.explain.as_deref().map(str::to_owned),
            })
        })
        .collect()
}

/// Every guess that was ever held, with what was so.
fn verdicts(session: &Session) -> Vec<ToldVerdict> {
    let scenario = session.scenario();
    scenario
        .guess_ids()
        .zip(&scenario.guesses)
        .filter(|(id, _)| session.ever_held(*id))
        .map(|(_, guess)| ToldVerdict {
            text: guess.text.to_string(),
            so: guess.so_when.as_ref().is_some_and(|so| session.state().holds(scenario, so, 0)),
        })
        .collect()
}

/// What a decision showed, summed over its evidence: each level counts by its distance from the
/// middle of the scale, 2.5, in halves.
fn weight(decision: &Decision) -> i32 {
    decision.evidence.iter().map(|shown| i32::from(shown.level) * 2 - 5).sum()
}

fn best_move(
    scenario: &Scenario,
    decisions: &[Decision],
    lessons: &[LessonsShown],
) -> Option<Moment> {
    let story = story(scenario, decisions);
    let (step, best) = story
        .filter(|(step, one)| may_be_praised(scenario, one, &lessons[*step]))
        .filter(|(step, one)| !one.evidence.is_empty() || !lessons[*step].kept.is_empty())
        .max_by_key(|(step, one)| (weight(one), Reverse(*step)))?;
    Some(moment(
        scenario,
        step,
        best,
        highest(best).map(|shown| shown.why.to_string()).unwrap_or_default(),
    ))
}

/// The evidence of the highest level, the first of several.
pub(super) fn highest(decision: &Decision) -> Option<&Shown> {
    decision.evidence.iter().rev().max_by_key(|shown| shown.level)
}

/// The decisions that broke a lesson, one to a lesson: that lesson first that the ending is the price of, then
/// the one that was broken most often, then in file order, each by the decision that showed least. Where a
/// scenario has no lessons, the decisions that showed least. What they cost is told by
/// [`choices_and_chance`](super::choices_and_chance); where that is not known, lessons and evidence speak.
fn turning_points(session: &Session, lessons: &[LessonsShown]) -> Vec<Moment> {
    let scenario = &**session.scenario();
    let story = story(scenario, session.decisions());
    let mut low: Vec<(usize, &Decision)> = if scenario.lessons.is_empty() {
        story.filter(|(_, one)| one.evidence.iter().any(|shown| shown.level <= 2)).collect()
    } else {
        story.filter(|(step, _)| !lessons[*step].broken.is_empty()).collect()
    };
    low.sort_by_key(|(step, one)| (weight(one), *step));
    if !scenario.lessons.is_empty() {
        low = one_to_a_lesson(session, lessons, low);
    }
    low.truncate(TURNING_POINTS);
    low.into_iter()
        .map(|(step, one)| {
            let low = one.evidence.iter().filter(|shown| shown.level <= 2);
            let why = low.min_by_key(|shown| shown.level);
            moment(scenario, step, one, why.map(|shown| shown.why.to_string()).unwrap_or_default())
        })
        .collect()
}

/// Of these the first that broke each lesson, by how much there is to say of the lesson.
fn one_to_a_lesson<'d>(
    session: &Session,
    lessons: &[LessonsShown],
    low: Vec<(usize, &'d Decision)>,
) -> Vec<(usize, &'d Decision)> {
    let priced = teach::priced(session, lessons);
    let told =
        |step: usize| teach::told_lesson(&session.rewound_to(step), &lessons[step].broken, &priced);
    let times = |lesson| lessons.iter().filter(|shown| shown.broken.contains(&lesson)).count();
    let mut met = BTreeMap::new();
    for (step, one) in low {
        if let Some(lesson) = told(step) {
            let order = (!priced.contains(&lesson), Reverse(times(lesson)), lesson);
            met.entry(order).or_insert((step, one));
        }
    }
    met.into_values().collect()
}

/// The decisions before the ending; the reflection is not a turning point.
fn story<'d>(
    scenario: &'d Scenario,
    decisions: &'d [Decision],
) -> impl Iterator<Item = (usize, &'d Decision)> {
    let ended = decisions.iter().position(|one| one.ending.is_some());
    let before = ended.map_or(decisions.len(), |at| at + 1);
    decisions[..before].iter().enumerate().filter(|(_, one)| is_decision(scenario, one))
}

fn profile(session: &Session) -> Vec<SkillProfile> {
    let scenario = session.scenario();
    let trained = |skill: &SkillId| {
        scenario.trains.contains(skill)
            || session.decisions().iter().any(|one| one.evidence.iter().any(|e| e.skill == *skill))
    };
    scenario.skill_ids().filter(trained).map(|id| skill_profile(session, id)).collect()
}

fn skill_profile(session: &Session, id: SkillId) -> SkillProfile {
    let scenario = session.scenario();
    let skill = scenario.skill(id);
    let mut evidence: Vec<EvidenceNote> = session
        .decisions()
        .iter()
        .enumerate()
        .flat_map(|(step, one)| {
            one.evidence.iter().filter(|shown| shown.skill == id).map(move |shown| EvidenceNote {
                step,
                scene: scenario.scene(one.scene).title.to_string(),
                scene_id: scenario.scene(one.scene).id.to_string(),
                choice_id: one.choice_id.to_string(),
                yours: one.text.to_string(),
                level: shown.level,
                why: shown.why.to_string(),
            })
        })
        .collect();
    evidence.sort_by_key(|note| note.level > 1);
    let seen = Seen::of(evidence.iter().map(|note| note.level));
    // What doing it well looks like is the least to try: a low anchor tells what to leave.
    let least = seen.step().or(seen.lowest).unwrap_or_default().max(WELL_DONE - 1);
    let next = skill.anchors.get(usize::from(least));
    SkillProfile {
        id: skill.id.to_string(),
        name: skill.name.to_string(),
        what: skill.what.to_string(),
        level: (seen.count > 0).then_some(seen.mean),
        step: seen.step(),
        seen: seen.told(),
        next: next.map(ToString::to_string),
        anchors: skill.anchors.each_ref().map(ToString::to_string),
        evidence,
        note: skill.note.as_deref().map(str::to_owned),
    }
}

/// The notes, each at the first decision that it is on.
fn notes(scenario: &Scenario, decisions: &[Decision]) -> Vec<CoachingNote> {
    let mut told = BTreeSet::new();
    decisions
        .iter()
        .enumerate()
        .filter_map(|(step, one)| {
            let note = scenario.choice(one.chosen.choice).note.as_ref()?;
            if !told.insert(note) {
                return None;
            }
            Some(CoachingNote {
                step,
                scene: scenario.scene(one.scene).title.to_string(),
                yours: one.text.to_string(),
                note: note.to_string(),
            })
        })
        .collect()
}

fn commitment(scenario: &Scenario, decisions: &[Decision]) -> Option<String> {
    decisions
        .iter()
        .rev()
        .find_map(|one| scenario.choice(one.chosen.choice).commitment.as_deref().map(str::to_owned))
}

/// The questions that fit what happened, in file order, then those that fit any play.
fn questions(scenario: &Scenario, state: &State) -> Vec<String> {
    fitting(scenario, state, &scenario.questions).take(QUESTIONS).map(str::to_owned).collect()
}

/// Of these the ones that fit what happened, in file order, then those that fit any play.
pub(super) fn fitting<'q>(
    scenario: &'q Scenario,
    state: &'q State,
    written: &'q [Question],
) -> impl Iterator<Item = &'q str> {
    let fits = move |question: &&Question| {
        question.when.as_ref().is_some_and(|when| state.holds(scenario, when, 0))
    };
    let plain = written.iter().filter(|question| question.when.is_none());
    written.iter().filter(fits).chain(plain).map(|question| &*question.text)
}

fn other_chair(
    scenario: &Scenario,
    state: &State,
    beneath: &Beneath,
    decisions: &[Decision],
) -> OtherChair {
    let person = scenario.person(beneath.who);
    let drawn = usize::from(state.drawn(beneath.draw));
    let beats: Vec<ChairBeat> = decisions
        .iter()
        .enumerate()
        .filter_map(|(step, one)| {
            let thoughts = &scenario.choice(one.chosen.choice).beneath;
            let thought = thoughts.get(drawn)?.as_ref()?;
            let theirs =
                |said: &&Said| matches!(&said.who, Speaker::Person(p) if *p.id == *person.id);
            Some(ChairBeat {
                step,
                yours: one.text.to_string(),
                thought: thought.to_string(),
                said: one
                    .said
                    .iter()
                    .filter(theirs)
                    .find(|said| !said.text.is_empty())
                    .map(|said| said.text.to_string()),
            })
        })
        .collect();
    let beats = once_each(&beats);
    OtherChair {
        title: beneath.title.to_string(),
        name: person.name.to_string(),
        portrait: person.portrait.to_string(),
        beats,
    }
}

/// What was done and thought several times in a row once, with how often.
fn once_each(beats: &[ChairBeat]) -> Vec<ChairBeat> {
    let alike = |a: &ChairBeat, b: &ChairBeat| (&a.yours, &a.thought) == (&b.yours, &b.thought);
    let told = beats.chunk_by(alike).filter_map(|beats| {
        let mut beat = beats.first()?.clone();
        if beats.len() > 1 {
            beat.yours = format!("{} ({})", beat.yours, times(beats.len()));
        }
        Some(beat)
    });
    told.collect()
}
