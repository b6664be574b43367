//! Single-colour signs.

use super::colour::Rgb;
use super::files::Files;
use super::template::{TemplateValues, fill};

const RING: &str =
    r#"<circle cx="12" cy="12" r="8" fill="none" stroke="{{ink}}" stroke-width="2"/>"#;

/// Wraps an icon's shapes in a 24 by 24 document, inked with `ink`.
pub(super) fn compose(files: &Files, name: &str, ink: [u8; 3]) -> String {
    let [red, green, blue] = ink;
    let mut values = TemplateValues::default();
    values.set("ink", Rgb(red, green, blue).hex());
    let shapes = match files.svg(&format!("icons/{name}")) {
        "" => RING,
        shapes => shapes,
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">{}</svg>"#,
        fill(shapes, &values)
    )
}
