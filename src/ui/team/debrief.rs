//! The debrief in the room: the part of its script, what everyone is asked, and what the play told.

use egui::{ScrollArea, Ui};

use super::{
    deeds::HAPPENED, lobby::house_ui, reveal::verdict, state::TeamLocal, view::TeamContext,
};
use crate::{
    practice::wire::{WireDebrief, WireLine},
    team::wire::WireDebriefPart,
    ui::{
        look::TextSize,
        measure::real,
        widgets::{Sheet, bar},
    },
};

/// The part that asks why.
const WHY: u8 = 2;
/// The part that asks for a sentence to keep.
const TAKE: u8 = 3;

/// A part of the debrief.
pub(super) fn debrief_ui(ui: &mut Ui, team: &TeamContext<'_>, local: &TeamLocal) {
    let (pen, room) = (&team.pen, &team.board().room);
    let part = room.part.as_ref();
    let number = part.map(|part| part.number);
    ScrollArea::vertical().id_salt(("debrief", number)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = pen.px(8.0);
        match part {
            Some(part) => part_ui(ui, team, part),
            None => {
                pen.words("Looking back together", TextSize::Title).bold().show(ui);
            }
        }
        let is = |wanted: u8| number.is_none_or(|number| number == wanted);
        let Some(debrief) = &room.debrief else {
            // The play was not finished: there is the way so far, and no truth yet.
            if is(HAPPENED) {
                votes_ui(ui, team);
            }
            return;
        };
        if is(HAPPENED) {
            if local.truth_told || number.is_none() {
                truth_ui(ui, team, debrief);
            }
            happened_ui(ui, team, debrief);
        }
        if is(WHY) {
            turning_ui(ui, team, debrief);
            observed_ui(ui, team);
            lessons_ui(ui, team, debrief);
        }
        if is(TAKE) {
            if let Some(house) = &room.house {
                house_ui(ui, team, house);
            }
            for question in debrief.questions.iter().take(2) {
                pen.words(question.as_str(), TextSize::Row).show(ui);
            }
        }
    });
}

/// What everyone is asked, what the trainer may say, and how it feels in the room.
fn part_ui(ui: &mut Ui, team: &TeamContext<'_>, part: &WireDebriefPart) {
    let pen = &team.pen;
    let of = format!("{} · part {} of {}", part.title, part.number + 1, part.of);
    pen.words(of, TextSize::Body).bold().colour(pen.c.fact).show(ui);
    let long = part.question.chars().count() > 90;
    let size = if long { TextSize::Speech } else { TextSize::Title };
    pen.words(part.question.as_str(), size).bold().show(ui);
    pen.gap(ui, 6.0);
    let prompt = &team.board().prompt;
    if !prompt.is_empty() {
        pen.words(format!("Trainer: {prompt}"), TextSize::Small).colour(team.accent()).show(ui);
    }
    let most = part.felt.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    pen.gap(ui, 4.0);
    for (word, count) in &part.felt {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = pen.px(12.0);
            let size = egui::vec2(ui.available_width() * 0.36, pen.em(16.0));
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let share = real(*count as usize) / real(most as usize);
            bar(ui, rect, share, pen.c.fact_mark, pen.c.quiet);
            pen.words(format!("{count}  {word}"), TextSize::Row).show(ui);
        });
    }
}

/// How it ended, what was chosen, and how the room voted.
fn happened_ui(ui: &mut Ui, team: &TeamContext<'_>, debrief: &WireDebrief) {
    let pen = &team.pen;
    pen.gap(ui, 6.0);
    pen.words(debrief.ending.title.as_str(), TextSize::Speech)
        .bold()
        .colour(team.accent())
        .show(ui);
    pen.words(debrief.ending.text.as_str(), TextSize::Body).show(ui);
    pen.gap(ui, 6.0);
    for moment in &debrief.happened {
        pen.words(moment.scene.as_str(), TextSize::Small).bold().colour(pen.c.fact).show(ui);
        pen.words(moment.yours.as_str(), TextSize::Small).show(ui);
    }
    votes_ui(ui, team);
}

/// How the room voted on the way.
fn votes_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let pen = &team.pen;
    let splits = &team.board().splits;
    if splits.is_empty() {
        return;
    }
    pen.gap(ui, 6.0);
    pen.heading_ui(ui, "How you voted", pen.c.ink);
    for (scene, reveal) in splits {
        let words = format!("{scene}: {}", verdict(reveal));
        pen.words(words, TextSize::Small).show(ui);
    }
}

/// What was really going on.
fn truth_ui(ui: &mut Ui, team: &TeamContext<'_>, debrief: &WireDebrief) {
    let pen = &team.pen;
    for truth in &debrief.truths {
        pen.gap(ui, 4.0);
        Sheet::hero(pen).padding(18.0).show(ui, pen, |ui| {
            let c = pen.c;
            pen.words("What was really going on", TextSize::Small)
                .bold()
                .colour(c.hero_accent)
                .show(ui);
            pen.words(truth.title.as_str(), TextSize::Speech).bold().colour(c.on_hero).show(ui);
            for line in truth.quote.iter().chain(&truth.explain) {
                pen.words(line.as_str(), TextSize::Body).colour(c.on_hero).show(ui);
            }
        });
    }
}

/// Where the room's line turned, and what could have been said there.
fn turning_ui(ui: &mut Ui, team: &TeamContext<'_>, debrief: &WireDebrief) {
    let pen = &team.pen;
    for section in debrief.page.iter().filter(|section| section.part == "turning-point") {
        pen.gap(ui, 4.0);
        pen.heading_ui(ui, &section.heading, team.accent());
        let told = section.ask.iter().flat_map(|ask| &ask.told);
        for WireLine { label, text, .. } in section.lines.iter().chain(told) {
            let words =
                label.as_ref().map_or_else(|| text.clone(), |label| format!("{label}: {text}"));
            pen.words(words, TextSize::Small).show(ui);
        }
    }
}

/// What those who watched the hot seat scored.
fn observed_ui(ui: &mut Ui, team: &TeamContext<'_>) {
    let pen = &team.pen;
    if team.board().observed.is_empty() {
        return;
    }
    pen.heading_ui(ui, "What those who watched have seen, from 1 to 4", pen.c.fact);
    for one in &team.board().observed {
        let levels = (1..).zip(one.levels).filter(|(_, count)| *count > 0);
        let levels = levels.map(|(level, count)| format!("{count} saw step {level}"));
        let words = format!("{}: {}", one.skill, levels.collect::<Vec<_>>().join(", "));
        pen.words(words, TextSize::Small).show(ui);
    }
    pen.gap(ui, 6.0);
}

/// Lessons that were kept and broken, told by words and sign.
fn lessons_ui(ui: &mut Ui, team: &TeamContext<'_>, debrief: &WireDebrief) {
    let pen = &team.pen;
    for lesson in &debrief.lessons {
        let (kept, broken) = (lesson.kept.len(), lesson.broken.len());
        let how = match (kept, broken) {
            (0, 0) => continue,
            (_, 0) => "kept",
            (0, _) => "not kept",
            _ => "kept and not kept",
        };
        pen.words(format!("{} – {how}", lesson.text), TextSize::Small).show(ui);
    }
}
