//! The home screen: go on, practise, look back, set things up.

use egui::{
    Align, Color32, Key, Layout, Rect, ScrollArea, Shape, Stroke, TextureId, Ui, UiBuilder, pos2,
    vec2,
};

use super::{
    Command, Look,
    look::{Pen, TextSize},
    theme::Surface,
    widgets::{ButtonKind, Sheet, focus_from_start, page_by_keys, pressed, walk, wide_ui},
};
use crate::coach::FOR_TRAINING;

/// What is told of a play whose scenario is another one by now.
const CHANGED: &str =
    ". The scenario has changed since. If you go on, you play the version you began with.";

/// How far the menu's edge leans, by its height: as the line that splits a call.
const LEAN: f32 = 0.11;

/// What the home screen shows.
#[derive(Clone, Copy)]
pub struct HomeView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The newest unfinished attempt.
    pub unfinished: Option<&'a Unfinished>,
    /// The if-then sentence that was kept last.
    pub commitment: Option<&'a str>,
    /// Whether the game runs for the first time.
    pub first_launch: bool,
    /// A picture of 16 to 9 behind everything.
    pub backdrop: Option<TextureId>,
    /// What the player should know: "The records could not be read and were set aside as …".
    pub notices: &'a [String],
}

/// An attempt that was not played to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Title of the scenario.
    pub title: String,
    /// Where it stands, in words: "Reaching Helen, Thursday 23 May".
    pub place: String,
    /// When it was left, in words: "yesterday".
    pub left: String,
    /// Whether the scenario's file has changed since.
    pub changed: bool,
    /// Whether it is played on with hindsight.
    pub replay: bool,
    /// Id of the attempt, as [`Command::PutAway`] wants it.
    pub attempt: String,
}

/// What the home screen remembers.
#[derive(Debug, Default)]
pub struct HomeLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The home screen.
pub fn home_ui(ui: &mut Ui, view: &HomeView<'_>, local: &mut HomeLocal) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    local.animating = false;
    let whole = ui.max_rect();
    ground(ui, &pen, view, whole);
    let wide = (whole.width() * 0.42).max(pen.em(400.0)).min(whole.width());
    let panel = Rect::from_min_max(whole.min, pos2(whole.left() + wide, whole.bottom()));
    let right =
        Rect::from_min_max(pos2(panel.right(), whole.top()), whole.max).shrink(pen.margin());
    let beside = right.width() > pen.em(260.0);
    let mut command = menu_ui(ui, &pen, view, panel, !beside);
    if beside {
        beside_ui(ui, &pen, view, right);
    }
    if command.is_none() && view.unfinished.is_some() && pressed(ui, Key::C) {
        command = Some(Command::Continue);
    }
    command
}

fn ground(ui: &Ui, pen: &Pen<'_>, view: &HomeView<'_>, whole: Rect) {
    let c = pen.c;
    ui.painter().add(Shape::gradient_rect(whole, egui::Direction::TopDown, [c.hero, c.band]));
    let Some(backdrop) = view.backdrop else { return };
    // The picture covers the window and keeps its shape of 16 to 9.
    let tall = (whole.width() * 9.0 / 16.0).max(whole.height());
    let size = vec2(tall * 16.0 / 9.0, tall);
    let place = Rect::from_center_size(whole.center(), size);
    let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter().with_clip_rect(whole).image(backdrop, place, all, Color32::WHITE);
}

/// The ground of the menu: cut off at the slant at which calls are split, where it does not fill the window.
fn panel_ui(ui: &Ui, pen: &Pen<'_>, panel: Rect) {
    let c = pen.c;
    if panel.width() >= ui.max_rect().width() {
        ui.painter().rect_filled(panel, 0.0, c.hero);
        return;
    }
    let lean = panel.height() * LEAN;
    let cut = |more: f32| {
        vec![
            panel.left_top(),
            panel.right_top() + vec2(lean + more, 0.0),
            panel.right_bottom() + vec2(more, 0.0),
            panel.left_bottom(),
        ]
    };
    ui.painter().add(Shape::convex_polygon(cut(pen.px(8.0)), c.hero_accent, Stroke::NONE));
    ui.painter().add(Shape::convex_polygon(cut(0.0), c.hero, Stroke::NONE));
}

/// The title and what can be done.
fn menu_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    view: &HomeView<'_>,
    panel: Rect,
    with_note: bool,
) -> Option<Command> {
    let c = pen.c;
    panel_ui(ui, pen, panel);
    let inside = panel.shrink2(vec2(pen.px(56.0).min(panel.width() * 0.1), pen.margin()));
    let mut menu = ui.new_child(
        UiBuilder::new().id_salt("menu").max_rect(inside).layout(Layout::top_down(Align::Min)),
    );
    ScrollArea::vertical()
        .id_salt("home")
        .auto_shrink(false)
        .show(&mut menu, |ui| {
            ui.spacing_mut().item_spacing.y = pen.px(10.0);
            pen.gap(ui, (panel.height() * 0.06).min(60.0));
            pen.words("Rapport", TextSize::Title).bold().colour(c.on_hero).show(ui);
            let claim = "A flight simulator for difficult client conversations";
            pen.words(claim, TextSize::Row).colour(c.on_hero_soft).show(ui);
            for notice in view.notices {
                Sheet::note(pen).padding(14.0).show(ui, pen, |ui| {
                    pen.words(notice.as_str(), TextSize::Small).colour(c.on_note).show(ui);
                });
            }
            pen.gap(ui, 14.0);
            let mut command = None;
            let mut rows = Vec::new();
            let mut item =
                |ui: &mut Ui, kind: ButtonKind, words: &str, more: Option<&str>, does: Command| {
                    let response = wide_ui(ui, pen, kind, words, more);
                    rows.push(response.id);
                    if response.clicked() {
                        command = Some(does);
                    }
                };
            let mut kind = ButtonKind::On;
            if let Some(unfinished) = view.unfinished {
                let Unfinished { title, place, left, changed, replay, attempt } = unfinished;
                let what = if *replay { "A replay of " } else { "" };
                let mut more = format!("{what}{title}: {place}, left {left}");
                if view.look.settings.room {
                    "Where it was left".clone_into(&mut more);
                } else if *changed {
                    more.push_str(CHANGED);
                }
                item(ui, kind, "Continue", Some(&more), Command::Continue);
                let away = Command::PutAway { attempt: attempt.clone() };
                let words = if *replay { "Put this replay away" } else { "Put this play away" };
                item(ui, ButtonKind::OnBand, words, None, away);
                kind = ButtonKind::OnBand;
            }
            item(ui, kind, "Practise", None, Command::Library);
            item(ui, ButtonKind::OnBand, "Team session", None, Command::TeamSession);
            item(ui, ButtonKind::OnBand, "Progress", None, Command::Progress);
            item(ui, ButtonKind::OnBand, "Settings", None, Command::Settings);
            item(ui, ButtonKind::OnBand, "Quit", None, Command::Quit);
            if let Some(&first) = rows.first() {
                focus_from_start(ui, first);
            }
            walk(ui, &rows);
            pen.gap(ui, 10.0);
            if view.first_launch {
                pen.words(FOR_TRAINING, TextSize::Small).colour(c.on_hero_soft).show(ui);
            }
            if with_note && let Some(commitment) = sentence(view) {
                note_ui(ui, pen, commitment);
            }
            page_by_keys(ui);
            command
        })
        .inner
}

/// The sentence that was kept, at the bottom right.
fn beside_ui(ui: &mut Ui, pen: &Pen<'_>, view: &HomeView<'_>, right: Rect) {
    let Some(commitment) = sentence(view) else { return };
    let kept = egui::Id::new("height of the note");
    let tall: f32 = ui.data(|data| data.get_temp(kept)).unwrap_or(0.0);
    let wide = right.width().min(pen.em(440.0));
    let place = Rect::from_min_size(right.max - vec2(wide, tall), vec2(wide, tall));
    let layout = Layout::top_down(Align::Min);
    let mut note = ui.new_child(UiBuilder::new().id_salt("beside").max_rect(place).layout(layout));
    note_ui(&mut note, pen, commitment);
    let now = note.min_rect().height();
    if (now - tall).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(kept, now));
        ui.ctx().request_discard("the note found its height");
    }
}

/// The sentence that was kept last; in a room it stays with whoever keeps it.
fn sentence<'a>(view: &HomeView<'a>) -> Option<&'a str> {
    view.commitment.filter(|_| !view.look.settings.room)
}

fn note_ui(ui: &mut Ui, pen: &Pen<'_>, commitment: &str) {
    Sheet::note(pen).show(ui, pen, |ui| {
        pen.heading_ui(ui, "Your if-then", pen.c.on_note);
        pen.words(commitment, TextSize::Row).colour(pen.c.on_note).show(ui);
    });
}
