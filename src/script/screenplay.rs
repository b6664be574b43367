//! The screenplay as pieces: headings and paragraphs, in which every text of the file is known by its place.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use sha2::{Digest, Sha256};

use crate::{
    scenario::{Mood, Voice},
    text::SharedStr,
    tree::SyntaxId,
};

/// How many bytes of a hash a mark shows.
const MARKED: usize = 5;

/// A content-addressed anchor: a short name of a text, made of its words, so that it stays the same whatever
/// becomes of the texts around it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextMark([u8; MARKED]);

impl TextMark {
    /// The mark of some words, of which so many stood in other texts before.
    fn of(words: &str, nth: u32) -> Self {
        let mut digest = Sha256::new();
        digest.update(words);
        digest.update([0]);
        digest.update(nth.to_be_bytes());
        let whole: [u8; 32] = digest.finalize().into();
        Self(std::array::from_fn(|at| whole[at]))
    }

    /// Whether it is the mark of these words, where they stand once.
    pub(super) fn is_of(self, words: &str) -> bool {
        self == Self::of(words, 0)
    }

    /// A mark as it is written.
    pub(super) fn read(written: &str) -> Option<Self> {
        let is_mark = written.len() == 2 * MARKED && written.bytes().all(|b| b.is_ascii_hexdigit());
        let mut bytes = [0; MARKED];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(written.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        is_mark.then_some(Self(bytes))
    }
}

impl fmt::Display for TextMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TextMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextMark({self})")
    }
}

/// A text of the file that the screenplay shows, once or more often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptText {
    /// The words.
    pub words: SharedStr,
    /// Where the file holds them.
    pub at: SyntaxId,
    /// By what the screenplay knows it.
    pub mark: TextMark,
    /// Who says it and how, of what is said.
    pub said: Option<(Voice, Option<Mood>)>,
    /// At how many places the screenplay shows it.
    pub uses: usize,
}

/// A stretch of a piece.
#[derive(Debug, Clone)]
pub(super) enum ScriptRun {
    /// Words of the screenplay's own.
    Plain(String),
    /// The same, in bold.
    Strong(String),
    /// The same, in italics.
    Soft(String),
    /// A text of the file, by number, for the so-manieth time, counted from 1.
    Text(usize, usize),
    /// Words of the scenario that have no place of their own in its file.
    Quoted(SharedStr),
}

/// A piece of a screenplay.
#[derive(Debug, Clone)]
pub(super) enum ScriptPiece {
    /// A heading and its level.
    Heading(u8, Vec<ScriptRun>),
    /// A paragraph, and how deep it is indented.
    Words(usize, Vec<ScriptRun>),
}

/// A screenplay.
#[derive(Debug)]
pub struct Screenplay {
    /// The id of the scenario.
    pub id: String,
    /// The title of the scenario.
    pub title: String,
    /// The beginning of the content hash of its file.
    pub version: String,
    pub(super) pieces: Vec<ScriptPiece>,
    /// Every text of the file that is shown, in the order of reading.
    pub texts: Vec<ScriptText>,
    by_place: BTreeMap<SyntaxId, usize>,
    marks: BTreeSet<TextMark>,
}

impl Screenplay {
    pub(super) fn nothing(id: &str, title: &str, version: String) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            version,
            pieces: Vec::new(),
            texts: Vec::new(),
            by_place: BTreeMap::new(),
            marks: BTreeSet::new(),
        }
    }

    pub(super) fn heading(&mut self, level: u8, runs: impl IntoIterator<Item = ScriptRun>) {
        self.pieces.push(ScriptPiece::Heading(level, runs.into_iter().collect()));
    }

    pub(super) fn words(&mut self, depth: usize, runs: impl IntoIterator<Item = ScriptRun>) {
        self.pieces.push(ScriptPiece::Words(depth, runs.into_iter().collect()));
    }

    /// Shows a text of the file.
    pub(super) fn text(&mut self, words: &SharedStr, at: Option<SyntaxId>) -> ScriptRun {
        self.said(words, at, None)
    }

    /// Shows a text of the file that somebody says.
    pub(super) fn said(
        &mut self,
        words: &SharedStr,
        at: Option<SyntaxId>,
        said: Option<(Voice, Option<Mood>)>,
    ) -> ScriptRun {
        let Some(at) = at.filter(|_| !words.trim().is_empty()) else {
            return ScriptRun::Quoted(words.clone());
        };
        if let Some(known) = self.by_place.get(&at).copied() {
            let text = &mut self.texts[known];
            // One place in the file, read as something else here: not to be changed from here.
            if text.words != *words || text.said != said {
                return ScriptRun::Quoted(words.clone());
            }
            text.uses += 1;
            return ScriptRun::Text(known, text.uses);
        }
        let mut nth = 0;
        let mut mark = TextMark::of(words, nth);
        while !self.marks.insert(mark) {
            nth += 1;
            mark = TextMark::of(words, nth);
        }
        let number = self.texts.len();
        self.by_place.insert(at, number);
        self.texts.push(ScriptText { words: words.clone(), at, mark, said, uses: 1 });
        ScriptRun::Text(number, 1)
    }

    /// How many marks it shows.
    pub(super) fn mark_count(&self) -> usize {
        self.texts.iter().map(|text| text.uses).sum()
    }
}

/// Words of the screenplay's own.
pub(super) fn plain(words: impl Into<String>) -> ScriptRun {
    ScriptRun::Plain(words.into())
}

/// The same, in bold.
pub(super) fn strong(words: impl Into<String>) -> ScriptRun {
    ScriptRun::Strong(words.into())
}

/// The same, in italics.
pub(super) fn soft(words: impl Into<String>) -> ScriptRun {
    ScriptRun::Soft(words.into())
}
