//! Contrast as it is painted: every text against what lies under it, on every screen that is drawn here, in every
//! theme; and the marks that carry meaning against their grounds.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Color32, Key, Pos2, Shape, Vec2, epaint::ClippedShape};
use egui_kittest::Harness;
use rapport::{
    diagnostic::Diagnostic,
    scenario::Channel,
    text::{SourceFile, Span},
    ui::{
        DiagnosticsView, HomeView, LibraryView, Settings, SettingsView, Theme, ThemeChoice,
        diagnostics_ui, home_ui, library_ui, settings_ui,
    },
};

use super::{
    debrief::{self, QUIET},
    in_step::{Seat, flagship},
    pages::{entries, unfinished},
    stand::{Stand, WINDOW, call, offer, play, stand, still},
    theme::contrast,
};

/// Text that stands out too little: what is told of each, once.
type Faint = BTreeMap<String, f64>;

fn themes() -> Vec<(Settings, f64)> {
    let with = |theme, high_contrast| Settings { theme, high_contrast, ..still() };
    let each = |theme| [(with(theme, false), 4.5), (with(theme, true), 7.0)];
    ThemeChoice::ALL.into_iter().flat_map(each).collect()
}

fn flat<'a>(shape: &'a Shape, clip: egui::Rect, into: &mut Vec<(&'a Shape, egui::Rect)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|one| flat(one, clip, into)),
        other => into.push((other, clip)),
    }
}

/// What a shape paints at a point; `None` where it paints nothing that is known.
fn painted(shape: &Shape, at: Pos2) -> Option<Color32> {
    match shape {
        Shape::Rect(rect) if rect.rect.contains(at) => Some(rect.fill),
        Shape::Circle(circle) if circle.center.distance(at) <= circle.radius => Some(circle.fill),
        Shape::Path(path) if path.closed && within(&path.points, at) => Some(path.fill),
        Shape::Mesh(mesh) => mesh.indices.chunks_exact(3).find_map(|corners| {
            let [a, b, c] = [0, 1, 2].map(|nth| mesh.vertices[corners[nth] as usize]);
            let inside = within(&[a.pos, b.pos, c.pos], at);
            let nearest = [a, b, c]
                .into_iter()
                .min_by(|one, other| one.pos.distance(at).total_cmp(&other.pos.distance(at)));
            nearest.filter(|_| inside).map(|vertex| vertex.color)
        }),
        _ => None,
    }
}

fn within(corners: &[Pos2], at: Pos2) -> bool {
    let sides = corners.iter().zip(corners.iter().cycle().skip(1));
    let crosses = sides.filter(|(from, to)| {
        (from.y > at.y) != (to.y > at.y)
            && at.x < (to.x - from.x) * (at.y - from.y) / (to.y - from.y) + from.x
    });
    crosses.count() % 2 == 1
}

/// Every text that stands out less than so much, anywhere along its lines.
fn look(shapes: &[ClippedShape], least: f64, faint: &mut Faint, texts: &mut usize) {
    let mut flattened = Vec::new();
    for clipped in shapes {
        flat(&clipped.shape, clipped.clip_rect, &mut flattened);
    }
    for (nth, (shape, clip)) in flattened.iter().enumerate() {
        let Shape::Text(text) = shape else { continue };
        for row in &text.galley.rows {
            for glyph in row.glyphs.iter().filter(|glyph| !glyph.chr.is_whitespace()) {
                let at = text.pos + row.pos.to_vec2() + glyph.pos.to_vec2() + Vec2::new(1.0, -3.0);
                if !clip.contains(at) {
                    continue;
                }
                let vertex = usize::try_from(glyph.first_vertex).unwrap();
                let Some(vertex) = row.visuals.mesh.vertices.get(vertex) else { continue };
                let ink = text.override_text_color.unwrap_or(vertex.color);
                let ink = if ink == Color32::PLACEHOLDER { text.fallback_color } else { ink };
                let ink = ink.gamma_multiply(text.opacity_factor);
                // The stage shows through where nothing is painted: black and white are the worst that it can be.
                for stage in [Color32::BLACK, Color32::WHITE] {
                    let ground = flattened[..nth].iter().fold(stage, |ground, (under, clip)| {
                        let fill = painted(under, at).filter(|_| clip.contains(at));
                        fill.map_or(ground, |fill| ground.blend(fill))
                    });
                    let found = contrast(ground.blend(ink), ground);
                    if found < least {
                        let told = format!("“{}” {ink:?} on {ground:?}", text.galley.job.text);
                        let worst = faint.entry(told).or_insert(found);
                        *worst = worst.min(found);
                    }
                }
                *texts += 1;
            }
        }
    }
}

fn check<L>(screen: &Harness<'_, Stand<L>>, least: f64, faint: &mut Faint) {
    let mut texts = 0;
    look(&screen.output().shapes, least, faint, &mut texts);
    assert!(texts > 20, "nothing was read");
}

fn assert_none(faint: &Faint, what: &str) {
    assert!(faint.is_empty(), "{what}: {faint:#?}");
}

#[test]
fn pages_stand_out_as_they_are_painted() {
    for (settings, least) in themes() {
        let mut faint = Faint::new();
        let mut home = stand(settings.clone(), WINDOW, |ui, look, local| {
            let left = unfinished();
            let view = HomeView {
                look,
                unfinished: Some(&left),
                commitment: Some(QUIET),
                first_launch: true,
                backdrop: None,
                notices: &["The records were set aside.".to_owned()],
            };
            home_ui(ui, &view, local)
        });
        home.run();
        check(&home, least, &mut faint);
        let mut library = stand(settings.clone(), WINDOW, |ui, look, local| {
            library_ui(ui, &LibraryView { look, entries: &entries() }, local)
        });
        library.run();
        check(&library, least, &mut faint);
        let mut switches = stand(settings.clone(), WINDOW, |ui, look, local| {
            settings_ui(
                ui,
                &SettingsView { look, portraits: &["sam-1", "sam-2"], own: None },
                local,
            )
        });
        switches.run();
        check(&switches, least, &mut faint);
        let mut wrong = stand(settings.clone(), WINDOW, |ui, look, local| {
            let source = SourceFile::new("spare.ron", "Scenario(\n    start: \"intervew\",\n)\n");
            let fault = Diagnostic::error("E0102", Span::new(21, 31), "no scene `intervew`");
            let view = DiagnosticsView {
                look,
                file: "spare.ron",
                source: Some(&source),
                diagnostics: std::slice::from_ref(&fault),
                unreadable: None,
            };
            diagnostics_ui(ui, &view, local)
        });
        wrong.run();
        check(&wrong, least, &mut faint);
        assert_none(&faint, &format!("{:?}, {}", settings.theme, settings.high_contrast));
    }
}

#[test]
fn the_debrief_stands_out_as_it_is_painted() {
    for (settings, least) in themes() {
        let mut faint = Faint::new();
        let told = format!("{:?}, {}", settings.theme, settings.high_contrast);
        let mut page = debrief::screen_of(settings, WINDOW, None, debrief::page());
        check(&page, least, &mut faint);
        for key in [Key::End, Key::M] {
            page.key_press(key);
            page.run();
            check(&page, least, &mut faint);
        }
        for _ in 0..12 {
            page.key_press(Key::PageDown);
            page.run();
            check(&page, least, &mut faint);
        }
        for key in [Key::Escape, Key::S] {
            page.key_press(key);
            page.run();
            check(&page, least, &mut faint);
        }
        assert_none(&faint, &told);
    }
}

#[test]
fn a_play_stands_out_as_it_is_painted() {
    let scenario = flagship();
    for (settings, least) in themes() {
        let mut faint = Faint::new();
        let told = format!("{:?}, {}", settings.theme, settings.high_contrast);
        let mut seat = Seat::with(&scenario, 32, (settings.clone(), WINDOW), BTreeSet::new());
        seat.play(|seat| check(&seat.screen, least, &mut faint));
        for key in [Key::Escape, Key::N, Key::T] {
            let mut view = call();
            view.offered = vec![offer("ask", Channel::Email, "May I ask what is in the way?")];
            let mut screen = play(settings.clone(), WINDOW, view);
            screen.run();
            screen.key_press(key);
            screen.run();
            check(&screen, least, &mut faint);
        }
        assert_none(&faint, &told);
    }
}

#[test]
fn marks_that_mean_something_stand_out_three_to_one() {
    let theme = Theme::shipped().unwrap();
    let mut faint = Vec::new();
    let palettes = [&theme.light, &theme.dark, &theme.light_contrast, &theme.dark_contrast];
    for (name, p) in ["light", "dark", "light contrast", "dark contrast"].into_iter().zip(palettes)
    {
        let grounds = [("sheet", p.sheet), ("chip", p.chip), ("ground", p.ground)];
        let ends = [("end of the ground", p.ground_end), ("row", p.row)];
        let pages = || grounds.into_iter().chain(ends);
        let marks = [("cost", p.cost_mark), ("guess", p.guess_mark), ("fact", p.fact_mark)];
        let on_pages = marks.into_iter().chain([("the ring", p.focus_ring)]);
        let pairs = on_pages.flat_map(|mark| pages().map(move |ground| (mark, ground)));
        let off =
            [("sheet", p.sheet), ("ground", p.ground)].map(|on| (("what is off", p.quiet), on));
        let bars = [("hero", p.hero), ("band", p.band), ("pill", p.pill.to_opaque())];
        let lit = bars.map(|on| (("focus", p.focus), on));
        let pill = ("pill", p.pill.to_opaque());
        let others = [
            (("what is off", p.pill_quiet), pill),
            (("an icon", p.pill_accent), pill),
            (("a field's edge", p.field_edge), ("sheet", p.sheet)),
            (("the edge of a thought", p.cost_mark), ("speech", p.speech)),
        ];
        for ((mark, colour), (ground, under)) in pairs.chain(off).chain(lit).chain(others) {
            let found = contrast(colour, under);
            if found < 3.0 {
                faint.push(format!("{name}: {mark} on {ground} is {found:.2}"));
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}
