//! The map of a scenario: its scenes as a layered graph, as SVG, DOT and Mermaid.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod dot;
mod figures;
mod labels;
mod layers;
mod mermaid;
mod scenes;
mod svg;
mod ways;

pub use figures::{MapFigures, Source};
pub use scenes::{MapEdge, MapEnding, MapNode, SceneMap};
