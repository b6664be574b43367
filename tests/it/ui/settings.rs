//! Settings: kept as pairs, changed by keyboard.

use std::collections::BTreeMap;

use egui::Key;
use egui_kittest::kittest::Queryable;
use rapport::ui::{
    Command, Loudness, Pace, Settings, SettingsLocal, SettingsView, Spacing, ThemeChoice,
    settings_ui,
};

use super::stand::{SMALL, WINDOW, stand, still};

#[test]
fn settings_survive_as_pairs() {
    let settings = Settings {
        text_percent: 170,
        theme: ThemeChoice::Dark,
        room: true,
        high_contrast: true,
        reduced_motion: true,
        timers: false,
        timers_met: true,
        full_screen: true,
        pace: Pace::Waiting,
        letter_spacing: Spacing::Wider,
        line_spacing: Spacing::Wide,
        portrait: "sam-3".to_owned(),
        practice: false,
        sound: false,
        cues: Loudness::Full,
        room_tone: Loudness::Soft,
        captions: true,
    };
    assert_eq!(Settings::from_pairs(&settings.to_pairs()), settings);
}

#[test]
fn what_is_not_understood_is_left_as_it_was() {
    let pairs: BTreeMap<String, String> =
        [("text_percent", "900"), ("theme", "sepia"), ("timers", "maybe")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into();
    let settings = Settings::from_pairs(&pairs);
    assert_eq!(settings, Settings { text_percent: 200, ..Settings::default() });
}

fn screen(
    size: egui::Vec2,
    settings: Settings,
) -> egui_kittest::Harness<'static, super::stand::Stand<SettingsLocal>> {
    stand(settings, size, |ui, look, local| {
        settings_ui(ui, &SettingsView { look, portraits: &["sam-1", "sam-2"], own: None }, local)
    })
}

fn changed(commands: &[Command]) -> Settings {
    match commands {
        [Command::Change(settings)] => (**settings).clone(),
        other => panic!("not one change: {other:?}"),
    }
}

#[test]
fn switches_and_choices_emit_the_new_settings() {
    type Case = (&'static str, fn(&mut Settings));
    let cases: [Case; 11] = [
        ("Larger text", |settings| settings.text_percent = 110),
        ("200 %", |settings| settings.text_percent = 200),
        ("Timers", |settings| settings.timers = true),
        ("High contrast", |settings| settings.high_contrast = true),
        ("How fast lines arrive: Calm", |settings| settings.pace = Pace::Calm),
        ("Light or dark: Dark", |settings| settings.theme = ThemeChoice::Dark),
        ("Play sounds", |settings| settings.sound = false),
        ("Calls, mail and paper: Soft", |settings| settings.cues = Loudness::Soft),
        ("The room you are in: Off", |settings| settings.room_tone = Loudness::Off),
        ("Captions", |settings| settings.captions = true),
        ("Portrait 2 of 2", |settings| "sam-2".clone_into(&mut settings.portrait)),
    ];
    for (label, change) in cases {
        let mut screen = screen(egui::vec2(1280.0, 2000.0), still());
        screen.run();
        screen.get_by_label(label).focus();
        screen.run();
        screen.key_press(Key::Space);
        screen.run_steps(1);
        let mut wanted = still();
        change(&mut wanted);
        assert_eq!(changed(&screen.state().commands), wanted, "{label}");
    }
}

#[test]
fn every_setting_is_reached_by_tab_at_twice_the_text() {
    let mut screen = screen(SMALL, Settings { text_percent: 200, ..still() });
    screen.run();
    let wanted = ["Back", "Larger text", "Practice mode", "Captions", "Portrait 2 of 2"];
    let mut met = Vec::new();
    for _ in 0..80 {
        screen.key_press(Key::Tab);
        screen.run();
        met.extend(wanted.iter().filter(|label| {
            screen.query_by_label(label).is_some_and(|node| {
                let rect = node.rect();
                node.is_focused() && rect.bottom() > 0.0 && rect.top() < SMALL.y
            })
        }));
    }
    for label in wanted {
        assert!(met.contains(&&label), "{label} never had the focus within the window");
    }
}

#[test]
fn escape_goes_back() {
    let mut screen = screen(WINDOW, still());
    screen.run();
    screen.key_press(Key::Escape);
    screen.run();
    assert_eq!(screen.state().commands, [Command::Back]);
}
