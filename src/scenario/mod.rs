//! The authoring language: words, syntax, the typed model, loading with exact places.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]
#![deny(clippy::wildcard_enum_match_arm)]

mod appearance;
mod decision;
mod glossary;
mod grammar;
mod load;
mod model;
mod portraits;
mod rules;
mod site;
mod source_map;
pub mod syntax;
mod typeface;
mod visit;
mod vocabulary;

pub use appearance::{
    Age, Appearance, Beard, ClothColour, Clothes, Earrings, FaceShape, Glasses, Hair, HairColour,
    SkinTone,
};
pub use decision::{DecisionTaken, LessonsShown};
pub use glossary::find_phrase;
pub use grammar::{GrammarField, GrammarShape, GrammarWord, grammar};
pub use load::{
    LIMITS, Limit, Loaded, MOST_BYTES, Pack, faults_of_form, hash, load, load_pack, without_allowed,
};
pub use model::*;
pub use portraits::portraits;
pub use site::Site;
pub use source_map::{ContentKind, NodeId, Origin, SourceMap};
pub use typeface::can_draw;
pub use visit::{ReadBy, Visited};
pub use vocabulary::{Channel, Habit, Mood, PictureObject, Place, RuleLevel, Season, Timer};
