//! The library: every scenario on a card, the broken ones too.

use egui::{Align, Key, Layout, Ui, vec2};

use super::{
    Command, Look, Unfinished,
    look::{Pen, TextSize},
    measure::real,
    theme::Surface,
    widgets::{
        ButtonKind, PageFrame, Sheet, button_named_ui, button_ui, composed_ui, focus_from_start,
        link_ui, pressed, steps, steps_width,
    },
};
use crate::scenario::Composition;

/// What the library shows.
#[derive(Clone, Copy)]
pub struct LibraryView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The scenarios, in order.
    pub entries: &'a [LibraryEntry],
}

/// One scenario of the library.
#[expect(clippy::large_enum_variant, reason = "there are a few dozen, and most are ready")]
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryEntry {
    /// It can be played.
    Ready(Card),
    /// It cannot.
    Broken(BrokenCard),
}

/// A scenario that can be played.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Id of the scenario.
    pub id: String,
    /// Its file, as the library names it.
    pub file: String,
    /// Title.
    pub title: String,
    /// One line under the title.
    pub tagline: Option<String>,
    /// Two sentences.
    pub summary: String,
    /// Names of the competencies that it trains.
    pub trains: Vec<String>,
    /// Length of one play, in minutes.
    pub minutes: u16,
    /// The best result.
    pub best: Option<PastResult>,
    /// The last result.
    pub last: Option<PastResult>,
    /// Which of its hidden reasons were met.
    pub met: Option<Met>,
    /// Why it should be practised now, in words: "Due: last played nine days ago".
    pub due: Option<String>,
    /// An attempt that was not finished.
    pub unfinished: Option<Unfinished>,
    /// How many warnings its file gives.
    pub warnings: usize,
    /// The picture on the card.
    pub picture: Composition,
}

/// How a play ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastResult {
    /// Title of the ending.
    pub ending: String,
    /// How good it is for the player's business, 0 to 100.
    pub value: i32,
}

/// Which of the hidden reasons were met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// What makes a replay differ: "One silence, six reasons"; may be empty.
    pub line: String,
    /// Names of those that were met.
    pub names: Vec<String>,
    /// How many there are.
    pub total: usize,
}

/// A scenario that cannot be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenCard {
    /// Its file, as the library names it.
    pub file: String,
    /// The first diagnostic in one line: "E0102 at 12:5: no scene `intervew`".
    pub first: String,
    /// How many errors there are.
    pub errors: usize,
}

/// What the library remembers.
#[derive(Debug, Default)]
pub struct LibraryLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The library.
pub fn library_ui(
    ui: &mut Ui,
    view: &LibraryView<'_>,
    local: &mut LibraryLocal,
) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    local.animating = false;
    let page = PageFrame {
        title: "Practise",
        subtitle: Some(if view.look.settings.room {
            "Pick a conversation. You play it together."
        } else {
            "Pick a conversation. What you do is for you alone."
        }),
        width: 1200.0,
        salt: 0,
    };
    let escaped = pressed(ui, Key::Escape);
    let command = page.show(
        ui,
        &pen,
        |ui| {
            let again = button_ui(ui, &pen, ButtonKind::OnBand, "Read files again").clicked();
            let name = "Faces and places";
            let words = "Faces (F)";
            let faces = button_named_ui(ui, &pen, ButtonKind::OnBand, words, name).clicked();
            let home = button_ui(ui, &pen, ButtonKind::OnBand, "Home").clicked();
            let faces = faces || pressed(ui, Key::F);
            again
                .then_some(Command::Reload)
                .or(faces.then_some(Command::Faces))
                .or(home.then_some(Command::Home))
        },
        |ui| {
            if view.entries.is_empty() {
                pen.words("There is no scenario here yet.", TextSize::Row).show(ui);
            }
            cards_ui(ui, &pen, view)
        },
    );
    command.or(escaped.then_some(Command::Home))
}

/// Cards, two beside each other where there is room.
fn cards_ui(ui: &mut Ui, pen: &Pen<'_>, view: &LibraryView<'_>) -> Option<Command> {
    let columns =
        if ui.available_width() > pen.em(980.0) && view.entries.len() > 1 { 2 } else { 1 };
    let gap = pen.margin();
    let width = (ui.available_width() - gap * real(columns - 1)) / real(columns);
    let mut command = None;
    for (row, entries) in view.entries.chunks(columns).enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (at, entry) in entries.iter().enumerate() {
                let at = row * columns + at;
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    let wanted = match entry {
                        LibraryEntry::Ready(card) => card_ui(ui, pen, at, card),
                        LibraryEntry::Broken(card) => broken_ui(ui, pen, at, card),
                    };
                    command = command.take().or(wanted);
                });
            }
        });
        ui.add_space(gap - pen.grid());
    }
    command
}

fn card_ui(ui: &mut Ui, pen: &Pen<'_>, at: usize, card: &Card) -> Option<Command> {
    let c = pen.c;
    let bar = if card.due.is_some() && !pen.look.settings.room { c.focus } else { c.fact_mark };
    Sheet::plain(pen).bar(bar).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = pen.px(16.0);
            if !pen.is_crowded() {
                composed_ui(ui, pen, &card.picture, pen.px(192.0));
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = pen.px(2.0);
                pen.words(card.title.as_str(), TextSize::Title).bold().show(ui);
                if let Some(tagline) = &card.tagline {
                    pen.words(tagline.as_str(), TextSize::Body).colour(c.ink_soft).show(ui);
                }
            });
        });
        pen.gap(ui, 2.0);
        pen.words(card.summary.as_str(), TextSize::Row).show(ui);
        let minutes = format!(
            "About {} minutes. Trains {}.",
            card.minutes,
            card.trains.join(", ").to_lowercase()
        );
        pen.words(minutes, TextSize::Small).colour(c.ink_soft).show(ui);
        let alone = !pen.look.settings.room;
        if alone {
            results_ui(ui, pen, card);
        }
        if let Some(due) = card.due.as_ref().filter(|_| alone) {
            pen.words(due.as_str(), TextSize::Body).bold().colour(c.cost).show(ui);
        }
        pen.gap(ui, 6.0);
        actions_ui(ui, pen, at, card)
    })
}

fn results_ui(ui: &mut Ui, pen: &Pen<'_>, card: &Card) {
    let c = pen.c;
    let result = |result: &PastResult| format!("{} ({} of 100)", result.ending, result.value);
    let told = match (&card.best, &card.last) {
        (Some(best), Some(last)) if best == last => {
            format!("Best and last so far: {}.", result(best))
        }
        (Some(best), Some(last)) => {
            format!("Best so far: {}. Last: {}.", result(best), result(last))
        }
        (Some(only), None) | (None, Some(only)) => format!("So far: {}.", result(only)),
        (None, None) => "Not played to an ending yet.".to_owned(),
    };
    pen.words(told, TextSize::Small).colour(c.ink_soft).show(ui);
    let Some(met) = &card.met else { return };
    let told = format!("{} of {} met", met.names.len(), met.total);
    let told = if met.line.is_empty() { told } else { format!("{}: {told}", met.line) };
    ui.horizontal(|ui| {
        let radius = pen.em(6.0);
        let place = vec2(steps_width(met.total, radius), pen.line_height(TextSize::Small));
        let (rect, _) = ui.allocate_exact_size(place, egui::Sense::hover());
        steps(ui, rect.left_center(), met.names.len(), met.total, radius, c.fact_mark, c.quiet);
        pen.words(told, TextSize::Small).colour(c.ink_soft).show(ui);
    });
}

fn actions_ui(ui: &mut Ui, pen: &Pen<'_>, at: usize, card: &Card) -> Option<Command> {
    if let Some(unfinished) = &card.unfinished {
        let note = if unfinished.changed {
            "The scenario has changed since you left. You can finish in the version you began, or start anew in this one."
        } else {
            ""
        };
        if !note.is_empty() {
            pen.words(note, TextSize::Small).colour(pen.c.ink_soft).show(ui);
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = pen.px(10.0);
        let mut command = None;
        let named = |words: &str| format!("{words}: {}", card.title);
        let mut kind = ButtonKind::Main;
        let mut first = None;
        if let Some(unfinished) = &card.unfinished {
            let words = if pen.look.settings.room {
                "Go on".to_owned()
            } else {
                let what = if unfinished.replay { "Go on with the replay" } else { "Go on" };
                format!("{what} from {}", unfinished.place)
            };
            let go_on = button_named_ui(ui, pen, kind, &words, &named(&words));
            first = Some(go_on.id);
            if go_on.clicked() {
                command = Some(Command::Resume { scenario: card.id.clone() });
            }
            kind = ButtonKind::Plain;
        }
        let words = match (&card.unfinished, &card.last) {
            (Some(_), _) => "Start anew",
            (None, Some(_)) => "Play again",
            (None, None) => "Play",
        };
        let start = button_named_ui(ui, pen, kind, words, &named(words));
        if at == 0 {
            focus_from_start(ui, first.unwrap_or(start.id));
        }
        if let Some(unfinished) = &card.unfinished {
            let words = if unfinished.replay { "Put the replay away" } else { "Put it away" };
            let away = button_named_ui(ui, pen, ButtonKind::Plain, words, &named(words));
            if away.clicked() {
                command = Some(Command::PutAway { attempt: unfinished.attempt.clone() });
            }
        }
        if start.clicked() {
            command = Some(Command::Start { scenario: card.id.clone() });
        }
        if card.warnings > 0 {
            let plural = if card.warnings == 1 { "" } else { "s" };
            let words = format!("{} warning{plural} for the author", card.warnings);
            if link_ui(ui, pen, &words, pen.c.ink_soft).clicked() {
                command = Some(Command::ShowDiagnostics { file: card.file.clone() });
            }
        }
        command
    })
    .inner
}

fn broken_ui(ui: &mut Ui, pen: &Pen<'_>, at: usize, card: &BrokenCard) -> Option<Command> {
    let c = pen.c;
    Sheet::plain(pen).bar(c.cost_mark).show(ui, pen, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(6.0);
        pen.words("This file cannot be played yet", TextSize::Row).bold().colour(c.cost).show(ui);
        pen.words(card.file.as_str(), TextSize::Body).show(ui);
        pen.words(card.first.as_str(), TextSize::Body).colour(c.ink_soft).show(ui);
        pen.gap(ui, 6.0);
        let plural = if card.errors == 1 { "" } else { "s" };
        let words = format!("Show {} error{plural}", card.errors);
        let name = format!("{words} in {}", card.file);
        let response = button_named_ui(ui, pen, ButtonKind::Plain, &words, &name);
        if at == 0 {
            focus_from_start(ui, response.id);
        }
        response.clicked().then(|| Command::ShowDiagnostics { file: card.file.clone() })
    })
}
