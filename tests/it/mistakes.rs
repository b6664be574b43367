//! One mistake, one message: whatever single sign is forgotten in a scenario, loading tells that, where
//! it happened, and nothing that follows from it.

use rapport::{
    diagnostic::{Diagnostic, Severity},
    scenario::{Loaded, load},
    text::SourceFile,
    tree::{TokenKind, Tree},
};

use super::{
    corpus::{corpus, read},
    tree::removals::removable,
};

/// Codes of what is wrong with the form.
const OF_FORM: [&str; 3] = ["E0001", "E0005", "E0007"];

fn everything() -> String {
    let path = corpus("ok").into_iter().find(|path| path.ends_with("everything.ron")).unwrap();
    read(&path).text().to_owned()
}

fn loaded(text: &str) -> Loaded {
    load(&SourceFile::new("mistake.ron", text), None)
}

fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Forgets each sign of a kind; the share of mistakes whose first message is near.
fn forgetting(is_wanted: fn(TokenKind) -> bool) -> f64 {
    let text = everything();
    let (mut told, mut near) = (0_u32, 0_u32);
    for (start, end) in removable(&text, is_wanted) {
        let changed = [&text[..start], &text[end..]].concat();
        let found = loaded(&changed).diagnostics;
        let Some(first) = found.first() else { continue };
        told += 1;
        let at = line(&text, start);
        near += u32::from(line(&changed, first.span().start).abs_diff(at) <= 2);
        let told = || found.iter().map(|one| one.headline.as_str()).collect::<Vec<_>>();
        assert!(found.len() <= 3, "line {at}: {:?}", told());
        if !Tree::parse(changed.as_str()).faults().is_empty() {
            let follows = found.iter().find(|one| !OF_FORM.contains(&one.code));
            assert!(follows.is_none(), "line {at}: {:?}", told());
        }
    }
    assert!(told > 50, "only {told} were mistakes");
    f64::from(near) / f64::from(told)
}

#[test]
fn a_forgotten_separator_is_all_that_is_told() {
    let near = forgetting(|kind| matches!(kind, TokenKind::Comma | TokenKind::Colon));
    assert!(near >= 0.98, "{near}");
}

#[test]
fn a_forgotten_quotation_mark_is_all_that_is_told() {
    let near = forgetting(|kind| kind == TokenKind::Text);
    assert!(near >= 0.95, "{near}");
}

#[test]
fn a_forgotten_bracket_is_all_that_is_told() {
    use TokenKind as T;
    let is_bracket = |kind| {
        matches!(
            kind,
            T::RoundOpen
                | T::RoundClose
                | T::SquareOpen
                | T::SquareClose
                | T::CurlyOpen
                | T::CurlyClose
        )
    };
    let near = forgetting(is_bracket);
    assert!(near >= 0.90, "{near}");
}

fn told(diagnostics: &[Diagnostic], text: &str) -> Vec<(usize, String)> {
    diagnostics.iter().map(|one| (line(text, one.span().start), one.headline.clone())).collect()
}

#[test]
fn mistakes_at_the_top_lose_nothing_below() {
    let text = everything();
    let comma = text.replacen("minutes: 12,", "minutes: 12", 1);
    assert_ne!(comma, text, "the file says how long it takes");
    let found = loaded(&comma);
    assert_eq!(found.diagnostics.len(), 1, "{:?}", told(&found.diagnostics, &comma));
    let model = found.partial.expect("all but the comma can be read");
    let whole = loaded(&text).scenario.expect("it loads");
    assert_eq!(model.scenes.len(), whole.scenes.len());
    assert_eq!(model.choices.len(), whole.choices.len());
    assert_eq!(model.cast.len(), whole.cast.len());
}

#[test]
fn a_bad_choice_costs_that_choice() {
    let text = everything();
    let whole = loaded(&text).scenario.expect("it loads");
    let bad = text.replacen("text: \"Helen, I sense", "txt: \"Helen, I sense", 1);
    assert_ne!(bad, text);
    let found = loaded(&bad);
    assert!(found.scenario.is_none());
    assert_eq!(found.diagnostics.iter().filter(|one| one.severity == Severity::Error).count(), 1);
    let model = found.partial.expect("the rest can be read");
    assert_eq!(model.choices.len(), whole.choices.len() - 1);
    assert_eq!(model.scenes.len(), whole.scenes.len());
}

#[test]
fn a_fix_mends_what_it_is_for() {
    let text = everything();
    let odd = [("\u{a0}", ' '), ("“", '"'), ("；", ',')];
    for (sign, plain) in odd {
        let at = text.find("format:").unwrap();
        let at = at + text[at..].find(plain).unwrap();
        let changed = [&text[..at], sign, &text[at + 1..]].concat();
        let found = loaded(&changed).diagnostics;
        let fix = found.first().and_then(|one| one.fix.clone());
        let fix = fix.unwrap_or_else(|| panic!("{sign:?}: {:?}", told(&found, &changed)));
        let mended = rapport::text::apply(&changed, &[fix]);
        assert!(loaded(&mended).diagnostics.is_empty(), "{sign:?}");
    }
}
