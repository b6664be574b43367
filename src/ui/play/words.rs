//! Words for dates, times, numbers and speakers.

use crate::{
    coach::{Day, When},
    engine::{PersonView, Said, Speaker, Standing},
    scenario::Channel,
    text::capital,
};

/// Date and time: "Thursday 23 May, 08:45".
pub(super) fn when(standing: &Standing) -> String {
    let when = When::now(standing);
    let date = match (when.day, standing.day.number) {
        (Day::Dated(_) | Day::Afterwards, _) => return when.to_string(),
        (Day::Counted(_), 0) => "Today".to_owned(),
        (Day::Counted(_), passed) => format!("{} later", days(passed, "day")),
    };
    when.time().map_or(date.clone(), |time| format!("{date}, {time}"))
}

/// "Two working days pass".
pub(super) fn days_pass(count: u16, working: bool) -> String {
    let unit = if working { "working day" } else { "day" };
    let verb = if count == 1 { "passes" } else { "pass" };
    format!("{} {verb}", days(count, unit))
}

fn days(count: u16, unit: &str) -> String {
    format!("{} {unit}{}", capital(&number(count)), if count == 1 { "" } else { "s" })
}

/// "About fifteen minutes".
pub(super) fn about_minutes(minutes: u16) -> String {
    match minutes {
        1 => "About one minute".to_owned(),
        minutes => format!("About {} minutes", number(minutes)),
    }
}

/// How far one is: "About 15 minutes in all. You have decided seven times."
pub(super) fn how_far(minutes: u16, decisions: usize) -> String {
    let taken = match u16::try_from(decisions).unwrap_or(u16::MAX) {
        0 => "not decided anything yet".to_owned(),
        1 => "decided once".to_owned(),
        2 => "decided twice".to_owned(),
        taken => format!("decided {} times", number(taken)),
    };
    format!("{} in all. You have {taken}.", about_minutes(minutes))
}

/// A small number in words.
pub(super) fn number(count: u16) -> String {
    const SMALL: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    SMALL.get(usize::from(count)).map_or_else(|| count.to_string(), |&word| word.to_owned())
}

/// Whose line it is, if it is somebody else's.
pub(super) fn person(who: &Speaker) -> Option<&PersonView> {
    match who {
        Speaker::Person(person) | Speaker::Email(Some(person)) | Speaker::Message(Some(person)) => {
            Some(person)
        }
        _ => None,
    }
}

/// Whether the player does something and says nothing: what is said stands in quotation marks.
pub(super) fn is_deed(said: &Said) -> bool {
    match said.who {
        Speaker::Player(Channel::Email | Channel::Message) => false,
        Speaker::Player(_) => !said.text.contains(['“', '"', '„', '«']),
        _ => false,
    }
}

/// Who speaks, in words.
pub(super) fn speaker(said: &Said) -> String {
    if is_deed(said) {
        return "What you do".to_owned();
    }
    match &said.who {
        Speaker::Narrator | Speaker::Days(_) => String::new(),
        Speaker::Thought => "You think".to_owned(),
        Speaker::Player(_) | Speaker::Email(None) | Speaker::Message(None) => "You".to_owned(),
        Speaker::Person(person) | Speaker::Email(Some(person)) | Speaker::Message(Some(person)) => {
            person.name.to_string()
        }
        Speaker::Paper => said.heading.as_deref().unwrap_or("A paper").to_owned(),
    }
}

/// What lies between the speaker and the words, for a screen reader and the transcript.
pub(super) fn manner(said: &Said) -> String {
    let by = match said.who {
        Speaker::Email(_) | Speaker::Player(Channel::Email) => "by email",
        Speaker::Message(_) | Speaker::Player(Channel::Message) => "by message",
        Speaker::Player(Channel::Voicemail) => "on the voicemail",
        _ => "",
    };
    match (by, said.mood) {
        ("", None) => String::new(),
        ("", Some(mood)) => mood.label().to_owned(),
        (by, _) => by.to_owned(),
    }
}

/// A line as a screen reader tells it.
pub(super) fn told(said: &Said, working: bool) -> String {
    let (who, how) = (speaker(said), manner(said));
    let head = match (who.is_empty(), how.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("{who}: "),
        (false, false) => format!("{who}, {how}: "),
    };
    let heading = match (&said.who, &said.heading) {
        (Speaker::Paper, _) | (_, None) => String::new(),
        (_, Some(heading)) => format!("{heading}. "),
    };
    if let Speaker::Days(count) = said.who {
        return format!("{}.", days_pass(count, working));
    }
    format!("{head}{heading}{}", said.text)
}

/// Whether somebody speaks aloud, and so the line stands in quotation marks. What the player said has them
/// already, and what the player did has none.
pub(super) fn is_aloud(said: &Said) -> bool {
    matches!(said.who, Speaker::Person(_))
}
