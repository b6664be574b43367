//! The engine keeps its promises, on the corpus, on the shipped scenarios and on generated ones.

pub(crate) mod generate;
mod golden;
mod order;
pub(crate) mod properties;
mod views;

use std::{path::Path, sync::Arc};

use rapport::{
    scenario::{Scenario, load},
    text::SourceFile,
};

use super::corpus::{corpus, read};

/// A scenario that must load.
pub(crate) fn scenario(source: &SourceFile) -> Arc<Scenario> {
    let loaded = load(source, None);
    let told: Vec<&str> = loaded.diagnostics.iter().map(|one| one.headline.as_str()).collect();
    Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{}: {told:?}", source.name())))
}

/// A scenario of the corpus.
pub(crate) fn good(name: &str) -> Arc<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/ok");
    scenario(&read(&folder.join(name)))
}

/// The good half of the corpus, and the flagship.
pub(crate) fn all() -> Vec<Arc<Scenario>> {
    let flagship = SourceFile::new("received-h", include_str!("../../../scenarios/received-h.ron"));
    let corpus = corpus("ok").iter().map(|path| scenario(&read(path))).collect::<Vec<_>>();
    corpus.into_iter().chain([scenario(&flagship)]).collect()
}
