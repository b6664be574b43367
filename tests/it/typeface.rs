//! That `check` knows what the window can draw: its table against the typefaces' own.

use std::{collections::BTreeSet, fs, path::Path};

use rapport::scenario::can_draw;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Lato-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/Lato-Bold.ttf");
const SIGNS: &[u8] = include_bytes!("../../assets/fonts/Signs-Regular.ttf");

#[test]
fn what_can_be_drawn_is_what_both_weights_or_the_signs_have() {
    let both = &characters(REGULAR) & &characters(BOLD);
    let drawn = &both | &characters(SIGNS);
    let wrong: Vec<char> =
        ('\u{20}'..='\u{10ffff}').filter(|one| can_draw(*one) != drawn.contains(one)).collect();
    assert!(wrong.is_empty(), "{} differ, first {:?}", wrong.len(), wrong.first());
    assert!(drawn.len() > 2_400 && can_draw('é') && can_draw('\n') && !can_draw('待'));
    for sign in "👍🙂⏳✅✓☎→❤\u{fe0f}😀🎉👍🏽".chars() {
        assert!(can_draw(sign), "{sign} (U+{:04X})", u32::from(sign));
    }
    // What no face has is drawn as this box, which egui looks for by its character.
    assert!(characters(SIGNS).contains(&'◻'));
}

#[test]
fn nothing_that_ships_is_drawn_as_a_box() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut seen = 0;
    for folder in
        ["scenarios", "assets/templates", "src/ui", "src/coach", "src/game", "src/practice"]
    {
        for file in files(&root.join(folder)) {
            let Ok(text) = fs::read_to_string(&file) else { continue };
            seen += 1;
            let missing = text.chars().find(|one| !one.is_control() && !can_draw(*one));
            wrong.extend(missing.map(|one| format!("{}: {one}", file.display())));
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The characters of a typeface's character map: its subtables of format 4, the basic plane, and 12, everything.
fn characters(font: &[u8]) -> BTreeSet<char> {
    let word = |at: usize| usize::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let long = |at: usize| word(at) << 16 | word(at + 2);
    let tables = (0..word(4)).map(|table| 12 + 16 * table);
    let map = tables.into_iter().find(|at| &font[*at..*at + 4] == b"cmap").map(|at| long(at + 8));
    let map = map.unwrap();
    let subtables = (0..word(map + 2)).map(|nth| map + long(map + 4 + 8 * nth + 4));
    let subtables: Vec<usize> = subtables.collect();
    let of_format = |format| subtables.iter().copied().find(|at| word(*at) == format);
    if let Some(table) = of_format(12) {
        let groups = (0..long(table + 12)).map(|nth| table + 16 + 12 * nth);
        let codes = groups.flat_map(|at| long(at)..=long(at + 4));
        return codes.filter_map(|code| char::from_u32(u32::try_from(code).ok()?)).collect();
    }
    let table = of_format(4).unwrap();
    let segments = word(table + 6) / 2;
    let [ends, starts, deltas, offsets] =
        [14, 16 + 2 * segments, 16 + 4 * segments, 16 + 6 * segments].map(|at| table + at);
    let mut found = BTreeSet::new();
    for segment in (0..segments).map(|nth| 2 * nth) {
        let offset = word(offsets + segment);
        for code in word(starts + segment)..=word(ends + segment) {
            let glyph = match offset {
                0 => (code + word(deltas + segment)) & 0xffff,
                _ => word(offsets + segment + offset + 2 * (code - word(starts + segment))),
            };
            let character = u32::try_from(code).ok().and_then(char::from_u32);
            found.extend(character.filter(|_| glyph != 0 && code != 0xffff));
        }
    }
    found
}
