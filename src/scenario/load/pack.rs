//! Packs: a folder's title, licence, rubric and order.

use super::{
    faults,
    names::{Table, is_id},
    reader::Reader,
    resolver::own,
};
use crate::{
    diagnostic::{Diagnostic, has_errors},
    scenario::{Competency, Rubric, syntax::PackDocument},
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
    })
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
