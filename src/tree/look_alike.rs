//! Look-alikes (confusables): characters that people take for one of RON's.

/// A character that looks like another one, or like nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookAlike {
    /// The character.
    pub found: char,
    /// Its name, for people.
    pub name: &'static str,
    /// What to type in its place; nothing where it only has to go.
    pub means: &'static str,
}

/// What a character outside texts is taken for, if it is a look-alike.
#[must_use]
pub fn look_alike(found: char) -> Option<LookAlike> {
    if found.is_ascii() {
        return None;
    }
    let (name, means) =
        space(found).or_else(|| quote(found)).or_else(|| sign(found)).or_else(|| letter(found))?;
    Some(LookAlike { found, name, means })
}

/// A single quotation mark or a grave accent around a text, which are no look-alikes elsewhere.
pub(super) fn ascii_quote(found: char) -> LookAlike {
    let name = if found == '`' { "grave accent" } else { "single quotation mark" };
    LookAlike { found, name, means: "\"" }
}

/// Whether it looks like a space or like nothing.
pub(super) fn is_odd_space(found: char) -> bool {
    space(found).is_some()
}

/// Whether nobody sees it.
pub(super) fn is_invisible(found: char) -> bool {
    space(found).is_some_and(|(_, means)| means.is_empty())
}

/// Whether it looks like a quotation mark.
pub(super) fn is_quote(found: char) -> bool {
    quote(found).is_some()
}

fn space(found: char) -> Option<(&'static str, &'static str)> {
    Some(match found {
        '\u{a0}' => ("no-break space", " "),
        '\u{1680}' => ("ogham space", " "),
        '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' => ("space of a special width", " "),
        '\u{2007}' => ("figure space", " "),
        '\u{202f}' => ("narrow no-break space", " "),
        '\u{205f}' => ("mathematical space", " "),
        '\u{2800}' => ("braille blank", " "),
        '\u{3000}' => ("ideographic space", " "),
        '\u{3164}' | '\u{ffa0}' => ("hangul filler", " "),
        '\u{ad}' => ("soft hyphen", ""),
        '\u{34f}' => ("combining grapheme joiner", ""),
        '\u{180e}' => ("mongolian vowel separator", ""),
        '\u{200b}' => ("zero-width space", ""),
        '\u{200c}' => ("zero-width non-joiner", ""),
        '\u{200d}' => ("zero-width joiner", ""),
        '\u{2060}' => ("word joiner", ""),
        '\u{2061}'..='\u{2064}' => ("invisible operator", ""),
        '\u{fe00}'..='\u{fe0f}' => ("variation selector", ""),
        '\u{feff}' => ("byte order mark", ""),
        _ => return None,
    })
}

fn quote(found: char) -> Option<(&'static str, &'static str)> {
    Some(match found {
        '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' => {
            ("typographic quotation mark", "\"")
        }
        '‘' | '’' | '‚' | '‛' => ("single typographic quotation mark", "\""),
        '«' | '»' | '‹' | '›' | '《' | '》' | '「' | '」' | '『' | '』' => {
            ("angled quotation mark", "\"")
        }
        '＂' => ("full-width quotation mark", "\""),
        '＇' => ("full-width apostrophe", "\""),
        '″' | '‶' | '˝' | 'ʺ' => ("double prime", "\""),
        '′' | '‵' | '´' | 'ʹ' | 'ʼ' => ("prime or accent", "\""),
        _ => return None,
    })
}

fn sign(found: char) -> Option<(&'static str, &'static str)> {
    Some(match found {
        '–' => ("en dash", "-"),
        '—' => ("em dash", "-"),
        '−' => ("minus sign of another set", "-"),
        '‐' | '‑' | '‒' | '―' | '﹣' | '－' => ("dash of another set", "-"),
        '，' | '、' | '﹐' | '､' | '‚' => ("full-width comma", ","),
        '：' | '﹕' | '∶' | '꞉' => ("full-width colon", ":"),
        '；' | '﹔' | ';' => ("full-width semicolon", ","),
        '（' | '﹙' => ("full-width bracket", "("),
        '）' | '﹚' => ("full-width bracket", ")"),
        '［' | '【' | '〔' => ("full-width bracket", "["),
        '］' | '】' | '〕' => ("full-width bracket", "]"),
        '｛' | '﹛' => ("full-width bracket", "{"),
        '｝' | '﹜' => ("full-width bracket", "}"),
        '＝' => ("full-width equals sign", ":"),
        '／' | '⁄' | '∕' => ("slash of another set", "/"),
        '＼' => ("full-width backslash", "\\"),
        '＃' => ("full-width number sign", "#"),
        '！' => ("full-width exclamation mark", "!"),
        '．' | '。' => ("full-width full stop", "."),
        '＋' => ("full-width plus sign", "+"),
        '＿' => ("full-width underscore", "_"),
        _ => return None,
    })
}

/// The letters of other alphabets that nobody can tell from ours, each before the one that it is
/// taken for.
const LETTERS: [(&str, &str); 2] = [
    ("Cyrillic letter", "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwьbкkмmнhтtвb"),
    ("Greek letter", "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvαaιiκkρpυuγyχx"),
];

fn letter(found: char) -> Option<(&'static str, &'static str)> {
    if ('\u{ff01}'..='\u{ff5e}').contains(&found) {
        // The full-width forms follow ASCII's order.
        let at = (found as usize) - 0xff01;
        return ASCII.get(at..=at).map(|means| ("full-width letter", means));
    }
    LETTERS.iter().find_map(|(name, pairs)| {
        let at = pairs.char_indices().step_by(2).find(|(_, one)| *one == found)?.0;
        let at = at + found.len_utf8();
        Some((*name, &pairs[at..=at]))
    })
}

/// The visible characters of ASCII, in order.
const ASCII: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
