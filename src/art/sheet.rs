//! Contact sheets: many pictures with their names in one drawing.

use std::fmt::Write;

/// Height of a line of names.
const LINE: usize = 26;

/// One picture of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPicture {
    /// What stands under it; none where nothing is to stand there.
    pub name: String,
    /// A whole SVG document.
    pub svg: String,
}

/// Lays pictures out in rows of so many, each of this size, as one SVG document.
#[must_use]
pub fn sheet(pictures: &[SheetPicture], columns: usize, (width, height): (usize, usize)) -> String {
    let columns = columns.max(1);
    let rows = pictures.len().div_ceil(columns);
    let (all_wide, all_high) = (columns * width, rows * (height + LINE));
    let mut sheet = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {all_wide} {all_high}" width="{all_wide}" height="{all_high}"><rect width="{all_wide}" height="{all_high}" fill="#FBF7F0"/>"##
    );
    for (at, picture) in pictures.iter().enumerate() {
        let (x, y) = (at % columns * width, at / columns * (height + LINE));
        let inner = placed(&apart(&picture.svg, at), (x, y), (width, height));
        let (middle, foot) = (x + width / 2, y + height + 17);
        let name = escaped(&picture.name);
        // Writing to a text cannot fail.
        let _ = write!(
            sheet,
            r##"{inner}<text x="{middle}" y="{foot}" font-family="sans-serif" font-size="15" text-anchor="middle" fill="#2A1B1E">{name}</text>"##
        );
    }
    sheet + "</svg>\n"
}

/// A document's own ids, made different from those of the documents beside it.
pub(super) fn apart(svg: &str, at: usize) -> String {
    svg.replace(" id=\"", &format!(" id=\"p{at}-"))
        .replace("url(#", &format!("url(#p{at}-"))
        .replace("href=\"#", &format!("href=\"#p{at}-"))
}

/// A document within another: its own size gives way to that of its place.
pub(super) fn placed(svg: &str, (x, y): (usize, usize), (width, height): (usize, usize)) -> String {
    let Some((head, rest)) = svg.split_once('>') else { return String::new() };
    let view = head.split("viewBox=\"").nth(1).and_then(|view| view.split('"').next());
    let view = view.unwrap_or("0 0 240 240");
    format!(r#"<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{view}">{rest}"#)
}

fn escaped(name: &str) -> String {
    name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
