//! The mood table: which brows, eyes and mouth a mood wears, and how it holds itself.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ArtError;
use super::files::{self, Files};
use crate::scenario::Mood;

const FILE: &str = "moods.ron";

/// Every mood's expression; reading makes sure that none is missing.
#[derive(Debug)]
pub(super) struct Moods {
    neutral: Expression,
    rows: BTreeMap<String, Expression>,
}

/// How a mood shows. Lengths are in figure units (a figure is 400 by 440), angles in degrees.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expression {
    /// Fragment below `parts/brows`.
    pub(super) brows: String,
    /// Fragment below `parts/eyes`.
    pub(super) eyes: String,
    /// Fragment below `parts/mouth`.
    pub(super) mouth: String,
    /// The head leans towards its far shoulder (positive) or its near one.
    pub(super) tilt: f32,
    /// Features move across the face: positive turns towards the other person.
    pub(super) turn: f32,
    /// Features move down the face: positive bows the head.
    pub(super) nod: f32,
    /// The shoulders drop (positive) or rise.
    pub(super) shoulders: f32,
    /// Irises move: positive is towards the other person, and down.
    pub(super) gaze: (f32, f32),
    /// Fragments below `parts/mark`: `NAME` lies on the skin, `NAME-over` over the hair too.
    #[serde(default)]
    pub(super) marks: Vec<String>,
    /// Fragment below `parts/hand`: what the free hand does.
    #[serde(default)]
    pub(super) hand: Option<String>,
}

impl Moods {
    pub(super) fn read(files: &Files) -> Result<Self, ArtError> {
        let rows: BTreeMap<String, Expression> = files::table(FILE)?;
        for (name, row) in &rows {
            files.require(&format!("parts/brows/{}", row.brows), name)?;
            files.require(&format!("parts/eyes/{}", row.eyes), name)?;
            files.require(&format!("parts/mouth/{}", row.mouth), name)?;
            if let Some(hand) = &row.hand {
                files.require(&format!("parts/hand/{hand}"), name)?;
            }
            for mark in &row.marks {
                files.require_any(&format!("parts/mark/{mark}"), name)?;
            }
        }
        let missing = |row: &str| ArtError::Row { file: FILE, row: row.to_owned() };
        for mood in Mood::ALL.iter().copied().map(key) {
            rows.get(mood).ok_or_else(|| missing(mood))?;
        }
        let neutral = rows.get("Neutral").cloned().ok_or_else(|| missing("Neutral"))?;
        Ok(Self { neutral, rows })
    }

    pub(super) fn get(&self, mood: Mood) -> &Expression {
        self.rows.get(key(mood)).unwrap_or(&self.neutral)
    }
}

fn key(mood: Mood) -> &'static str {
    match mood {
        Mood::Neutral => "Neutral",
        Mood::Warm => "Warm",
        Mood::Guarded => "Guarded",
        Mood::Annoyed => "Annoyed",
        Mood::Tired => "Tired",
        Mood::Surprised => "Surprised",
        Mood::Thoughtful => "Thoughtful",
        Mood::Worried => "Worried",
        Mood::Amused => "Amused",
        Mood::Hurt => "Hurt",
    }
}
