//! An email is seen being written before it is sent.

use egui::{Key, Rect, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{PlayContext, PlayLocal, part};
use crate::ui::{
    Command,
    look::TextSize,
    measure::{count, real},
    widgets::{icon, take},
};

/// Longest that the writing takes, in seconds.
const LONGEST: f32 = 3.2;
/// How long the finished email stays before it goes, in seconds.
const STAYS: f32 = 0.7;

/// The email window over the stage; when all is written, or on a key, it is sent.
pub(super) fn compose_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
) -> Option<Command> {
    let held_up = local.above.is_some();
    let composing = local.composing.as_mut()?;
    let letters = composing.text.chars().count();
    let per_letter = scene.pen.look.theme.time.compose.min(LONGEST / real(letters.max(1)));
    if !held_up {
        composing.elapsed += local.dt;
        local.animating = true;
    }
    let written = usize::from(count(composing.elapsed / per_letter)).min(letters);
    let done = composing.elapsed >= per_letter * real(letters) + STAYS;
    let behind = ui.interact(scene.whole, ui.id().with("skip"), Sense::CLICK);
    let skipped = behind.clicked() || take(ui, Key::Space) || take(ui, Key::Enter);
    if take(ui, Key::Escape) {
        local.composing = None;
        return None;
    }
    let composing = composing.clone();
    window(ui, scene, &composing.to, &composing.text, written, letters);
    if done || skipped {
        local.composing = None;
        return Some(Command::Choose { id: composing.id, own_words: None });
    }
    None
}

fn window(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    to: &str,
    text: &str,
    written: usize,
    letters: usize,
) {
    let pen = &scene.pen;
    let c = pen.c;
    ui.painter().rect_filled(scene.whole, 0.0, c.shade.gamma_multiply(0.6));
    let width = pen.em(680.0).min(scene.whole.width() - 2.0 * pen.margin());
    let pad = pen.px(24.0);
    let whole = pen.words(text, TextSize::Row).galley(ui, width - 2.0 * pad).size().y;
    let head = pen.line_height(TextSize::Body) + pen.px(20.0);
    let to_line = pen.line_height(TextSize::Body) + pen.px(20.0);
    let foot = pen.line_height(TextSize::Small) + pen.px(24.0);
    let most = scene.whole.height() - 2.0 * pen.px(40.0);
    let tall = (head + to_line + whole.max(pen.em(90.0)) + foot).min(most);
    let top = (scene.stage.center().y - tall / 2.0).max(scene.whole.top() + pen.px(40.0));
    let rect =
        Rect::from_min_size(pos2(scene.whole.center().x - width / 2.0, top), vec2(width, tall));
    ui.painter().add(pen.shadow().as_shape(rect, pen.corner_card()));
    ui.painter().rect(
        rect,
        pen.corner_card(),
        c.speech,
        pen.hairline(c.speech),
        StrokeKind::Inside,
    );
    let band = Rect::from_min_size(rect.min, vec2(width, head));
    let round = pen.corner_card();
    let upper = egui::CornerRadius { nw: round.nw, ne: round.ne, sw: 0, se: 0 };
    ui.painter().rect_filled(band, upper, c.you);
    let mut at = pos2(band.left() + pad, band.center().y);
    at.x += icon(ui, pen, "email", at, pen.em(20.0), c.on_pill);
    let line = pen.line_height(TextSize::Body) / 2.0;
    pen.words("New email", TextSize::Body).bold().colour(c.on_pill).paint(ui, at - vec2(0.0, line));
    let response = ui.interact(rect, ui.id().with("email"), Sense::hover());
    let told = format!("Writing an email to {to}: {text}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    let below = pos2(rect.left() + pad, band.bottom() + pen.px(10.0));
    let lead = pen.words("To  ", TextSize::Body).colour(c.on_speech_soft).paint(ui, below);
    pen.words(to, TextSize::Body).bold().colour(c.on_speech).paint(ui, below + vec2(lead, 0.0));
    let rule = band.bottom() + to_line;
    ui.painter().hline(
        rect.left() + pad..=rect.right() - pad,
        rule,
        pen.hairline(c.on_speech.gamma_multiply(0.2)),
    );
    let so_far: String = text.chars().take(written).collect();
    let caret = if written < letters { "|" } else { "" };
    let body = Rect::from_min_max(
        pos2(rect.left() + pad, rule + pen.px(10.0)),
        rect.max - vec2(pad, foot),
    );
    let galley = pen
        .words(format!("{so_far}{caret}"), TextSize::Row)
        .colour(c.on_speech)
        .galley(ui, body.width());
    let inside = part(ui, "body", body);
    let up = (galley.size().y - body.height()).max(0.0);
    inside.painter().with_clip_rect(body).galley(body.min - vec2(0.0, up), galley, c.on_speech);
    let state = if written < letters { "Space sends it now, Esc takes it back" } else { "Sent" };
    let foot_at = pos2(rect.left() + pad, rect.bottom() - foot + pen.px(8.0));
    pen.words(state, TextSize::Small).colour(c.on_speech_soft).paint(ui, foot_at);
}
