//! The rules of play: state, step, chance, what the player can see, and the journal.

mod save;
mod view;

pub use save::{Save, SavedChoice};
pub use view::*;
