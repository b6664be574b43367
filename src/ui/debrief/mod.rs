//! The debrief: a conversation, one thing at a time.

mod chair;
mod chances;
mod chart;
mod closing;
mod evidence;
mod feeling;
mod line;
mod plot;
mod profile;
mod story;
mod turning;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use egui::{Key, Ui};

use super::{
    Command, Feeling, Look, Met,
    look::{Pen, Size},
    theme::Surface,
    widgets::{Kind, Page, button_ui, focus_first, pressed, release_focus, untouched},
};
use crate::coach::{ChoicesAndChance, Debrief};

/// How far a play is split into what was chosen and what chance did.
#[derive(Debug, Clone, Copy, Default)]
pub enum Split<'a> {
    /// It is being worked out.
    #[default]
    Running,
    /// It cannot be worked out exactly, so nothing is said.
    NotProven,
    /// It is known.
    Done(&'a ChoicesAndChance),
}

/// What the debrief shows.
#[derive(Clone, Copy)]
pub struct DebriefView<'a> {
    /// What to draw with.
    pub look: Look<'a>,
    /// The debrief.
    pub debrief: &'a Debrief,
    /// Choices and chance.
    pub split: Split<'a>,
    /// Whether the library holds another version than the one that was played.
    pub earlier_version: bool,
    /// Changes when another debrief is shown.
    pub attempt: u64,
    /// How it felt, if the learner said so.
    pub feeling: Option<Feeling>,
    /// The sentence that was kept; `None`: none yet, and that of the debrief is proposed where it is
    /// among the suggestions.
    pub kept: Option<&'a str>,
    /// Sentences to choose from.
    pub suggestions: &'a [String],
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
    /// The page that was asked for from another one.
    goes_to: Option<Topic>,
    /// Competencies whose evidence is open.
    open: BTreeSet<String>,
    /// Which of the dearest decisions is talked about.
    turn: usize,
    /// Decisions that were talked about, by step, with the answer that was picked, if one was.
    told: BTreeMap<usize, Option<String>>,
    /// Decisions whose better line is shown to its end.
    to_the_end: BTreeSet<usize>,
    /// Something was told just now, and may have to be scrolled to.
    just_told: bool,
    /// The point of the chart that is told.
    point: Option<usize>,
    /// The point that has, or last had, the focus.
    focused: Option<usize>,
    /// The sentence being written.
    sentence: String,
}

/// One page of the debrief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Feeling,
    Story,
    Columns,
    Turning,
    Chances,
    Profile,
    Notes,
    Chair,
    Questions,
    Sentence,
    Next,
}

impl Topic {
    fn title(self, debrief: &Debrief) -> String {
        match self {
            Self::Feeling => "How did that feel?".to_owned(),
            Self::Story => "The story".to_owned(),
            Self::Columns => "Saw and told".to_owned(),
            Self::Turning => "Turning points".to_owned(),
            Self::Chances => "Choices and chance".to_owned(),
            Self::Profile => "What you showed".to_owned(),
            Self::Notes => "Notes".to_owned(),
            Self::Chair => {
                debrief.other_chair.as_ref().map_or_else(String::new, |chair| chair.title.clone())
            }
            Self::Questions => "Questions".to_owned(),
            Self::Sentence => "Your if-then".to_owned(),
            Self::Next => "What next".to_owned(),
        }
    }

    /// What the page is for; the story has the ending's own words.
    fn subtitle(self, view: &DebriefView<'_>) -> &'static str {
        match self {
            Self::Feeling => {
                "One tap, only for you. It is never scored and never shown to anybody."
            }
            Self::Story => "",
            Self::Columns => "What you knew, and what you told yourself about it.",
            Self::Turning => "Your best move, then where it narrowed, one decision at a time.",
            Self::Chances => "What your decisions did, and what you could not have known.",
            Self::Profile => {
                "In steps of four, with what it is based on. It says how you played, not who you are."
            }
            Self::Notes => "A word on single decisions, in the order in which you took them.",
            Self::Chair => {
                "Your conversation from the other chair, with what was thought under your lines."
            }
            Self::Questions => {
                "To think about, or to talk over. No answers are kept; one is enough."
            }
            Self::Sentence => {
                "When will this come up again, and what will you do then? It is shown to you again next time."
            }
            Self::Next => match (view.has_truths(), view.can_play_on) {
                (true, true) => "Again with another reason, or on from a decision of this play.",
                (true, false) => "Again with another reason, or something else.",
                (false, true) => "Again, or on from a decision of this play.",
                (false, false) => "Again, or something else.",
            },
        }
    }
}

/// What a page of the debrief needs.
#[derive(Clone, Copy)]
struct Scene<'a> {
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
    let scene = Scene { pen, view };
    local.animating = false;
    if local.attempt != Some(view.attempt) {
        *local = DebriefLocal { attempt: Some(view.attempt), ..DebriefLocal::default() };
        local.page = usize::from(view.feeling.is_some());
        let suggested = |sentence: &&str| view.suggestions.iter().any(|one| one == sentence);
        let offered = view.debrief.commitment.as_deref().filter(suggested);
        view.kept.or(offered).unwrap_or_default().clone_into(&mut local.sentence);
    }
    let topics = topics(view.debrief);
    turn_by_keys(ui, local, topics.len());
    let topic = topics[local.page.min(topics.len() - 1)];
    let title = match topic {
        Topic::Story => view.debrief.ending.title.clone(),
        other => other.title(view.debrief),
    };
    let subtitle = match topic {
        Topic::Story => view.debrief.ending.text.as_str(),
        other => other.subtitle(view),
    };
    let in_band = (!pen.is_crowded()).then_some(subtitle);
    let page = Page { title: &title, subtitle: in_band, width: 1200.0, salt: local.page };
    let mut turn = None;
    let all_pages = Cell::new(local.all_pages);
    let at = local.page;
    let command = page.show(
        ui,
        &pen,
        |ui| {
            turn = if pen.is_crowded() {
                steps_ui(ui, &scene, &topics, at, &all_pages)
            } else {
                tabs_ui(ui, &scene, &topics, topic, [Kind::Tab, Kind::TabOff])
            };
            None
        },
        |ui| {
            if pen.is_crowded() && all_pages.get() {
                let kinds = [Kind::On, Kind::Chip];
                let picked =
                    ui.horizontal_wrapped(|ui| tabs_ui(ui, &scene, &topics, topic, kinds)).inner;
                if let Some(page) = picked {
                    turn_to(ui, local, page);
                }
                pen.gap(ui, 6.0);
            }
            if pen.is_crowded() {
                pen.words(subtitle, Size::Body).colour(pen.c.ink_soft).show(ui);
            }
            topic_ui(ui, &scene, local, &topics, topic)
        },
    );
    local.all_pages = all_pages.get() && local.page == at;
    if let Some(to) = turn {
        turn_to(ui, local, to);
    }
    command
}

fn topics(debrief: &Debrief) -> Vec<Topic> {
    let there = |topic: &Topic| match topic {
        Topic::Columns => !(debrief.saw.is_empty() && debrief.told.is_empty()),
        Topic::Profile => !debrief.profile.is_empty(),
        Topic::Notes => !debrief.notes.is_empty(),
        Topic::Chair => debrief.other_chair.is_some(),
        Topic::Questions => !debrief.questions.is_empty(),
        _ => true,
    };
    let all = [
        Topic::Feeling,
        Topic::Story,
        Topic::Columns,
        Topic::Turning,
        Topic::Chances,
        Topic::Profile,
        Topic::Notes,
        Topic::Chair,
        Topic::Questions,
        Topic::Sentence,
        Topic::Next,
    ];
    all.into_iter().filter(there).collect()
}

fn turn_by_keys(ui: &Ui, local: &mut DebriefLocal, pages: usize) {
    let free = untouched(ui);
    if pressed(ui, Key::PageDown) || (free && pressed(ui, Key::ArrowRight)) {
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

/// A step back and a step on, and every page if that is asked for: where text is large.
fn steps_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    topics: &[Topic],
    at: usize,
    all_pages: &Cell<bool>,
) -> Option<usize> {
    let pen = &scene.pen;
    ui.spacing_mut().item_spacing = egui::vec2(pen.px(6.0), pen.px(6.0));
    let mut turn = None;
    if at > 1 && button_ui(ui, pen, Kind::TabOff, "Previous page").clicked() {
        turn = Some(at - 1);
    }
    if at + 1 < topics.len() && button_ui(ui, pen, Kind::TabOff, "Next page").clicked() {
        turn = Some(at + 1);
    }
    let all = format!("Pages: {} of {}", at + 1, topics.len());
    let kind = if all_pages.get() { Kind::Tab } else { Kind::TabOff };
    if button_ui(ui, pen, kind, &all).clicked() {
        all_pages.set(!all_pages.get());
    }
    turn
}

/// Every page but the first as a tab; how the one that is on looks, and the others.
fn tabs_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    topics: &[Topic],
    on: Topic,
    [lit, unlit]: [Kind; 2],
) -> Option<usize> {
    ui.spacing_mut().item_spacing = egui::vec2(scene.pen.px(5.0), scene.pen.px(6.0));
    let mut turn = None;
    for (at, &topic) in topics.iter().enumerate().filter(|(_, topic)| **topic != Topic::Feeling) {
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
    scene: &Scene<'_>,
    local: &mut DebriefLocal,
    topics: &[Topic],
    topic: Topic,
) -> Option<Command> {
    let command = match topic {
        Topic::Feeling => feeling::feeling_ui(ui, scene, local),
        Topic::Story => story::story_ui(ui, scene, local),
        Topic::Columns => story::columns_page_ui(ui, scene),
        Topic::Turning => turning::turning_ui(ui, scene, local),
        Topic::Chances => chances::chances_ui(ui, scene, local),
        Topic::Profile => profile::profile_ui(ui, scene, local),
        Topic::Notes => closing::notes_ui(ui, scene),
        Topic::Chair => chair::chair_ui(ui, scene),
        Topic::Questions => closing::questions_ui(ui, scene),
        Topic::Sentence => closing::sentence_ui(ui, scene, local),
        Topic::Next => closing::next_ui(ui, scene),
    };
    if let Some(wanted) = local.goes_to.take()
        && let Some(page) = topics.iter().position(|&topic| topic == wanted)
    {
        turn_to(ui, local, page);
    }
    scene.pen.gap(ui, 10.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = scene.pen.px(10.0);
        if let Some(&next) = topics.get(local.page + 1) {
            let words = match topic {
                Topic::Feeling => "Skip this".to_owned(),
                _ => format!("Next: {}", next.title(scene.view.debrief)),
            };
            let kind = if topic == Topic::Feeling { Kind::Plain } else { Kind::Main };
            let button = button_ui(ui, &scene.pen, kind, &words);
            focus_first(ui, button.id);
            if button.clicked() {
                turn_to(ui, local, local.page + 1);
            }
        }
        if local.page > 1 && button_ui(ui, &scene.pen, Kind::Plain, "Back").clicked() {
            turn_to(ui, local, local.page - 1);
        }
    });
    command
}
