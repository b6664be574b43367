//! Sweeps: whatever single sign is taken out of a sound file or put into it, the first fault is told
//! where it happened, and nothing is told that merely follows from it.

use std::{fs, path::Path};

use rapport::tree::{TokenKind, Tree};

/// The examples of the guide, and a scenario that uses the whole language.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut pages: Vec<_> =
        fs::read_dir(root.join("docs/src")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    for page in pages.iter().filter(|page| page.extension().is_some_and(|kind| kind == "md")) {
        let text = fs::read_to_string(page).unwrap();
        for (number, block) in text.split("```ron").skip(1).enumerate() {
            // Fragments stand in the brackets that they are shown without.
            let block = block.split_once('\n').unwrap().1.split("```").next().unwrap();
            let name = page.file_name().unwrap().to_string_lossy();
            let inside = block.trim_end().replace('\n', "\n    ");
            let frames = [("Scenario(", ")"), ("[", "]"), ("{", "}")];
            let wholes = frames.map(|(open, close)| format!("{open}\n    {inside}\n{close}\n"));
            let mut whole = std::iter::once(block.to_owned()).chain(wholes);
            let sound = whole.find(|text| Tree::parse(text.as_str()).faults().is_empty());
            if let Some(sound) = sound {
                files.push((format!("{name} {number}"), sound));
            }
        }
    }
    assert!(files.len() > 25, "the guide has {} examples that can be read", files.len());
    let everything = fs::read_to_string(root.join("tests/corpus/ok/everything.ron")).unwrap();
    files.push(("everything".to_owned(), everything));
    files
}

/// What a sweep has seen.
#[derive(Default)]
struct Seen {
    /// Changes that made a fault.
    faulty: usize,
    /// Of those, the ones whose first fault is within two lines.
    near: usize,
    /// Those that are told far away, or with more than three faults.
    far: Vec<String>,
    many: Vec<String>,
}

impl Seen {
    fn add(&mut self, name: &str, changed: &str, at: usize, what: &str) {
        let tree = Tree::parse(changed);
        let Some(first) = tree.faults().first() else { return };
        self.faulty += 1;
        let line = |at: usize| changed[..at].matches('\n').count();
        let told = || {
            let faults = tree.faults().iter();
            let faults =
                faults.map(|fault| format!("{:?}@{}", fault.kind, line(fault.span.start) + 1));
            format!(
                "{name}: {what} in line {}: {}",
                line(at) + 1,
                faults.collect::<Vec<_>>().join(", ")
            )
        };
        if line(first.span.start).abs_diff(line(at)) <= 2 {
            self.near += 1;
        } else {
            self.far.push(told());
        }
        if tree.faults().len() > 3 {
            self.many.push(told());
        }
    }

    fn share(&self) -> f64 {
        self.near as f64 / self.faulty.max(1) as f64
    }

    fn check(&self, what: &str, bar: f64) {
        let share = self.share();
        assert!(self.faulty > 0, "{what}: nothing was changed");
        assert!(share >= bar, "{what}: {share:.3} of {}\n{}", self.faulty, self.far.join("\n"));
        assert!(self.many.is_empty(), "{what}: more than three\n{}", self.many.join("\n"));
    }
}

/// The places in a file of single signs that make its structure.
pub(crate) fn removable(text: &str, is_wanted: fn(TokenKind) -> bool) -> Vec<(usize, usize)> {
    let tree = Tree::parse(text);
    let whole = tree.root().span();
    tree.tokens_in(whole)
        .filter(|token| is_wanted(token.kind))
        .flat_map(|token| match token.kind {
            TokenKind::Text => {
                vec![(token.span.start, token.span.start + 1), (token.span.end - 1, token.span.end)]
            }
            _ => vec![(token.span.start, token.span.end)],
        })
        .collect()
}

fn sweep(is_wanted: fn(TokenKind) -> bool) -> Seen {
    let mut seen = Seen::default();
    for (name, text) in files() {
        for (start, end) in removable(&text, is_wanted) {
            let changed = [&text[..start], &text[end..]].concat();
            seen.add(&name, &changed, start, &format!("`{}` gone", &text[start..end]));
        }
    }
    seen
}

#[test]
fn a_forgotten_comma_or_colon_is_told_at_its_place() {
    sweep(|kind| matches!(kind, TokenKind::Comma | TokenKind::Colon)).check("separators", 0.98);
}

#[test]
fn a_forgotten_quotation_mark_is_told_at_its_place() {
    sweep(|kind| kind == TokenKind::Text).check("quotes", 0.95);
}

#[test]
fn a_forgotten_bracket_is_told_at_its_place() {
    let is_bracket = |kind| {
        matches!(
            kind,
            TokenKind::RoundOpen
                | TokenKind::RoundClose
                | TokenKind::SquareOpen
                | TokenKind::SquareClose
                | TokenKind::CurlyOpen
                | TokenKind::CurlyClose
        )
    };
    sweep(is_bracket).check("brackets", 0.90);
}

#[test]
fn a_bracket_too_many_is_told_at_its_place() {
    one_too_many(&["(", ")", "[", "]", "{", "}"]);
}

#[test]
fn a_sign_too_many_is_told_at_its_place() {
    one_too_many(&["\"", ",", ":", ";", "\u{a0}", "“", "'"]);
}

fn one_too_many(signs: &[&str]) {
    for &sign in signs {
        let mut seen = Seen::default();
        // Whole files; what a fragment in a frame is, a sign too many may change altogether.
        for (name, text) in files().into_iter().filter(|(_, text)| text.contains("format: 1")) {
            let tree = Tree::parse(text.as_str());
            let starts = tree.tokens_in(tree.root().span()).map(|token| token.span.start);
            // Everywhere, but in the flagship, whose places are very many and much alike.
            let step = if text.len() < 40_000 { 1 } else { 97 };
            for at in starts.step_by(step) {
                let changed = [&text[..at], sign, &text[at..]].concat();
                seen.add(&name, &changed, at, &format!("`{sign}` put in"));
            }
        }
        // A bracket that is opened twice may as well lack its second closing one, where that belongs.
        let bar = if ["(", "[", "{"].contains(&sign) { 0.90 } else { 0.95 };
        seen.check(sign, bar);
    }
}
