//! The page that phones load: plain HTML, CSS and ES modules, embedded.

/// Something that is served: its media type and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Media type: "text/css".
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is served at a path, which begins with a slash; `None` where nothing is.
#[must_use]
pub fn asset(path: &str) -> Option<Asset> {
    let html =
        || Asset { media_type: "text/html; charset=utf-8", bytes: b"<!doctype html>".to_vec() };
    matches!(path, "/" | "/trainer" | "/remote" | "/board").then(html)
}
