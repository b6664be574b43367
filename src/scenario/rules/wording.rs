//! W0115, W0116, W0117, W0119: how much there is to read, and words that should not stand there.

use super::{SourcePlaces, spoken::each_text};
use crate::{
    diagnostic::Diagnostic,
    scenario::{Channel, Model, NodeId, Voice, load::faults},
};

/// The words of a choice that is said, at most.
const LONGEST_SAID: usize = 40;
/// The words of one that is written, at most.
const LONGEST_WRITTEN: usize = 80;
/// How many words are read in a minute where somebody stops to think.
const WORDS_A_MINUTE: usize = 50;
/// The minutes that any play may take, however little there is to read.
const FREE_MINUTES: usize = 10;
/// What stands for words that are still to be written.
const TO_WRITE: [&str; 6] = ["TODO", "FIXME", "TBD", "XXX", "Lorem ipsum", "lorem ipsum"];
/// How verdicts begin.
const VERDICTS: [&str; 10] = [
    "Correct.",
    "Correct!",
    "Wrong.",
    "Wrong!",
    "That was wrong",
    "That was a mistake",
    "You should have",
    "You should not have",
    "Well done",
    "Bad choice",
];

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    let mut words = 0;
    let mut told: Option<NodeId> = None;
    each_text(scenario, &mut |node, text, voice| {
        words += text.split_whitespace().count();
        if let Some(found_here) = placeholder(text).filter(|_| told != Some(node)) {
            told = Some(node);
            found.push(faults::placeholder((places.text)(node, found_here), found_here));
        }
        let begins = VERDICTS.iter().find(|verdict| text.starts_with(**verdict));
        if let (Some(Voice::Narrator), Some(verdict)) = (voice, begins) {
            found.push(faults::verdict((places.head)(node), verdict));
        }
    });
    for choice in &scenario.choices {
        let longest = choice.texts.iter().map(|one| one.text.split_whitespace().count()).max();
        let most = match choice.via {
            Channel::Email | Channel::Message => LONGEST_WRITTEN,
            Channel::None
            | Channel::Phone
            | Channel::Voicemail
            | Channel::Video
            | Channel::InPerson => LONGEST_SAID,
        };
        if let Some(words) = longest.filter(|words| *words > most) {
            found.push(faults::long_choice((places.head)(choice.node), words, most));
        }
    }
    let most = FREE_MINUTES + words.div_ceil(WORDS_A_MINUTE);
    if usize::from(scenario.minutes) > most {
        found.push(faults::too_many_minutes(places.minutes, scenario.minutes, words, most));
    }
}

/// Something that stands in place of words: a note to oneself, or a name in curly brackets.
fn placeholder(text: &str) -> Option<&str> {
    let note = TO_WRITE.iter().find_map(|note| {
        let at = text.find(note)?;
        let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let is_whole =
            ends(text[..at].chars().next_back()) && ends(text[at + note.len()..].chars().next());
        is_whole.then(|| &text[at..at + note.len()])
    });
    note.or_else(|| {
        let open = text.find('{')?;
        let close = open + text[open..].find('}')?;
        let inside = &text[open + 1..close];
        let is_name = !inside.is_empty()
            && inside.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_. -".contains(&byte));
        is_name.then(|| &text[open..=close])
    })
}
