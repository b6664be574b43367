//! The debrief in the terminal: one thing after another, in the order in which it is told.

use std::{
    io::{BufRead, Write},
    time::Duration,
};

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

/// How long the debrief waits for what was choice and what was chance before it goes on with the rest.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the player goes on after a debrief.
pub(super) enum Next {
    /// Plays on from before this step.
    PlayOn(usize),
    /// Plays the better line that was told: from before this step, beginning with this choice.
    Better(usize, String),
}

/// What a debrief is held with.
pub(super) struct Desk<'d, 'r> {
    pub(super) session: &'d Session,
    pub(super) journal: &'d Journal<'r>,
    /// The analysis of the version that was played.
    pub(super) work: &'d mut Work,
    /// The version in the library.
    pub(super) library: ContentHash,
}

/// Holds the debrief; how to go on, if the player wants to.
pub(super) fn hold(
    desk: Desk<'_, '_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<Next>, Stop> {
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
    let is_late = !work.is_done_within(PATIENCE);
    if is_late {
        console.line(
            "\nWhat was choice and what was chance is still being worked out: this is a big story. It \
             follows below as soon as it is known; here is what stands without it.",
        )?;
        profiles(&debrief, console)?;
        console.pause()?;
        rest(&debrief, journal, console)?;
        if !is_waited_for(work, console)? {
            turning_points(&debrief, None, console)?;
            notes(&debrief, None, console)?;
            return play_on(&debrief, None, console);
        }
    }
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
    if is_late {
        notes(&debrief, split.as_ref(), console)?;
    } else {
        profiles(&debrief, console)?;
        notes(&debrief, split.as_ref(), console)?;
        console.pause()?;
        rest(&debrief, journal, console)?;
    }
    play_on(&debrief, split.as_ref(), console)
}

/// Whether the player waits for what is still being worked out. Where nobody looks on, it is waited for.
fn is_waited_for(
    work: &mut Work,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<bool, Stop> {
    if work.is_done_within(Duration::ZERO) {
        return Ok(true);
    }
    let still = "What was choice and what was chance is still being worked out.";
    if console.is_watched() {
        console
            .line(&format!("\n{still} Press Enter to wait for it, or type q to do without it."))?;
        let goes_on = console.ask()?.is_some_and(|typed| typed != "q");
        if goes_on {
            console.line("It follows as soon as it is known. Everything is kept; Ctrl-C ends.")?;
        }
        console.flush()?;
        return Ok(goes_on);
    }
    console.line(&format!("\n{still} It follows as soon as it is known; all the rest is kept."))?;
    console.flush()?;
    Ok(true)
}

/// What to take along: the sentence, the questions, and the call from the other chair.
fn rest(
    debrief: &Debrief,
    journal: &Journal<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    commitment(debrief, journal, console)?;
    if !debrief.questions.is_empty() {
        heading("To think about, or to talk over", console)?;
        debrief.questions.iter().try_for_each(|question| console.item("  - ", question))?;
    }
    if let Some(chair) = &debrief.other_chair {
        console.pause()?;
        other_chair(chair, console)?;
    }
    Ok(())
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

/// What was shown of the competencies.
fn profiles(
    debrief: &Debrief,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if !debrief.profile.is_empty() {
        heading("What you showed", console)?;
        debrief.profile.iter().try_for_each(|skill| profile(skill, console))?;
    }
    Ok(())
}

/// The coaching notes that were not told at a turning point.
fn notes(
    debrief: &Debrief,
    split: Option<&ChoicesAndChance>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
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
    Ok(())
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
        // Whoever types q wants to leave, and means nothing by it.
        Some(sentence) if !sentence.is_empty() && sentence != "q" => {
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

/// Asks whether to play on from a decision, or to play a better line that was told.
fn play_on(
    debrief: &Debrief,
    split: Option<&ChoicesAndChance>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<Next>, Stop> {
    if debrief.happened.is_empty() {
        return Ok(None);
    }
    let dearest = split.map_or(&[][..], |split| &split.dearest);
    let apart = if dearest.is_empty() {
        "It is kept apart from your progress."
    } else {
        "To play a better line that was told, type b and the number of its decision. Either is kept \
         apart from your progress."
    };
    console.line(&format!(
        "\nTo play on from a decision, type r and its number under \"What happened\". {apart} Enter ends.",
    ))?;
    loop {
        let Some(typed) = console.ask()? else { return Ok(None) };
        if typed.is_empty() || typed == "q" {
            return Ok(None);
        }
        let (is_better, number) = match typed.strip_prefix('b') {
            Some(number) => (true, number),
            None => (false, typed.strip_prefix('r').unwrap_or(&typed)),
        };
        let number = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(moment) = number.and_then(|at| debrief.happened.get(at)) else {
            console.line(&format!(
                "\"{typed}\" is no decision of this play. Type r and a number, or Enter to end."
            ))?;
            continue;
        };
        if !is_better {
            return Ok(Some(Next::PlayOn(moment.step)));
        }
        match dearest.iter().find(|dear| dear.moment.step == moment.step) {
            Some(dear) => return Ok(Some(Next::Better(moment.step, dear.better.id.clone()))),
            None => console.line(&format!(
                "No better line was told for that decision. To play on from there, type r{}.",
                typed.trim_start_matches('b')
            ))?,
        }
    }
}
