//! The light of the day: colours of sky, room and lamp between two rows of `hours.ron`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ArtError;
use super::colour::Rgb;
use super::files;
use super::template::TemplateValues;

const FILE: &str = "hours.ron";

/// The day as rows in order of their hour; reading makes sure that there is at least one.
#[derive(Debug)]
pub(super) struct Hours {
    first: Light,
    rows: Vec<Light>,
}

/// The light at one hour.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Light {
    /// 0 to 24.
    hour: f32,
    /// Placeholders that are colours.
    colours: BTreeMap<String, Rgb>,
    /// Placeholders that are numbers.
    numbers: BTreeMap<String, f32>,
}

impl Hours {
    pub(super) fn read() -> Result<Self, ArtError> {
        let mut rows: Vec<Light> = files::table(FILE)?;
        rows.sort_by(|left, right| left.hour.total_cmp(&right.hour));
        let first = rows.first().cloned();
        let first =
            first.ok_or_else(|| ArtError::Row { file: FILE, row: "any hour".to_owned() })?;
        Ok(Self { first, rows })
    }

    /// The light at `hour`, blended between its neighbours.
    pub(super) fn at(&self, hour: f32) -> TemplateValues {
        let before = self.rows.iter().rfind(|row| row.hour <= hour).unwrap_or(&self.first);
        let after = self.rows.iter().find(|row| row.hour > hour).unwrap_or(before);
        let span = after.hour - before.hour;
        let share = if span > 0.0 { ((hour - before.hour) / span).clamp(0.0, 1.0) } else { 0.0 };
        let mut values = TemplateValues::default();
        for (token, &colour) in &before.colours {
            let next = after.colours.get(token).copied().unwrap_or(colour);
            values.colour(token, colour.mix(next, share));
        }
        for (token, &number) in &before.numbers {
            let next = after.numbers.get(token).copied().unwrap_or(number);
            values.number(token, number + (next - number) * share);
        }
        values
    }
}
