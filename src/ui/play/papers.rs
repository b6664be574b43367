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
/// somebody speaks after it, for it would lie over their face.
fn on_stage(scene: &PlayContext<'_>, local: &PlayLocal, beats: &[Beat]) -> Option<usize> {
    let last = *lines::on_screen(scene.view, local, beats).last()?;
    let said = &scene.view.view.said[..=last];
    let at = said.iter().rposition(|line| kind(line).is_some() && !line.text.is_empty())?;
    let speaks = |line: &Said| matches!(line.who, Speaker::Person(_)) && !line.text.is_empty();
    (!said[at..].iter().any(speaks)).then_some(at)
}

/// The paper, if there is one and there is room for it; which line it is.
pub(super) fn paper_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &PlayLocal,
    beats: &[Beat],
) -> Option<usize> {
    let at = on_stage(scene, local, beats)?;
    let said = &scene.view.view.said[at];
    let kind = kind(said)?;
    let pen = &scene.pen;
    let is_on = lines::on_screen(scene.view, local, beats).last() == Some(&at);
    let top = scene.whole.top() + overlay::pill_height(scene) + pen.px(28.0);
    let floor = if is_on { local.panel_top } else { local.card_top.min(local.panel_top) };
    let room = floor - pen.px(12.0) - top;
    if room < pen.em(90.0) {
        return None;
    }
    let most = scene.whole.width() - 2.0 * pen.margin();
    let width = pen.em(600.0).min(most).max((scene.whole.width() * 0.5).min(most));
    let right = scene.whole.right() - pen.margin();
    let pad = pen.px(24.0);
    let inner = width - 2.0 * pad;
    let body = pen.words(said.text.as_str(), TextSize::Row).colour(pen.c.on_speech);
    let bubble = if kind == Paper::Message { 2.0 * pen.px(16.0) } else { 0.0 };
    let text_height = body.galley(ui, inner - bubble).size().y + bubble;
    let head_height = head_height(ui, scene, said, inner);
    let tall = (head_height + text_height + pen.px(34.0)).min(room);
    let rect = Rect::from_min_size(pos2(right - width, top), vec2(width, tall));
    sheet(ui, scene, rect, kind);
    let mut inside = part(ui, "paper", rect.shrink2(vec2(pad, pen.px(14.0))));
    inside.spacing_mut().item_spacing.y = pen.px(6.0);
    let told = words::told(said, scene.view.working_days);
    let response = inside.interact(rect, inside.id().with("told"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    head_ui(&mut inside, scene, said, kind);
    ScrollArea::vertical().id_salt(("paper", at)).auto_shrink(false).show(&mut inside, |ui| {
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
    Some(at)
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
                let people = &scene.view.view.standing.people;
                let portrait = people
                    .iter()
                    .find(|on_stage| on_stage.person.id == person.id)
                    .map_or(person.id.as_str(), |on_stage| on_stage.portrait.as_str());
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
