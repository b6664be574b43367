//! Packs: a folder's title, licence, rubric and order.

use super::{
    faults, limits,
    names::{Table, is_id},
    reader::Reader,
    resolver::own,
};
use crate::{
    diagnostic::{Diagnostic, Severity, has_errors, rule},
    scenario::{Competency, Rubric, RuleLevel, syntax::PackDocument},
    text::SourceFile,
    tree::Tree,
};

/// A pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Id.
    pub id: Box<str>,
    /// Title.
    pub title: Box<str>,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// Under which licence.
    pub licence: Option<Box<str>>,
    /// What differs by country.
    pub jurisdiction: Option<Box<str>>,
    /// The rubric; without competencies, the built-in one is meant.
    pub rubric: Rubric,
    /// Scenario ids in the order in which they are best played.
    pub order: Box<[Box<str>]>,
    /// What warnings mean here, by code.
    pub rules: Box<[(&'static str, RuleLevel)]>,
}

impl Pack {
    /// Diagnostics as the pack has them: warnings that are off are left out, others may be errors.
    #[must_use]
    pub fn judged(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let level = |code: &str| self.rules.iter().find(|(of, _)| *of == code).map(|rule| rule.1);
        diagnostics.retain_mut(|told| match level(told.code) {
            None | Some(RuleLevel::Warning) => true,
            Some(RuleLevel::Off) => false,
            Some(RuleLevel::Error) => {
                told.severity = Severity::Error;
                true
            }
        });
        diagnostics
    }
}

/// Loads a pack file.
#[must_use]
pub fn load_pack(source: &SourceFile) -> (Option<Pack>, Vec<Diagnostic>) {
    if let Some(fault) = super::too_long(source) {
        return (None, vec![fault]);
    }
    let tree = Tree::parse(source.shared_text());
    let mut reader = Reader::new(&tree);
    let pack = read(&mut reader);
    let sound = !has_errors(&reader.diagnostics);
    (pack.filter(|_| sound), reader.diagnostics)
}

fn read(reader: &mut Reader<'_>) -> Option<Pack> {
    super::check_format(reader)?;
    let document: PackDocument<'_> = reader.document()?;
    let (head, ordered) = (reader.head(), document.order.len());
    let is_within = limits::COMPETENCIES.allows(document.rubric.len(), head, reader);
    if !(limits::ORDER.allows(ordered, head, reader) && is_within) {
        return None;
    }
    let title = &document.title;
    limits::CARD.allows(title.0.chars().count(), reader.span_at(title.1), reader);
    if !is_id(document.id.0) {
        let span = reader.span(document.id);
        reader.report(faults::bad_id(span, "pack", document.id.0));
    }
    Table::of("competency", document.rubric.iter().map(|skill| skill.id), reader);
    let competencies = document
        .rubric
        .iter()
        .map(|skill| Competency {
            id: skill.id.0.into(),
            name: own(&skill.name),
            what: own(&skill.what),
            anchors: skill.anchors.each_ref().map(own),
            note: skill.note.as_ref().map(own),
        })
        .collect();
    Some(Pack {
        id: document.id.0.into(),
        title: own(&document.title),
        author: document.author.as_ref().map(own),
        licence: document.licence.as_ref().map(own),
        jurisdiction: document.jurisdiction.as_ref().map(own),
        rubric: Rubric { competencies },
        order: document.order.iter().map(|name| name.0.into()).collect(),
        rules: rules(&document, reader),
    })
}

/// The rules that a pack judges otherwise: warnings alone, since an error cannot be played.
fn rules<'a>(
    document: &PackDocument<'a>,
    reader: &mut Reader<'a>,
) -> Box<[(&'static str, RuleLevel)]> {
    let mut rules = Vec::new();
    for (name, level) in &document.rules.0 {
        match rule(name.0).filter(|rule| rule.code.starts_with('W')) {
            Some(rule) => rules.push((rule.code, *level)),
            None => reader.report(faults::no_warning(reader.span(*name), name.0)),
        }
    }
    rules.into()
}

impl Rubric {
    /// The rubric of files that stand outside any pack: the shipped pack's.
    #[must_use]
    pub fn built_in() -> Self {
        let source = SourceFile::new("pack.ron", include_str!("../../../scenarios/pack.ron"));
        // A test holds that the shipped pack loads.
        load_pack(&source).0.map_or(Self { competencies: Box::default() }, |pack| pack.rubric)
    }
}
