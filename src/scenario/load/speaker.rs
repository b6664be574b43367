//! Who a text among lines may have been meant for, where its head says nobody: `Tom Reiter: …`, `tom (tired): …`,
//! `tom tired “…”`.

use crate::scenario::Mood;

/// Somebody who can speak: an id, and the name that the player reads.
pub(super) type KnownSpeaker<'a> = (&'a str, &'a str);

/// Heads are no longer than this, in bytes.
const LONGEST: usize = 60;
/// Words between a name and a mood, at most.
const BETWEEN: usize = 2;

/// What an author meant by the words before a colon, as it is written; `None` where they are the narrator's own.
pub(super) fn meant_speaker(text: &str, cast: &[KnownSpeaker<'_>]) -> Option<String> {
    let (head, rest) = text.split_once(':')?;
    // “Helen's reply: …” tells of somebody.
    if head.len() > LONGEST || !rest.starts_with(char::is_whitespace) || head.contains(['\'', '’'])
    {
        return None;
    }
    let words: Vec<&str> =
        head.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').collect();
    let words: Vec<&str> =
        words.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let own = [("you", "you"), ("think", "think"), ("narrate", "narrator"), ("narrate", "narrate")];
    let ways = cast.iter().flat_map(|(id, name)| {
        let parts: Vec<&str> = name.split_whitespace().collect();
        let first = parts.first().map(|first| vec![*first]);
        let last = parts.last().map(|last| vec![*last]);
        [Some(vec![*id]), Some(parts), first, last].into_iter().flatten().map(|way| (*id, way))
    });
    let own = own.iter().map(|(id, word)| (*id, vec![*word]));
    let mut meant: Vec<(usize, String)> = Vec::new();
    for (id, way) in ways.chain(own) {
        let is_same = |(a, b): (&&str, &&str)| a.to_lowercase() == b.to_lowercase();
        let begins = words.len() >= way.len() && !way.is_empty();
        if !begins || !words.iter().zip(&way).all(is_same) {
            continue;
        }
        let (length, after) = (way.len(), &words[way.len()..]);
        let mood = after.last().and_then(|last| mood(last));
        match mood {
            None if after.is_empty() => meant.push((length, id.to_owned())),
            Some(mood) if after.len() <= BETWEEN => {
                meant.push((length, format!("{id} {}", mood.label())));
            }
            _ => {}
        }
    }
    meant.into_iter().max_by_key(|(length, _)| *length).map(|(_, meant)| meant)
}

/// Who speaks where the colon was forgotten: an id and maybe a mood stand before what is in quotation marks, as in
/// `tom amused “Honest, at least.”`.
pub(super) fn without_colon(text: &str, cast: &[KnownSpeaker<'_>]) -> Option<String> {
    let (head, _) = text.split_once('“')?;
    let mut words = head.split_whitespace();
    let id = words.next().filter(|word| cast.iter().any(|(id, _)| id == word))?;
    match (words.next(), words.next()) {
        (None, _) => Some(id.to_owned()),
        (Some(word), None) => Some(format!("{id} {}", mood(word)?.label())),
        _ => None,
    }
}

fn mood(word: &str) -> Option<Mood> {
    Mood::ALL.into_iter().find(|one| one.label().eq_ignore_ascii_case(word))
}
