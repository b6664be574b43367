//! The library: every scenario on a card, the broken ones too.

use super::{Command, Look, Unfinished};

/// What the library shows.
#[derive(Clone, Copy)]
pub struct LibraryView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The scenarios, in order.
    pub entries: &'a [Entry],
}

/// One scenario of the library.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// It can be played.
    Ready(Card),
    /// It cannot.
    Broken(BrokenCard),
}

/// A scenario that can be played.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Title.
    pub title: String,
    /// One line under the title.
    pub tagline: Option<String>,
    /// Two sentences.
    pub summary: String,
    /// Names of the competencies that it trains.
    pub trains: Vec<String>,
    /// Length of one play, in minutes.
    pub minutes: u16,
    /// The best result.
    pub best: Option<PastResult>,
    /// The last result.
    pub last: Option<PastResult>,
    /// Which of its hidden reasons were met.
    pub met: Option<Met>,
    /// Why it should be practised now, in words: "Due: last played nine days ago".
    pub due: Option<String>,
    /// An attempt that was not finished.
    pub unfinished: Option<Unfinished>,
    /// How many warnings its file gives.
    pub warnings: usize,
    /// Portrait of the person on the card, where there is one.
    pub portrait: Option<String>,
}

/// How a play ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastResult {
    /// Title of the ending.
    pub ending: String,
    /// How good it is for the player's business, 0 to 100.
    pub value: i32,
}

/// Which of the hidden reasons were met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// What makes a replay differ: "One silence, six reasons"; may be empty.
    pub line: String,
    /// Names of those that were met.
    pub names: Vec<String>,
    /// How many there are.
    pub total: usize,
}

/// A scenario that cannot be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenCard {
    /// Its file.
    pub file: String,
    /// The first diagnostic in one line: "E0102 at 12:5: no scene `intervew`".
    pub first: String,
    /// How many errors there are.
    pub errors: usize,
}

/// What the library remembers.
#[derive(Debug, Default)]
pub struct LibraryLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
}

/// The library.
pub fn library_ui(
    ui: &mut egui::Ui,
    view: &LibraryView<'_>,
    local: &mut LibraryLocal,
) -> Option<Command> {
    let _ = (ui, view, local);
    None
}
