//! The tree of any text gives the text back, and its nodes nest.

use proptest::prelude::*;
use rapport::tree::{Node, NodeKind, Tree};

/// Small files that hold every kind of token and node.
const SAMPLES: [&str; 5] = [
    "#![enable(implicit_some)]\n// A file.\nScenario(\n    format: 1,\n    scenes: {\"desk\": (lines: [Say(\"helen\", \"“Hello”\"), End])},\n)\n",
    "(a: r#\"raw \"text\"\"#, b: 'c', c: b\"by\\x00tes\", d: -1.5e3, e: [inf, NaN, 0x1f, 1_000], /* a /* b */ c */)",
    "[true, false, None, Some(1), (1, 2), {}, [], (), Word, \"\\u{e9}\\n\\\n   on\", r#type]",
    "{ \"a\": 1, 'b': [2], (c: 3): (), }",
    "(name: “curly”, b: ‘c’; d= –5, Ѕay: 1，x：2)",
];

fn check(text: &str) -> Tree {
    let tree = Tree::parse(text);
    assert_eq!(tree.to_string(), text);
    assert_eq!(tree.root().kind(), NodeKind::File);
    nests(tree.root());
    tree
}

fn nests(node: Node<'_>) {
    let mut at = node.span().start;
    for child in node.children() {
        let span = child.span();
        assert!(at <= span.start && span.start <= span.end && span.end <= node.span().end);
        assert_eq!(child.parent(), Some(node));
        at = span.end;
        nests(child);
    }
}

#[test]
fn samples_come_back() {
    for sample in SAMPLES {
        check(sample);
    }
    for sample in &SAMPLES[..4] {
        assert_eq!(check(sample).faults(), [], "{sample}");
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_signs_come_back(text in "[\\[\\](){},:;=\"'`#!/*\\\\ \nrb0-9a-zA-Z.+\\-_“”«а\u{a0}\u{200b}\u{1b}]{0,80}") {
        check(&text);
    }

    #[test]
    fn mutated_files_come_back(
        sample in prop::sample::select(&SAMPLES[..]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<Option<char>>()), 1..6),
    ) {
        let mut letters: Vec<char> = sample.chars().collect();
        for (at, letter) in changes {
            let at = at.index(letters.len());
            match letter {
                Some(letter) => letters.insert(at, letter),
                None => { letters.remove(at); }
            }
        }
        check(&letters.into_iter().collect::<String>());
    }

    #[test]
    fn what_stands_at_an_offset_encloses_it(
        sample in prop::sample::select(&SAMPLES[..]),
        at in any::<prop::sample::Index>(),
    ) {
        let tree = Tree::parse(sample);
        let at = at.index(sample.len());
        let node = tree.at(at);
        let encloses = |node: Node<'_>| node.span().start <= at && at < node.span().end;
        prop_assert!(encloses(node) || node.kind() == NodeKind::File);
        prop_assert!(node.ancestors().all(|one| encloses(one) || one.kind() == NodeKind::File));
        prop_assert!(!node.children().any(encloses));
        let token = tree.token_at(at).unwrap();
        prop_assert!(token.span.start <= at && at < token.span.end);
    }
}

#[test]
fn marks_that_are_tried_within_other_literals_are_passed_over() {
    for text in [
        "Scenario( r#\" Scenario( \n \"# /* \"a\" Scenario( */ Scenario( Scenario( \"",
        "' /* \" Scenario( */ */ Scenario( Scenario( \"a\" Scenario( \n \"",
    ] {
        assert_eq!(Tree::parse(text).to_string(), text);
    }
}
