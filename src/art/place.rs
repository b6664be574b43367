//! Rooms: one drawing each, lit by the hour.

use super::files::Files;
use super::hours::Hours;
use super::imagined;
use super::look::PictureTone;
use super::template::{TemplateValues, fill};
use crate::scenario::Place;

/// What the room shows beyond itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Variant {
    /// An ordinary day.
    #[default]
    Plain,
    /// Too much at once: the office's planner and the desk's inbox are full to the edge.
    Overfull,
}

/// Composes a room.
pub(super) fn compose(
    files: &Files,
    hours: &Hours,
    place: Place,
    hour: f32,
    variant: Variant,
    look: PictureTone,
) -> String {
    let mut light = hours.at(hour);
    if look.level().is_some() {
        // Imagined rooms have no light of their own. A named colour is not drained.
        light.set("ambient", "white");
    }
    document(&room(files, &light, place, variant), look)
}

pub(super) fn room(
    files: &Files,
    light: &TemplateValues,
    place: Place,
    variant: Variant,
) -> String {
    let name = key(place);
    let part = match variant {
        Variant::Plain => "plain",
        Variant::Overfull => "overfull",
    };
    let mut values = light.clone();
    values.set("view", fill(files.svg("places/view"), light));
    values.set("variant", fill(files.svg(&format!("places/{name}-{part}")), light));
    fill(files.svg(&format!("places/{name}")), &values)
}

fn document(shapes: &str, look: PictureTone) -> String {
    let inner = match look.level() {
        None => shapes.to_owned(),
        Some(level) => imagined::room(shapes, level),
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">{inner}</svg>"#
    )
}

fn key(place: Place) -> &'static str {
    match place {
        Place::Desk => "desk",
        Place::Office => "office",
        Place::Workshop => "workshop",
        Place::Meeting => "meeting",
        Place::Cafe => "cafe",
        Place::Home => "home",
        Place::Car => "car",
        Place::OpenPlan => "openplan",
        Place::Canteen => "canteen",
        Place::Corridor => "corridor",
        Place::Kitchen => "kitchen",
    }
}
