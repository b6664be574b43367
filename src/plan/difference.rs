//! What differs between a recorded play and the play as it is now.

use crate::text::Span;

/// Where in a play something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlayPlace {
    /// Before the first step.
    Beginning,
    /// At the step of that number, from 1, in that scene.
    Step(usize, String),
    /// At its end.
    End,
}

/// Something that differs, with what it takes to bring the plan up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where in the play.
    pub place: PlayPlace,
    /// Where in the plan file.
    pub span: Span,
    /// What differs, in words.
    pub text: String,
    /// What would have to stand there instead; none where the author must decide.
    pub now: Option<String>,
}
