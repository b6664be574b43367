//! What is wrong is named, at its place, with nothing derived from it; and what has a fix is mended
//! by it.

use rapport::{
    text::apply,
    tree::{Bare, FaultKind, LookAlike, NodeKind, Tree, look_alike},
};

/// The kinds of the faults of a text, and the texts that they stand at.
fn told(text: &str) -> Vec<(FaultKind, String)> {
    let tree = Tree::parse(text);
    let at = |fault: &rapport::tree::SyntaxFault| {
        (fault.kind, text[fault.span.start..fault.span.end].to_owned())
    };
    tree.faults().iter().map(at).collect()
}

/// Holds the one fault of a text against what is wanted, and its fix against a sound text.
fn one(text: &str, kind: FaultKind, at: &str, mended: &str) {
    assert_eq!(told(text), [(kind, at.to_owned())], "{text}");
    let tree = Tree::parse(text);
    let fix = tree.faults()[0].fix.clone().unwrap_or_else(|| panic!("{text} has no fix"));
    assert_eq!(apply(text, &[fix]), mended);
    assert_eq!(told(mended), [], "{mended}");
}

fn like(found: char) -> FaultKind {
    FaultKind::LookAlike(look_alike(found).unwrap())
}

#[test]
fn separators() {
    one("(a: 1\n b: 2)", FaultKind::MissingComma, "", "(a: 1,\n b: 2)");
    one("[(a: 1)\n (a: 2)]", FaultKind::MissingComma, "", "[(a: 1),\n (a: 2)]");
    one("(a 1, b: 2)", FaultKind::MissingColon, "", "(a: 1, b: 2)");
    one("{\"a\" (b: 2)}", FaultKind::MissingColon, "", "{\"a\": (b: 2)}");
    let wrong = |found, wanted| FaultKind::WrongSeparator { found, wanted };
    one("(a: 1; b: 2)", wrong(';', ','), ";", "(a: 1, b: 2)");
    one("(a: 1， b: 2)", wrong('，', ','), "，", "(a: 1, b: 2)");
    one("(a： 1, b: 2)", wrong('：', ':'), "：", "(a: 1, b: 2)");
    one("(a = 1, b: 2)", wrong('=', ':'), "=", "(a : 1, b: 2)");
    one("(a: 1: b: 2)", wrong(':', ','), ":", "(a: 1, b: 2)");
    one("(a: 1,, b: 2)", FaultKind::DoubleComma, ",", "(a: 1, b: 2)");
    one("(, a: 1, b: 2)", FaultKind::DoubleComma, ",", "( a: 1, b: 2)");
}

#[test]
fn look_alikes_outside_texts() {
    one("(a:\u{a0}1)", like('\u{a0}'), "\u{a0}", "(a: 1)");
    one("(a: Pho\u{ad}ne)", like('\u{ad}'), "\u{ad}", "(a: Phone)");
    one("(a: \u{200b}1)", like('\u{200b}'), "\u{200b}", "(a: 1)");
    one("(a: “x”, b: 2)", like('“'), "“", "(a: \"x\", b: 2)");
    one("{«x»: 1}", like('«'), "«", "{\"x\": 1}");
    one("(a: –5)", like('–'), "–", "(a: -5)");
    one("（a: 1)", like('（'), "（", "(a: 1)");
    one("(\u{430}: 1)", like('\u{430}'), "\u{430}", "(a: 1)");
    assert_eq!(told("(größe: 1, Сцена: 2)"), []);
}

#[test]
fn single_quotes_around_texts() {
    let kind =
        FaultKind::LookAlike(LookAlike { found: '\'', name: "single quotation mark", means: "\"" });
    one("(a: 'x y', b: 2)", kind, "'", "(a: \"x y\", b: 2)");
    assert_eq!(told("(a: 'x', b: 2)"), []);
}

#[test]
fn quotation_marks() {
    one(
        "(\n a: \"x,\n b: \"y\",\n)",
        FaultKind::UnclosedText,
        "\"x",
        "(\n a: \"x\",\n b: \"y\",\n)",
    );
    one(
        "(\n a: x y\",\n b: \"y\",\n)",
        FaultKind::MissingOpeningQuote,
        "",
        "(\n a: \"x y\",\n b: \"y\",\n)",
    );
    // A text may run over lines, and a comma forgotten after it is no matter of its marks.
    one(
        "(\n a: \"x\n b: c\"\n d: \"y\",\n)",
        FaultKind::MissingComma,
        "",
        "(\n a: \"x\n b: c\",\n d: \"y\",\n)",
    );
}

#[test]
fn brackets_by_their_layout() {
    let text = "(\n  a: (\n    b: 1,\n  c: [\n    2,\n  ],\n)\n";
    let tree = Tree::parse(text);
    assert_eq!(tree.faults().len(), 1, "{tree:?}");
    let fault = &tree.faults()[0];
    assert_eq!(fault.kind, FaultKind::UnclosedBracket { open: '(' });
    assert_eq!(fault.related.unwrap().start, text.find("(\n    b").unwrap());
    assert!(fault.span.start <= text.find("  c:").unwrap());
    let fields: Vec<&str> = tree.value().unwrap().fields().map(|field| field.name).collect();
    assert_eq!(fields, ["a", "c"]);
    let kind = FaultKind::MismatchedBracket { found: ']', open: '(' };
    one("(a: (1, 2], b: 3)", kind, "]", "(a: (1, 2), b: 3)");
}

#[test]
fn control_characters_wherever_they_stand() {
    let kinds = |text: &str| told(text).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    let control = |found| FaultKind::ControlCharacter { found };
    assert_eq!(kinds("[\"a\u{1b}b\"]"), [control('\u{1b}')]);
    assert_eq!(kinds("[\"a\\u{1b}b\", \"\\x1b\", \"\\0\"]").len(), 3);
    assert_eq!(kinds("1 // \u{202e}"), [control('\u{202e}')]);
    assert_eq!(kinds("1\u{7f}"), [control('\u{7f}'), FaultKind::TrailingContent]);
    assert_eq!(kinds("\"\u{9b}\""), [control('\u{9b}')]);
    assert_eq!(kinds("\"a\tb\r\n\u{e9}…\u{2028}\""), []);
}

#[test]
fn one_mistake_costs_what_it_is_in_and_no_more() {
    let text = "Scenario(\n  a: 1\n  b: {\"x\": (c: [1 2], d: 4), \"y\": (c: [])},\n)";
    let tree = Tree::parse(text);
    assert_eq!(told(text).len(), 2);
    let value = tree.value().unwrap();
    assert_eq!((value.kind(), value.word()), (NodeKind::Struct, Some("Scenario")));
    let map = value.field("b").unwrap().value.unwrap();
    let sound: Vec<bool> = map.entries().map(|entry| entry.node.is_sound()).collect();
    assert_eq!(sound, [false, true]);
    assert!(!value.is_sound() && value.field("a").unwrap().node.is_sound());
    let first = map.entries().next().unwrap();
    assert_eq!(first.value.unwrap().field("d").unwrap().value.unwrap().as_integer(), Ok(4));
}

#[test]
fn mistakes_of_every_kind_are_told_side_by_side() {
    let text = include_str!("../../corpus/ok/everything.ron")
        .replacen("minutes: 12,", "minutes: 12", 1)
        .replacen("\"Helen Brandt\"", "\"Helen Brandt", 1)
        .replacen("\"patience\": (", "\"patience\": ", 1)
        .replacen("\"hopeless\": (text:", "\"hopeless\": (text", 1)
        .replacen("(\"story\", 45)]", "(\"story\", 45)", 1)
        .replacen("(title: \"Autoreply\"", "(title: “Autoreply\"", 1);
    let kinds: Vec<FaultKind> = told(&text).into_iter().map(|(kind, _)| kind).collect();
    let wanted = [
        FaultKind::MissingComma,
        FaultKind::UnclosedText,
        FaultKind::MissingOpeningBracket { open: '(' },
        FaultKind::MissingColon,
        FaultKind::UnclosedBracket { open: '[' },
        like('“'),
    ];
    assert_eq!(kinds, wanted);
}

#[test]
fn a_file_of_any_size_is_read_in_step_with_its_size() {
    let many = "(a: \"x\", b: [1, 2], c: End),\n".repeat(50_000);
    let tree = Tree::parse(format!("[\n{many}]\n"));
    assert_eq!(tree.faults(), []);
    assert_eq!(tree.value().unwrap().items().count(), 50_000);
    // What invites looking ahead again and again does not make reading slow.
    for sign in ["'", "“", "\"", "b'", "r#", "/*", "(A,", "\\", "\\u{", "#", "Some(", "а", ";"] {
        let tree = Tree::parse(sign.repeat(20_000));
        assert!(!tree.faults().is_empty(), "{sign}");
    }
    // Faults by the thousand are told by the thousand, and end.
    let tree = Tree::parse(format!("[\n{}", many.replace("),", ")")));
    assert!(tree.faults().len() > 40_000);
}

#[test]
fn quotation_marks_within_texts() {
    let kind = FaultKind::QuoteInText;
    one(
        "(a: \"She said \"no\" to me.\", b: 2)",
        kind,
        "\"",
        "(a: \"She said \\\"no\\\" to me.\", b: 2)",
    );
    one("(a: \"\"No\", she said.\", b: 2)", kind, "\"", "(a: \"\\\"No\\\", she said.\", b: 2)");
    one("{\"a\": \"So \"no, never\".\"}", kind, "\"", "{\"a\": \"So \\\"no, never\\\".\"}");
    one("[Say(\"x\", \"She \"no\"\")]", kind, "\"", "[Say(\"x\", \"She \\\"no\\\"\")]");
    // Whatever stands around it is read as if the marks were escaped.
    let tree = Tree::parse("(a: \"She said \"no\" to me.\", b: 2)");
    let value = tree.value().unwrap();
    let text = value.field("a").unwrap().value.unwrap();
    assert_eq!(text.as_str().unwrap(), "She said \"no\" to me.");
    assert!(value.field("b").unwrap().node.is_sound());
    // Two texts in a row lack a comma, and are no text with a mark in it.
    one("[\"a\" \"b\"]", FaultKind::MissingComma, "", "[\"a\", \"b\"]");
}

#[test]
fn a_forgotten_opening_mark_stands_before_the_word() {
    let kind = FaultKind::MissingOpeningQuote;
    one("(\n a: cafe\",\n b: \"x\",\n)", kind, "", "(\n a: \"cafe\",\n b: \"x\",\n)");
    one(
        "[\n Add(hr_trust\", 10),\n Say(\"x\"),\n]",
        kind,
        "",
        "[\n Add(\"hr_trust\", 10),\n Say(\"x\"),\n]",
    );
    one("{\n upset\": (1),\n \"x\": (2),\n}", kind, "", "{\n \"upset\": (1),\n \"x\": (2),\n}");
    one("(\n a: It's so\",\n b: \"x\",\n)", kind, "", "(\n a: \"It's so\",\n b: \"x\",\n)");
}

#[test]
fn remarks_after_a_number_sign() {
    let kind = FaultKind::ForeignRemark { mark: "#" };
    one("# It's mine (\n(a: 1)", kind, "#", "// It's mine (\n(a: 1)");
    one("(a: 1, ## one, two\n b: 2)", kind, "##", "(a: 1, // one, two\n b: 2)");
    assert_eq!(told("#![enable(implicit_some)]\n(a: 1)"), []);
}

#[test]
fn what_belongs_in_quotation_marks() {
    let bare = FaultKind::Unquoted;
    one("(a: tom-call, b: 2)", bare(Bare::Id), "tom-call", "(a: \"tom-call\", b: 2)");
    one("{tom-call: 1}", bare(Bare::Id), "tom-call", "{\"tom-call\": 1}");
    one("(a: 2024-05-17, b: 2)", bare(Bare::Date), "2024-05-17", "(a: \"2024-05-17\", b: 2)");
    one("(a: 16:40, b: 2)", bare(Bare::Time), "16:40", "(a: \"16:40\", b: 2)");
    assert_eq!(told("{16:40}"), []);
    let kind = FaultKind::HyphenInName;
    one("(a-b: 1, c: {\"x\": 2})", kind, "a-b", "(a_b: 1, c: {\"x\": 2})");
    let tree = Tree::parse("(a: tom-call)");
    let text = tree.value().unwrap().field("a").unwrap().value.unwrap();
    assert_eq!(text.as_str().unwrap(), "tom-call");
}

#[test]
fn numbers_with_signs_in_them() {
    assert_eq!(told("(a: 0,5, b: 2)"), [(FaultKind::CommaInNumber, "0,5".to_owned())]);
    one("(a: 15%, b: 2)", FaultKind::PercentSign, "%", "(a: 15, b: 2)");
    assert_eq!(told("(a: (0,5), b: 2.5)"), []);
}

#[test]
fn of_two_brackets_the_closing_one_is_wrong() {
    let kind = FaultKind::MismatchedBracket { found: ')', open: '[' };
    let text = "(\n a: [\n  (b: 1),\n ),\n c: 2,\n)";
    one(text, kind, ")", "(\n a: [\n  (b: 1),\n ],\n c: 2,\n)");
}

#[test]
fn a_bracket_that_stood_alone_in_its_line() {
    let kind = FaultKind::MissingOpeningBracket { open: '(' };
    let text = "(\n  a: [\n    (\n      b: 1,\n    ),\n\n      b: 2,\n      c: 3,\n    ),\n  ],\n)";
    one(text, kind, "", &text.replace("\n\n      b", "\n\n      (b"));
}
