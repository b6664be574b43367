//! Reading a screenplay back: the marks in a Markdown file, and the words that stand at each.

use super::{
    markdown::{END, HEAD},
    screenplay::TextMark,
};

/// What a screenplay says of itself in its first remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScriptHead {
    /// The scenario that it is of.
    pub id: String,
    /// The version of its file.
    pub version: String,
    /// How many marks there were.
    pub marks: usize,
    /// The scenes that it is of; none where it is of all.
    pub scenes: Vec<String>,
}

/// A text as it stands in a screenplay.
#[derive(Debug)]
pub(super) struct MarkedText {
    pub mark: TextMark,
    /// At which of its places, from 1.
    pub nth: usize,
    /// Where its mark stands.
    pub at: usize,
    /// The words.
    pub words: String,
}

/// What keeps a file from being read as a screenplay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScriptFault {
    /// There is no head.
    Headless,
    /// A text has no end.
    Endless,
    /// An end has no text.
    StrayEnd,
    /// There is a remark within a text.
    Remark,
}

/// What could be read of a screenplay.
#[derive(Debug, Default)]
pub(super) struct ScriptReading {
    pub head: Option<ScriptHead>,
    pub texts: Vec<MarkedText>,
    /// What is wrong, and where.
    pub faults: Vec<(usize, ScriptFault)>,
}

impl ScriptReading {
    pub(super) fn of(script: &str) -> Self {
        let mut reading = Self::default();
        // The mark of the text at hand, where it stands, and where its words begin.
        let mut open: Option<((TextMark, usize), usize, usize)> = None;
        for (at, end, remark) in remarks(script) {
            let mark = mark_of(remark);
            if remark == END {
                match open.take() {
                    Some(((mark, nth), from, begun)) => {
                        let words = words(&script[begun..at]);
                        reading.texts.push(MarkedText { mark, nth, at: from, words });
                    }
                    None => reading.faults.push((at, ScriptFault::StrayEnd)),
                }
            } else if let Some(mark) = mark {
                if let Some((_, from, _)) = open.replace((mark, at, end)) {
                    reading.faults.push((from, ScriptFault::Endless));
                }
            } else if open.is_some() {
                reading.faults.push((at, ScriptFault::Remark));
            } else if reading.head.is_none() {
                reading.head = head_of(remark);
            }
        }
        if let Some((_, from, _)) = open {
            reading.faults.push((from, ScriptFault::Endless));
        }
        if reading.head.is_none() {
            reading.faults.insert(0, (0, ScriptFault::Headless));
        }
        reading
    }
}

/// The remarks of a Markdown file: where each begins and ends, and what it says.
fn remarks(script: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + script[from..].find("<!--")?;
            let inner = at + "<!--".len();
            from = inner;
            let slashes = script[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
            if slashes % 2 == 1 {
                continue;
            }
            let end = inner + script[inner..].find("-->")?;
            from = end + "-->".len();
            return Some((at, from, script[inner..end].trim()));
        }
    })
}

fn mark_of(remark: &str) -> Option<(TextMark, usize)> {
    let (mark, nth) = remark.split_once('/').unwrap_or((remark, "1"));
    Some((TextMark::read(mark)?, nth.parse().ok()?))
}

fn head_of(remark: &str) -> Option<ScriptHead> {
    let mut words = remark.strip_prefix(HEAD)?.split_whitespace().map(str::to_owned);
    Some(ScriptHead {
        id: words.next()?,
        version: words.next()?,
        marks: words.next()?.parse().ok()?,
        scenes: words.collect(),
    })
}

/// The words of a stretch of Markdown: lines that an editor broke are one again, and escapes are undone.
pub(super) fn words(stretch: &str) -> String {
    let mut words = String::with_capacity(stretch.len());
    let mut between = "";
    for (nth, line) in stretch.split('\n').enumerate() {
        let line = if nth == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) };
        let plain = line.trim_end();
        if plain.is_empty() {
            between = if words.is_empty() { "" } else { "\n\n" };
            continue;
        }
        let slashes = plain.bytes().rev().take_while(|byte| *byte == b'\\').count();
        let is_broken = slashes % 2 == 1;
        words.push_str(between);
        unescape(if is_broken { &plain[..plain.len() - 1] } else { plain }, &mut words);
        between = if is_broken || line.ends_with("  ") { "\n" } else { " " };
    }
    words.trim().to_owned()
}

/// Signs that editors write by name.
const NAMED: [(&str, char); 5] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{a0}')];

fn unescape(line: &str, words: &mut String) {
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        let escaped = after.chars().next().filter(char::is_ascii_punctuation);
        if let ('\\', Some(escaped)) = (sign, escaped) {
            words.push(escaped);
            rest = &after[escaped.len_utf8()..];
        } else if let Some((name, sign)) = NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
            words.push(*sign);
            rest = &rest[name.len()..];
        } else {
            words.push(sign);
            rest = after;
        }
    }
}
