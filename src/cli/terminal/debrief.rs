//! The debrief in the terminal: one thing after another, in the order in which it is told.

use std::io::{BufRead, Write};

use super::{
    super::{solved::Work, stop::Stop},
    choices,
    console::Console,
    journal::Journal,
    panels,
};
use crate::{
    coach::{self, ChoicesAndChance, Debrief, Feeling, Moment, OtherChair, SkillProfile},
    engine::Session,
    scenario::ContentHash,
};

/// What a debrief is held with.
pub(super) struct Desk<'d, 'r> {
    pub(super) session: &'d Session,
    pub(super) journal: &'d Journal<'r>,
    /// The analysis of the version that was played.
    pub(super) work: &'d mut Work,
    /// The version in the library.
    pub(super) library: ContentHash,
}

/// Holds the debrief; the step to play on from, if the player wants to.
pub(super) fn hold(
    desk: Desk<'_, '_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<usize>, Stop> {
    let Desk { session, journal, work, library } = desk;
    let Some(debrief) = coach::debrief(session) else { return Ok(None) };
    work.begin(session.scenario());
    heading(&format!("Debrief: {}", debrief.scenario), console)?;
    if session.scenario().hash != library {
        console.line(coach::EARLIER_VERSION)?;
    }
    console.line("Working out what was choice and what was chance, while you look back…")?;
    ask_feeling(journal, console)?;
    story(&debrief, console)?;
    let split = work.result().and_then(|solved| solved.split(session));
    let split = split.map(|split| split.with_dearest(choices::ASKED));
    turning_points(&debrief, split.as_ref(), console)?;
    console.pause()?;
    heading("Choices and chance", console)?;
    match &split {
        Some(split) => choices::split(split, console)?,
        None => console.line(coach::NOT_PROVEN)?,
    }
    console.pause()?;
    shown(&debrief, split.as_ref(), console)?;
    commitment(&debrief, journal, console)?;
    if !debrief.questions.is_empty() {
        heading("To think about, or to talk over", console)?;
        debrief.questions.iter().try_for_each(|question| console.item("  - ", question))?;
    }
    if let Some(chair) = &debrief.other_chair {
        console.pause()?;
        other_chair(chair, console)?;
    }
    play_on(&debrief, console)
}

/// What happened, what was really going on, and the columns.
fn story(debrief: &Debrief, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    heading("What happened", console)?;
    console.line(&format!("{}. {}", debrief.ending.title, debrief.ending.text))?;
    for (number, moment) in (1..).zip(&debrief.happened) {
        console.item(&format!("{number:3}. "), &format!("{}: {}", moment.when, moment.yours))?;
    }
    console.pause()?;
    if !debrief.truths.is_empty() {
        heading("What was really going on", console)?;
    }
    for truth in &debrief.truths {
        console.line(&format!("{}.", truth.title.trim_end_matches('.')))?;
        if let Some(quote) = &truth.quote {
            console.item("  ", quote)?;
        }
        if let Some(explain) = &truth.explain {
            console.item("  ", explain)?;
        }
    }
    columns(debrief, console)?;
    console.pause()
}

/// The number of the decision taken at a step, as "What happened" counts.
pub(super) fn number(debrief: &Debrief, step: usize) -> Option<usize> {
    debrief.happened.iter().position(|moment| moment.step == step).map(|at| at + 1)
}

/// The best move, then where it turned: by what it cost, or where that is not known by what it showed.
fn turning_points(
    debrief: &Debrief,
    split: Option<&ChoicesAndChance>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if let Some(split) = split {
        if let Some(best) = &split.best_move {
            choices::best_move(best, console)?;
        }
        return choices::turning_points(debrief, split, console);
    }
    if let Some(best) = &debrief.best_move {
        heading("Your best move", console)?;
        moment(best, console)?;
    }
    if !debrief.turning_points.is_empty() {
        heading("Where it turned", console)?;
    }
    debrief.turning_points.iter().try_for_each(|point| moment(point, console))
}

/// What was shown of the competencies, and the coaching notes that were not told at a turning point.
fn shown(
    debrief: &Debrief,
    split: Option<&ChoicesAndChance>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if !debrief.profile.is_empty() {
        heading("What you showed", console)?;
        debrief.profile.iter().try_for_each(|skill| profile(skill, console))?;
    }
    let notes = match split {
        Some(split) => coach::untold_notes(debrief, split),
        None => debrief.notes.iter().collect(),
    };
    if !notes.is_empty() {
        heading("Notes from the coach", console)?;
    }
    for note in notes {
        console.line(&format!("{}: {}", note.scene, note.yours))?;
        console.item("  ", &note.note)?;
    }
    console.pause()
}

pub(super) fn heading(
    text: &str,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line(&format!("\n== {text} =="))
}

fn ask_feeling(
    journal: &Journal<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let words: Vec<String> =
        (1..).zip(Feeling::ALL).map(|(number, one)| format!("{number} {}", one.label())).collect();
    console.line(&format!(
        "How did that feel? {}. A number, a word of your own, or Enter to skip. It stays with you.",
        words.join(", ")
    ))?;
    match console.ask()?.as_deref() {
        None | Some("") => Ok(()),
        Some(typed) => {
            let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let picked = at.and_then(|at| Feeling::ALL.get(at).copied());
            let feeling = picked.or_else(|| Feeling::parse(typed));
            journal.feel(feeling.map_or(typed, |feeling| feeling.label()));
            Ok(())
        }
    }
}

fn columns(debrief: &Debrief, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    if debrief.saw.is_empty() && debrief.told.is_empty() {
        return Ok(());
    }
    heading("What you saw, and what you told yourself", console)?;
    panels::column("I saw", &debrief.saw, console)?;
    let told: Vec<String> = debrief
        .told
        .iter()
        .map(|told| {
            let verdict = if told.so { "this time it was so" } else { "it was not so" };
            format!("{} ({verdict})", told.text)
        })
        .collect();
    panels::column("I've told myself", &told, console)
}

pub(super) fn moment(
    moment: &Moment,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line(&format!("{}, {}:", moment.scene, moment.when))?;
    console.item("  ", &format!("You: {}", moment.yours))?;
    if let Some(reply) = &moment.reply {
        console.item("  ", reply)?;
    }
    if let Some(intent) = &moment.intent {
        console.item("  ", &format!("What you meant: {intent}"))?;
    }
    if moment.why.is_empty() { Ok(()) } else { console.item("  ", &moment.why) }
}

fn profile(
    skill: &SkillProfile,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let Some(step) = skill.step else {
        return console
            .line(&format!("{}: nothing to go by this time. {}", skill.name, skill.what));
    };
    let times = match skill.evidence.len() {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    console.line(&format!("{}: step {step} of 4, seen {times}", skill.name))?;
    if let Some(anchor) = skill.anchors.get(usize::from(step).saturating_sub(1)) {
        console.item("  ", anchor)?;
    }
    for note in &skill.evidence {
        console.item("  - ", &format!("Level {}: {} ({})", note.level, note.why, note.yours))?;
    }
    match &skill.note {
        Some(note) => console.item("  ", note),
        None => Ok(()),
    }
}

/// The sentence the learner committed to; where the scenario has none, they may write one.
fn commitment(
    debrief: &Debrief,
    journal: &Journal<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if !debrief.agreements.is_empty() {
        heading("What stood agreed at the end", console)?;
        debrief.agreements.iter().try_for_each(|agreed| console.item("  - ", agreed))?;
    }
    heading("Next time", console)?;
    if let Some(sentence) = journal.own_words().or(debrief.commitment.as_deref()) {
        console.line(sentence)?;
        return console.line("This is kept, and shown again when you play next.");
    }
    console.line("One thing to do: \"If ..., then I ...\". Type it, or press Enter to skip.")?;
    match console.ask()? {
        Some(sentence) if !sentence.is_empty() => {
            journal.commit(&sentence);
            console.line("This is kept, and shown again when you play next.")
        }
        _ => Ok(()),
    }
}

fn other_chair(
    chair: &OtherChair,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    heading(&chair.title, console)?;
    for beat in &chair.beats {
        console.item("You: ", &beat.yours)?;
        console.item(&format!("  {} thinks: ", chair.name), &beat.thought)?;
        if let Some(said) = &beat.said {
            console.item(&format!("  {}: ", chair.name), said)?;
        }
    }
    Ok(())
}

/// Asks whether to play on from a decision.
fn play_on(
    debrief: &Debrief,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<usize>, Stop> {
    if debrief.happened.is_empty() {
        return Ok(None);
    }
    console.line(
        "\nTo play on from a decision, type r and its number under \"What happened\"; it is kept \
         apart from your progress. Enter ends.",
    )?;
    loop {
        let Some(typed) = console.ask()? else { return Ok(None) };
        if typed.is_empty() || typed == "q" {
            return Ok(None);
        }
        let number = typed.strip_prefix('r').unwrap_or(&typed).trim().parse::<usize>().ok();
        match number.and_then(|number| debrief.happened.get(number.checked_sub(1)?)) {
            Some(moment) => return Ok(Some(moment.step)),
            None => console.line(&format!(
                "\"{typed}\" is no decision of this play. Type r and a number, or Enter to end."
            ))?,
        }
    }
}
