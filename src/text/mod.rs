//! Source text: files, byte spans, lines and columns.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod shared;
mod source;

pub use shared::SharedStr;
pub use source::{Position, SourceFile, Span};
