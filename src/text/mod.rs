//! Source text: files, byte spans, lines and columns.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod source;

pub use source::{Position, SourceFile, Span};
