//! Pictures that the host lends to the screens.

use egui::TextureId;

use crate::scenario::{Composition, Mood};

/// Pictures that the host lends to the screens; a screen without them still works.
pub trait Pictures {
    /// A square picture of a face.
    fn portrait(&self, portrait: &str, mood: Mood) -> Option<TextureId>;

    /// A composed picture, 16 to 9; `you` is the portrait of the player. It is painted finer where it is large.
    fn composed(&self, picture: &Composition, you: &str, is_large: bool) -> Option<TextureId>;

    /// A square white icon, to be tinted.
    fn icon(&self, name: &str) -> Option<TextureId>;
}

/// No pictures.
impl Pictures for () {
    fn portrait(&self, _: &str, _: Mood) -> Option<TextureId> {
        None
    }

    fn composed(&self, _: &Composition, _: &str, _: bool) -> Option<TextureId> {
        None
    }

    fn icon(&self, _: &str) -> Option<TextureId> {
        None
    }
}
