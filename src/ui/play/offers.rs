//! What the player can do: rows with number keys, or what an opened row asks for.

use egui::{Id, Key, Ui, WidgetInfo, WidgetType, accesskit};

use super::{PlayContext, PlayLocal, pick, state::Composing, timer, words};
use crate::{
    engine::{Offer, Standing},
    scenario::{Channel, Timer},
    text::{first_names, steers},
    ui::{
        Command, Pace,
        look::TextSize,
        measure::margin,
        widgets::{
            ButtonKind, Row, button_ui, channel_icon, focus_first, number_pressed, row_ui, walk,
        },
    },
};

/// What the player can do.
pub(super) fn offers_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
) -> Option<Command> {
    let view = scene.view.view;
    if view.offered.is_empty() {
        return over_ui(ui, scene);
    }
    if let [only] = view.offered.as_slice()
        && only.pick.is_some()
    {
        local.open = Some(only.id.to_string());
    }
    if let Some(open) = local.open.clone() {
        let offer = view.offered.iter().find(|offer| offer.id == open);
        match offer.map(|offer| (offer, &offer.pick)) {
            Some((offer, Some(asked))) => return pick::pick_ui(ui, scene, local, offer, asked),
            Some((offer, None)) => return own_words_ui(ui, scene, local, offer),
            None => local.open = None,
        }
    }
    rows_ui(ui, scene, local)
}

fn rows_ui(ui: &mut Ui, scene: &PlayContext<'_>, local: &mut PlayLocal) -> Option<Command> {
    let standing = scene.standing;
    let offers = in_order(scene);
    let mut chosen = None;
    let mut rows: Vec<Id> = Vec::with_capacity(offers.len());
    let fade = timer::appearing(scene, local);
    if offers.len() > 4 {
        ui.spacing_mut().item_spacing.y = scene.pen.px(5.0);
    }
    for (at, offer) in offers.iter().enumerate() {
        let opacity = timer::opacity(scene, local, offer);
        let row = Row {
            number: at + 1,
            text: offer.text.to_string(),
            italic: !is_spoken(offer),
            tag: tag(offer, standing),
            name: name(offer, at + 1, offers.len()),
            tight: offers.len() > 4,
            lit: timer::is_held(scene, offer),
            opacity: opacity * fade,
        };
        let response = row_ui(ui, &scene.pen, &row);
        rows.push(response.id);
        if response.clicked() {
            chosen = Some(*offer);
        }
    }
    walk(ui, &rows);
    told_ui(ui, &offers);
    if let Some(number) = number_pressed(ui)
        && let Some(offer) = offers.get(number)
        && timer::opacity(scene, local, offer) > 0.15
    {
        chosen = Some(offer);
    }
    let free = local.above.is_none() && local.composing.is_none();
    chosen.filter(|_| free).and_then(|offer| take_offer(scene, local, offer))
}

/// A screen reader hears that it is the player's turn, and out of how many.
fn told_ui(ui: &mut Ui, offers: &[&Offer]) {
    let count = u16::try_from(offers.len()).unwrap_or(u16::MAX);
    let unit = if count == 1 { "choice" } else { "choices" };
    let told = format!("Your turn: {} {unit}", words::number(count));
    let place = egui::Rect::from_min_size(ui.min_rect().min, egui::Vec2::ZERO);
    let response = ui.interact(place, ui.id().with("your turn"), egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
}

/// A silence that is being held comes first, then what tempts, as it appears.
fn in_order<'a>(scene: &PlayContext<'a>) -> Vec<&'a Offer> {
    let mut offers: Vec<&Offer> = scene.view.view.offered.iter().collect();
    if timer::has_hold(scene) {
        offers.sort_by_key(|offer| {
            (!matches!(offer.timer, Some(Timer::Hold(_))), offer.appears_after)
        });
    }
    offers
}

/// What happens when an offer is taken.
fn take_offer(scene: &PlayContext<'_>, local: &mut PlayLocal, offer: &Offer) -> Option<Command> {
    let settings = scene.view.look.settings;
    if offer.pick.is_some() || offer.own_words {
        local.open = Some(offer.id.to_string());
        return None;
    }
    let shows = scene.pen.moves() && settings.pace != Pace::Instant;
    if offer.channel == Channel::Email && shows {
        local.composing = Some(Composing {
            id: offer.id.to_string(),
            to: offer.to.as_ref().map(ToString::to_string).unwrap_or_default(),
            text: offer.text.to_string(),
            elapsed: 0.0,
        });
        return None;
    }
    Some(Command::Choose { id: offer.id.to_string(), own_words: None })
}

/// Whether it is said or written, and not only done: its author puts what is said in quotation marks.
fn is_spoken(offer: &Offer) -> bool {
    let sent = offer.channel != Channel::None && !matches!(offer.timer, Some(Timer::Hold(_)));
    sent || offer.text.starts_with('“')
}

/// "Email to Helen"; nothing where the choice stays in the conversation that is on.
fn tag(offer: &Offer, standing: &Standing) -> Option<(&'static str, String)> {
    let same = offer.channel == standing.channel;
    let talking = standing.channel.is_call() || standing.channel == Channel::InPerson;
    if offer.own_words {
        return Some(("notes", "In your own words".to_owned()));
    }
    if offer.channel == Channel::None || (same && talking) {
        return None;
    }
    Some((channel_icon(offer.channel), channel_and_addressee(offer)))
}

fn channel_and_addressee(offer: &Offer) -> String {
    match &offer.to {
        Some(to) => format!("{} to {}", offer.channel.label(), first_names(to)),
        None => offer.channel.label().to_owned(),
    }
}

fn name(offer: &Offer, at: usize, of: usize) -> String {
    let how = match offer.channel {
        Channel::None => String::new(),
        Channel::InPerson => ", in person".to_owned(),
        _ => format!(", {}", lower(&channel_and_addressee(offer))),
    };
    let commits = if offer.commits { ", a sentence to keep" } else { "" };
    format!("Choice {at} of {of}{how}{commits}: {}", offer.text)
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The play is over.
fn over_ui(ui: &mut Ui, scene: &PlayContext<'_>) -> Option<Command> {
    let words =
        if scene.view.has_truths { "See what was really going on" } else { "See how it went" };
    let row = Row {
        number: 1,
        text: words.to_owned(),
        italic: false,
        tag: Some(("notes", "Debrief".to_owned())),
        name: format!("Choice 1 of 1: {}, in the debrief", lower(words)),
        tight: false,
        lit: true,
        opacity: 1.0,
    };
    let response = row_ui(ui, &scene.pen, &row);
    focus_first(ui, response.id);
    (response.clicked() || number_pressed(ui) == Some(0)).then_some(Command::OpenDebrief)
}

/// A sentence in the learner's own words.
fn own_words_ui(
    ui: &mut Ui,
    scene: &PlayContext<'_>,
    local: &mut PlayLocal,
    offer: &Offer,
) -> Option<Command> {
    let pen = &scene.pen;
    pen.words(offer.text.as_str(), TextSize::Row).show(ui);
    let mut draft = local.drafts.remove(offer.id.as_str()).unwrap_or_default();
    let edit = egui::TextEdit::multiline(&mut draft)
        .font(pen.font(TextSize::Row, false))
        .text_color(pen.c.ink)
        .hint_text("If …, I …")
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::same(margin(pen.px(12.0))))
        .return_key(egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter));
    let response = ui.add(edit);
    let typed = |key: Key| ui.input(|input| input.key_pressed(key) && !input.modifiers.shift);
    let escaped = response.lost_focus() && typed(Key::Escape);
    if !escaped && !response.has_focus() && crate::ui::widgets::untouched(ui) {
        response.request_focus();
    }
    // What was pasted must not steer what shows it later.
    if draft.contains(steers) {
        draft.retain(|c| !steers(c));
    }
    let sentence = draft.trim().to_owned();
    let entered = response.has_focus() && typed(Key::Enter);
    local.drafts.insert(offer.id.to_string(), draft);
    if escaped {
        local.open = None;
    }
    let keys =
        "Enter keeps it, Shift and Enter begin a new line, Esc goes back and keeps the draft";
    pen.words(keys, TextSize::Small).colour(pen.c.ink_soft).show(ui);
    ui.horizontal_wrapped(|ui| {
        let keep = ui
            .add_enabled_ui(!sentence.is_empty(), |ui| {
                button_ui(ui, pen, ButtonKind::Main, "Keep this sentence")
            })
            .inner;
        let back = button_ui(ui, pen, ButtonKind::Plain, "Back to the others");
        if back.clicked() {
            local.open = None;
        }
        let kept = !sentence.is_empty() && (keep.clicked() || entered);
        kept.then(|| Command::Choose {
            id: offer.id.to_string(),
            own_words: Some(sentence.clone()),
        })
    })
    .inner
}
