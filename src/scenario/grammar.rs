//! The grammar of the language, as its types write it: every shape, every word, every field, with what they mean.
//!
//! It is read from the source of the types, which is the one place where all of it stands: names and forms as
//! `serde` reads them, meanings in the remarks. A test holds it against the tables of `serde` itself.

use super::{load::REQUIRED, syntax::UNWRITTEN};

/// The files in which the types of the language stand.
const SOURCES: [&str; 8] = [
    include_str!("syntax/mod.rs"),
    include_str!("syntax/scene.rs"),
    include_str!("syntax/effect.rs"),
    include_str!("syntax/lesson.rs"),
    include_str!("syntax/picture.rs"),
    include_str!("syntax/cases.rs"),
    include_str!("vocabulary.rs"),
    include_str!("appearance.rs"),
];

/// A production of the grammar: a shape of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrammarShape {
    /// Its name.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// Its fields; none where it is a choice of words.
    pub fields: Vec<GrammarField>,
    /// The words of which it is one.
    pub words: Vec<GrammarWord>,
}

/// A word of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrammarWord {
    /// The word.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Whether it is written; some forms need no word.
    pub is_written: bool,
    /// The kinds of the values in its bracket, in order.
    pub takes: Vec<String>,
    /// The fields in its bracket.
    pub fields: Vec<GrammarField>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrammarField {
    /// Its name.
    pub name: String,
    /// The kind of its value.
    pub kind: String,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// What it means.
    pub meaning: String,
}

/// Every shape of the language, in the order of its types.
#[must_use]
pub fn grammar() -> Vec<GrammarShape> {
    let aliases: Vec<(&str, &str)> =
        SOURCES.iter().flat_map(|source| source.lines()).filter_map(alias).collect();
    let mut shapes = Vec::new();
    for source in SOURCES {
        let mut reading = GrammarReading { aliases: &aliases, ..GrammarReading::default() };
        match source.split_once("\nwords! {\n") {
            // Words that a macro declares stand one step to the right, and are all read.
            Some((_, words)) => words.lines().take_while(|line| *line != "}").for_each(|line| {
                reading.is_read = true;
                reading.line(line.strip_prefix("    ").unwrap_or(line));
            }),
            None => source.lines().for_each(|line| reading.line(line)),
        }
        shapes.append(&mut reading.shapes);
    }
    shapes
}

/// A name for a type that has more than one part: `pub type Name<'a> = …;`.
fn alias(line: &str) -> Option<(&str, &str)> {
    let (name, kind) = line.strip_prefix("pub type ")?.strip_suffix(';')?.split_once(" = ")?;
    let (name, parameters) = name.split_once('<')?;
    // What has a parameter of its own is known by its name.
    (parameters == "'a>").then_some((name, kind))
}

/// Where in a file a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum LineWithin {
    /// Between types, or in one that is none of the language's own.
    #[default]
    None,
    /// In a type.
    Shape,
    /// In the bracket of a word.
    Word,
}

/// Reads the types of a file line by line.
#[derive(Default)]
struct GrammarReading<'s> {
    aliases: &'s [(&'s str, &'s str)],
    shapes: Vec<GrammarShape>,
    /// The remarks before the next item.
    meaning: Vec<&'s str>,
    /// Whether the next item is read by `serde`, and whether it may be left out.
    is_read: bool,
    has_default: bool,
    /// Another name that it is written by.
    renamed: Option<&'s str>,
    /// Whether all fields of the shape at hand may be left out.
    all_default: bool,
    within: LineWithin,
}

impl<'s> GrammarReading<'s> {
    fn line(&mut self, line: &'s str) {
        let text = line.trim();
        if let Some(remark) = text.strip_prefix("///") {
            self.meaning.push(remark.trim());
        } else if text.starts_with("#[") || text.starts_with("Debug,") {
            self.is_read |= text.contains("Deserialize");
            self.has_default |= text.starts_with("#[serde(") && text.contains("default");
            let renamed = text.split_once("rename = \"").and_then(|(_, rest)| rest.split_once('"'));
            self.renamed = renamed.map(|(name, _)| name).or(self.renamed);
        } else if line == "}" {
            self.within = LineWithin::None;
        } else if self.within != LineWithin::None {
            self.part(text);
        } else if let Some((name, "{")) = declared(line).filter(|_| self.is_read) {
            self.begin(name);
        } else if text != ")]" {
            self.forget();
        }
    }

    fn begin(&mut self, name: &str) {
        let name = self.renamed.unwrap_or(name).to_owned();
        (self.all_default, self.within) = (self.has_default, LineWithin::Shape);
        let meaning = self.meant();
        self.shapes.push(GrammarShape { name, meaning, fields: Vec::new(), words: Vec::new() });
    }

    /// A line within a type.
    fn part(&mut self, text: &'s str) {
        let text = text.strip_suffix(',').unwrap_or(text);
        let Some(shape) = self.shapes.last() else { return };
        let field = text.strip_prefix("pub ").unwrap_or(text).split_once(": ");
        if text == "}" {
            self.within = LineWithin::Shape;
        } else if let Some((name, kind)) = field {
            let is_top = shape.name == "Scenario";
            let is_optional = if is_top && self.all_default {
                !REQUIRED.contains(&name)
            } else {
                self.all_default || self.has_default || kind.starts_with("Option<")
            };
            let kind = self.kind(kind);
            let field =
                GrammarField { name: name.to_owned(), kind, is_optional, meaning: self.meant() };
            let Some(shape) = self.shapes.last_mut() else { return };
            match shape.words.last_mut().filter(|_| self.within == LineWithin::Word) {
                Some(word) => word.fields.push(field),
                None => shape.fields.push(field),
            }
        } else {
            self.word(text);
        }
    }

    fn word(&mut self, text: &'s str) {
        let (name, rest) = text.split_once(['(', ' ']).unwrap_or((text, ""));
        let is_fields = rest == "{";
        let rest = rest.strip_suffix(')').unwrap_or("").replace("#[serde(borrow)] ", "");
        let takes = split(&rest).into_iter().map(|kind| self.kind(kind)).collect();
        let word = GrammarWord {
            name: name.to_owned(),
            meaning: self.meant(),
            is_written: !UNWRITTEN.contains(&name),
            takes,
            fields: Vec::new(),
        };
        if is_fields {
            self.within = LineWithin::Word;
        }
        if let Some(shape) = self.shapes.last_mut() {
            shape.words.push(word);
        }
    }

    /// The remarks so far, which are used up.
    fn meant(&mut self) -> String {
        // What follows the first paragraph is for whoever reads the code.
        let first: Vec<&str> =
            self.meaning.iter().copied().take_while(|line| !line.is_empty()).collect();
        // Links of the code's documentation lead nowhere else.
        let meaning = first.join(" ").replace("[`", "`").replace("`]", "`");
        self.forget();
        meaning
    }

    fn forget(&mut self) {
        self.meaning.clear();
        (self.is_read, self.has_default, self.renamed) = (false, false, None);
    }

    /// A type of Rust as a kind of value.
    fn kind(&self, written: &str) -> String {
        let written = written.trim();
        if let Some(inner) = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            let parts: Vec<String> = split(inner).into_iter().map(|part| self.kind(part)).collect();
            return format!("({})", parts.join(", "));
        }
        if let Some((one, count)) =
            written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')?.split_once("; "))
        {
            return format!("{count} × {}", self.kind(one));
        }
        let (head, inner) = written.split_once('<').unwrap_or((written, ""));
        let inner = inner.strip_suffix('>').unwrap_or("");
        let parts: Vec<&str> = split(inner).into_iter().filter(|part| *part != "'a").collect();
        let first = || parts.first().map_or_else(String::new, |part| self.kind(part));
        match (head, &*parts) {
            ("Lenient" | "Placed" | "Box" | "Option", _) => first(),
            ("List" | "Vec", _) => format!("list of {}", first()),
            ("Section" | "Entries", _) => format!("map of ids to {}", first()),
            ("Cases", _) => format!("conditions and {}, by turns", first()),
            ("Either", [one, other]) => format!("{} or {}", self.kind(one), self.kind(other)),
            // It is written by another name.
            ("OwnLook", _) => "Look".to_owned(),
            ("ComposedPicture", _) => "Picture".to_owned(),
            ("Name", _) => "id".to_owned(),
            ("Text", _) => "text".to_owned(),
            ("Number" | "u16", _) => "number".to_owned(),
            ("bool", _) => "true or false".to_owned(),
            ("Goto", _) => "`End` or id".to_owned(),
            ("DrawIs", _) => "id of a draw, then ids of values".to_owned(),
            _ => match self.aliases.iter().find(|(name, _)| *name == head) {
                Some((_, meant)) => self.kind(meant),
                None => head.to_owned(),
            },
        }
    }
}

/// The name of a type that begins on a line, and what follows it.
fn declared(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let rest = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum "))?;
    let (name, rest) = rest.split_once(' ')?;
    Some((name.split('<').next().unwrap_or(name), rest))
}

/// What stands between the commas that are in no bracket.
fn split(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_i32, 0);
    for (at, sign) in list.char_indices() {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[from..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}
