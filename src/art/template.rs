//! `{{token}}` placeholders and the values put in their place.

use std::collections::BTreeMap;

use super::colour::Rgb;

/// What each placeholder stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct TemplateValues(BTreeMap<String, String>);

impl TemplateValues {
    /// Sets a placeholder to any text.
    pub(super) fn set(&mut self, token: &str, value: impl Into<String>) {
        self.0.insert(token.to_owned(), value.into());
    }

    /// What a placeholder stands for; nothing where it has no value.
    pub(super) fn of(&self, token: &str) -> &str {
        self.0.get(token).map_or("", String::as_str)
    }

    /// Sets a placeholder to a number, in the drawing's own units.
    pub(super) fn number(&mut self, token: &str, value: f32) {
        self.set(token, format!("{value:.2}"));
    }

    /// Sets a colour and its derived shades: `name`, `name_dark`, `name_deep`, `name_light`.
    ///
    /// Skin darkens by losing blue and green first, which keeps every tone warm.
    pub(super) fn skin(&mut self, token: &str, colour: Rgb) {
        self.set(token, colour.hex());
        self.set(&format!("{token}_dark"), colour.scale(0.86, 0.75, 0.71).hex());
        self.set(&format!("{token}_deep"), colour.scale(0.66, 0.49, 0.45).hex());
        self.set(&format!("{token}_light"), colour.mix(LIGHT, 0.20).hex());
    }

    /// Sets a colour and its derived shades, as for skin, for cloth, hair and walls.
    pub(super) fn colour(&mut self, token: &str, colour: Rgb) {
        self.set(token, colour.hex());
        self.set(&format!("{token}_dark"), colour.mix(SHADOW, 0.20).hex());
        self.set(&format!("{token}_deep"), colour.mix(SHADOW, 0.42).hex());
        self.set(&format!("{token}_light"), colour.mix(LIGHT, 0.15).hex());
    }
}

/// What shadows lean towards: a warm near-black, so that skin and cloth never go grey.
const SHADOW: Rgb = Rgb(42, 16, 30);
/// What lights lean towards.
const LIGHT: Rgb = Rgb(255, 240, 214);

/// Puts values in place of placeholders; one that has no value is left out.
pub(super) fn fill(template: &str, values: &TemplateValues) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (token, tail) = after.split_once("}}").unwrap_or((after, ""));
        if let Some(value) = values.0.get(token) {
            out.push_str(value);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}
