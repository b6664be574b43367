//! Source text: files, byte spans, lines and columns, near spellings.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod edit;
mod nearest;
mod shared;
mod source;
mod words;

pub use edit::{Edit, apply};
pub use nearest::nearest;
pub use shared::SharedStr;
pub use source::{Position, SourceFile, Span};
pub use words::{capital, first_name, quoted};
