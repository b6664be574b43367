//! The settings, and every key.

use egui::{
    Align, Color32, Key, Layout, Rect, Sense, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    Command, Look, Loudness, Pace, Settings, Spacing, ThemeChoice,
    look::{Pen, TextSize},
    theme::Surface,
    widgets::{
        ButtonKind, PageFrame, Sheet, button_named_ui, button_ui, columns_ui, face_ui, focus_first,
        keep_in_view, pressed,
    },
};
use crate::scenario::Mood;

/// What the settings screen shows; the settings themselves are in `look`.
#[derive(Clone, Copy)]
pub struct SettingsView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// Portraits that the player can choose.
    pub portraits: &'a [&'a str],
    /// How the player looks in the story that is on, where its author says so.
    pub own: Option<&'a str>,
}

/// What the settings screen remembers.
#[derive(Debug, Default)]
pub struct SettingsLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// Every key, and what it does.
const KEYS: [(&str, &str); 17] = [
    ("1 to 9", "Take a choice, mark an option"),
    ("Arrow keys, Tab", "Move to a choice or button"),
    ("Enter, Space", "Press what has the ring; else the next line"),
    ("Backspace, wheel up", "Read the last line again"),
    ("S", "Skip what you read in an earlier play"),
    ("Z", "Take back the last decision, in practice"),
    ("N", "What you know: what you saw, what you told yourself, what is agreed"),
    ("T", "What was said so far"),
    ("G", "What a phrase means"),
    ("Left, Right", "Sort a card; turn a page of the debrief"),
    ("Page up, Page down", "Scroll a long text; turn a page of the debrief"),
    ("Home, End", "The first and the last of a list"),
    ("M", "Sound off, and on again; in the debrief with Shift"),
    ("F11", "Full screen, and back"),
    ("Esc", "Menu; close what is open; back"),
    ("C", "Continue, on the home screen"),
    ("Shift and Tab", "Move back"),
];

/// The settings screen.
pub fn settings_ui(
    ui: &mut Ui,
    view: &SettingsView<'_>,
    local: &mut SettingsLocal,
) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    local.animating = false;
    let page = PageFrame {
        title: "Settings",
        subtitle: Some("They apply at once and are kept."),
        width: 1200.0,
        salt: 0,
    };
    let escaped = pressed(ui, Key::Escape);
    let mut changed = view.look.settings.clone();
    let command = page.show(
        ui,
        &pen,
        |ui| {
            let back = button_ui(ui, &pen, ButtonKind::OnBand, "Back");
            focus_first(ui, back.id);
            back.clicked().then_some(Command::Back)
        },
        |ui| {
            let settings = std::cell::RefCell::new(&mut changed);
            columns_ui::<Command>(
                ui,
                &pen,
                0.5,
                |ui| {
                    let mut settings = settings.borrow_mut();
                    reading_ui(ui, &pen, &mut settings);
                    playing_ui(ui, &pen, &mut settings);
                    sound_ui(ui, &pen, &mut settings);
                    None
                },
                |ui| {
                    portraits_ui(ui, &pen, view, &mut settings.borrow_mut());
                    keys_ui(ui, &pen);
                    None
                },
            )
        },
    );
    let change = (changed != *view.look.settings).then(|| Command::Change(Box::new(changed)));
    command.or(change).or(escaped.then_some(Command::Back))
}

fn reading_ui(ui: &mut Ui, pen: &Pen<'_>, settings: &mut Settings) {
    Sheet::plain(pen).show(ui, pen, |ui| {
        pen.words("Reading", TextSize::Row).bold().show(ui);
        let text = i32::from(settings.text_percent);
        let step = |by: i32| u16::try_from((text + by).clamp(80, 200)).unwrap_or(100);
        label_ui(ui, pen, &format!("Text size: {text} %"));
        ui.horizontal_wrapped(|ui| {
            if option_ui(ui, pen, "Smaller text", false) {
                settings.text_percent = step(-10);
            }
            if option_ui(ui, pen, "Larger text", false) {
                settings.text_percent = step(10);
            }
            for percent in [100, 150, 200] {
                if option_ui(ui, pen, &format!("{percent} %"), settings.text_percent == percent) {
                    settings.text_percent = percent;
                }
            }
        });
        choice_ui(
            ui,
            pen,
            "Letter spacing",
            &Spacing::ALL,
            &mut settings.letter_spacing,
            Spacing::label,
        );
        choice_ui(
            ui,
            pen,
            "Line spacing",
            &Spacing::ALL,
            &mut settings.line_spacing,
            Spacing::label,
        );
        choice_ui(
            ui,
            pen,
            "Light or dark",
            &ThemeChoice::ALL,
            &mut settings.theme,
            ThemeChoice::label,
        );
        switch_ui(
            ui,
            pen,
            "Room mode",
            "For a projector: large text, faces kept; your sentence, feelings and other plays stay hidden.",
            &mut settings.room,
        );
        switch_ui(
            ui,
            pen,
            "High contrast",
            "Text stands out at least seven to one.",
            &mut settings.high_contrast,
        );
    });
}

fn playing_ui(ui: &mut Ui, pen: &Pen<'_>, settings: &mut Settings) {
    Sheet::plain(pen).show(ui, pen, |ui| {
        pen.words("Playing", TextSize::Row).bold().show(ui);
        choice_ui(ui, pen, "How fast lines arrive", &Pace::ALL, &mut settings.pace, Pace::label);
        let timers =
            "Silences and deadlines run against the clock. Off, every choice waits for you.";
        switch_ui(ui, pen, "Timers", timers, &mut settings.timers);
        let full = "The game fills the screen. F11 does it too, anywhere.";
        switch_ui(ui, pen, "Full screen", full, &mut settings.full_screen);
        let motion = "Nothing moves, types or fades.";
        switch_ui(ui, pen, "Reduced motion", motion, &mut settings.reduced_motion);
        let practice = "Decisions can be taken back; the record says so.";
        switch_ui(ui, pen, "Practice mode", practice, &mut settings.practice);
    });
}

fn sound_ui(ui: &mut Ui, pen: &Pen<'_>, settings: &mut Settings) {
    Sheet::plain(pen).show(ui, pen, |ui| {
        pen.words("Sound", TextSize::Row).bold().show(ui);
        let sound =
            "Never needed to understand anything, and silent in an assessment. M does it too.";
        switch_ui(ui, pen, "Play sounds", sound, &mut settings.sound);
        let (cues, room) = ("Calls, mail and paper", "The room you are in");
        choice_ui(ui, pen, cues, &Loudness::ALL, &mut settings.cues, Loudness::label);
        choice_ui(ui, pen, room, &Loudness::ALL, &mut settings.room_tone, Loudness::label);
        let captions = "What is heard stands over its line: [the phone rings].";
        switch_ui(ui, pen, "Captions", captions, &mut settings.captions);
    });
}

fn label_ui(ui: &mut Ui, pen: &Pen<'_>, text: &str) {
    pen.gap(ui, 4.0);
    pen.words(text, TextSize::Body).show(ui);
    ui.add_space(-pen.px(2.0));
}

/// One of several; the one that is on is told apart by a tick.
fn option_ui(ui: &mut Ui, pen: &Pen<'_>, text: &str, on: bool) -> bool {
    let kind = if on { ButtonKind::Tab } else { ButtonKind::Chip };
    let response = button_ui(ui, pen, kind, text);
    if on {
        response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, true, text));
    }
    response.clicked()
}

fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    pen: &Pen<'_>,
    title: &str,
    all: &[T],
    chosen: &mut T,
    label: fn(T) -> &'static str,
) {
    label_ui(ui, pen, title);
    ui.horizontal_wrapped(|ui| {
        for &item in all {
            let on = item == *chosen;
            let kind = if on { ButtonKind::Tab } else { ButtonKind::Chip };
            let name = format!("{title}: {}", label(item));
            let response = button_named_ui(ui, pen, kind, label(item), &name);
            response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, on, &name));
            if response.clicked() {
                *chosen = item;
            }
        }
    });
}

/// A switch with what it does.
fn switch_ui(ui: &mut Ui, pen: &Pen<'_>, title: &str, what: &str, on: &mut bool) {
    pen.gap(ui, 2.0);
    let c = pen.c;
    let (wide, tall, gap) = (pen.em(46.0), pen.em(26.0), pen.px(14.0));
    let room = ui.available_width() - wide - gap - pen.px(8.0);
    let name = pen.words(title, TextSize::Body).galley(ui, room);
    let more = pen.words(what, TextSize::Small).colour(c.ink_soft).galley(ui, room);
    let text = name.size().y + more.size().y;
    let size = vec2(ui.available_width(), text.max(tall) + pen.px(6.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *on = !*on;
    }
    let state = *on;
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, state, title));
    keep_in_view(ui, &response);
    let track = Rect::from_center_size(
        pos2(rect.left() + pen.px(4.0) + wide / 2.0, rect.center().y),
        vec2(wide, tall),
    );
    let fill = if state { c.fact_mark } else { c.quiet };
    ui.painter().rect_filled(track, tall / 2.0, fill);
    let x = if state { track.right() - tall / 2.0 } else { track.left() + tall / 2.0 };
    ui.painter().circle_filled(pos2(x, track.center().y), tall * 0.38, c.sheet);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, pen.corner(), pen.ring(), StrokeKind::Inside);
    }
    let left = track.right() + gap;
    let top = rect.center().y - text / 2.0;
    let below = top + name.size().y;
    ui.painter().galley(pos2(left, top), name, c.ink);
    ui.painter().galley(pos2(left, below), more, c.ink_soft);
}

fn portraits_ui(ui: &mut Ui, pen: &Pen<'_>, view: &SettingsView<'_>, settings: &mut Settings) {
    if view.portraits.is_empty() {
        return;
    }
    let c = pen.c;
    Sheet::plain(pen).show(ui, pen, |ui| {
        pen.words("You", TextSize::Row).bold().show(ui);
        pen.words("Who sits at your desk", TextSize::Body).colour(c.ink_soft).show(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(pen.px(14.0), pen.px(14.0));
            for (at, &portrait) in view.portraits.iter().enumerate() {
                let on = settings.portrait == portrait;
                let side = pen.px(88.0);
                let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
                let name = format!("Portrait {} of {}", at + 1, view.portraits.len());
                response
                    .widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, on, &name));
                if let Some(texture) = view.look.pictures.portrait(portrait, Mood::Neutral) {
                    let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    ui.painter().image(texture, rect.shrink(pen.px(5.0)), all, Color32::WHITE);
                } else {
                    ui.painter().circle_filled(rect.center(), side * 0.44, c.chip);
                    let number =
                        pen.words((at + 1).to_string(), TextSize::Title).bold().galley(ui, side);
                    ui.painter().galley(rect.center() - number.size() / 2.0, number, c.ink);
                }
                keep_in_view(ui, &response);
                if on {
                    ui.painter().circle_stroke(
                        rect.center(),
                        side * 0.48,
                        egui::Stroke::new(pen.px(4.0), c.focus),
                    );
                }
                if response.has_focus() {
                    ui.painter().rect_stroke(rect, pen.corner(), pen.ring(), StrokeKind::Inside);
                }
                if response.clicked() {
                    portrait.clone_into(&mut settings.portrait);
                }
            }
        });
        if let Some(own) = view.own {
            ui.horizontal_wrapped(|ui| {
                face_ui(ui, pen, own, Mood::Neutral, 56.0);
                let told = "In the story that is on you look like this: its author says so.";
                pen.words(told, TextSize::Small).colour(c.ink_soft).show(ui);
            });
        }
    });
}

fn keys_ui(ui: &mut Ui, pen: &Pen<'_>) {
    Sheet::plain(pen).show(ui, pen, |ui| {
        pen.words("Keys", TextSize::Row).bold().show(ui);
        let narrow = ui.available_width() < pen.em(420.0);
        for (key, does) in KEYS {
            let name = pen.words(key, TextSize::Small).bold();
            let what = pen.words(does, TextSize::Small).colour(pen.c.ink_soft);
            if narrow {
                name.show(ui);
                ui.add_space(-pen.px(6.0));
                what.show(ui);
                continue;
            }
            ui.horizontal_top(|ui| {
                let wide = pen.em(150.0);
                ui.allocate_ui_with_layout(vec2(wide, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(wide);
                    name.show(ui);
                });
                what.show(ui);
            });
        }
    });
}
