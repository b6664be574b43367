//! The debrief: one page, and more behind it.

mod chair;
mod chances;
mod chart;
mod closing;
mod columns;
mod evidence;
mod first;
mod line;
mod local;
mod plot;
mod profile;
mod share;
mod topic;
mod turning;
mod view;
mod working;

use std::cell::Cell;

use egui::{Key, Ui};

pub use crate::practice::Split;
pub use local::DebriefLocal;
pub(super) use local::Draft;
pub(super) use view::PageContext;
pub use view::{DebriefView, ShareView};

use self::topic::Topic;
use super::{
    Command,
    look::{Pen, TextSize},
    theme::Surface,
    widgets::{
        ButtonKind, PageFrame, button_named_ui, button_ui, focus_first, pressed, take, untouched,
    },
};
use crate::coach::More;

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
    if local.is_sharing() {
        return share::share_ui(ui, &scene, local);
    }
    let topics = Topic::all(view);
    let leaves = leaves_by_key(ui, view, local);
    turn_by_keys(ui, local, topics.len());
    let topic = topics[local.page.min(topics.len() - 1)];
    let ending = &view.debrief.ending;
    let (title, subtitle) = match topic {
        // Where the page tells the ending as what was going on, it is not told twice.
        Topic::First if ending.title == view.page.going_on.title => {
            (view.page.scenario.clone(), "")
        }
        Topic::First => (ending.title.to_string(), ending.text.as_str()),
        other @ Topic::Behind(_) => (other.title(view.debrief).to_owned(), other.subtitle(view)),
    };
    let in_band = (!pen.is_crowded() && !subtitle.is_empty()).then_some(subtitle);
    // Every page of every attempt begins at its top.
    let attempt = usize::try_from(view.attempt).unwrap_or_default();
    let salt = attempt.wrapping_mul(topics.len() + 1).wrapping_add(local.page);
    let page = PageFrame { title: &title, subtitle: in_band, width: 1200.0, salt };
    let mut turn = None;
    let shares = Cell::new(false);
    let all_pages = Cell::new(local.all_pages);
    let at = local.page;
    let command = page.show(
        ui,
        &pen,
        |ui| {
            if topic == Topic::First {
                return first_tools_ui(ui, &scene, &mut turn, &shares);
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
                    local.turn_to(ui, page);
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
        local.turn_to(ui, to);
    }
    if shares.get() {
        share::open(ui, local);
    }
    command.or(leaves.then_some(Command::Home))
}

/// Escape on the first page goes home, as it does from every other page; what is typed and not kept yet is told of
/// first.
fn leaves_by_key(ui: &Ui, view: &DebriefView<'_>, local: &mut DebriefLocal) -> bool {
    if local.page != 0 || local.keys.was_typing || !pressed(ui, Key::Escape) {
        return false;
    }
    let waits = local.draft.is_unkept(view) && !local.draft.was_told;
    local.draft.was_told |= waits;
    !waits
}

/// Escape comes back to the first page; the keys that turn pages turn those behind it.
fn turn_by_keys(ui: &Ui, local: &mut DebriefLocal, pages: usize) {
    // A key that ended some typing is used up.
    if local.keys.was_typing {
        return;
    }
    // With Shift it is about sound.
    let more = pressed(ui, Key::M) && take(ui, Key::M);
    if local.page == 0 {
        if more {
            local.turn_to(ui, 1);
        } else if pressed(ui, Key::S) {
            share::open(ui, local);
        }
        return;
    }
    let free = untouched(ui);
    if pressed(ui, Key::Escape) {
        local.turn_to(ui, 0);
    } else if take(ui, Key::PageDown) || (free && pressed(ui, Key::ArrowRight)) {
        local.turn_to(ui, (local.page + 1).min(pages - 1));
    } else if take(ui, Key::PageUp) || (free && pressed(ui, Key::ArrowLeft)) {
        local.turn_to(ui, local.page.saturating_sub(1));
    }
}

/// On the first page: what is behind it, and the way home.
fn first_tools_ui(
    ui: &mut Ui,
    scene: &PageContext<'_>,
    turn: &mut Option<usize>,
    shares: &Cell<bool>,
) -> Option<Command> {
    ui.spacing_mut().item_spacing = egui::vec2(scene.pen.px(6.0), scene.pen.px(6.0));
    if button_named_ui(ui, &scene.pen, ButtonKind::TabOff, "More (M)", "More").clicked() {
        *turn = Some(1);
    }
    let kind = ButtonKind::TabOff;
    if button_named_ui(ui, &scene.pen, kind, "Share (S)", "Share").clicked() {
        shares.set(true);
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
        if button_ui(ui, &scene.pen, kind, words).clicked() {
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
        Topic::Behind(More::TurningPoints) => turning::turning_ui(ui, scene, local),
        Topic::Behind(More::ChoicesAndChance) => chances::chances_ui(ui, scene, local),
        Topic::Behind(More::Profile) => profile::profile_ui(ui, scene, local),
        Topic::Behind(More::Columns) => columns::columns_page_ui(ui, scene),
        Topic::Behind(More::OtherChair) => chair::chair_ui(ui, scene),
        Topic::Behind(More::Notes) => closing::notes_ui(ui, scene),
        Topic::Behind(More::Questions) => closing::questions_ui(ui, scene),
        Topic::Behind(More::Lessons) => closing::lessons_ui(ui, scene),
        Topic::Behind(More::Agreements) => closing::agreements_ui(ui, scene),
        Topic::Behind(More::Next) => closing::next_ui(ui, scene),
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
                local.turn_to(ui, local.page + 1);
            }
        }
        if button_ui(ui, pen, ButtonKind::Plain, "Back to the page").clicked() {
            local.turn_to(ui, 0);
        }
        if topic != Topic::Behind(More::Next)
            && button_ui(ui, pen, ButtonKind::Plain, "Home").clicked()
        {
            home = Some(Command::Home);
        }
    });
    command.or(home)
}
