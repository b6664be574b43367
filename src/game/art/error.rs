//! What can be wrong with the embedded art.

use thiserror::Error;

/// A fault in an art file, or a drawing that could not be turned into pixels.
#[derive(Debug, Error)]
pub(crate) enum ArtError {
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
    /// The drawing is not valid SVG.
    #[error("the drawing is not valid SVG")]
    Svg(#[from] resvg::usvg::Error),
    /// The size asked for is zero or too large.
    #[error("cannot draw {width} by {height} pixels")]
    Size {
        /// Width asked for, in pixels.
        width: u32,
        /// Height asked for, in pixels.
        height: u32,
    },
}
