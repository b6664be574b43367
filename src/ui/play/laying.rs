//! Where what is read lies: under the faces and over the panel, which makes room for it.

use egui::{Rect, Ui, pos2, vec2};

use super::{
    PlayContext, PlayLocal,
    lines::{self, Beat},
    overlay, papers, speech,
    speech::{CardLine, CardPlace, SpeechStyle},
};
use crate::ui::{Pace, measure::real};

/// Share of the room under the faces that a long line takes at most from what can be chosen.
const CARD_SHARE: f32 = 0.4;

/// The same where a room has to see every choice before it raises its hands.
const ROOM_CARD_SHARE: f32 = 0.26;

/// Where everything that is read lies in this frame.
pub(super) struct Laid {
    /// Top of the panel.
    pub(super) panel_top: f32,
    /// The line that lies on the stage as a paper, and where.
    pub(super) paper: Option<(usize, Rect)>,
    /// The card with the others.
    pub(super) card: Option<CardPlace>,
}

/// A card before its place is known.
struct CardSize {
    lines: Vec<CardLine>,
    left: f32,
    width: f32,
    inner: f32,
    wanted: f32,
    /// Highest that its top may be: under the faces and the pills.
    least_top: f32,
    /// How far it hangs over the panel.
    overlap: f32,
}

impl Laid {
    /// Finds a place for the lines on screen.
    pub(super) fn plan(
        ui: &Ui,
        scene: &PlayContext<'_>,
        local: &PlayLocal,
        beats: &[Beat],
    ) -> Self {
        // While the leaf of the calendar turns, nothing else is read.
        let turning = matches!(lines::current(beats, local), Some(Beat::Leaf(_)));
        let lines = if turning { Vec::new() } else { lines::on_screen(scene.view, local, beats) };
        let choosing = lines::is_choosing(beats, local);
        let paper = papers::on_stage(scene, local, &lines);
        let laid = Self::with(ui, scene, local, (&lines, choosing), paper);
        match laid.paper {
            // Where there is no room for a paper, its words stand on the card.
            Some((_, rect)) if rect.height() < scene.pen.em(90.0) => {
                Self::with(ui, scene, local, (&lines, choosing), None)
            }
            _ => laid,
        }
    }

    fn with(
        ui: &Ui,
        scene: &PlayContext<'_>,
        local: &PlayLocal,
        (lines, choosing): (&[usize], bool),
        paper: Option<usize>,
    ) -> Self {
        let pen = &scene.pen;
        let last = lines.last().copied();
        let all_at_once = scene.view.look.settings.pace == Pace::Instant;
        let shown = lines.iter().copied().filter(|at| Some(*at) != paper);
        let shown: Vec<CardLine> =
            shown.map(|at| CardLine { at, stays: !all_at_once && Some(at) != last }).collect();
        let card = (!shown.is_empty()).then(|| CardSize::of(ui, scene, local, shown));
        let sheet = paper.map(|at| (at, papers::sheet_wanted(ui, scene, at)));
        let under = |lowest: f32, rect: Rect| lowest.max(rect.bottom() + pen.px(6.0));
        let faces = local.heads.iter().copied().fold(scene.whole.top(), under);
        let for_card = card.as_ref().map_or(faces, |card| {
            let wanted = card.wanted - card.overlap;
            let room = scene.whole.bottom() - card.least_top;
            let in_a_room = scene.view.look.settings.room;
            let share = if in_a_room { ROOM_CARD_SHARE } else { CARD_SHARE };
            let most = (room - local.panel_height).max(room * share);
            card.least_top + if choosing { wanted.min(most) } else { wanted }
        });
        let is_on = |at: usize| lines.last() == Some(&at);
        let for_sheet = sheet.map_or(faces, |(at, rect)| {
            let enough = scene.whole.height() * 0.3;
            let tall =
                if choosing || !is_on(at) { rect.height().min(enough) } else { rect.height() };
            rect.top() + tall + pen.px(12.0)
        });
        let usual = scene.stage.bottom();
        let needed = for_card.max(for_sheet);
        let panel_top = if choosing {
            (scene.whole.bottom() - local.panel_height).min(usual).max(needed).max(faces)
        } else {
            let foot = lines::foot(pen) + local.chips_height + pen.px(30.0);
            needed.min(scene.whole.bottom() - foot).max(usual)
        };
        let card = card.map(|card| card.place(panel_top));
        let paper = sheet.map(|(at, rect)| {
            let floor = card.as_ref().map_or(panel_top, |card| card.rect.top().min(panel_top));
            let tall = rect.height().min(floor - pen.px(12.0) - rect.top());
            (at, Rect::from_min_size(rect.min, vec2(rect.width(), tall)))
        });
        Self { panel_top, paper, card }
    }
}

impl CardSize {
    fn of(ui: &Ui, scene: &PlayContext<'_>, local: &PlayLocal, lines: Vec<CardLine>) -> Self {
        let pen = &scene.pen;
        let said = &scene.view.view.said;
        let voice =
            lines.last().map_or(SpeechStyle::Narrator, |line| speech::voice(&said[line.at]));
        let bar = if voice == SpeechStyle::Thought { pen.px(7.0) } else { 0.0 };
        let sides = 2.0 * pen.px(24.0) + bar;
        // What stays to be answered is read across, so that it takes little height.
        let widest = if lines.len() > 1 { 880.0 } else { 736.0 };
        let mut most = (scene.whole.width() - 2.0 * pen.margin()).min(pen.em(widest));
        let beside_chips = scene.whole.right() - pen.margin() - local.chips_right - pen.px(17.0);
        if voice == SpeechStyle::Person && beside_chips > pen.em(560.0) {
            most = most.min(beside_chips);
        }
        let natural = lines.iter().map(|&line| speech::natural_width(ui, scene, line));
        let natural = natural.fold(0.0, f32::max).ceil() + 2.0 + sides;
        let width = natural.clamp(pen.px(340.0).min(most), most);
        let inner = width - sides;
        let content: f32 =
            lines.iter().map(|&line| speech::height_of(ui, scene, line, inner)).sum();
        let gaps = pen.px(10.0) * real(lines.len() - 1);
        let left = match voice {
            SpeechStyle::Person => scene.whole.right() - pen.margin() - width,
            SpeechStyle::Player | SpeechStyle::Thought => scene.whole.left() + pen.margin(),
            SpeechStyle::Narrator => scene.whole.center().x - width / 2.0,
        };
        let free_of_chips = left > local.chips_right + pen.px(16.0);
        let upmost = scene.whole.top() + overlay::pill_height(scene) + pen.px(22.0);
        let over =
            local.heads.iter().filter(|head| head.left() < left + width && left < head.right());
        let tail = pen.px(16.0);
        let least_top = over.map(|head| head.bottom() + tail).fold(upmost, f32::max);
        Self {
            lines,
            left,
            width,
            inner,
            wanted: content + gaps + 2.0 * pen.px(15.0),
            least_top,
            overlap: if free_of_chips { pen.px(46.0) } else { pen.px(6.0) },
        }
    }

    fn place(self, panel_top: f32) -> CardPlace {
        let bottom = panel_top + self.overlap;
        let tall = self.wanted.min(bottom - self.least_top).max(0.0);
        let rect = Rect::from_min_size(pos2(self.left, bottom - tall), vec2(self.width, tall));
        CardPlace { lines: self.lines, rect, inner: self.inner }
    }
}
