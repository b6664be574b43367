//! What the progress screen shows.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::{cards::due, state::AppState, words};
use crate::{
    store::{Attempt, AttemptFilter, ForkKind, Mode},
    ui::{AttemptRow, CommitmentRow, LessonRow, SkillHistory, SkillPoint},
};

/// What the progress screen shows; read when it is opened.
#[derive(Resource, Default)]
pub(in crate::game) struct History {
    pub(in crate::game) skills: Vec<SkillHistory>,
    pub(in crate::game) lessons: Vec<LessonRow>,
    pub(in crate::game) attempts: Vec<AttemptRow>,
    pub(in crate::game) commitments: Vec<CommitmentRow>,
}

impl History {
    /// Reads the records.
    pub(in crate::game) fn of(state: &AppState) -> Self {
        let attempts =
            state.practice.records().attempts(&AttemptFilter::default()).unwrap_or_default();
        let commitments = state.practice.records().commitments().unwrap_or_default();
        Self {
            skills: skills(state, &attempts),
            lessons: lessons(&attempts),
            attempts: attempts.iter().filter(|one| one.steps > 0).map(row).collect(),
            commitments: commitments
                .into_iter()
                .map(|kept| CommitmentRow {
                    when: words::date(kept.at),
                    scenario: kept.scenario_title,
                    text: kept.kept.told(),
                })
                .collect(),
        }
    }
}

/// Every competency that was shown, in the rubric's order, oldest point first.
fn skills(state: &AppState, attempts: &[Attempt]) -> Vec<SkillHistory> {
    let mut what: BTreeMap<&str, &str> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (_, ready) in state.library.ready() {
        for skill in &ready.scenario.rubric.competencies {
            if what.insert(&skill.id, &skill.what).is_none() {
                order.push(&skill.id);
            }
        }
    }
    let mut found: BTreeMap<String, (SkillHistory, jiff::Timestamp)> = BTreeMap::new();
    let counted = attempts.iter().rev().filter(|one| !one.hindsight);
    for finished in counted.filter_map(|one| one.finished.as_ref()) {
        for shown in &finished.skills {
            let about = what.get(shown.skill.as_str()).copied().unwrap_or_default().to_owned();
            let (history, last) = found.entry(shown.skill.clone()).or_insert_with(|| {
                let name = shown.name.clone();
                (SkillHistory { name, what: about, points: Vec::new(), due: None }, finished.at)
            });
            let seen = shown.seen();
            let point =
                SkillPoint { when: words::date(finished.at), step: seen.step(), seen: seen.told() };
            history.points.push(point);
            *last = finished.at;
        }
    }
    for (history, last) in found.values_mut() {
        history.due = due(*last, history.points.len());
    }
    let place = |id: &str| order.iter().position(|known| *known == id).unwrap_or(usize::MAX);
    let mut skills: Vec<(usize, SkillHistory)> =
        found.into_iter().map(|(id, (history, _))| (place(&id), history)).collect();
    skills.sort_by_key(|(place, _)| *place);
    skills.into_iter().map(|(_, history)| history).collect()
}

/// How often each lesson was kept and broken, in the order of first appearance.
fn lessons(attempts: &[Attempt]) -> Vec<LessonRow> {
    let mut lessons: Vec<LessonRow> = Vec::new();
    let counted = attempts.iter().rev().filter(|one| !one.hindsight);
    for shown in counted.filter_map(|one| one.finished.as_ref()).flat_map(|one| &one.lessons) {
        match lessons.iter_mut().find(|row| row.sentence == shown.sentence) {
            Some(row) => {
                row.kept += shown.kept;
                row.broken += shown.broken;
            }
            None => lessons.push(LessonRow {
                sentence: shown.sentence.clone(),
                kept: shown.kept,
                broken: shown.broken,
            }),
        }
    }
    lessons
}

fn row(attempt: &Attempt) -> AttemptRow {
    let mut marks = Vec::new();
    match attempt.fork.map(|fork| (fork.kind, fork.step)) {
        Some((ForkKind::Rewind, step)) => marks.push(format!("Decision {} taken back", step + 1)),
        Some((ForkKind::PlayOn, step)) => {
            marks.push(format!("Played on from decision {}, with hindsight", step + 1));
        }
        Some((ForkKind::OtherWindow, _)) => marks.push("Gone on in another window".to_owned()),
        None => {}
    }
    if attempt.mode == Mode::Assessment {
        marks.push("Assessment".to_owned());
    }
    AttemptRow {
        id: attempt.id.to_string(),
        when: words::date(attempt.touched),
        scenario: attempt.scenario_title.clone(),
        ending: attempt.finished.as_ref().map(|finished| finished.ending_title.clone()),
        marks,
    }
}
