//! What is heard with which line, and in which place.

use super::{
    PlayLocal, PlayView,
    lines::{self, Beat},
    state::SoundMoment,
};
use crate::{
    engine::{Speaker, Standing},
    scenario::{Channel, Place},
    sound::{Cue, Order, RoomTone},
    ui::Pace,
};

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
        SoundMoment::Line(at) => of_line(view, at),
        SoundMoment::Leaf(_) => Some(Cue::Page),
        SoundMoment::Ending => Some(Cue::Motif),
        SoundMoment::Typing => Some(Cue::Keys),
        SoundMoment::All => (0..view.view.said.len())
            .filter_map(|at| of_line(view, at))
            .max_by_key(|cue| (cue.is_ringing(), cue.caption().is_some())),
    };
    local.orders.extend(cue.map(Order::Cue));
}

/// The moment that is on: none while nobody looks, or while something else stands over the play.
fn moment(view: &PlayView<'_>, local: &PlayLocal, beats: &[Beat]) -> Option<SoundMoment> {
    if !view.attended || local.above.is_some() || local.back > 0 {
        return None;
    }
    if local.composing.is_some() {
        return Some(SoundMoment::Typing);
    }
    let all_at_once = view.look.settings.pace == Pace::Instant;
    match lines::current(beats, local) {
        Some(Beat::Break) => view.view.standing.ending.is_some().then_some(SoundMoment::Ending),
        Some(Beat::Leaf(_)) => Some(SoundMoment::Leaf(local.beat)),
        Some(Beat::Line(_)) if all_at_once => None,
        Some(Beat::Line(at)) => Some(SoundMoment::Line(at)),
        None if all_at_once => Some(SoundMoment::All),
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
    match said.who {
        Speaker::Player(Channel::Phone) if !on_call(before) => return Some(Cue::Calling),
        Speaker::Player(Channel::Voicemail) => return Some(Cue::Beep),
        _ => {}
    }
    match call_at(view, at) {
        Some(Call::Placed) => return Some(Cue::Calling),
        // Where somebody speaks at once, it rang with what was told before.
        Some(Call::Taken) if !is_told_before(view, at) => return Some(Cue::Ring),
        _ if is_told_before(view, at + 1) && call_at(view, at + 1) == Some(Call::Taken) => {
            return Some(Cue::Ring);
        }
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

/// Who rang whom.
#[derive(PartialEq, Eq)]
enum Call {
    /// The player rang.
    Placed,
    /// It rang on the player's desk.
    Taken,
}

/// Whether a call begins with a line: with somebody else, or after something else; none that was dialled with an
/// earlier line.
fn call_at(view: &PlayView<'_>, at: usize) -> Option<Call> {
    let said = view.view.said.get(at)?;
    let (before, now) = (view.standing(at), view.standing(at + 1));
    let opens = at == 0 && view.transcript.len() <= view.view.said.len();
    let begins = on_call(now) && (opens || !on_call(before) || is_with_others(before, now));
    let own = |who: &Speaker| *who == Speaker::Player(Channel::Phone);
    let dialled = view.view.said[..at].iter().any(|line| own(&line.who));
    let call = if own(&said.who) { Call::Placed } else { Call::Taken };
    (begins && !dialled).then_some(call)
}

/// Whether a line is somebody's voice, and the line before it is told by nobody in the play.
fn is_told_before(view: &PlayView<'_>, at: usize) -> bool {
    let who = |at: usize| view.view.said.get(at).map(|line| &line.who);
    let narrated = at.checked_sub(1).and_then(who).is_some_and(|who| *who == Speaker::Narrator);
    narrated && matches!(who(at), Some(Speaker::Person(_)))
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
