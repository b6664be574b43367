//! A plan file: recorded plays, each part with its place.

use std::collections::BTreeMap;

use crate::{
    engine::{Save, SavedChoice},
    text::{Span, nearest},
    tree::{Node, NodeKind, Tree},
};

/// The format this build reads.
const FORMAT: i64 = 1;
const FIELDS: [&str; 11] = [
    "name", "seed", "draws", "choose", "scenes", "ending", "value", "levels", "meters", "says",
    "silent",
];

/// The recorded plays of a plan file.
#[derive(Debug)]
pub struct Plans {
    /// In file order.
    pub plays: Vec<RecordedPlay>,
}

/// A recorded play: a save, and what is expected of it. What is not named is not asked.
#[derive(Debug)]
pub struct RecordedPlay {
    /// What it is called.
    pub name: String,
    /// Its place in the file.
    pub(super) span: Span,
    /// With which seed, draws and choices it is played.
    pub save: Save,
    /// Where each choice stands.
    pub(super) choices: Vec<Span>,
    /// The scene in which each choice is taken.
    pub(super) scenes: Option<Vec<(String, Span)>>,
    pub(super) ending: Option<(String, Span)>,
    pub(super) value: Option<(i64, Span)>,
    /// Mean levels in hundredths, by competency.
    pub(super) levels: Vec<(String, i64, Span)>,
    pub(super) meters: Vec<(String, i64, Span)>,
    /// Lines that are said, and lines that are not.
    pub(super) says: Vec<(String, Span)>,
    pub(super) silent: Vec<(String, Span)>,
}

/// Why a plan file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFault {
    /// Where.
    pub span: Span,
    /// What is wrong, and what to do.
    pub text: String,
}

type Read<T> = Result<T, PlanFault>;

impl Plans {
    /// Reads a tree without faults of form.
    ///
    /// # Errors
    /// If something in it is no part of a plan.
    pub fn of(tree: &Tree) -> Read<Self> {
        let Some(root) = tree.value() else {
            return Err(fault(
                Span::default(),
                "the file is empty: write `Plans(format: 1, plays: [])`",
            ));
        };
        if root.kind() != NodeKind::Struct || root.word() != Some("Plans") {
            return Err(fault(root.span(), "a plan begins with `Plans(format: 1, plays: [`"));
        }
        known(root, &["format", "plays"])?;
        match root.field("format").and_then(|field| field.value) {
            Some(value) if value.as_integer() == Ok(FORMAT) => {}
            Some(value) => return Err(fault(value.span(), "this build reads format 1 only")),
            None => return Err(fault(root.span(), "the format is missing: write `format: 1`")),
        }
        let written = root.field("plays").and_then(|field| field.value);
        let plays = match written {
            Some(written) => list(written)?.map(RecordedPlay::of).collect::<Read<Vec<_>>>()?,
            None => Vec::new(),
        };
        let mut names: BTreeMap<&str, Span> = BTreeMap::new();
        for play in &plays {
            if names.insert(&play.name, play.span).is_some() {
                let text = format!("two plays are called `{}`: give one another name", play.name);
                return Err(fault(play.span, text));
            }
        }
        Ok(Self { plays })
    }
}

impl RecordedPlay {
    fn of(node: Node<'_>) -> Read<Self> {
        if node.kind() != NodeKind::Struct {
            return Err(fault(
                node.span(),
                "a play stands in round brackets: `(name: \"…\", choose: […])`",
            ));
        }
        known(node, &FIELDS)?;
        let value = |name: &str| node.field(name).and_then(|field| field.value);
        let texts = |name| value(name).map_or(Ok(Vec::new()), texts);
        let numbers = |name, scale| value(name).map_or(Ok(Vec::new()), |node| numbers(node, scale));
        let Some(name) = value("name") else {
            return Err(fault(node.span(), "the play has no name: write `name: \"…\"`"));
        };
        let seed = value("seed").map_or(Ok(0), |node| {
            let seed = node.as_integer().ok().and_then(|seed| u32::try_from(seed).ok());
            seed.ok_or_else(|| fault(node.span(), "a seed is a whole number from 0"))
        })?;
        let forced = value("draws").map_or(Ok(Vec::new()), |node| {
            entries(node)?.map(|(key, value)| Ok((text(key)?.0, text(value)?.0))).collect()
        })?;
        let mut choices = Vec::new();
        let mut spans = Vec::new();
        for (written, span) in texts("choose")? {
            choices.push(saved(&written, span)?);
            spans.push(span);
        }
        Ok(Self {
            name: text(name)?.0,
            span: node.span(),
            save: Save { seed, forced, choices },
            choices: spans,
            scenes: value("scenes").map(self::texts).transpose()?,
            ending: value("ending").map(text).transpose()?,
            value: value("value").map(|node| number(node, 1)).transpose()?,
            levels: numbers("levels", 100)?,
            meters: numbers("meters", 1)?,
            says: texts("says")?,
            silent: texts("silent")?,
        })
    }
}

/// A choice as it is written: `id#2` forces the second branch of chance.
fn saved(written: &str, span: Span) -> Read<SavedChoice> {
    let Some((id, branch)) = written.split_once('#') else {
        return Ok(SavedChoice { id: written.to_owned(), branch: None });
    };
    let branch = branch.parse::<u16>().ok().and_then(|from_one| from_one.checked_sub(1));
    let branch =
        branch.ok_or_else(|| fault(span, "after # comes the number of a branch, from 1"))?;
    Ok(SavedChoice { id: id.to_owned(), branch: Some(branch) })
}

fn known(node: Node<'_>, names: &[&str]) -> Read<()> {
    match node.fields().find(|field| !names.contains(&field.name)) {
        None => Ok(()),
        Some(field) => {
            let near = nearest(field.name, names.iter().copied());
            let hint = near.map_or_else(
                || format!("there are {}", names.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            Err(fault(field.name_span, format!("a plan has no field `{}`; {hint}", field.name)))
        }
    }
}

fn list(node: Node<'_>) -> Read<impl Iterator<Item = Node<'_>>> {
    if node.kind() == NodeKind::List {
        Ok(node.items())
    } else {
        Err(fault(node.span(), "a list should stand here: `[…, …]`"))
    }
}

fn entries(node: Node<'_>) -> Read<impl Iterator<Item = (Node<'_>, Node<'_>)>> {
    if node.kind() == NodeKind::Map {
        Ok(node.entries().filter_map(|entry| Some((entry.key, entry.value?))))
    } else {
        Err(fault(node.span(), "names with values should stand here: `{\"…\": …}`"))
    }
}

fn text(node: Node<'_>) -> Read<(String, Span)> {
    let text = node.as_str().map(|text| (text.into_owned(), node.span()));
    text.map_err(|_other| fault(node.span(), "a text should stand here: `\"…\"`"))
}

fn texts(node: Node<'_>) -> Read<Vec<(String, Span)>> {
    list(node)?.map(text).collect()
}

/// A number with at most two decimals, if hundredths are asked for.
fn number(node: Node<'_>, scale: i64) -> Read<(i64, Span)> {
    let wrong = || {
        let what = if scale == 1 { "a whole number" } else { "a number with two decimals at most" };
        fault(node.span(), format!("{what} should stand here"))
    };
    if let Ok(whole) = node.as_integer() {
        return whole.checked_mul(scale).map(|scaled| (scaled, node.span())).ok_or_else(wrong);
    }
    let written = node.number_text().filter(|_| scale == 100).ok_or_else(wrong)?;
    let (whole, rest) = written.split_once('.').ok_or_else(wrong)?;
    let is_short = rest.len() < 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let whole: u16 = whole.parse().map_err(|_no_number| wrong())?;
    let hundredths: i64 = format!("{rest:0<2}").parse().map_err(|_no_number| wrong())?;
    if is_short { Ok((i64::from(whole) * scale + hundredths, node.span())) } else { Err(wrong()) }
}

fn numbers(node: Node<'_>, scale: i64) -> Read<Vec<(String, i64, Span)>> {
    let one = |(key, value)| {
        let (number, _) = number(value, scale)?;
        Ok((text(key)?.0, number, value.span()))
    };
    entries(node)?.map(one).collect()
}

fn fault(span: Span, text: impl Into<String>) -> PlanFault {
    PlanFault { span, text: text.into() }
}
