//! The head of a text: the words before its first colon, which say whose words they are, or what they rate.

use super::reader::Reader;
use crate::scenario::syntax::Text;

/// The one or two words before the colon of a text.
pub(super) struct TextHead<'a> {
    /// The words.
    pub words: [Option<&'a str>; 2],
    /// Where in the text its rest begins.
    pub rest: usize,
}

impl<'a> TextHead<'a> {
    /// The head of a text, if it has one: one or two words, a colon, a blank.
    pub(super) fn of(text: &Text<'a>, reader: &Reader<'a>) -> Option<Self> {
        let raw = reader.raw(text)?;
        let (head, rest) = raw.split_once(':')?;
        if !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let mut words = head.split(' ').filter(|word| !word.is_empty());
        let [first, second, third] = std::array::from_fn(|_| words.next());
        let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
        let is_head = third.is_none() && first.into_iter().chain(second).all(is_word);
        (is_head && first.is_some())
            .then_some(Self { words: [first, second], rest: head.len() + 1 })
    }
}
