//! The authoring language: words, syntax, the typed model, loading with exact places.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod decision;
mod glossary;
mod load;
mod model;
mod rules;
pub mod syntax;
mod vocabulary;

pub use decision::{DecisionTaken, LessonsShown};
pub use glossary::find_phrase;
pub use load::{Loaded, Pack, Places, load, load_pack};
pub use model::*;
pub use vocabulary::{Channel, Habit, Mood, Place, Timer};
