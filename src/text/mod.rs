//! Source text: files, byte spans, lines and columns, near spellings.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod edit;
mod nearest;
mod shared;
mod shown;
mod source;
mod words;

pub use edit::{Edit, apply};
pub use nearest::nearest;
pub use shared::SharedStr;
pub use shown::{escaped_html, escaped_json, shown, shown_in_line, shown_styled, steers};
pub use source::{Position, SourceFile, Span};
pub use words::{capital, first_name, first_names, listed, quoted};
