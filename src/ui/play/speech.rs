//! The card with the line that is being said, with a small tail towards whoever says it.

use egui::{
    Color32, Key, Rect, ScrollArea, Sense, Shape, StrokeKind, Ui, WidgetInfo, WidgetType,
    accesskit, pos2, vec2,
};

use super::{
    PlayContext, PlayLocal, gloss,
    lines::{self, Beat},
    overlay, part, words,
};
use crate::{
    engine::{Said, Speaker},
    text::quoted,
    ui::{look::TextSize, measure::real, widgets::pressed},
};

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpeechStyle {
    Person,
    Player,
    Thought,
    Narrator,
}

fn voice(said: &Said) -> SpeechStyle {
    match said.who {
        Speaker::Thought => SpeechStyle::Thought,
        Speaker::Narrator | Speaker::Days(_) | Speaker::Paper => SpeechStyle::Narrator,
        Speaker::Player(_) | Speaker::Email(None) | Speaker::Message(None) => SpeechStyle::Player,
        Speaker::Person(_) | Speaker::Email(Some(_)) | Speaker::Message(Some(_)) => {
            SpeechStyle::Person
        }
    }
}

/// The card, with every line but the one that lies on the stage as a paper.
pub(super) fn speech_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    beats: &[Beat],
    paper: Option<usize>,
) {
    let pen = &scene.pen;
    let said = &scene.view.view.said;
    let shown: Vec<&Said> = lines::on_screen(scene.view, local, beats)
        .into_iter()
        .filter(|at| Some(*at) != paper)
        .map(|at| &said[at])
        .collect();
    let Some(last) = shown.last() else {
        local.card_top = local.panel_top;
        local.card_needs = 0.0;
        return;
    };
    let voice = voice(last);
    let x = speaker_x(scene, last);
    let (pad, bar) = (pen.px(24.0), if voice == SpeechStyle::Thought { pen.px(7.0) } else { 0.0 });
    let mut most = (scene.whole.width() - 2.0 * pen.margin()).min(pen.em(736.0));
    let beside_chips = scene.whole.right() - pen.margin() - local.chips_right - pen.px(17.0);
    if voice == SpeechStyle::Person && beside_chips > pen.em(560.0) {
        most = most.min(beside_chips);
    }
    let natural = natural_width(ui, scene, &shown) + 2.0 * pad + bar;
    let width = natural.clamp(pen.px(340.0).min(most), most);
    let inner = width - 2.0 * pad - bar;
    let content: f32 = shown.iter().map(|said| height_of(ui, scene, said, inner)).sum();
    let gaps = pen.px(10.0) * real(shown.len() - 1);
    let upmost = scene.whole.top() + overlay::pill_height(scene) + pen.px(22.0);
    let left = match voice {
        SpeechStyle::Person => scene.whole.right() - pen.margin() - width,
        SpeechStyle::Player | SpeechStyle::Thought => scene.whole.left() + pen.margin(),
        SpeechStyle::Narrator => scene.whole.center().x - width / 2.0,
    };
    let free_of_chips = left > local.chips_right + pen.px(16.0);
    let bottom = local.panel_top + if free_of_chips { pen.px(46.0) } else { pen.px(6.0) };
    let wanted = content + gaps + 2.0 * pen.px(15.0);
    local.card_needs = upmost - scene.whole.top() + wanted;
    let tall = wanted.min(bottom - upmost);
    let rise = rise(scene, local, beats);
    let rect = Rect::from_min_size(pos2(left, bottom - tall + rise), vec2(width, tall));
    local.card_top = rect.top();
    let style = style(scene, voice);
    ui.painter().add(pen.shadow().as_shape(rect, pen.corner_card()));
    if let Some(x) = x.filter(|_| matches!(voice, SpeechStyle::Person | SpeechStyle::Player)) {
        tail(ui, scene, rect, x, style.fill);
    }
    ui.painter().rect(
        rect,
        pen.corner_card(),
        style.fill,
        pen.hairline(style.edge),
        StrokeKind::Inside,
    );
    if voice == SpeechStyle::Thought {
        edge(ui, scene, rect);
    }
    let mut inside =
        part(ui, "speech", rect.shrink2(vec2(pad, pen.px(15.0))).translate(vec2(bar / 2.0, 0.0)));
    ScrollArea::vertical().id_salt(("speech", local.beat)).auto_shrink(false).show(
        &mut inside,
        |ui| {
            scroll_by_keys(ui);
            ui.spacing_mut().item_spacing.y = pen.px(10.0);
            for said in shown {
                line_ui(ui, scene, said, inner);
            }
        },
    );
}

struct Style {
    fill: Color32,
    edge: Color32,
    ink: Color32,
    soft: Color32,
    name: Color32,
}

fn style(scene: &PlayContext<'_>, voice: SpeechStyle) -> Style {
    let c = scene.pen.c;
    match voice {
        SpeechStyle::Narrator => Style {
            fill: c.pill,
            edge: c.pill,
            ink: c.on_pill,
            soft: c.on_pill_soft,
            name: c.on_pill,
        },
        SpeechStyle::Person => Style {
            fill: c.speech,
            edge: c.speech,
            ink: c.on_speech,
            soft: c.on_speech_soft,
            name: c.speaker,
        },
        SpeechStyle::Player | SpeechStyle::Thought => Style {
            fill: c.speech,
            edge: c.speech,
            ink: c.on_speech,
            soft: c.on_speech_soft,
            name: c.you,
        },
    }
}

fn text_of(scene: &PlayContext<'_>, said: &Said) -> String {
    match said.who {
        Speaker::Days(count) => format!("{}.", words::days_pass(count, scene.view.working_days)),
        _ if words::is_aloud(said) => quoted(&said.text),
        _ => said.text.to_string(),
    }
}

fn spoken<'a>(scene: &PlayContext<'a>, said: &Said) -> super::super::widgets::Words<'a> {
    let voice = voice(said);
    let size = if voice == SpeechStyle::Narrator { TextSize::Row } else { TextSize::Speech };
    let text = text_of(scene, said);
    let words = scene.pen.words(text, size).colour(style(scene, voice).ink);
    if voice == SpeechStyle::Thought { words.italic() } else { words }
}

fn name_of(said: &Said) -> (String, String) {
    let name = words::speaker(said);
    let how = words::manner(said);
    (name, how)
}

fn natural_width(ui: &Ui, scene: &PlayContext<'_>, shown: &[&Said]) -> f32 {
    shown
        .iter()
        .map(|said| spoken(scene, said).galley(ui, f32::INFINITY).size().x)
        .fold(0.0, f32::max)
        .ceil()
        + 2.0
}

fn height_of(ui: &Ui, scene: &PlayContext<'_>, said: &Said, width: f32) -> f32 {
    let name =
        if words::speaker(said).is_empty() { 0.0 } else { scene.pen.line_height(TextSize::Small) };
    name + spoken(scene, said).galley(ui, width).size().y
}

/// One line, told to a screen reader as it arrives.
fn line_ui(ui: &mut Ui, scene: &PlayContext<'_>, said: &Said, width: f32) {
    let pen = &scene.pen;
    let style = style(scene, voice(said));
    let galley = spoken(scene, said).galley(ui, width);
    let (name, how) = name_of(said);
    let head = if name.is_empty() { 0.0 } else { pen.line_height(TextSize::Small) };
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, head + galley.size().y), Sense::hover());
    let told = words::told(said, scene.view.working_days);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    if !name.is_empty() {
        let wide = pen.words(name, TextSize::Small).bold().colour(style.name).paint(ui, rect.min);
        if !how.is_empty() {
            let at = rect.min + vec2(wide + pen.px(8.0), 0.0);
            pen.words(how, TextSize::Small).colour(style.soft).paint(ui, at);
        }
    }
    let at = rect.min + vec2(0.0, head);
    ui.painter().galley(at, std::sync::Arc::clone(&galley), style.ink);
    gloss::underline(ui, scene, at, &galley, style.ink);
    gloss::explain_under_pointer(scene, &response, at, &galley);
}

/// Where the speaker's face is, in points.
fn speaker_x(scene: &PlayContext<'_>, said: &Said) -> Option<f32> {
    let share = match &said.who {
        Speaker::Player(_) | Speaker::Thought => scene.places.player,
        Speaker::Person(person) => {
            let people = &scene.view.view.standing.people;
            let at = people.iter().position(|on_stage| on_stage.person.id == person.id)?;
            *scene.places.people.get(at)?
        }
        _ => return None,
    };
    Some(scene.stage.left() + scene.stage.width() * share)
}

fn tail(ui: &Ui, scene: &PlayContext<'_>, rect: Rect, x: f32, fill: Color32) {
    let half = scene.pen.px(16.0);
    let inset = half + scene.pen.px(16.0);
    if rect.width() < 2.0 * inset {
        return;
    }
    let x = x.clamp(rect.left() + inset, rect.right() - inset);
    let top = rect.top() + 1.0;
    let points = vec![pos2(x - half, top), pos2(x, top - half * 0.95), pos2(x + half, top)];
    ui.painter().add(Shape::convex_polygon(points, fill, egui::Stroke::NONE));
}

fn edge(ui: &Ui, scene: &PlayContext<'_>, rect: Rect) {
    let corner = scene.pen.corner_card();
    let bar = Rect::from_min_max(rect.min, pos2(rect.left() + scene.pen.px(7.0), rect.bottom()));
    let round = egui::CornerRadius { nw: corner.nw, sw: corner.sw, ne: 0, se: 0 };
    ui.painter().rect_filled(bar, round, scene.pen.c.cost_mark);
}

/// A line that arrives comes up by a few points.
fn rise(scene: &PlayContext<'_>, local: &PlayLocal, beats: &[Beat]) -> f32 {
    let fade = scene.pen.look.theme.time.fade;
    if !scene.pen.moves()
        || lines::is_choosing(beats, local)
        || local.on_for >= fade
        || local.back > 0
    {
        return 0.0;
    }
    let left = 1.0 - local.on_for / fade;
    scene.pen.px(10.0) * left * left
}

fn scroll_by_keys(ui: &Ui) {
    let page = ui.clip_rect().height() * 0.8;
    for (key, by) in [(Key::PageDown, -page), (Key::PageUp, page)] {
        if pressed(ui, key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}
