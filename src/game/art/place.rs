//! Rooms: one drawing each, lit by the hour.

use super::files::Files;
use super::hours::Hours;
use super::look::{Look, Subject, drain, hatch_patterns};
use super::template::{Values, fill};
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
    look: Look,
) -> String {
    let mut light = hours.at(hour);
    if look.level().is_some() {
        // Imagined rooms have no light of their own. A named colour is not drained.
        light.set("ambient", "white");
    }
    document(&room(files, &light, place, variant), look)
}

/// Composes the ground of the home screen: the player's desk and an office, across the seam.
pub(super) fn home_screen(files: &Files, hours: &Hours, hour: f32) -> String {
    let light = hours.at(hour);
    let mut values = Values::default();
    values.set("left", room(files, &light, Place::Desk, Variant::Plain));
    values.set("right", room(files, &light, Place::Office, Variant::Overfull));
    document(&fill(files.svg("places/home-screen"), &values), Look::Real)
}

fn room(files: &Files, light: &Values, place: Place, variant: Variant) -> String {
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

fn document(shapes: &str, look: Look) -> String {
    let inner = match look.level() {
        None => shapes.to_owned(),
        Some(level) => imagined(shapes, level),
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">{inner}</svg>"#
    )
}

/// Drains the room, hatches it, crosses the hatching towards the edges and darkens them.
fn imagined(shapes: &str, level: usize) -> String {
    let shapes = drain(shapes, level, Subject::Room);
    let patterns = hatch_patterns(level, "room", Subject::Room);
    let mut svg = format!(
        r##"<defs>{patterns}</defs>{shapes}<rect width="1280" height="720" fill="url(#rooma)"/>"##
    );
    if level > 0 {
        let gloom = [0.0, 0.10, 0.30, 0.62][level];
        svg += &format!(
            r##"<defs><radialGradient id="gloom" cx="0.5" cy="0.45" r="0.72"><stop offset="0.3" stop-color="#10191D" stop-opacity="0"/><stop offset="1" stop-color="#10191D" stop-opacity="{gloom}"/></radialGradient></defs><g fill="url(#roomb)" fill-rule="evenodd"><path fill-opacity="0.5" d="{EDGES}"/><path d="{CORNERS}"/></g><rect width="1280" height="720" fill="url(#gloom)"/>"##
        );
    }
    svg
}

/// Everything but a middle where the person stands.
const EDGES: &str = "M0 0H1280V720H0ZM640 40C320 50 250 200 270 380C290 560 440 690 650 700C860 690 1010 560 1020 360C1030 180 940 50 640 40Z";
/// Less than the edges.
const CORNERS: &str = "M0 0H1280V720H0ZM600 -60C230 -40 90 150 110 380C130 600 330 760 660 770C1000 760 1180 600 1180 350C1180 140 1000 -40 600 -60Z";

fn key(place: Place) -> &'static str {
    match place {
        Place::Desk => "desk",
        Place::Office => "office",
        Place::Workshop => "workshop",
        Place::Meeting => "meeting",
        Place::Cafe => "cafe",
        Place::Home => "home",
    }
}
