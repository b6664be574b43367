//! What brings no scenario is named, and what does is added.

use super::*;
use crate::{
    practice::Practice,
    store::{LibraryPlaces, Records},
    ui::{Settings, Theme},
};

fn state() -> AppState {
    let places = LibraryPlaces::default();
    AppState {
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
    let mut state = state();
    let before = state.library.entries.len();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (notes, folder) = (root.join("Cargo.toml"), root.join("src"));
    assert!(!take(&mut state, &[&notes, &folder]));
    assert_eq!(state.notices, ["“Cargo.toml” holds no scenario.", "“src” holds no scenario."]);
    assert!(state.places.given.is_empty());
    let minimal = root.join("tests/corpus/ok/minimal.ron");
    assert!(take(&mut state, &[&notes, &minimal]));
    assert_eq!(state.library.entries.len(), before + 1);
    assert_eq!(state.notices.len(), 3);
}
