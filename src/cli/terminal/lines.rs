//! One thing said or shown, in plain lines.

use std::io::{BufRead, Write};

use super::{super::stop::Stop, console::Console};
use crate::engine::{EndingView, PersonView, Said, Speaker};

/// Prints one thing said or shown.
pub(super) fn tell(
    said: &Said,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    if let (Speaker::Person(person), Some(mood), true) =
        (&said.who, said.mood, said.text.is_empty())
    {
        return console.line(&format!("({} seems {}.)", person.name, mood.label()));
    }
    if said.text.is_empty() && !matches!(said.who, Speaker::Days(_)) {
        return Ok(());
    }
    let text = &said.text;
    match &said.who {
        Speaker::Narrator => console.line(text),
        Speaker::Thought => console.item("You think: ", text),
        Speaker::Player(channel) => {
            let how = channel.label();
            if how.is_empty() {
                console.item("You: ", text)
            } else {
                console.item(&format!("You ({}): ", how.to_lowercase()), text)
            }
        }
        Speaker::Person(person) => {
            let mood = said.mood.map(|mood| format!(" ({})", mood.label())).unwrap_or_default();
            console.item(&format!("{}{mood}: ", person.name), text)
        }
        Speaker::Email(from) => written("Email", from.as_ref(), said, console),
        Speaker::Message(from) => written("Message", from.as_ref(), said, console),
        Speaker::Paper => {
            console.line(&format!("On paper: {}", said.heading.as_deref().unwrap_or_default()))?;
            console.written(text)
        }
        Speaker::Days(days) => console.days_pass(*days),
    }
}

fn written(
    what: &str,
    from: Option<&PersonView>,
    said: &Said,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let from = from.map_or("you", |person| &person.name);
    let subject = said.heading.as_ref().map(|subject| format!(", subject: {subject}"));
    console.line(&format!("{what} from {from}{}", subject.unwrap_or_default()))?;
    console.written(&said.text)
}

/// An ending: its title, its epilogue, and only then what it came to.
pub(super) fn end(
    ending: &EndingView,
    epilogue: &[Said],
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    console.line("")?;
    console.line(&format!("How it ended: {}", ending.title))?;
    epilogue.iter().try_for_each(|said| tell(said, console))?;
    console.line(&ending.text)
}
