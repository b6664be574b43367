//! Lines arrive one after another: which one is on, and when the next one is due.

use egui::{Key, Ui};

use super::{PlayContext, PlayLocal, PlayView, words};
use crate::{
    engine::{Said, Speaker},
    ui::{
        Pace,
        look::{Pen, TextSize},
        widgets::pressed,
    },
};

/// One beat of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beat {
    /// The line of that position.
    Line(usize),
    /// So many days pass.
    Leaf(u16),
    /// An act break, or the ending.
    Break,
}

/// The beats of this turn, in order.
pub(super) fn beats(view: &PlayView<'_>, local: &PlayLocal) -> Vec<Beat> {
    let said = &view.view.said;
    let all_at_once = view.look.settings.pace == Pace::Instant;
    let turns_leaf = !all_at_once && !view.look.settings.reduced_motion;
    let break_at =
        has_break(view, local).then(|| view.break_at.unwrap_or_else(|| usual_break(said)));
    let mut beats = Vec::with_capacity(said.len() + 2);
    for (at, line) in said.iter().enumerate() {
        if break_at == Some(at) {
            beats.push(Beat::Break);
        }
        match line.who {
            Speaker::Days(days) if turns_leaf => beats.push(Beat::Leaf(days)),
            Speaker::Days(_) => beats.push(Beat::Line(at)),
            _ if line.text.is_empty() => {}
            _ => beats.push(Beat::Line(at)),
        }
    }
    if break_at.is_some_and(|at| at >= said.len()) {
        beats.push(Beat::Break);
    }
    beats
}

/// The beat that is on; `None`: every line was shown, it is the player's turn.
pub(super) fn current(beats: &[Beat], local: &PlayLocal) -> Option<Beat> {
    beats.get(local.beat).copied()
}

/// Whether it is the player's turn: the last line stays on screen.
pub(super) fn is_choosing(beats: &[Beat], local: &PlayLocal) -> bool {
    local.beat >= beats.len()
}

/// The lines on screen: of a paced turn the one that is on, else all of them. While the player chooses, what
/// is to be answered stays beside what was thought of it.
pub(super) fn on_screen(view: &PlayView<'_>, local: &PlayLocal, beats: &[Beat]) -> Vec<usize> {
    let upto = beats.len().min(local.beat + 1);
    let mut lines: Vec<usize> = beats[..upto].iter().filter_map(line_of).collect();
    if view.look.settings.pace == Pace::Instant {
        return lines;
    }
    let back = local.back.min(lines.len().saturating_sub(1));
    lines.truncate(lines.len() - back.min(lines.len()));
    let Some(last) = lines.pop() else { return lines };
    let replies = words::person(&view.view.said[last].who).is_some();
    let asks = is_choosing(beats, local) && back == 0 && !replies;
    let asked = if asks { answered(view, &lines) } else { None };
    asked.into_iter().chain([last]).collect()
}

/// The last thing that somebody else said in the scene that is on.
fn answered(view: &PlayView<'_>, lines: &[usize]) -> Option<usize> {
    let said = &view.view.said;
    let here = view.break_at.filter(|at| *at < said.len()).unwrap_or(0);
    let mut earlier = lines.iter().rev().copied().take_while(|at| *at >= here);
    earlier.find(|at| words::person(&said[*at].who).is_some())
}

/// Height of the row with which one goes on.
pub(super) fn foot(pen: &Pen<'_>) -> f32 {
    (pen.line_height(TextSize::Body) + pen.px(18.0)).max(pen.px(42.0)) + pen.px(16.0)
}

/// How many lines there are to go back to.
pub(super) fn lines_so_far(beats: &[Beat], local: &PlayLocal) -> usize {
    let upto = beats.len().min(local.beat + 1);
    beats[..upto].iter().filter_map(line_of).count()
}

fn line_of(beat: &Beat) -> Option<usize> {
    match beat {
        Beat::Line(at) => Some(*at),
        Beat::Leaf(_) | Beat::Break => None,
    }
}

/// Moves on when time or the player says so.
pub(super) fn advance(
    ui: &Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    beats: &[Beat],
    forward: bool,
) {
    let count = lines_so_far(beats, local);
    let wheel = wheeled(ui, local);
    if (pressed(ui, Key::Backspace) || wheel > 0.0) && local.back + 1 < count {
        local.back += 1;
    } else if (forward || wheel < 0.0) && local.back > 0 {
        local.back -= 1;
        return;
    }
    local.on_for += local.dt;
    let all_at_once = scene.view.look.settings.pace == Pace::Instant;
    match current(beats, local) {
        Some(Beat::Line(at)) => {
            local.shown = at + 1;
            let due = if all_at_once { Some(0.0) } else { due(scene, at, beats, local) };
            let over = due.is_some_and(|due| local.on_for >= due);
            if forward || over {
                next(local);
                // A turn that is shown at once is there in the very next frame.
                local.animating = true;
            } else if let Some(due) = due.filter(|_| local.back == 0) {
                local.wake_in(due - local.on_for);
            }
            if local.on_for < scene.pen.look.theme.time.fade && scene.pen.moves() {
                local.animating = true;
            }
        }
        Some(Beat::Leaf(_)) => {
            local.animating = true;
            if forward || local.on_for >= scene.pen.look.theme.time.leaf {
                next(local);
            }
        }
        Some(Beat::Break) => {}
        None => {
            local.shown = scene.view.view.said.len();
            if !local.is_held_up() && local.back == 0 {
                local.choosing_for += local.dt;
            }
        }
    }
}

/// The wheel over the stage looks back, and comes forth again; it never goes on. Over the panel, and over a
/// card that has more than it shows, it scrolls.
fn wheeled(ui: &Ui, local: &PlayLocal) -> f32 {
    ui.input(|input| {
        let over = input.pointer.hover_pos().is_some_and(|at| {
            at.y < local.panel_top && !local.scrolls.is_some_and(|card| card.contains(at))
        });
        let turns = input.events.iter().map(|event| match event {
            egui::Event::MouseWheel { delta, .. } if over => delta.y,
            _ => 0.0,
        });
        turns.sum()
    })
}

/// Whether the line that is on was read in an earlier attempt.
pub(super) fn is_known(view: &PlayView<'_>, local: &PlayLocal, beats: &[Beat]) -> bool {
    match current(beats, local) {
        Some(Beat::Line(at)) => view.known.contains(&view.view.said[at].text),
        Some(Beat::Leaf(_)) => local.beat > 0,
        Some(Beat::Break) | None => false,
    }
}

/// Goes on to the first line that is new, or to what can be chosen.
pub(super) fn skip_known(view: &PlayView<'_>, local: &mut PlayLocal, beats: &[Beat]) {
    local.back = 0;
    while is_known(view, local, beats) {
        next(local);
    }
}

/// The next beat.
pub(super) fn next(local: &mut PlayLocal) {
    local.beat += 1;
    local.on_for = 0.0;
}

/// When the line after this one is due, in seconds since this one arrived.
fn due(scene: &PlayContext<'_>, at: usize, beats: &[Beat], local: &PlayLocal) -> Option<f32> {
    let line = &scene.view.view.said[at];
    let last = local.beat + 1 == beats.len();
    let seconds = scene.view.look.settings.pace.seconds_for(&line.text);
    match (&line.who, last) {
        // The last line stays while the player chooses, so the choices need not wait for it.
        (_, true) => Some(0.6),
        // What the player has just chosen has been read already.
        (Speaker::Player(_), false) => seconds.map(|seconds| 0.5 + seconds * 0.3),
        _ => seconds,
    }
}

fn has_break(view: &PlayView<'_>, local: &PlayLocal) -> bool {
    let standing = &view.view.standing;
    let ending = standing.ending.as_ref().map(|ending| &ending.id);
    (ending.is_some() && ending != local.ending_seen.as_ref())
        || (standing.act.is_some() && standing.act != local.act_seen)
}

/// Where a new scene most likely begins: before the first narration after a reply, else after the last day
/// that passes, else after the last line.
fn usual_break(said: &[Said]) -> usize {
    let is_reply = |line: &Said| {
        !matches!(line.who, Speaker::Player(_) | Speaker::Days(_)) && !line.text.is_empty()
    };
    let narrates = |line: &Said| matches!(line.who, Speaker::Narrator | Speaker::Paper);
    let after_reply = said.iter().position(is_reply).map_or(said.len(), |at| at + 1);
    let narration = said.iter().skip(after_reply).position(narrates).map(|at| after_reply + at);
    let after_days = said.iter().rposition(|line| matches!(line.who, Speaker::Days(_)));
    narration.or(after_days.map(|at| at + 1)).unwrap_or(said.len())
}
