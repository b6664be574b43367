//! What can be wrong with the embedded art.

use thiserror::Error;

/// A fault in an art file.
#[derive(Debug, Error)]
pub enum ArtError {
    /// A recipe, mood or room names a file that is not embedded.
    #[error("no art file `{path}`, needed by {needed_by}")]
    Missing {
        /// Path below `assets/art`, without its ending.
        path: String,
        /// The recipe, mood or room that names it.
        needed_by: String,
    },
    /// A table of recipes could not be read.
    #[error("`{file}` is not readable")]
    Table {
        /// Path below `assets/art`.
        file: &'static str,
        /// What the reader said.
        #[source]
        source: Box<ron::error::SpannedError>,
    },
    /// A table lacks a row that the game needs.
    #[error("`{file}` has no row for {row}")]
    Row {
        /// Path below `assets/art`.
        file: &'static str,
        /// The row that was looked for.
        row: String,
    },
}
