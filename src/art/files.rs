//! The embedded files below `assets/art`, by path.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use super::ArtError;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/art");

/// Drawings and tables by their path without its ending, such as `parts/face/oval`.
#[derive(Debug)]
pub(super) struct Files {
    drawings: BTreeMap<String, &'static str>,
}

impl Files {
    pub(super) fn embedded() -> Self {
        let mut drawings = BTreeMap::new();
        gather(&EMBEDDED, &mut drawings);
        Self { drawings }
    }

    /// The text of a drawing; nothing where there is none, so a picture is never refused.
    pub(super) fn svg(&self, path: &str) -> &'static str {
        self.drawings.get(path).copied().unwrap_or_default()
    }

    /// Checks that a drawing exists.
    pub(super) fn require(&self, path: &str, needed_by: &str) -> Result<(), ArtError> {
        if self.drawings.contains_key(path) {
            return Ok(());
        }
        Err(ArtError::Missing { path: path.to_owned(), needed_by: needed_by.to_owned() })
    }

    /// Checks that a drawing exists under this path or under one that begins with it and `-`.
    pub(super) fn require_any(&self, path: &str, needed_by: &str) -> Result<(), ArtError> {
        let variant = format!("{path}-");
        let exists = self.drawings.keys().any(|name| name == path || name.starts_with(&variant));
        if exists {
            return Ok(());
        }
        Err(ArtError::Missing { path: path.to_owned(), needed_by: needed_by.to_owned() })
    }

    /// The names of the drawings directly below a folder such as `icons/`.
    pub(super) fn names_under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.drawings.keys().filter_map(move |path| path.strip_prefix(folder))
    }
}

/// Reads a table.
pub(super) fn table<T: DeserializeOwned>(file: &'static str) -> Result<T, ArtError> {
    let text = EMBEDDED.get_file(file).and_then(include_dir::File::contents_utf8);
    let text = text.ok_or_else(|| ArtError::Missing {
        path: file.to_owned(),
        needed_by: "the game".to_owned(),
    })?;
    ron::from_str(text).map_err(|source| ArtError::Table { file, source: Box::new(source) })
}

fn gather(dir: &'static Dir<'static>, drawings: &mut BTreeMap<String, &'static str>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let (Some(name), Some(text)) = (path.strip_suffix(".svg"), file.contents_utf8()) {
            drawings.insert(name.to_owned(), text);
        }
    }
    for inner in dir.dirs() {
        gather(inner, drawings);
    }
}
