//! What brings no scenario is named, and what does is added.

use super::*;
use crate::{
    practice::Practice,
    store::{LibraryPlaces, Records},
    ui::{Settings, Theme},
};

fn desk() -> Desk {
    let places = LibraryPlaces::default();
    Desk {
        practice: Practice::over(Records::in_memory()),
        library: Library::scan(&places),
        places,
        settings: Settings::default(),
        theme: Theme::shipped().unwrap(),
        notices: Vec::new(),
        start: None,
        first_launch: true,
    }
}

#[test]
fn what_holds_no_scenario_is_named() {
    let mut desk = desk();
    let before = desk.library.entries.len();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (notes, folder) = (root.join("Cargo.toml"), root.join("src"));
    assert!(!take(&mut desk, &[&notes, &folder]));
    assert_eq!(desk.notices, ["“Cargo.toml” holds no scenario.", "“src” holds no scenario."]);
    assert!(desk.places.given.is_empty());
    let minimal = root.join("tests/corpus/ok/minimal.ron");
    assert!(take(&mut desk, &[&notes, &minimal]));
    assert_eq!(desk.library.entries.len(), before + 1);
    assert_eq!(desk.notices.len(), 3);
}
