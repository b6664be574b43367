//! The authoring language: words, syntax, the typed model, loading with exact places.

mod model;
mod vocabulary;
pub mod syntax;

pub use model::*;
pub use vocabulary::{Channel, Habit, Mood, Place, Timer};
