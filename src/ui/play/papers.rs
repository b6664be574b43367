//! Emails, messages and papers lie on the stage and look like what they are.

use egui::{
    Color32, CornerRadius, Key, Rect, ScrollArea, Sense, Shape, StrokeKind, Ui, WidgetInfo,
    WidgetType, accesskit, pos2, vec2,
};

use super::{
    PlayContext, PlayLocal,
    lines::{self, Beat},
    overlay, part, words,
};
use crate::{
    engine::{Said, Speaker},
    scenario::Mood,
    ui::{
        look::TextSize,
        widgets::{face_ui, icon, pressed},
    },
};

/// What kind of paper a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    Email,
    Message,
    Sheet,
}

fn kind(said: &Said) -> Option<Paper> {
    match said.who {
        Speaker::Email(_) => Some(Paper::Email),
        Speaker::Message(_) => Some(Paper::Message),
        Speaker::Paper => Some(Paper::Sheet),
        _ => None,
    }
}

/// The line that lies on the stage as a paper: the newest one up to the line that is on. It is put away when
/// somebody speaks after it, and where anybody else is in the picture: it would lie over their face.
pub(super) fn on_stage(
    scene: &PlayContext<'_>,
    local: &PlayLocal,
    lines: &[usize],
) -> Option<usize> {
    let last = *lines.last()?;
    let said = &scene.view.view.said[..=last];
    let at = said.iter().rposition(|line| kind(line).is_some() && !line.text.is_empty())?;
    let speaks = |line: &Said| matches!(line.who, Speaker::Person(_)) && !line.text.is_empty();
    let rect = place(scene);
    let is_free = !local.heads.iter().any(|head| head.right() > rect.left());
    (is_free && !said[at..].iter().any(speaks)).then_some(at)
}

/// Right of the player's head, from under the pills to the end of the stage.
fn place(scene: &PlayContext<'_>) -> Rect {
    let pen = &scene.pen;
    let top = scene.whole.top() + overlay::pill_height(scene) + pen.px(28.0);
    let most = scene.whole.width() - 2.0 * pen.margin();
    let beside = scene
        .places
        .heads(scene.stage)
        .first()
        .map_or(most, |head| scene.whole.right() - pen.margin() - head.right() - pen.px(16.0));
    let width = pen.em(600.0).max(scene.whole.width() * 0.5).min(most).min(beside.max(0.0));
    let right = scene.whole.right() - pen.margin();
    Rect::from_min_max(pos2(right - width, top), pos2(right, scene.stage.bottom()))
}

/// A place that would hold the whole of a paper.
pub(super) fn sheet_wanted(ui: &Ui, scene: &PlayContext<'_>, at: usize) -> Rect {
    let pen = &scene.pen;
    let said = &scene.view.view.said[at];
    let rect = place(scene);
    let inner = rect.width() - 2.0 * pen.px(24.0);
    let bubble = bubble(scene, said);
    let body = pen.words(said.text.as_str(), TextSize::Row).galley(ui, inner - bubble).size().y;
    let tall = head_height(ui, scene, said, inner) + body + bubble + pen.px(34.0);
    Rect::from_min_size(rect.min, vec2(rect.width(), tall))
}

/// How much wider and taller a message is than its words.
fn bubble(scene: &PlayContext<'_>, said: &Said) -> f32 {
    if kind(said) == Some(Paper::Message) { 2.0 * scene.pen.px(16.0) } else { 0.0 }
}

/// The paper, where there is one.
pub(super) fn paper_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    beats: &[Beat],
    paper: Option<(usize, Rect)>,
) {
    let Some((at, rect)) = paper else { return };
    let said = &scene.view.view.said[at];
    let Some(kind) = kind(said) else { return };
    let pen = &scene.pen;
    local.laid.push(rect);
    let is_on = lines::on_screen(scene.view, local, beats).last() == Some(&at);
    let pad = pen.px(24.0);
    let inner = rect.width() - 2.0 * pad;
    let body = pen.words(said.text.as_str(), TextSize::Row).colour(pen.c.on_speech);
    let bubble = bubble(scene, said);
    sheet(ui, scene, rect, kind);
    let mut inside = part(ui, "paper", rect.shrink2(vec2(pad, pen.px(14.0))));
    inside.spacing_mut().item_spacing.y = pen.px(6.0);
    let told = words::told(said, scene.view.working_days);
    let response = inside.interact(rect, inside.id().with("told"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    head_ui(&mut inside, scene, said, kind);
    let salt = ("paper", local.turn, at);
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(&mut inside, |ui| {
        let page = ui.clip_rect().height() * 0.8;
        for (key, by) in [(Key::PageDown, -page), (Key::PageUp, page)] {
            if is_on && pressed(ui, key) {
                ui.scroll_with_delta(vec2(0.0, by));
            }
        }
        let galley = body.galley(ui, inner - bubble);
        let size = galley.size() + vec2(bubble, bubble);
        let (place, _) = ui.allocate_exact_size(size, Sense::hover());
        if kind == Paper::Message {
            let mine = matches!(said.who, Speaker::Message(None));
            speech_bubble(ui, scene, place, mine);
        }
        ui.painter().galley(place.min + vec2(bubble, bubble) / 2.0, galley, pen.c.on_speech);
    });
}

fn sheet(ui: &Ui, scene: &PlayContext<'_>, rect: Rect, kind: Paper) {
    let pen = &scene.pen;
    ui.painter().add(pen.shadow().as_shape(rect, pen.corner_card()));
    if kind == Paper::Sheet {
        // A corner of a paper is folded over.
        let fold = pen.px(22.0);
        let points = vec![
            rect.left_top(),
            pos2(rect.right() - fold, rect.top()),
            pos2(rect.right(), rect.top() + fold),
            rect.right_bottom(),
            rect.left_bottom(),
        ];
        ui.painter().add(Shape::convex_polygon(points, pen.c.speech, egui::Stroke::NONE));
        let corner = vec![
            pos2(rect.right() - fold, rect.top()),
            pos2(rect.right(), rect.top() + fold),
            pos2(rect.right() - fold, rect.top() + fold),
        ];
        let shade = pen.c.on_speech.gamma_multiply(0.18);
        ui.painter().add(Shape::convex_polygon(corner, shade, egui::Stroke::NONE));
        return;
    }
    ui.painter().rect(
        rect,
        pen.corner_card(),
        pen.c.speech,
        pen.hairline(pen.c.speech),
        StrokeKind::Inside,
    );
}

fn speech_bubble(ui: &Ui, scene: &PlayContext<'_>, rect: Rect, mine: bool) {
    let pen = &scene.pen;
    let ground: Color32 = if mine { pen.c.you } else { pen.c.fact_mark }.gamma_multiply(0.22);
    let r = pen.corner_card().nw;
    let round = if mine {
        CornerRadius { nw: r, ne: r, sw: r, se: 2 }
    } else {
        CornerRadius { nw: r, ne: r, sw: 2, se: r }
    };
    ui.painter().rect_filled(rect, round, ground);
}

fn subject(said: &Said) -> Option<&str> {
    said.heading.as_deref().filter(|heading| !heading.is_empty())
}

fn head_height(ui: &Ui, scene: &PlayContext<'_>, said: &Said, width: f32) -> f32 {
    let pen = &scene.pen;
    let subject = subject(said).map_or(0.0, |subject| {
        pen.words(subject, TextSize::Row).bold().galley(ui, width).size().y + pen.px(6.0)
    });
    let from = pen.px(36.0).max(pen.line_height(TextSize::Small)) + pen.px(6.0);
    let line = pen.px(13.0);
    if matches!(said.who, Speaker::Paper) { subject + line } else { from + subject + line }
}

/// From whom, and about what.
fn head_ui(ui: &mut Ui, scene: &PlayContext<'_>, said: &Said, kind: Paper) {
    let pen = &scene.pen;
    let c = pen.c;
    if kind != Paper::Sheet {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = pen.px(10.0);
            ui.set_min_height(pen.px(36.0));
            if let Speaker::Email(Some(person)) | Speaker::Message(Some(person)) = &said.who {
                let member = scene.view.member(&person.id);
                let portrait = member.map_or(person.id.as_str(), |member| &*member.portrait);
                face_ui(ui, pen, portrait, said.mood.unwrap_or(Mood::Neutral), 36.0);
            }
            let from = match kind {
                Paper::Email => "Email from",
                _ => "Message from",
            };
            let who = words::speaker(said);
            let (lead, who) = if who == "You" { ("From", "you".to_owned()) } else { (from, who) };
            let name = if kind == Paper::Email { "email" } else { "message" };
            let wide = icon(ui, pen, name, ui.cursor().left_center(), pen.em(20.0), c.you);
            ui.add_space(wide);
            pen.words(lead, TextSize::Small).colour(c.on_speech_soft).show(ui);
            pen.words(who, TextSize::Small).bold().colour(c.speaker).show(ui);
        });
    }
    if let Some(subject) = subject(said) {
        pen.words(subject, TextSize::Row).bold().colour(c.on_speech).show(ui);
    }
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(
        line.x_range(),
        line.top() + pen.px(2.0),
        pen.hairline(c.on_speech.gamma_multiply(0.2)),
    );
    ui.add_space(pen.px(7.0));
}
