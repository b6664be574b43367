//! What the debrief remembers from frame to frame.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use super::view::DebriefView;
use crate::ui::widgets::release_focus;

/// What the debrief remembers.
#[derive(Debug, Default)]
pub struct DebriefLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
    /// What may be taken along is shown.
    pub(super) sharing: Option<Sharing>,
    pub(super) attempt: Option<u64>,
    pub(super) page: usize,
    /// Every page is listed, although text is large.
    pub(super) all_pages: bool,
    /// Competencies whose evidence is open.
    pub(super) open: BTreeSet<String>,
    /// Which of the dearest decisions is talked about.
    pub(super) turn: usize,
    /// Decisions that were talked about, by step, with the answer that was picked, if one was.
    pub(super) told: BTreeMap<usize, Option<String>>,
    /// Decisions whose better line is shown to its end.
    pub(super) to_the_end: BTreeSet<usize>,
    /// Whose the keys are.
    pub(super) keys: KeyOwner,
    /// Something was told just now, and may have to be scrolled to.
    pub(super) just_told: bool,
    /// The point of the chart that is told.
    pub(super) point: Option<usize>,
    /// The point that has, or last had, the focus.
    pub(super) focused: Option<usize>,
    /// The if-then being written.
    pub(super) draft: Draft,
}

/// What is taken along.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sharing {
    /// The sentence that was kept too.
    pub(super) with_sentence: bool,
}

impl DebriefLocal {
    /// Whether what may be taken along is shown.
    #[must_use]
    pub fn is_sharing(&self) -> bool {
        self.sharing.is_some()
    }

    /// Whether the sentence that was kept is taken along.
    pub(super) fn tells_sentence(&self) -> bool {
        self.sharing.is_some_and(|sharing| sharing.with_sentence)
    }

    /// Turns to a page, the first one being 0.
    pub(super) fn turn_to(&mut self, ui: &Ui, page: usize) {
        self.page = page;
        self.all_pages = false;
        release_focus(ui);
    }
}

/// Whose the keys are, by how the screen was last drawn.
#[derive(Debug, Default)]
pub(super) struct KeyOwner {
    /// The first page's question is in view: numbers are for it.
    pub(super) asks: bool,
    /// Somebody was typing.
    pub(super) was_typing: bool,
}

/// An if-then that is being written: it stays until it is kept or the debrief is left.
#[derive(Debug, Default)]
pub(in crate::ui) struct Draft {
    pub(super) sentence: String,
    pub(super) client: String,
    pub(super) day: String,
    /// It was kept here, with or without a client and a day.
    pub(super) was_kept: bool,
    /// Somebody wanted to leave while it was not kept, and was told.
    pub(super) was_told: bool,
}

impl Draft {
    /// What was kept before, else what the play led to.
    pub(super) fn of(view: &DebriefView<'_>) -> Self {
        let proposed = view.page.if_then.kept.clone().unwrap_or_default();
        let Some(kept) = view.kept else {
            return Self { sentence: proposed, ..Self::default() };
        };
        Self {
            sentence: kept.text.clone(),
            client: kept.client.clone().unwrap_or_default(),
            day: kept.day.clone().unwrap_or_default(),
            was_kept: false,
            was_told: false,
        }
    }

    /// Whether something was typed that is not kept.
    pub(super) fn is_unkept(&self, view: &DebriefView<'_>) -> bool {
        let kept = Self::of(view);
        let texts =
            |one: &Self| [&one.sentence, &one.client, &one.day].map(|it| it.trim().to_owned());
        texts(self) != texts(&kept)
    }
}
