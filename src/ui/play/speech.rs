//! The card with the line that is being said, with a small tail towards whoever says it.

use egui::{
    Color32, Key, Rect, ScrollArea, Sense, Shape, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType,
    accesskit, pos2, vec2,
};

use super::{
    PlayContext, PlayLocal, gloss,
    lines::{self, Beat},
    part, sounds, words,
};
use crate::{
    engine::{Said, Speaker},
    scenario::Mood,
    sound::Cue,
    text::quoted,
    ui::{
        look::TextSize,
        widgets::{Words, face, pressed},
    },
};

/// Side of the face of somebody who is not in the picture, in points.
const FACE: f32 = 48.0;

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpeechStyle {
    Person,
    Player,
    Thought,
    Narrator,
}

/// In whose voice a line is. What the player does is told, and not said.
pub(super) fn voice(said: &Said) -> SpeechStyle {
    if words::is_deed(said) {
        return SpeechStyle::Narrator;
    }
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
    card: Option<&CardPlace>,
) {
    let pen = &scene.pen;
    let said = &scene.view.view.said;
    let Some((card, last)) = card.and_then(|card| Some((card, card.lines.last()?.at))) else {
        local.card_top = local.panel_top;
        local.scrolls = local.laid.last().copied();
        return;
    };
    let voice = voice(&said[last]);
    let rect = card.rect.translate(vec2(0.0, rise(scene, local, beats)));
    local.card_top = rect.top();
    local.laid.push(card.rect);
    let fill = style(scene, voice).fill;
    let x = speaker_x(scene, &said[last]);
    ui.painter().add(pen.shadow().as_shape(rect, pen.corner_card()));
    if let Some(x) = x.filter(|_| matches!(voice, SpeechStyle::Person | SpeechStyle::Player)) {
        tail(ui, scene, rect, x, fill);
    }
    ui.painter().rect(rect, pen.corner_card(), fill, pen.hairline(fill), StrokeKind::Inside);
    let bar = if voice == SpeechStyle::Thought { pen.px(7.0) } else { 0.0 };
    if voice == SpeechStyle::Thought {
        edge(ui, scene, rect);
    }
    let text = rect.shrink2(vec2(pen.px(24.0), pen.px(15.0))).translate(vec2(bar / 2.0, 0.0));
    let mut inside = part(ui, "speech", text);
    let shown = ScrollArea::vertical()
        .id_salt(("speech", local.turn, local.beat))
        .auto_shrink(false)
        .show(&mut inside, |ui| {
            scroll_by_keys(ui);
            ui.spacing_mut().item_spacing.y = pen.px(10.0);
            for &line in &card.lines {
                line_ui(ui, scene, line, (card.inner, voice));
            }
        });
    local.scrolls = (shown.content_size.y > shown.inner_rect.height() + 1.0).then_some(rect);
}

struct Style {
    fill: Color32,
    ink: Color32,
    soft: Color32,
    name: Color32,
}

impl Style {
    /// For a line of that voice on this card: the card says on which ground it stands.
    fn of(self, scene: &PlayContext<'_>, voice: SpeechStyle) -> Self {
        let on_dark = self.fill == scene.pen.c.pill;
        let name = match voice {
            _ if on_dark => self.name,
            SpeechStyle::Person => scene.pen.c.speaker,
            _ => scene.pen.c.you,
        };
        Self { name, ..self }
    }
}

fn style(scene: &PlayContext<'_>, voice: SpeechStyle) -> Style {
    let c = scene.pen.c;
    match voice {
        SpeechStyle::Narrator => {
            Style { fill: c.pill, ink: c.on_pill, soft: c.on_pill_soft, name: c.on_pill }
        }
        SpeechStyle::Person => {
            Style { fill: c.speech, ink: c.on_speech, soft: c.on_speech_soft, name: c.speaker }
        }
        SpeechStyle::Player | SpeechStyle::Thought => {
            Style { fill: c.speech, ink: c.on_speech, soft: c.on_speech_soft, name: c.you }
        }
    }
}

fn text_of(scene: &PlayContext<'_>, said: &Said) -> String {
    match said.who {
        Speaker::Days(count) => format!("{}.", words::days_pass(count, scene.view.working_days)),
        _ if words::is_aloud(said) => quoted(&said.text),
        _ => said.text.to_string(),
    }
}

fn spoken<'a>(scene: &PlayContext<'a>, line: CardLine, ink: Color32) -> Words<'a> {
    let said = &scene.view.view.said[line.at];
    let voice = voice(said);
    if line.stays {
        let text = match words::speaker(said) {
            name if name.is_empty() => text_of(scene, said),
            name => format!("{name}: {}", text_of(scene, said)),
        };
        return scene.pen.words(text, TextSize::Body).colour(ink);
    }
    let size = if voice == SpeechStyle::Narrator { TextSize::Row } else { TextSize::Speech };
    let words = scene.pen.words(text_of(scene, said), size).colour(ink);
    if voice == SpeechStyle::Thought || words::is_deed(said) { words.italic() } else { words }
}

/// What stands over the words of a line.
struct LineHead<'a> {
    /// What is heard with it, for whoever does not hear it.
    caption: Option<String>,
    name: String,
    how: String,
    /// Who that is, under the name, when they are heard for the first time.
    role: Option<&'a str>,
    /// The drawing of somebody who is not in the picture.
    portrait: Option<&'a str>,
}

/// Where the card is.
pub(super) struct CardPlace {
    /// Its lines.
    pub(super) lines: Vec<CardLine>,
    /// Where it is.
    pub(super) rect: Rect,
    /// Width of its text.
    pub(super) inner: f32,
}

/// A line on the card.
#[derive(Debug, Clone, Copy)]
pub(super) struct CardLine {
    /// Its position.
    pub(super) at: usize,
    /// Whether it only stays beside the one that is on: what is to be answered.
    pub(super) stays: bool,
}

impl<'a> LineHead<'a> {
    fn of(scene: &PlayContext<'a>, line: CardLine) -> Self {
        let said = &scene.view.view.said[line.at];
        if line.stays {
            let (name, how) = (String::new(), String::new());
            return Self { caption: None, name, how, role: None, portrait: None };
        }
        let person = words::person(&said.who);
        let on_stage = &scene.standing.people;
        let absent = person.filter(|person| !on_stage.iter().any(|one| one.person.id == person.id));
        let portrait = absent.and_then(|person| scene.view.member(&person.id));
        let introduced = scene.view.introduced(line.at).filter(|member| !member.role.is_empty());
        let captions = scene.view.look.settings.captions;
        let cue = sounds::of_line(scene.view, line.at).filter(|_| captions);
        let caption = cue.and_then(Cue::caption).map(|caption| format!("[{caption}]"));
        Self {
            caption,
            name: words::speaker(said),
            how: words::manner(said),
            role: introduced.map(|member| member.role.as_str()),
            portrait: portrait.map(|member| member.portrait.as_str()),
        }
    }

    fn height(&self, scene: &PlayContext<'_>) -> f32 {
        let line = scene.pen.line_height(TextSize::Small);
        let over = if self.caption.is_some() { line } else { 0.0 };
        let named = match (self.name.is_empty(), self.role) {
            (true, _) => 0.0,
            (false, None) => line,
            (false, Some(_)) => 2.0 * line,
        };
        over + named
    }

    fn indent(&self, scene: &PlayContext<'_>) -> f32 {
        if self.portrait.is_some() { scene.pen.px(FACE) + scene.pen.px(12.0) } else { 0.0 }
    }
}

/// How wide a line would be on one row.
pub(super) fn natural_width(ui: &Ui, scene: &PlayContext<'_>, line: CardLine) -> f32 {
    let head = LineHead::of(scene, line);
    let small = |text: &str| {
        scene.pen.words(text, TextSize::Small).bold().galley(ui, f32::INFINITY).size().x
    };
    let named = small(&head.name) + small(&head.how) + scene.pen.px(8.0);
    let text = spoken(scene, line, Color32::PLACEHOLDER).galley(ui, f32::INFINITY).size().x;
    let role = head.role.map_or(0.0, small);
    let caption = head.caption.as_deref().map_or(0.0, small);
    head.indent(scene) + text.max(named).max(role).max(caption)
}

/// How tall a line is.
pub(super) fn height_of(ui: &Ui, scene: &PlayContext<'_>, line: CardLine, width: f32) -> f32 {
    let head = LineHead::of(scene, line);
    let room = width - head.indent(scene);
    let text = spoken(scene, line, Color32::PLACEHOLDER).galley(ui, room).size().y;
    let least = if head.portrait.is_some() { scene.pen.px(FACE) } else { 0.0 };
    (head.height(scene) + text).max(least)
}

/// One line, told to a screen reader as it arrives.
fn line_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    line: CardLine,
    (width, card): (f32, SpeechStyle),
) {
    let pen = &scene.pen;
    let said = &scene.view.view.said[line.at];
    let style = style(scene, card).of(scene, voice(said));
    let head = LineHead::of(scene, line);
    let indent = head.indent(scene);
    let galley = spoken(scene, line, style.ink).galley(ui, width - indent);
    let size = vec2(width, height_of(ui, scene, line, width));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let role = head.role.map(|role| format!(" ({role})")).unwrap_or_default();
    let told = words::told(said, scene.view.working_days);
    let told = if role.is_empty() {
        told
    } else {
        told.replacen(&head.name, &format!("{}{role}", head.name), 1)
    };
    let told = match &head.caption {
        Some(caption) => format!("{caption} {told}"),
        None => told,
    };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    if let Some(portrait) = head.portrait {
        let place = Rect::from_min_size(rect.min, Vec2::splat(pen.px(FACE)));
        face(ui, pen, portrait, said.mood.unwrap_or(Mood::Neutral), place);
    }
    let mut from = rect.min + vec2(indent, 0.0);
    let text_at = from + vec2(0.0, head.height(scene));
    if let Some(caption) = &head.caption {
        pen.words(caption.as_str(), TextSize::Small).italic().colour(style.soft).paint(ui, from);
        from.y += pen.line_height(TextSize::Small);
    }
    if !head.name.is_empty() {
        let name = pen.words(head.name.as_str(), TextSize::Small).bold().colour(style.name);
        let wide = name.paint(ui, from);
        if !head.how.is_empty() {
            let after = from + vec2(wide + pen.px(8.0), 0.0);
            pen.words(head.how.as_str(), TextSize::Small).colour(style.soft).paint(ui, after);
        }
    }
    if let Some(role) = head.role {
        let below = from + vec2(0.0, pen.line_height(TextSize::Small));
        pen.words(role, TextSize::Small).colour(style.soft).paint(ui, below);
    }
    ui.painter().galley(text_at, std::sync::Arc::clone(&galley), style.ink);
    gloss::underline(ui, scene, text_at, &galley, style.ink);
    gloss::explain_under_pointer(scene, &response, text_at, &galley);
}

/// Where the speaker's face is, in points.
fn speaker_x(scene: &PlayContext<'_>, said: &Said) -> Option<f32> {
    let share = match &said.who {
        Speaker::Player(_) | Speaker::Thought => scene.places.player,
        Speaker::Person(person) => {
            let people = &scene.standing.people;
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
