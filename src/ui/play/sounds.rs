//! What is heard with which line, and in which place.

use super::{
    PlayLocal, PlayView,
    lines::{self, Beat},
};
use crate::{
    engine::{Speaker, Standing},
    scenario::{Channel, Place},
    sound::{Cue, Order, RoomTone},
    ui::Pace,
};

/// What can be heard once: a line, the leaf of a calendar, the ending, an email that types itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Line(usize),
    Leaf(usize),
    Ending,
    Typing,
    /// Every line of a turn that is shown at once.
    All,
}

/// Says what is heard in this frame, once for each moment, and never for what was skipped.
pub(super) fn sound(view: &PlayView<'_>, local: &mut PlayLocal, beats: &[Beat]) {
    let Some(moment) = moment(view, local, beats) else { return };
    if local.heard_at == Some((view.turn, moment)) {
        return;
    }
    local.heard_at = Some((view.turn, moment));
    // Whoever reads on has answered.
    local.orders.push(Order::Settle);
    let cue = match moment {
        Moment::Line(at) => of_line(view, at),
        Moment::Leaf(_) => Some(Cue::Page),
        Moment::Ending => Some(Cue::Motif),
        Moment::Typing => Some(Cue::Keys),
        Moment::All => (0..view.view.said.len())
            .filter_map(|at| of_line(view, at))
            .max_by_key(|cue| (cue.is_ringing(), cue.caption().is_some())),
    };
    local.orders.extend(cue.map(Order::Cue));
}

/// The moment that is on: none while nobody looks, or while something else stands over the play.
fn moment(view: &PlayView<'_>, local: &PlayLocal, beats: &[Beat]) -> Option<Moment> {
    if !view.attended || local.above.is_some() || local.back > 0 {
        return None;
    }
    if local.composing.is_some() {
        return Some(Moment::Typing);
    }
    let all_at_once = view.look.settings.pace == Pace::Instant;
    match lines::current(beats, local) {
        Some(Beat::Break) => view.view.standing.ending.is_some().then_some(Moment::Ending),
        Some(Beat::Leaf(_)) => Some(Moment::Leaf(local.beat)),
        Some(Beat::Line(_)) if all_at_once => None,
        Some(Beat::Line(at)) => Some(Moment::Line(at)),
        None if all_at_once => Some(Moment::All),
        None => None,
    }
}

/// The room that is heard while a turn is on.
pub(super) fn room(
    view: &PlayView<'_>,
    local: &PlayLocal,
    standing: &Standing,
) -> Option<RoomTone> {
    let covered = local.above.is_some() || !view.attended;
    (!covered).then(|| tone(standing.place))
}

/// What a place sounds like.
fn tone(place: Place) -> RoomTone {
    match place {
        Place::Desk => RoomTone::Desk,
        Place::Office => RoomTone::Office,
        Place::Workshop => RoomTone::Workshop,
        Place::Meeting => RoomTone::Meeting,
        Place::Cafe => RoomTone::Cafe,
        Place::Home => RoomTone::Home,
        Place::Car => RoomTone::Car,
        Place::OpenPlan => RoomTone::OpenPlan,
        Place::Canteen => RoomTone::Canteen,
        Place::Corridor => RoomTone::Corridor,
        Place::Kitchen => RoomTone::Kitchen,
    }
}

/// What is heard with a line of the turn.
pub(super) fn of_line(view: &PlayView<'_>, at: usize) -> Option<Cue> {
    let said = view.view.said.get(at)?;
    let (before, now) = (view.standing(at), view.standing(at + 1));
    let opens = at == 0 && view.transcript.len() <= view.view.said.len();
    let begins = on_call(now) && (opens || !on_call(before) || is_with_others(before, now));
    let own = &view.view.said[..=at];
    let dialled = own.iter().any(|line| line.who == Speaker::Player(Channel::Phone));
    match said.who {
        Speaker::Player(Channel::Phone) if !on_call(before) => return Some(Cue::Calling),
        Speaker::Player(Channel::Voicemail) => return Some(Cue::Beep),
        _ if begins && !dialled => return Some(Cue::Ring),
        _ => {}
    }
    match said.who {
        Speaker::Email(Some(_)) => Some(Cue::Mail),
        Speaker::Message(Some(_)) => Some(Cue::Message),
        Speaker::Email(None) | Speaker::Message(None) => Some(Cue::Keys),
        Speaker::Paper => Some(Cue::Page),
        _ if on_call(before) && !on_call(now) => Some(Cue::Click),
        _ if now.agreements.len() > before.agreements.len() => Some(Cue::Pen),
        _ => None,
    }
}

fn on_call(standing: &Standing) -> bool {
    standing.channel == Channel::Phone && !standing.finished
}

/// Whether nobody of before is there any more, and somebody else is.
fn is_with_others(before: &Standing, now: &Standing) -> bool {
    let was = |id: &str| before.people.iter().any(|one| &*one.person.id == id);
    !before.people.is_empty()
        && !now.people.is_empty()
        && !now.people.iter().any(|one| was(&one.person.id))
}
