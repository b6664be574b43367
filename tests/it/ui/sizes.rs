//! Windows of every size and scale, with the longest lines and in scripts that no face has: nothing panics, and
//! whatever takes the focus comes into view.

use std::collections::BTreeSet;

use egui::{Key, Rect, Vec2};
use egui_kittest::{Harness, kittest::NodeT};
use rapport::{
    engine::{Speaker, View},
    scenario::Channel,
    ui::{
        HomeView, LibraryView, PlayView, PlayerView, Settings, SettingsView, home_ui, library_ui,
        play_ui, settings_ui,
    },
};

use super::{
    debrief::{self, QUIET},
    pages::{entries, unfinished},
    stand::{Stand, call, helen, offer, said, scaled, still},
};

/// From a stamp to a wall, and the scales that screens have.
const WINDOWS: [(Vec2, f32); 6] = [
    (Vec2::new(200.0, 100.0), 1.0),
    (Vec2::new(640.0, 400.0), 3.0),
    (Vec2::new(1280.0, 720.0), 0.75),
    (Vec2::new(1280.0, 720.0), 3.0),
    (Vec2::new(640.0, 1600.0), 1.0),
    (Vec2::new(4000.0, 3000.0), 1.0),
];

/// The least size that the window asks for.
const LEAST: Vec2 = Vec2::new(640.0, 400.0);

/// The size of text, and whether a room reads it.
const TEXTS: [(u16, bool); 4] = [(100, false), (200, false), (80, false), (100, true)];

fn settings() -> impl Iterator<Item = Settings> {
    TEXTS.map(|(text_percent, room)| Settings { text_percent, room, ..still() }).into_iter()
}

/// Goes once round by Tab; whatever has the focus is seen, at least in part. Says how much that was.
fn walk<L>(screen: &mut Harness<'_, Stand<L>>, window: Vec2, what: &str) -> usize {
    let whole = Rect::from_min_size(egui::Pos2::ZERO, window);
    let mut seen = BTreeSet::new();
    for _ in 0..45 {
        screen.key_press(Key::Tab);
        screen.run_steps(3);
        let root = screen.root();
        let mut nodes = root.children_recursive();
        let Some(node) = nodes.find(|node| node.accesskit_node().is_focused()) else { continue };
        let name = node.accesskit_node().label().unwrap_or_default();
        let place = node.rect();
        seen.insert(name.clone());
        // Smaller than the least that the window asks for, nothing has to be seen; nothing may fall over.
        if window.x < LEAST.x || window.y < LEAST.y {
            continue;
        }
        let shown = place.intersect(whole);
        assert!(
            shown.width() >= 1.0 && shown.height() >= 1.0,
            "{what} in {window}: “{name}” at {place} has the focus and is not seen"
        );
    }
    seen.len()
}

#[test]
fn pages_fit_any_window() {
    for (size, scale) in WINDOWS {
        for settings in settings() {
            let mut home = scaled(settings.clone(), (size, scale), |ui, look, local| {
                let left = unfinished();
                let view = HomeView {
                    look,
                    unfinished: Some(&left),
                    commitment: Some(QUIET),
                    first_launch: true,
                    backdrop: None,
                    notices: &["ข้อความ 日本語 العربية".to_owned()],
                };
                home_ui(ui, &view, local)
            });
            home.run();
            assert_eq!(walk(&mut home, size, "home"), 7);
            let mut shelf = scaled(settings.clone(), (size, scale), |ui, look, local| {
                library_ui(ui, &LibraryView { look, entries: &entries() }, local)
            });
            shelf.run();
            assert!(walk(&mut shelf, size, "the library") >= 6);
            let mut switches = scaled(settings, (size, scale), |ui, look, local| {
                settings_ui(ui, &SettingsView { look, portraits: &["sam-1"], own: None }, local)
            });
            switches.run();
            assert!(walk(&mut switches, size, "settings") >= 20);
        }
    }
}

#[test]
fn the_debrief_fits_any_window() {
    for (size, _) in WINDOWS {
        for settings in settings() {
            let mut page = debrief::screen_of(settings, size, None, debrief::page());
            assert!(walk(&mut page, size, "the debrief") >= 8);
            page.key_press(Key::Escape);
            page.key_press(Key::S);
            page.run();
            walk(&mut page, size, "what is shared");
        }
    }
}

/// Nine choices and lines that go on and on.
fn long(words: &str) -> View {
    let mut view = call();
    let text = words.repeat(120);
    view.said = [said(Speaker::Person(helen()), &text), said(Speaker::Narrator, &text)].into();
    view.offered = (1..=9)
        .map(|at| offer(&format!("c{at}"), Channel::Email, &words.repeat(12 * at)))
        .collect();
    view
}

#[test]
fn a_play_with_the_longest_lines_and_most_choices_fits_any_window() {
    for words in ["Somebody says it again and again. ", "ไม่มีเว้นวรรค", "المكتب مغلق ", "👍🏽⏳待"]
    {
        for (size, scale) in WINDOWS {
            for settings in settings() {
                let view = long(words);
                let mut screen = scaled(settings, (size, scale), move |ui, look, local| {
                    let play = PlayView {
                        look,
                        title: "A play",
                        minutes: 15,
                        turn: 1,
                        view: &view,
                        course: &[],
                        cast: &[],
                        known: &BTreeSet::new(),
                        attended: true,
                        has_truths: true,
                        player: PlayerView { name: "Sam Rowe", role: "Consultant" },
                        card: None,
                        picture: None,
                        break_at: None,
                        transcript: &view.said,
                        decisions: &[],
                        glossary: &[],
                        working_days: true,
                        can_rewind: true,
                        notice: None,
                    };
                    play_ui(ui, &play, local)
                });
                screen.run();
                for _ in 0..4 {
                    screen.key_press(Key::Space);
                    screen.run();
                }
                assert!(walk(&mut screen, size, "a play") >= 9, "not every choice is reached");
                screen.key_press(Key::Num9);
                screen.run();
                assert_eq!(screen.state().commands.len(), 1, "the last choice is taken");
            }
        }
    }
}

#[test]
fn a_storm_of_sizes_leaves_the_screen_whole() {
    let mut screen = debrief::screen_of(still(), Vec2::new(1280.0, 720.0), None, debrief::page());
    for nth in 0_u16..60 {
        let (wide, tall) = (nth * 577 % 1900, nth * 331 % 1000);
        screen.set_size(Vec2::new(f32::from(wide + 200), f32::from(tall + 100)));
        screen.run_steps(1);
    }
    screen.set_size(Vec2::new(1280.0, 720.0));
    screen.run();
    let told = super::stand::labels(&screen);
    assert!(told.iter().any(|label| label == "How did that feel?"), "{told:#?}");
}
