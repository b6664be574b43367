//! What the progress screen shows.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::{Desk, cards::due, words};
use crate::{
    store::{Attempt, AttemptFilter, ForkKind, Mode},
    ui::{AttemptRow, CommitmentRow, SkillHistory, SkillPoint},
};

/// What the progress screen shows; read when it is opened.
#[derive(Resource, Default)]
pub(in crate::game) struct History {
    pub(in crate::game) skills: Vec<SkillHistory>,
    pub(in crate::game) attempts: Vec<AttemptRow>,
    pub(in crate::game) commitments: Vec<CommitmentRow>,
}

impl History {
    /// Reads the records.
    pub(in crate::game) fn of(desk: &Desk) -> Self {
        let attempts = desk.records.attempts(&AttemptFilter::default()).unwrap_or_default();
        let commitments = desk.records.commitments().unwrap_or_default();
        Self {
            skills: skills(desk, &attempts),
            attempts: attempts.iter().filter(|one| one.steps > 0).map(row).collect(),
            commitments: commitments
                .into_iter()
                .map(|kept| CommitmentRow {
                    when: words::date(kept.at),
                    scenario: kept.scenario_title,
                    text: kept.text,
                })
                .collect(),
        }
    }
}

/// Every competency that was shown, in the rubric's order, oldest point first.
fn skills(desk: &Desk, attempts: &[Attempt]) -> Vec<SkillHistory> {
    let mut what: BTreeMap<&str, &str> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (_, ready) in desk.library.ready() {
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
            let point = SkillPoint { when: words::date(finished.at), step: step(shown.level) };
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

/// The step of four a mean rounds to, halves upwards.
fn step(level: f64) -> u8 {
    [1.5, 2.5, 3.5].iter().fold(1, |step, edge| step + u8::from(level >= *edge))
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
