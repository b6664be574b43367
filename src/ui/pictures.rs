//! Pictures that the host lends to the screens.

use egui::TextureId;

use crate::scenario::Mood;

/// Pictures that the host lends to the screens; a screen without them still works.
pub trait Pictures {
    /// A square picture of a face.
    fn portrait(&self, portrait: &str, mood: Mood) -> Option<TextureId>;

    /// A square white icon, to be tinted.
    fn icon(&self, name: &str) -> Option<TextureId>;
}

/// No pictures.
impl Pictures for () {
    fn portrait(&self, _: &str, _: Mood) -> Option<TextureId> {
        None
    }

    fn icon(&self, _: &str) -> Option<TextureId> {
        None
    }
}
