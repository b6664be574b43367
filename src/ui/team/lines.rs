//! What was said, in words for a room: who says it, and the line.

use egui::{Color32, Ui};

use super::view::TeamContext;
use crate::{
    practice::wire::{WireSaid, WireSpeaker},
    scenario::Channel,
    ui::{Pace, look::TextSize},
};

/// Who speaks, as a label; empty for the narrator.
fn speaker(said: &WireSaid) -> String {
    let of = |what: &str, name: &str| format!("{what} from {name}");
    match &said.who {
        WireSpeaker::Thought => "You think".to_owned(),
        WireSpeaker::You { via } if *via == Channel::None => "You".to_owned(),
        WireSpeaker::You { via } => format!("You · {}", via.label()),
        WireSpeaker::Person { person } => person.name.clone(),
        WireSpeaker::Email { from: Some(from) } => of("Email", &from.name),
        WireSpeaker::Email { from: None } => "Email from you".to_owned(),
        WireSpeaker::Message { from: Some(from) } => of("Message", &from.name),
        WireSpeaker::Message { from: None } => "Message from you".to_owned(),
        WireSpeaker::Paper => said.heading.clone().unwrap_or_else(|| "On the table".to_owned()),
        WireSpeaker::Narrator | WireSpeaker::Days { .. } => String::new(),
    }
}

fn words(said: &WireSaid) -> String {
    match &said.who {
        WireSpeaker::Days { count: 1 } => "A day passes.".to_owned(),
        WireSpeaker::Days { count } => format!("{count} days pass."),
        _ => said.text.clone(),
    }
}

/// Whether there is something to read in it.
pub(super) fn is_legible(said: &WireSaid) -> bool {
    !words(said).is_empty()
}

/// A line with its speaker.
pub(super) fn line_ui(
    ui: &mut Ui,
    team: &TeamContext<'_>,
    said: &WireSaid,
    size: TextSize,
    is_past: bool,
) {
    let pen = &team.pen;
    let (name, text) = (speaker(said), words(said));
    if text.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = pen.px(2.0);
    let colour: Color32 = if is_past { pen.c.ink_soft } else { pen.c.ink };
    if !name.is_empty() {
        let own = matches!(said.who, WireSpeaker::You { .. } | WireSpeaker::Thought);
        let ink = if is_past {
            pen.c.ink_soft
        } else if own {
            team.accent()
        } else {
            pen.c.fact
        };
        pen.words(name, TextSize::Small).bold().colour(ink).show(ui);
    }
    if let Some(heading) = said.heading.as_ref().filter(|_| !matches!(said.who, WireSpeaker::Paper))
    {
        pen.words(heading.as_str(), TextSize::Small).bold().colour(colour).show(ui);
    }
    let mut line = pen.words(text, size).colour(colour);
    if matches!(said.who, WireSpeaker::Narrator | WireSpeaker::Thought | WireSpeaker::Days { .. }) {
        line = line.italic();
    }
    line.show(ui);
}

/// Whether lines are there all at once.
pub(super) fn all_at_once(team: &TeamContext<'_>) -> bool {
    team.pen.look.settings.pace == Pace::Instant
}
