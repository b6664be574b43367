//! The player's turn: what is on offer, and what they type.

use std::io::{BufRead, Write};

use super::{super::stop::Stop, console::Console, panels};
use crate::{
    engine::{Offer, PickView, Session},
    practice::{NoGoingBack, Play, TakenChoice},
    scenario::{Channel, Timer, answer_of},
};

/// What a player does with their turn.
pub(super) enum Turn {
    /// Take a choice.
    Choose(TakenChoice),
    /// Go back to before a decision, counted from 0.
    Rewind(usize),
    /// Leave.
    Quit,
}

/// Asks until the player takes a choice, goes back, or leaves.
pub(super) fn ask(
    play: &Play,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Turn, Stop> {
    let session = play.session();
    let view = session.view();
    let offers = &view.offered;
    let here = view.standing.channel;
    let mut asked = 0;
    // Where a sorting is all there is to do, it needs no number of its own.
    if let [Offer { text, pick: Some(pick), .. }] = &**offers {
        console.line(&format!("\n{text}"))?;
        match mark(pick, true, console)? {
            Answered::Taken(answer) => return Ok(Turn::Choose(answer)),
            Answered::Ended => return Ok(Turn::Quit),
            Answered::Back => {}
        }
    }
    list(offers, here, console)?;
    loop {
        let Some(typed) = console.ask()? else { return Ok(Turn::Quit) };
        let (word, rest) = typed.split_once(' ').unwrap_or((&typed, ""));
        match word {
            "q" => return Ok(Turn::Quit),
            "?" => panels::help(play, &view.standing, console)?,
            "n" => panels::notes(&view.standing, console)?,
            "d" => panels::details(session, &view, &mut asked, console)?,
            "t" => panels::transcript(session, console)?,
            "l" => list(offers, here, console)?,
            "r" if !play.can_go_back() => {
                console.line(&format!("That cannot be done: {}.", NoGoingBack::Assessment))?;
            }
            "r" if rest.is_empty() => panels::decisions(session, console)?,
            "r" => match rewind(rest, session) {
                Some(step) => return Ok(Turn::Rewind(step)),
                None => console.line(&format!("There is no decision {rest} to go back to."))?,
            },
            _ => match taken(&typed, offers) {
                Some(offer) => match answer(offer, offers, console)? {
                    Answered::Taken(answer) => return Ok(Turn::Choose(answer)),
                    Answered::Ended => return Ok(Turn::Quit),
                    Answered::Back => list(offers, here, console)?,
                },
                None => explain(&typed, offers, console)?,
            },
        }
    }
}

/// The step of the decision whose number was typed.
fn rewind(typed: &str, session: &Session) -> Option<usize> {
    let number = typed.trim().parse::<usize>().ok()?.checked_sub(1)?;
    panels::to_go_back_to(session).get(number).copied()
}

/// The offer whose number was typed; Enter goes on where that is all there is to do.
fn taken<'o>(typed: &str, offers: &'o [Offer]) -> Option<&'o Offer> {
    match (typed, offers) {
        ("", [only]) if !only.own_words => Some(only),
        _ => offers.get(typed.parse::<usize>().ok()?.checked_sub(1)?),
    }
}

fn explain(
    typed: &str,
    offers: &[Offer],
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let numbers = match offers.len() {
        1 => "1".to_owned(),
        many => format!("a number from 1 to {many}"),
    };
    if typed.is_empty() {
        console.line(&format!("Type {numbers}, or ? for help."))
    } else {
        console.line(&format!("\"{typed}\" means nothing here. Type {numbers}, or ? for help."))
    }
}

fn list(
    offers: &[Offer],
    here: Channel,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line("")?;
    for (number, offer) in (1..).zip(offers) {
        console
            .item(&format!("{number:3}. "), &format!("{}{}", offer.text, remark(offer, here)))?;
    }
    Ok(())
}

/// Over which channel, if it is another than the scene's, to whom, and what silence means.
fn remark(offer: &Offer, here: Channel) -> String {
    let mut remarks = Vec::new();
    if offer.channel != Channel::None && offer.channel != here {
        let how = offer.channel.label().to_lowercase();
        remarks.push(match &offer.to {
            Some(to) => format!("{how} to {to}"),
            None => how,
        });
    }
    match offer.timer {
        Some(Timer::Hold(_)) => remarks.push("hold the silence".into()),
        Some(Timer::Deadline(_)) => remarks.push("if you let the moment pass".into()),
        None => {}
    }
    if remarks.is_empty() { String::new() } else { format!(" [{}]", remarks.join("; ")) }
}

enum Answered {
    Taken(TakenChoice),
    /// Another choice is wanted instead.
    Back,
    /// The input has ended.
    Ended,
}

/// Asks for what a choice needs besides being taken.
fn answer(
    offer: &Offer,
    offers: &[Offer],
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Answered, Stop> {
    if let Some(pick) = &offer.pick {
        return mark(pick, offers.len() > 1, console);
    }
    let own_words = if offer.own_words {
        console.line("Type it in your own words, or press Enter to take it as it stands.")?;
        match console.ask()? {
            None => return Ok(Answered::Ended),
            Some(words) if words == "q" => return Ok(Answered::Ended),
            Some(words) => Some(words).filter(|words| !words.is_empty()),
        }
    } else {
        None
    };
    Ok(Answered::Taken(TakenChoice { own_words, ..TakenChoice::of(offer.id.to_string()) }))
}

/// Asks which options to mark.
fn mark(
    pick: &PickView,
    can_go_back: bool,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Answered, Stop> {
    for (number, option) in (1..).zip(&pick.options) {
        let detail = option.detail.as_ref().map(|detail| format!(" ({detail})"));
        let text = format!("{}{}", option.text, detail.unwrap_or_default());
        console.item(&format!("{number:5}. "), &text)?;
    }
    if let Some((marked, unmarked)) = &pick.columns {
        console.line(&format!(
            "Which belong under \"{marked}\"? The others go under \"{unmarked}\"."
        ))?;
    }
    console.line(&how_many(pick, can_go_back))?;
    loop {
        let Some(typed) = console.ask()? else { return Ok(Answered::Ended) };
        match &*typed {
            "q" => return Ok(Answered::Ended),
            "b" if can_go_back => return Ok(Answered::Back),
            "?" => {
                console.line(&how_many(pick, can_go_back))?;
                continue;
            }
            _ => {}
        }
        match marked(&typed, pick) {
            Ok(id) => return Ok(Answered::Taken(TakenChoice::of(id))),
            Err(why) => console.line(&format!("{why} {}", how_many(pick, can_go_back)))?,
        }
    }
}

fn how_many(pick: &PickView, can_go_back: bool) -> String {
    let (least, most) = (usize::from(pick.at_least), usize::from(pick.at_most));
    let wanted = match (least, most) {
        (1, 1) => "Type one number".to_owned(),
        (least, most) if least == most => format!("Type {least} numbers with spaces between"),
        (0, most) if most >= pick.options.len() => {
            "Type the numbers with spaces between, or 0 for none".to_owned()
        }
        (0, most) => format!("Type up to {most} numbers with spaces between, or 0 for none"),
        (least, most) => format!("Type {least} to {most} numbers with spaces between"),
    };
    if can_go_back { format!("{wanted}; b goes back.") } else { format!("{wanted}.") }
}

/// The id of the answer that was typed, or what is wrong with it.
fn marked(typed: &str, pick: &PickView) -> Result<String, String> {
    let mut marks = vec![false; pick.options.len()];
    for word in typed.split([' ', ',', '+']).filter(|word| !word.is_empty() && *word != "0") {
        let at = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match at.and_then(|at| marks.get_mut(at)) {
            Some(mark) => *mark = true,
            None => return Err(format!("\"{word}\" is not one of the numbers.")),
        }
    }
    let marked = || pick.options.iter().zip(&marks).filter(|(_, marked)| **marked);
    let count = marked().count();
    let is_right = (usize::from(pick.at_least)..=usize::from(pick.at_most)).contains(&count);
    match (is_right, count) {
        (false, 0) => Err("Nothing is marked.".to_owned()),
        (false, 1) => Err("That marks one.".to_owned()),
        (false, count) => Err(format!("That marks {count}.")),
        (true, 0) if typed.is_empty() => Err("Nothing was typed.".to_owned()),
        (true, _) => Ok(answer_of(marked().map(|(option, _)| &*option.id))),
    }
}
