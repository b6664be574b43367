//! That `check` knows what the window can draw: its table against the typeface's own.

use std::collections::BTreeSet;

use rapport::scenario::can_draw;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Lato-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/Lato-Bold.ttf");

#[test]
fn what_can_be_drawn_is_what_both_weights_have() {
    let both = &characters(REGULAR) & &characters(BOLD);
    let wrong: Vec<char> =
        ('\u{20}'..='\u{10ffff}').filter(|one| can_draw(*one) != both.contains(one)).collect();
    assert!(wrong.is_empty(), "{} differ, first {:?}", wrong.len(), wrong.first());
    assert!(both.len() > 2_000 && can_draw('é') && can_draw('\n') && !can_draw('👍'));
}

/// The characters of a typeface's character map: its subtable of format 4, which holds the basic plane.
fn characters(font: &[u8]) -> BTreeSet<char> {
    let word = |at: usize| usize::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let long = |at: usize| word(at) << 16 | word(at + 2);
    let tables = (0..word(4)).map(|table| 12 + 16 * table);
    let map = tables.into_iter().find(|at| &font[*at..*at + 4] == b"cmap").map(|at| long(at + 8));
    let map = map.unwrap();
    let subtables = (0..word(map + 2)).map(|nth| map + long(map + 4 + 8 * nth + 4));
    let table = subtables.into_iter().find(|at| word(*at) == 4).unwrap();
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
