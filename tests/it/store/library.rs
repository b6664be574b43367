//! Scenarios are found wherever they are, and what is wrong is told.

use std::{fs, path::PathBuf};

use rapport::store::{Content, Fault, FileOrigin, Library, LibraryPlaces, ReadError};

use crate::cli::{CORRIDOR, Desk, ERRAND};

/// The errand under another id and title.
fn errand(id: &str, title: &str) -> String {
    ERRAND.replace("id: \"errand\"", &format!("id: {id:?}")).replace("The errand", title)
}

const PACK: &str = r#"Pack(
    format: 1, id: "mine", title: "Mine",
    rubric: [
        (id: "candour", name: "Candour", what: "Saying it.", anchors: ("a", "b", "c", "d")),
        (id: "curiosity", name: "Curiosity", what: "Asking.", anchors: ("a", "b", "c", "d")),
    ],
    order: ["second", "first"],
)"#;

/// Ids of what can be played among what was given, in order.
fn ids(library: &Library) -> Vec<String> {
    library
        .ready()
        .filter(|(entry, _)| entry.origin != FileOrigin::Shipped)
        .map(|(_, ready)| ready.scenario.id.to_string())
        .collect()
}

#[test]
fn folders_are_walked_in_order_and_a_pack_orders_its_own() {
    let desk = Desk::new();
    desk.file("lib/b/pack.ron", PACK);
    desk.file("lib/b/1.ron", errand("first", "First"));
    desk.file("lib/b/2.ron", errand("second", "Second"));
    desk.file("lib/b/2.plan.ron", "a recorded play, not a scenario");
    desk.file("lib/b/notes.txt", "not a scenario");
    desk.file("lib/a.ron", errand("alone", "Alone"));
    desk.file("lib/.git/hidden.ron", errand("hidden", "Hidden"));
    desk.file("data/scenarios/mine.ron", errand("own", "Own"));
    let library = Library::scan(&LibraryPlaces {
        data_folder: Some(desk.data()),
        given: vec![desk.path().join("lib"), desk.path().join("corridor.ron")],
    });
    assert_eq!(ids(&library), ["own", "alone", "second", "first", "corridor"]);
    assert_eq!(library.broken().count(), 0);
    let second = library.find("second").unwrap();
    assert_eq!(&*second.pack.as_ref().unwrap().id, "mine");
    assert_eq!(&*second.scenario.rubric.competencies[0].name, "Candour");
    assert!(library.find("alone").unwrap().pack.is_none());
    assert!(library.packs.iter().any(|found| &*found.pack.id == "mine"));
}

#[test]
fn of_two_with_one_id_the_later_is_shown_with_a_note() {
    let desk = Desk::new();
    desk.file("data/scenarios/x.ron", errand("twin", "Earlier"));
    desk.file("lib/y.ron", errand("twin", "Later"));
    desk.file("lib/z.ron", errand("other", "Other"));
    let places =
        LibraryPlaces { data_folder: Some(desk.data()), given: vec![desk.path().join("lib")] };
    let library = Library::scan(&places);
    assert_eq!(ids(&library), ["twin", "other"]);
    assert_eq!(&*library.find("twin").unwrap().scenario.title, "Later");
    let (entry, _) = library.ready().find(|(_, ready)| &*ready.scenario.id == "twin").unwrap();
    let note = entry.note.as_deref().unwrap();
    assert!(note.contains("x.ron") && note.contains("same id"), "{note}");
    // The very same file twice is nothing to note.
    desk.file("lib/y.ron", errand("twin", "Earlier"));
    let library = Library::scan(&places);
    let (entry, _) = library.ready().find(|(_, ready)| &*ready.scenario.id == "twin").unwrap();
    assert_eq!(entry.note, None);
}

#[test]
fn a_faulty_pack_is_an_entry_and_its_scenarios_are_still_played() {
    let desk = Desk::new();
    desk.file("lib/pack.ron", PACK.replace("title", "titel"));
    desk.file("lib/1.ron", errand("first", "First"));
    let library =
        Library::scan(&LibraryPlaces { data_folder: None, given: vec![desk.path().join("lib")] });
    assert_eq!(ids(&library), ["first"]);
    let broken: Vec<String> = library.broken().map(|(_, broken)| broken.first_error()).collect();
    assert_eq!(broken.len(), 1);
    assert!(broken[0].contains("pack.ron:2:") && broken[0].contains("titel"), "{}", broken[0]);
}

#[test]
fn every_unreadable_file_is_an_entry_with_its_reason() {
    let desk = Desk::new();
    desk.file("lib/a-latin.ron", b"Scenario(\n  title: \"Caf\xe9\")");
    desk.file("lib/b-wrong.ron", "Scenario(");
    let huge = fs::File::create(desk.path().join("lib/c-huge.ron")).unwrap();
    huge.set_len(200 * 1024 * 1024).unwrap();
    desk.file("lib/d-fine.ron", CORRIDOR);
    let given = vec![desk.path().join("lib"), desk.path().join("nowhere")];
    let library = Library::scan(&LibraryPlaces { data_folder: None, given });
    assert_eq!(ids(&library), ["corridor"]);
    let faults: Vec<&Fault> = library.broken().map(|(_, broken)| &broken.fault).collect();
    let [latin, wrong, huge, nowhere] = *faults else { panic!("{faults:?}") };
    assert!(
        matches!(latin, Fault::Unreadable(ReadError::NotUtf8 { line: 2, column: 14, .. })),
        "{latin:?}"
    );
    assert!(matches!(wrong, Fault::Wrong { diagnostics, .. } if diagnostics.len() == 1));
    let Fault::Unreadable(huge) = huge else { panic!("{huge:?}") };
    assert!(huge.to_string().contains("200 MB"), "{huge}");
    assert!(matches!(nowhere, Fault::Unreadable(ReadError::Missing { .. })));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let desk = Desk::new();
    let path = desk.file("marked.ron", format!("\u{feff}{ERRAND}"));
    let entry = Library::open_file(&path);
    let Content::Ready(ready) = entry.content else { panic!("{:?}", entry.content) };
    let plain = Library::open_file(&desk.path().join("errand.ron"));
    let Content::Ready(plain) = plain.content else { panic!("{:?}", plain.content) };
    assert_eq!(ready.scenario.hash, plain.scenario.hash);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let desk = Desk::new();
    desk.file("lib/a.ron", ERRAND);
    std::os::unix::fs::symlink(desk.path().join("lib"), desk.path().join("lib/again")).unwrap();
    let given: Vec<PathBuf> = vec![desk.path().join("lib")];
    let library = Library::scan(&LibraryPlaces { data_folder: None, given });
    assert_eq!(ids(&library), ["errand"]);
}

#[test]
fn an_opened_file_that_is_a_pack_or_nothing_says_so() {
    let desk = Desk::new();
    let pack = desk.file("pack.ron", PACK);
    for (path, word) in [(pack, "pack file"), (desk.path().join("none.ron"), "no such file")] {
        let Content::Broken(broken) = Library::open_file(&path).content else { panic!() };
        assert!(broken.first_error().contains(word), "{}", broken.first_error());
    }
}
