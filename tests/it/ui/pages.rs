//! Home, library, progress and diagnostics by keyboard.

use egui::Key;
use egui_kittest::kittest::Queryable;
use rapport::{
    diagnostic::Diagnostic,
    scenario::{Composition, Mood, Place},
    text::{SourceFile, Span},
    ui::{
        AttemptRow, BrokenCard, Card, Command, DiagnosticsView, FacesOf, FacesView, HomeView,
        LibraryEntry, LibraryView, ProgressView, SkillHistory, SkillPoint, Unfinished,
        diagnostics_ui, faces_ui, home_ui, library_ui, progress_ui,
    },
};

use super::stand::{SMALL, WINDOW, labels, stand, still};

pub(super) fn unfinished() -> Unfinished {
    Unfinished {
        title: "Received. H.".to_owned(),
        place: "Reaching Helen".to_owned(),
        left: "yesterday".to_owned(),
        changed: true,
        replay: false,
        attempt: "a7".to_owned(),
    }
}

#[test]
fn home_is_operated_by_arrows() {
    let after = [
        (0, Command::Continue),
        (1, Command::PutAway { attempt: "a7".to_owned() }),
        (2, Command::Library),
        (3, Command::TeamSession),
        (4, Command::Progress),
        (5, Command::Settings),
        (6, Command::Quit),
    ];
    for (steps, command) in after {
        let mut screen = stand(still(), SMALL, |ui, look, local| {
            let left = unfinished();
            let view = HomeView {
                look,
                unfinished: Some(&left),
                commitment: Some("If a client is quiet, I ring."),
                first_launch: true,
                backdrop: None,
                notices: &[],
            };
            home_ui(ui, &view, local)
        });
        screen.run();
        for _ in 0..steps {
            screen.key_press(Key::ArrowDown);
            screen.run();
        }
        screen.key_press(Key::Enter);
        screen.run();
        assert_eq!(screen.state().commands, [command]);
    }
}

#[test]
fn a_replay_is_called_one_and_can_be_put_away() {
    let mut screen = stand(still(), WINDOW, |ui, look, local| {
        let left = Unfinished { replay: true, ..unfinished() };
        let view = HomeView {
            look,
            unfinished: Some(&left),
            commitment: None,
            first_launch: false,
            backdrop: None,
            notices: &[],
        };
        home_ui(ui, &view, local)
    });
    screen.run();
    screen.get_by_label_contains("A replay of Received. H.: Reaching Helen");
    screen.get_by_label("Put this replay away").click();
    screen.run();
    assert_eq!(screen.state().commands, [Command::PutAway { attempt: "a7".to_owned() }]);
}

#[test]
fn home_says_that_the_scenario_changed() {
    let mut screen = stand(still(), WINDOW, |ui, look, local| {
        let left = unfinished();
        let view = HomeView {
            look,
            unfinished: Some(&left),
            commitment: None,
            first_launch: false,
            backdrop: None,
            notices: &[],
        };
        home_ui(ui, &view, local)
    });
    screen.run();
    screen.get_by_label_contains("you play the version you began with");
}

#[test]
fn the_first_card_has_the_focus_from_the_start() {
    let mut screen = stand(still(), WINDOW, |ui, look, local| {
        library_ui(ui, &LibraryView { look, entries: &entries() }, local)
    });
    screen.run();
    screen.key_press(Key::Enter);
    screen.run();
    assert_eq!(screen.state().commands, [Command::Resume { scenario: "received-h".to_owned() }]);
}

#[test]
fn home_says_what_it_is_for_and_shows_the_sentence() {
    let mut screen = stand(still(), WINDOW, |ui, look, local| {
        let view = HomeView {
            look,
            unfinished: None,
            commitment: Some("If a client is quiet, I ring."),
            first_launch: true,
            backdrop: None,
            notices: &["The records were set aside as records-old.db.".to_owned()],
        };
        home_ui(ui, &view, local)
    });
    screen.run();
    screen.get_by_label_contains("For training, not validated for selection");
    screen.get_by_label("If a client is quiet, I ring.");
    screen.get_by_label("The records were set aside as records-old.db.");
    assert!(screen.query_by_label_contains("Continue").is_none());
}

pub(super) fn entries() -> Vec<LibraryEntry> {
    vec![
        LibraryEntry::Ready(Card {
            id: "received-h".to_owned(),
            file: "received-h.ron".to_owned(),
            title: "Received. H.".to_owned(),
            tagline: None,
            summary: "A client has gone quiet.".to_owned(),
            trains: vec!["Candour".to_owned()],
            minutes: 15,
            best: None,
            last: None,
            met: None,
            due: None,
            unfinished: Some(unfinished()),
            warnings: 1,
            picture: Composition::default(),
        }),
        LibraryEntry::Broken(BrokenCard {
            file: "spare.ron".to_owned(),
            first: "E0102 at 3:5: no scene `intervew`".to_owned(),
            errors: 2,
        }),
    ]
}

#[test]
fn cards_begin_go_on_and_tell_what_is_wrong() {
    let cases = [
        ("Start anew: Received. H.", Command::Start { scenario: "received-h".to_owned() }),
        (
            "Go on from Reaching Helen: Received. H.",
            Command::Resume { scenario: "received-h".to_owned() },
        ),
        (
            "1 warning for the author",
            Command::ShowDiagnostics { file: "received-h.ron".to_owned() },
        ),
        ("Show 2 errors in spare.ron", Command::ShowDiagnostics { file: "spare.ron".to_owned() }),
        ("Put it away: Received. H.", Command::PutAway { attempt: "a7".to_owned() }),
        ("Read files again", Command::Reload),
        ("Faces and places", Command::Faces),
        ("Home", Command::Home),
    ];
    for (label, command) in cases {
        let mut screen = stand(still(), WINDOW, |ui, look, local| {
            library_ui(ui, &LibraryView { look, entries: &entries() }, local)
        });
        screen.run();
        screen.get_by_label(label).focus();
        screen.run();
        screen.key_press(Key::Enter);
        screen.run();
        assert_eq!(screen.state().commands, [command], "{label}");
    }
}

#[test]
fn progress_opens_a_play() {
    let mut screen = stand(still(), WINDOW, |ui, look, local| {
        let skills = [SkillHistory {
            name: "Candour".to_owned(),
            what: "Saying it.".to_owned(),
            points: vec![SkillPoint {
                when: "3 May".to_owned(),
                step: Some(2),
                seen: "step 2 of 4, seen twice".to_owned(),
            }],
            due: None,
        }];
        let attempts = [AttemptRow {
            id: "a7".to_owned(),
            when: "3 May".to_owned(),
            scenario: "Received. H.".to_owned(),
            ending: Some("Reset".to_owned()),
            marks: vec!["One decision taken back".to_owned()],
        }];
        progress_ui(
            ui,
            &ProgressView {
                look,
                skills: &skills,
                attempts: &attempts,
                lessons: &[],
                commitments: &[],
            },
            local,
        )
    });
    screen.run();
    let told = labels(&screen);
    assert!(told.contains(&"Step 2 of 4, seen twice on 3 May.".to_owned()), "{told:#?}");
    assert!(told.contains(&"3 May · One decision taken back".to_owned()), "{told:#?}");
    screen.get_by_label("Debrief: Received. H., 3 May").click();
    screen.run();
    assert_eq!(screen.state().commands, [Command::OpenAttempt { attempt: "a7".to_owned() }]);
}

#[test]
fn diagnostics_show_the_place_and_read_the_file_again() {
    let mut screen = stand(still(), WINDOW, |ui, look, local| {
        let source = SourceFile::new("spare.ron", "Scenario(\n    start: \"intervew\",\n)\n");
        let wrong = Diagnostic::error("E0102", Span::new(21, 31), "no scene `intervew`")
            .help("did you mean `interview`?");
        let view = DiagnosticsView {
            look,
            file: "spare.ron",
            source: Some(&source),
            diagnostics: std::slice::from_ref(&wrong),
            unreadable: None,
        };
        diagnostics_ui(ui, &view, local)
    });
    screen.run();
    let told = labels(&screen);
    assert!(told.contains(&"Error E0102: no scene `intervew`".to_owned()), "{told:#?}");
    assert!(told.iter().any(|label| label.starts_with("Line 2, column 12")), "{told:#?}");
    screen.key_press(Key::R);
    screen.run();
    assert_eq!(screen.state().commands, [Command::Reload]);
}

#[test]
fn every_face_has_every_mood_and_every_place_its_light() {
    let casts = [FacesOf {
        title: "Received. H.".to_owned(),
        faces: vec![("Helen Marr".to_owned(), "helen".to_owned())],
    }];
    for size in [WINDOW, SMALL] {
        let casts = casts.clone();
        let mut screen = stand(still(), size, move |ui, look, (): &mut ()| {
            faces_ui(ui, &FacesView { look, casts: &casts })
        });
        screen.run();
        let told = labels(&screen);
        for mood in Mood::ALL {
            assert!(told.contains(&format!("Helen Marr, {}", mood.label())), "{mood:?}: {told:?}");
        }
        for place in Place::ALL {
            assert!(told.contains(&format!("{place:?}, morning")), "{place:?}: {told:?}");
            assert!(told.contains(&format!("{place:?}, evening")), "{place:?}: {told:?}");
        }
        screen.key_press(Key::Escape);
        screen.run();
        assert_eq!(screen.state().commands, [Command::Back]);
    }
}

#[test]
fn the_library_opens_the_page_of_faces_by_a_key() {
    let mut screen = stand(still(), WINDOW, |ui, look, local| {
        library_ui(ui, &LibraryView { look, entries: &entries() }, local)
    });
    screen.run();
    screen.key_press(Key::F);
    screen.run();
    assert_eq!(screen.state().commands, [Command::Faces]);
}
