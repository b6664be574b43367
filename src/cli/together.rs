//! What shows only when files are seen together: one id in two of them, a pack that orders what is not there,
//! or casts a part always alike.

mod faults;
mod typecast;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    diagnostic::Diagnostic,
    store::{Content, Entry, Fault, Library},
    text::{SourceFile, Span, nearest},
    tree::{Node, Tree},
};

/// What is wrong between the files of a library, and in which file it is told.
pub(super) fn check<'l>(library: &'l Library) -> Vec<(&'l SourceFile, Diagnostic)> {
    let files: Vec<NamedScenario<'l>> =
        library.entries.iter().filter_map(NamedScenario::of).collect();
    let mut found = same_ids(&files);
    for pack in &library.packs {
        found.extend(order(&pack.source, &files).into_iter().map(|one| (&pack.source, one)));
        let typecast = pack.pack.judged(typecast::check(pack, library));
        found.extend(typecast.into_iter().map(|one| (&pack.source, one)));
    }
    found
}

/// A scenario file, sound or not, that says how it is called.
struct NamedScenario<'l> {
    source: &'l SourceFile,
    id: String,
    span: Span,
}

impl<'l> NamedScenario<'l> {
    fn of(entry: &'l Entry) -> Option<Self> {
        let source = match &entry.content {
            Content::Ready(ready) => &ready.source.scenario,
            Content::Broken(broken) => match &broken.fault {
                Fault::Wrong { source, .. } => source,
                Fault::Unreadable(_) => return None,
            },
        };
        let tree = Tree::parse(source.shared_text());
        let root = tree.value().filter(|root| root.word() != Some("Pack"))?;
        let id = root.field("id")?.value?;
        Some(Self { source, id: id.as_str().ok()?.into_owned(), span: id.span() })
    }

    /// The file itself, however its path was written. What comes in has none, and may be a newer state of one.
    fn path(&self) -> Option<PathBuf> {
        fs::canonicalize(self.source.name()).ok()
    }
}

fn same_ids<'l>(files: &[NamedScenario<'l>]) -> Vec<(&'l SourceFile, Diagnostic)> {
    let mut first: BTreeMap<&str, (&NamedScenario<'l>, PathBuf)> = BTreeMap::new();
    let mut found = Vec::new();
    for file in files {
        let Some(path) = file.path() else { continue };
        match first.get(&*file.id) {
            None => {
                first.insert(&file.id, (file, path));
            }
            Some((_, other)) if *other == path => {}
            Some((other, _)) => {
                let fault = faults::same_id(file.span, &file.id, other.source, other.span);
                found.push((file.source, fault));
            }
        }
    }
    found
}

/// What is wrong with the order of a pack.
fn order(pack: &SourceFile, files: &[NamedScenario<'_>]) -> Vec<Diagnostic> {
    let tree = Tree::parse(pack.shared_text());
    let order = tree.value().and_then(|root| root.field("order")).and_then(|field| field.value);
    let ordered = order.into_iter().flat_map(Node::items);
    let ordered: Vec<(String, Span)> =
        ordered.filter_map(|item| Some((item.as_str().ok()?.into_owned(), item.span()))).collect();
    if ordered.is_empty() {
        return Vec::new();
    }
    let there = ids_beside(Path::new(pack.name()), files);
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, span) in &ordered {
        if let Some(earlier) = seen.insert(id, *span) {
            found.push(faults::ordered_twice(*span, earlier, id));
        } else if !there.contains(id) {
            let near = nearest(id, there.iter().map(String::as_str));
            found.push(faults::not_in_pack(*span, id, near));
        }
    }
    found
}

/// The ids of the scenarios in the folder of a pack, those among them that were not asked for too.
fn ids_beside(pack: &Path, files: &[NamedScenario<'_>]) -> Vec<String> {
    let folder = pack.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let is_beside =
        |file: &&NamedScenario<'_>| Path::new(file.source.name()).parent() == pack.parent();
    let asked = files.iter().filter(is_beside).map(|file| file.id.clone());
    let rest = Library::of_folder(folder);
    let rest = rest.entries.iter().filter_map(NamedScenario::of).map(|file| file.id);
    asked.chain(rest).collect()
}
