//! Whether a picture of the window is finished.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{faces::Faces, stage::Gallery};

/// Tells whether everything asked for is painted and hangs.
#[derive(SystemParam)]
pub(super) struct Stillness<'w> {
    gallery: Res<'w, Gallery>,
    faces: Res<'w, Faces>,
}

impl Stillness<'_> {
    pub(super) fn holds(&self) -> bool {
        !self.gallery.is_painting() && !self.faces.is_painting()
    }
}
