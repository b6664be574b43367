//! The theme: it parses, and its text stands out.

use egui::Color32;
use rapport::ui::{Settings, Theme, ThemeChoice, theme::Palette, theme::Surface};

fn theme() -> Theme {
    Theme::shipped().expect("the shipped theme is a theme")
}

/// Text and the ground it stands on.
fn pairs(p: &Palette) -> Vec<(&'static str, Color32, Color32)> {
    vec![
        ("ink on ground", p.ink, p.ground),
        ("ink on the end of the ground", p.ink, p.ground_end),
        ("ink on sheet", p.ink, p.sheet),
        ("ink on row", p.ink, p.row),
        ("ink on row under the pointer", p.ink, p.row_hover),
        ("soft ink on ground", p.ink_soft, p.ground),
        ("soft ink on sheet", p.ink_soft, p.sheet),
        ("soft ink on row", p.ink_soft, p.row),
        ("band", p.on_band, p.band),
        ("soft on band", p.on_band_soft, p.band),
        ("hero", p.on_hero, p.hero),
        ("soft on hero", p.on_hero_soft, p.hero),
        ("heading on hero", p.hero_accent, p.hero),
        ("speech", p.on_speech, p.speech),
        ("soft on speech", p.on_speech_soft, p.speech),
        ("speaker", p.speaker, p.speech),
        ("you", p.you, p.speech),
        ("focus", p.on_focus, p.focus),
        ("cost on sheet", p.cost, p.sheet),
        ("fact on sheet", p.fact, p.sheet),
        ("chip", p.on_chip, p.chip),
        ("badge", p.on_badge, p.badge),
        ("button", p.on_button, p.button),
        ("button under the pointer", p.on_button, p.button_hover),
        ("note", p.on_note, p.note),
        ("ink on field", p.ink, p.field),
        ("pill", p.on_pill, p.pill.to_opaque()),
        ("soft on pill", p.on_pill_soft, p.pill.to_opaque()),
    ]
}

fn luminance(colour: Color32) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
}

pub(super) fn contrast(one: Color32, other: Color32) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_stands_out() {
    let theme = theme();
    let palettes = [
        ("light", &theme.light, 4.5),
        ("dark", &theme.dark, 4.5),
        ("light contrast", &theme.light_contrast, 7.0),
        ("dark contrast", &theme.dark_contrast, 7.0),
    ];
    let mut faint = Vec::new();
    for (name, palette, least) in palettes {
        for (pair, ink, ground) in pairs(palette) {
            let found = contrast(ink, ground);
            if found < least {
                faint.push(format!("{name}: {pair} is {found:.1}, wants {least}"));
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

#[test]
fn a_choice_of_theme_picks_its_palette() {
    let theme = theme();
    let with = |choice| Settings { theme: choice, ..Settings::default() };
    assert!(theme.palette(Surface::Play, &with(ThemeChoice::Mixed)).is_dark);
    assert!(!theme.palette(Surface::Page, &with(ThemeChoice::Mixed)).is_dark);
    assert!(!theme.palette(Surface::Play, &with(ThemeChoice::Light)).is_dark);
    assert!(theme.palette(Surface::Page, &with(ThemeChoice::Dark)).is_dark);
}

#[test]
fn a_bad_colour_is_refused_with_its_place() {
    let text = include_str!("../../../assets/theme.ron").replacen("#F6EFE4", "sand", 1);
    let error = Theme::parse(&text).expect_err("sand is not a colour").to_string();
    assert!(error.contains("`sand` is not a colour"), "{error}");
}
