//! Source text: files, byte spans, lines and columns.

mod source;

pub use source::{Position, SourceFile, Span};
