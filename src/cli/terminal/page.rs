//! The debrief's first page in plain lines: section by section, as the coach orders and words it.

use std::io::{BufRead, Write};

use super::{super::stop::Stop, console::Console, notes::tell_of, seat::Seat};
use crate::coach::{
    Answer, Ask, Feeling, Felt, IfThen, Intention, Page, PageLine, PagePart, PageSection, Tone,
};

/// Shows the page, and keeps what the learner says on it. What was typed at its end and is meant for what
/// comes after it is handed on.
pub(super) fn show(
    page: &Page,
    seat: &mut Seat<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<String>, Stop> {
    let mut ahead = None;
    for part in page.sections() {
        match part.part {
            // Asked before the page is made, while the rest is worked out.
            PagePart::Feeling => {}
            PagePart::IfThen => ahead = if_then(&part, &page.if_then, seat, console)?,
            _ => section(&part, console)?,
        }
    }
    Ok(ahead)
}

/// How it felt: a number, a word of one's own, or nothing.
pub(super) fn ask_feeling(
    seat: &mut Seat<'_>,
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
            let picked = at.and_then(|at| Feeling::ALL.get(at));
            let felt = picked.map_or_else(|| Felt::typed(typed), |feeling| Felt::Known(*feeling));
            tell_of(seat.practice.feel(&mut seat.play, &felt), console)
        }
    }
}

/// A section with its heading; what is asked in it is asked first, and then told.
pub(super) fn section(
    section: &PageSection,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line(&format!("\n== {} ==", section.heading))?;
    section.lines.iter().try_for_each(|one| line(one, console))?;
    match &section.ask {
        Some(ask) => asked(ask, console),
        None => Ok(()),
    }
}

fn line(line: &PageLine, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    let mark = line.label.as_ref().map_or(String::new(), |label| format!("{label}: "));
    console.item(&mark, &line.text)
}

fn asked(ask: &Ask, console: &mut Console<impl BufRead, impl Write>) -> Result<(), Stop> {
    console.line(&ask.prompt)?;
    for (number, answer) in (1..).zip(&ask.answers) {
        console.item(&format!("{number:3}. "), &answer.text)?;
    }
    let picked = pick(&ask.answers, console)?;
    if let Some(answer) = picked {
        console.line(&answer.told)?;
    }
    // What was picked is not told again, and where it keeps the lesson no other line is.
    let heard = picked.is_some_and(|answer| answer.best || answer.keeps);
    let told = ask.told.iter().filter(|told| !(heard && told.tone == Tone::Instead));
    told.into_iter().try_for_each(|told| line(told, console))
}

/// The answer that was picked; Enter and the end of the input skip.
fn pick<'a>(
    answers: &'a [Answer],
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<&'a Answer>, Stop> {
    let numbers = match answers.len() {
        1 => "Type 1".to_owned(),
        count => format!("Type a number from 1 to {count}"),
    };
    loop {
        console.line(&format!("{numbers}, or press Enter to be told."))?;
        let Some(typed) = console.ask()?.filter(|typed| !typed.is_empty()) else { return Ok(None) };
        let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(answer) = at.and_then(|at| answers.get(at)) {
            return Ok(Some(answer));
        }
    }
}

/// The sentence to take along: one that is suggested or one's own, with whom, and when.
fn if_then(
    section: &PageSection,
    if_then: &IfThen,
    seat: &mut Seat<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<String>, Stop> {
    console.line(&format!("\n== {} ==", section.heading))?;
    for (number, line) in (1..).zip(&section.lines) {
        console.item(&format!("{number:3}. "), &line.text)?;
    }
    let mut prompts = section.prompts.iter();
    let mut ask = || -> Result<Option<String>, Stop> {
        let Some(prompt) = prompts.next() else { return Ok(None) };
        console.line(prompt)?;
        // Whoever types q wants to leave, and means nothing by it.
        Ok(console.ask()?.filter(|typed| !typed.is_empty() && typed != "q"))
    };
    let typed = ask()?;
    let (text, ahead) = match typed {
        Some(typed) if is_for_later(&typed) => (None, Some(typed)),
        text => (text, None),
    };
    let Some(typed) = text else {
        if let Some(kept) = &if_then.kept {
            console.line(&format!("{kept}\n{}", IfThen::KEPT))?;
        }
        return Ok(ahead);
    };
    let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let text = at.and_then(|at| if_then.suggestions.get(at)).unwrap_or(&typed);
    let client = ask()?.unwrap_or_default();
    let day = ask()?.unwrap_or_default();
    if let Some(kept) = Intention::typed(text, &client, &day) {
        let told = kept.told();
        tell_of(seat.practice.commit(&mut seat.play, kept), console)?;
        console.line(&format!("{told}\n{}", IfThen::KEPT))?;
    }
    Ok(None)
}

/// Whether it is a word for after the page, and no sentence: "more", "r 3".
fn is_for_later(typed: &str) -> bool {
    let is_number = |text: &str| text.trim().parse::<usize>().is_ok();
    let is_page = typed.starts_with("page ");
    is_page
        || matches!(typed, "more" | "m")
        || typed.strip_prefix(['r', 'b']).is_some_and(is_number)
}
