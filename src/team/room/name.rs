//! Names and words of participants, as they may be kept and shown.

use super::Refusal;
use crate::text;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 24;
/// The longest sentence of a participant, in characters.
const LONGEST_WORDS: usize = 400;

/// A name without what steers and without needless space.
pub(super) fn clean_name(name: &str) -> Result<String, Refusal> {
    let name = one_line(name);
    match name.chars().count() {
        0 => Err(Refusal::BadName("it has no letters")),
        n if n > LONGEST_NAME => Err(Refusal::BadName("it is longer than 24 characters")),
        _ if !name.chars().any(char::is_alphanumeric) => Err(Refusal::BadName("it has no letters")),
        _ => Ok(name),
    }
}

/// Words without what steers and without needless space; they may not be empty.
pub(super) fn clean_words(words: &str) -> Result<String, Refusal> {
    let words = one_line(words);
    match words.chars().count() {
        0 => Err(Refusal::BadWords("they are empty")),
        n if n > LONGEST_WORDS => Err(Refusal::BadWords("they are longer than 400 characters")),
        _ => Ok(words),
    }
}

/// The same of words that may be empty.
pub(super) fn clean_remark(words: &str) -> Result<String, Refusal> {
    if one_line(words).is_empty() { Ok(String::new()) } else { clean_words(words) }
}

/// A name that nobody here has yet: with a number behind it where somebody has.
pub(super) fn distinct(name: String, taken: &[&str]) -> String {
    let is_free =
        |wanted: &str| !taken.iter().any(|one| one.to_lowercase() == wanted.to_lowercase());
    if is_free(&name) {
        return name;
    }
    let mut numbered = (2..).map(|number: u32| format!("{name} {number}"));
    numbered.find(|wanted| is_free(wanted)).unwrap_or(name)
}

fn one_line(words: &str) -> String {
    let is_unseen = |c: char| text::steers(c) && !c.is_whitespace() || is_invisible(c);
    let seen: String = words.chars().filter(|c| !is_unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that take no place on screen: zero-width ones, soft hyphens, fillers, tags.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}
