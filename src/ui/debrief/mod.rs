//! The debrief: one page, and more behind it.

mod chair;
mod chances;
mod chart;
mod closing;
mod columns;
mod evidence;
mod first;
mod line;
mod plot;
mod profile;
mod turning;
mod working;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use egui::{Key, Ui};

use super::{
    Command, Commitment, Feeling, Look, Met,
    look::{Pen, TextSize},
    theme::Surface,
    widgets::{
        ButtonKind, PageFrame, button_named_ui, button_ui, focus_first, pressed, release_focus,
        untouched,
    },
};
pub use crate::practice::Split;

use crate::coach::{self, Debrief};

/// What the debrief shows.
#[derive(Clone, Copy)]
pub struct DebriefView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The debrief.
    pub debrief: &'a Debrief,
    /// Its first page.
    pub page: &'a coach::Page,
    /// Portrait of whoever's truth it was.
    pub face: Option<&'a str>,
    /// Choices and chance.
    pub split: Split<'a>,
    /// Whether the library holds another version than the one that was played.
    pub earlier_version: bool,
    /// Changes when another debrief is shown.
    pub attempt: u64,
    /// How it felt, if the learner said so.
    pub feeling: Option<Feeling>,
    /// The if-then that was kept; `None`: none yet.
    pub kept: Option<&'a Commitment>,
    /// Which of the hidden reasons were met, this one included.
    pub met: Option<&'a Met>,
    /// Whether play can go on from a decision.
    pub can_play_on: bool,
}

impl DebriefView<'_> {
    /// Whether something was hidden and is told now.
    fn has_truths(&self) -> bool {
        !self.debrief.truths.is_empty()
    }

    /// Why going on from here does not count.
    fn hindsight(&self) -> &'static str {
        if self.has_truths() {
            "You know now what was going on, so this stays out of your progress."
        } else {
            "You know now how it went, so this stays out of your progress."
        }
    }
}

/// What the debrief remembers.
#[derive(Debug, Default)]
pub struct DebriefLocal {
    /// Something moves: draw again at once.
    pub animating: bool,
    attempt: Option<u64>,
    page: usize,
    /// Every page is listed, although text is large.
    all_pages: bool,
    /// Competencies whose evidence is open.
    open: BTreeSet<String>,
    /// Which of the dearest decisions is talked about.
    turn: usize,
    /// Decisions that were talked about, by step, with the answer that was picked, if one was.
    told: BTreeMap<usize, Option<String>>,
    /// Decisions whose better line is shown to its end.
    to_the_end: BTreeSet<usize>,
    /// Whose the keys are.
    keys: KeyOwner,
    /// Something was told just now, and may have to be scrolled to.
    just_told: bool,
    /// The point of the chart that is told.
    point: Option<usize>,
    /// The point that has, or last had, the focus.
    focused: Option<usize>,
    /// The if-then being written.
    draft: Draft,
}

/// Whose the keys are, by how the screen was last drawn.
#[derive(Debug, Default)]
struct KeyOwner {
    /// The first page's question is in view: numbers are for it.
    asks: bool,
    /// Somebody was typing.
    was_typing: bool,
}

/// An if-then that is being written: it stays until it is kept or the debrief is left.
#[derive(Debug, Default)]
struct Draft {
    sentence: String,
    client: String,
    day: String,
    /// It was kept here, with or without a client and a day.
    was_kept: bool,
}

impl Draft {
    /// What was kept before, else what the play led to.
    fn of(view: &DebriefView<'_>) -> Self {
        let proposed = view.page.if_then.kept.clone().unwrap_or_default();
        let Some(kept) = view.kept else {
            return Self { sentence: proposed, ..Self::default() };
        };
        Self {
            sentence: kept.text.clone(),
            client: kept.client.clone().unwrap_or_default(),
            day: kept.day.clone().unwrap_or_default(),
            was_kept: false,
        }
    }
}

/// The first page, and the pages behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    First,
    Turning,
    Chances,
    Profile,
    Columns,
    Chair,
    Notes,
    Questions,
    Lessons,
    Agreements,
    Next,
}

impl Topic {
    const ALL: [Self; 11] = [
        Self::First,
        Self::Turning,
        Self::Chances,
        Self::Profile,
        Self::Columns,
        Self::Chair,
        Self::Notes,
        Self::Questions,
        Self::Lessons,
        Self::Agreements,
        Self::Next,
    ];

    fn title(self, debrief: &Debrief) -> String {
        let title = match self {
            Self::First => "The page",
            Self::Turning => "Turning points",
            Self::Chances => "Choices and chance",
            Self::Profile => "What you showed",
            Self::Columns => "Saw and told",
            Self::Chair => {
                debrief.other_chair.as_ref().map_or("The other chair", |chair| &chair.title)
            }
            Self::Notes => "Notes",
            Self::Questions => "Questions",
            Self::Lessons => "Lessons",
            Self::Agreements => "Agreed",
            Self::Next => "What next",
        };
        title.to_owned()
    }

    /// What the page is for; the first one has the ending's own words.
    fn subtitle(self, view: &DebriefView<'_>) -> &'static str {
        match self {
            Self::First => "",
            Self::Turning => "Where it narrowed, one decision at a time.",
            Self::Chances => "What your decisions did, and what you could not have known.",
            Self::Profile => {
                "In steps of four, with what it is based on. It says how you played, not who you are."
            }
            Self::Columns => "What you knew, and what you told yourself about it.",
            Self::Chair => {
                "Your conversation from the other chair, with what was thought under your lines."
            }
            Self::Notes => "A word on single decisions, in the order in which you took them.",
            Self::Questions => {
                "To think about, or to talk over. No answers are kept; one is enough."
            }
            Self::Lessons => "What this story teaches, and what your decisions made of it.",
            Self::Agreements => "What stood agreed at the end.",
            Self::Next => match (view.has_truths(), view.can_play_on) {
                (true, true) => "Again with another reason, or on from a decision of this play.",
                (true, false) => "Again with another reason, or something else.",
                (false, true) => "Again, or on from a decision of this play.",
                (false, false) => "Again, or something else.",
            },
        }
    }

    /// Whether there is anything on it.
    fn is_there(self, view: &DebriefView<'_>) -> bool {
        let debrief = view.debrief;
        let first = &view.page.columns;
        match self {
            Self::Columns => {
                debrief.saw.len() > first.saw.len() || debrief.told.len() > first.told.len()
            }
            Self::Profile => !debrief.profile.is_empty(),
            Self::Notes => !debrief.notes.is_empty(),
            Self::Chair => debrief.other_chair.is_some(),
            Self::Questions => !debrief.questions.is_empty(),
            Self::Lessons => {
                debrief.lessons.iter().any(|one| !(one.kept.is_empty() && one.broken.is_empty()))
            }
            Self::Agreements => !debrief.agreements.is_empty(),
            Self::First | Self::Turning | Self::Chances | Self::Next => true,
        }
    }
}

/// What a page of the debrief needs.
#[derive(Clone, Copy)]
struct PageContext<'a> {
    pen: Pen<'a>,
    view: &'a DebriefView<'a>,
}

/// The debrief.
pub fn debrief_ui(
    ui: &mut Ui,
    view: &DebriefView<'_>,
    local: &mut DebriefLocal,
) -> Option<Command> {
    let pen = Pen::begin(ui, view.look, Surface::Page);
    let scene = PageContext { pen, view };
    local.animating = false;
    if local.attempt != Some(view.attempt) {
        *local = DebriefLocal {
            attempt: Some(view.attempt),
            draft: Draft::of(view),
            ..DebriefLocal::default()
        };
    }
    let topics: Vec<Topic> = Topic::ALL.into_iter().filter(|topic| topic.is_there(view)).collect();
    turn_by_keys(ui, local, topics.len());
    let topic = topics[local.page.min(topics.len() - 1)];
    let ending = &view.debrief.ending;
    let (title, subtitle) = match topic {
        // Where the page tells the ending as what was going on, it is not told twice.
        Topic::First if ending.title == view.page.going_on.title => {
            (view.page.scenario.clone(), "")
        }
        Topic::First => (ending.title.to_string(), ending.text.as_str()),
        other => (other.title(view.debrief), other.subtitle(view)),
    };
    let in_band = (!pen.is_crowded() && !subtitle.is_empty()).then_some(subtitle);
    let page = PageFrame { title: &title, subtitle: in_band, width: 1200.0, salt: local.page };
    let mut turn = None;
    let all_pages = Cell::new(local.all_pages);
    let at = local.page;
    let command = page.show(
        ui,
        &pen,
        |ui| {
            if topic == Topic::First {
                return first_tools_ui(ui, &scene, &mut turn);
            }
            turn = if pen.is_crowded() {
                steps_ui(ui, &scene, &topics, at, &all_pages)
            } else {
                tabs_ui(ui, &scene, &topics, topic, [ButtonKind::Tab, ButtonKind::TabOff])
            };
            None
        },
        |ui| {
            if topic == Topic::First {
                return first::first_ui(ui, &scene, local, &topics);
            }
            if pen.is_crowded() && all_pages.get() {
                let kinds = [ButtonKind::On, ButtonKind::Chip];
                let picked =
                    ui.horizontal_wrapped(|ui| tabs_ui(ui, &scene, &topics, topic, kinds)).inner;
                if let Some(page) = picked {
                    turn_to(ui, local, page);
                }
                pen.gap(ui, 6.0);
            }
            if pen.is_crowded() && !subtitle.is_empty() {
                pen.words(subtitle, TextSize::Body).colour(pen.c.ink_soft).show(ui);
            }
            topic_ui(ui, &scene, local, &topics, topic)
        },
    );
    local.all_pages = all_pages.get() && local.page == at;
    local.keys.was_typing = ui.ctx().text_edit_focused();
    if let Some(to) = turn {
        turn_to(ui, local, to);
    }
    command
}

/// Escape comes back to the first page; the keys that turn pages turn those behind it.
fn turn_by_keys(ui: &Ui, local: &mut DebriefLocal, pages: usize) {
    // A key that ended some typing is used up.
    if local.keys.was_typing {
        return;
    }
    if local.page == 0 {
        if pressed(ui, Key::M) {
            turn_to(ui, local, 1);
        }
        return;
    }
    let free = untouched(ui);
    if pressed(ui, Key::Escape) {
        turn_to(ui, local, 0);
    } else if pressed(ui, Key::PageDown) || (free && pressed(ui, Key::ArrowRight)) {
        turn_to(ui, local, (local.page + 1).min(pages - 1));
    } else if pressed(ui, Key::PageUp) || (free && pressed(ui, Key::ArrowLeft)) {
        turn_to(ui, local, local.page.saturating_sub(1));
    }
}

fn turn_to(ui: &Ui, local: &mut DebriefLocal, page: usize) {
    local.page = page;
    local.all_pages = false;
    release_focus(ui);
}

/// On the first page: what is behind it, and the way home.
fn first_tools_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    turn: &mut Option<usize>,
) -> Option<Command> {
    ui.spacing_mut().item_spacing = egui::vec2(scene.pen.px(6.0), scene.pen.px(6.0));
    if button_named_ui(ui, &scene.pen, ButtonKind::TabOff, "More (M)", "More").clicked() {
        *turn = Some(1);
    }
    button_ui(ui, &scene.pen, ButtonKind::TabOff, "Home").clicked().then_some(Command::Home)
}

/// A step back and a step on, and every page if that is asked for: where text is large.
fn steps_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    topics: &[Topic],
    at: usize,
    all_pages: &Cell<bool>,
) -> Option<usize> {
    let pen = &scene.pen;
    ui.spacing_mut().item_spacing = egui::vec2(pen.px(6.0), pen.px(6.0));
    let mut turn = None;
    if button_ui(ui, pen, ButtonKind::TabOff, "The page").clicked() {
        turn = Some(0);
    }
    if at > 1 && button_ui(ui, pen, ButtonKind::TabOff, "Previous page").clicked() {
        turn = Some(at - 1);
    }
    if at + 1 < topics.len() && button_ui(ui, pen, ButtonKind::TabOff, "Next page").clicked() {
        turn = Some(at + 1);
    }
    let all = format!("Pages: {at} of {}", topics.len() - 1);
    let kind = if all_pages.get() { ButtonKind::Tab } else { ButtonKind::TabOff };
    if button_ui(ui, pen, kind, &all).clicked() {
        all_pages.set(!all_pages.get());
    }
    turn
}

/// Every page as a tab; how the one that is on looks, and the others.
fn tabs_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    topics: &[Topic],
    on: Topic,
    [lit, unlit]: [ButtonKind; 2],
) -> Option<usize> {
    ui.spacing_mut().item_spacing = egui::vec2(scene.pen.px(5.0), scene.pen.px(6.0));
    let mut turn = None;
    for (at, &topic) in topics.iter().enumerate() {
        let kind = if topic == on { lit } else { unlit };
        let words = topic.title(scene.view.debrief);
        if button_ui(ui, &scene.pen, kind, &words).clicked() {
            turn = Some(at);
        }
    }
    turn
}

fn topic_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    local: &mut DebriefLocal,
    topics: &[Topic],
    topic: Topic,
) -> Option<Command> {
    let pen = &scene.pen;
    let command = match topic {
        Topic::First => first::first_ui(ui, scene, local, topics),
        Topic::Turning => turning::turning_ui(ui, scene, local),
        Topic::Chances => chances::chances_ui(ui, scene, local),
        Topic::Profile => profile::profile_ui(ui, scene, local),
        Topic::Columns => columns::columns_page_ui(ui, scene),
        Topic::Chair => chair::chair_ui(ui, scene),
        Topic::Notes => closing::notes_ui(ui, scene),
        Topic::Questions => closing::questions_ui(ui, scene),
        Topic::Lessons => closing::lessons_ui(ui, scene),
        Topic::Agreements => closing::agreements_ui(ui, scene),
        Topic::Next => closing::next_ui(ui, scene),
    };
    pen.gap(ui, 10.0);
    let mut home = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(pen.px(10.0), pen.px(10.0));
        let next = topics.get(local.page + 1).map(|next| next.title(scene.view.debrief));
        if let Some(next) = next {
            let button = button_ui(ui, pen, ButtonKind::Main, &format!("Next: {next}"));
            focus_first(ui, button.id);
            if button.clicked() {
                turn_to(ui, local, local.page + 1);
            }
        }
        if button_ui(ui, pen, ButtonKind::Plain, "Back to the page").clicked() {
            turn_to(ui, local, 0);
        }
        if topic != Topic::Next && button_ui(ui, pen, ButtonKind::Plain, "Home").clicked() {
            home = Some(Command::Home);
        }
    });
    command.or(home)
}
