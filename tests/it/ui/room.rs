//! Room mode: what a projector may show, how large, and what stays with whoever plays.

use std::collections::BTreeSet;

use egui::{Event, Key, Vec2};
use egui_kittest::{Harness, kittest::Queryable};
use rapport::{
    scenario::Channel,
    ui::{
        AttemptRow, CommitmentRow, HomeView, LibraryView, ProgressView, Settings, SettingsView,
        home_ui, library_ui, progress_ui, settings_ui,
    },
};

use super::{
    debrief::{self, QUIET},
    in_step::{Seat, flagship},
    pages::{entries, unfinished},
    stand::{PROJECTOR, Stand, WINDOW, call, labels, offer, play, smallest, stand, still},
};

fn room() -> Settings {
    Settings { room: true, ..still() }
}

fn assert_read_from_the_back<L>(screen: &Harness<'_, Stand<L>>, size: Vec2, what: &str) {
    let (least, words) = smallest(&screen.output().shapes);
    assert!(least.is_finite(), "{what} says nothing");
    assert!(least >= size.y * 0.03, "{what} at {size}: {least} for “{words}”");
}

fn home(settings: Settings, size: Vec2) -> Harness<'static, Stand<rapport::ui::HomeLocal>> {
    let mut screen = stand(settings, size, |ui, look, local| {
        let left = unfinished();
        let view = HomeView {
            look,
            unfinished: Some(&left),
            commitment: Some(QUIET),
            first_launch: true,
            backdrop: None,
            notices: &[],
        };
        home_ui(ui, &view, local)
    });
    screen.run();
    screen
}

fn library(settings: Settings, size: Vec2) -> Harness<'static, Stand<rapport::ui::LibraryLocal>> {
    let mut screen = stand(settings, size, |ui, look, local| {
        library_ui(ui, &LibraryView { look, entries: &entries() }, local)
    });
    screen.run();
    screen
}

fn progress(settings: Settings, size: Vec2) -> Harness<'static, Stand<rapport::ui::ProgressLocal>> {
    let mut screen = stand(settings, size, |ui, look, local| {
        let attempts = [AttemptRow {
            id: "a7".to_owned(),
            when: "3 May".to_owned(),
            scenario: "Received. H.".to_owned(),
            ending: Some("Reset".to_owned()),
            marks: Vec::new(),
        }];
        let commitments = [CommitmentRow {
            when: "3 May".to_owned(),
            scenario: "Received. H.".to_owned(),
            text: QUIET.to_owned(),
        }];
        let view = ProgressView {
            look,
            skills: &[],
            attempts: &attempts,
            lessons: &[],
            commitments: &commitments,
        };
        progress_ui(ui, &view, local)
    });
    screen.run();
    screen
}

#[test]
fn pages_are_read_from_the_back_row() {
    for size in [WINDOW, PROJECTOR] {
        assert_read_from_the_back(&home(room(), size), size, "home");
        assert_read_from_the_back(&library(room(), size), size, "the library");
        assert_read_from_the_back(&progress(room(), size), size, "progress");
        let mut settings = stand(room(), size, |ui, look, local| {
            settings_ui(ui, &SettingsView { look, portraits: &[], own: None }, local)
        });
        settings.run();
        assert_read_from_the_back(&settings, size, "settings");
        let mut page = debrief::screen_of(room(), size, None, debrief::page());
        assert_read_from_the_back(&page, size, "the debrief");
        page.key_press(Key::M);
        page.run();
        for _ in 0..12 {
            assert_read_from_the_back(&page, size, "what is behind the debrief");
            page.key_press(Key::PageDown);
            page.run();
        }
    }
}

#[test]
fn a_play_is_read_from_the_back_row_and_keeps_its_faces() {
    let scenario = flagship();
    let mut heads = 0;
    for size in [WINDOW, PROJECTOR] {
        for seed in [5, 32] {
            let mut seat = Seat::with(&scenario, seed, (room(), size), BTreeSet::new());
            seat.play(|seat| {
                assert_read_from_the_back(&seat.screen, size, "a play");
                let local = &seat.screen.state().local;
                for head in &local.heads {
                    heads += 1;
                    assert!(head.height() > size.y * 0.1, "a face of {head} is not seen");
                    for laid in &local.laid {
                        let over = laid.intersect(*head);
                        assert!(!over.is_positive(), "{laid} lies on {head}: {:#?}", seat.labels());
                    }
                }
            });
        }
    }
    assert!(heads > 200, "{heads}");
}

#[test]
fn what_is_private_is_not_on_the_wall() {
    let told = |screen: Vec<String>, private: &[&str], alone: bool| {
        for words in private {
            let says = screen.iter().any(|label| label.contains(words));
            assert_eq!(says, alone, "“{words}”: {screen:#?}");
        }
    };
    for (settings, alone) in [(still(), true), (room(), false)] {
        let at_home = labels(&home(settings.clone(), WINDOW));
        told(at_home, &[QUIET, "Reaching Helen"], alone);
        let shelf = labels(&library(settings.clone(), WINDOW));
        told(shelf, &["Reaching Helen", "Not played to an ending yet", "for you alone"], alone);
        let so_far = labels(&progress(settings.clone(), WINDOW));
        told(so_far, &[QUIET, "3 May", "Reset"], alone);
        let page = debrief::screen_of(settings, WINDOW, None, debrief::page());
        let private = ["How did that feel?", "Relieved", QUIET, "Keep this sentence"];
        told(labels(&page), &private, alone);
        told(labels(&page), &["What you showed"], alone);
        // What the scenario offers everybody is there, and what was going on.
        told(labels(&page), &["If I want to nudge, I ask for the way.", "Swamped"], true);
    }
}

#[test]
fn nothing_lights_up_under_a_pointer_and_choices_are_counted_by_number() {
    let painted = |settings: Settings, hover: bool| {
        let mut view = call();
        view.offered = ["one", "two", "three"]
            .map(|id| offer(id, Channel::Phone, &format!("“Say {id}.”")))
            .into();
        let mut screen = play(settings, WINDOW, view);
        screen.run();
        let row = screen.get_by_label_contains("Choice 2 of 3").rect();
        screen.event(Event::PointerMoved(if hover { row.center() } else { egui::pos2(2.0, 2.0) }));
        screen.run();
        let shapes = &screen.output().shapes;
        for number in ["1", "2", "3"] {
            let counted = shapes.iter().any(|one| says(&one.shape, number));
            assert!(counted, "no number {number}");
        }
        format!("{shapes:?}")
    };
    assert!(painted(still(), true) != painted(still(), false), "else this test sees no light");
    assert!(painted(room(), true) == painted(room(), false));
}

fn says(shape: &egui::Shape, words: &str) -> bool {
    match shape {
        egui::Shape::Vec(shapes) => shapes.iter().any(|shape| says(shape, words)),
        egui::Shape::Text(text) => text.galley.job.text == words,
        _ => false,
    }
}
