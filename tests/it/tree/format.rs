//! One layout: printing changes no meaning, loses no comment, and printing again changes nothing.

use proptest::prelude::*;
use rapport::{
    scenario::load,
    text::SourceFile,
    tree::{Node, Tree},
};

use super::ron::{CORNERS, document};
use crate::corpus::corpus;

/// What a file says, whatever its layout: words, names and literals, each within what it stands in.
fn said(node: Node<'_>, into: &mut Vec<String>) {
    let name = node.as_field().map(|field| field.name);
    let own = if node.children().next().is_none() && node.open_span().is_none() {
        node.text()
    } else {
        node.word().or(name).unwrap_or_default()
    };
    into.push(format!("{:?} {own}", node.kind()));
    node.children().for_each(|child| said(child, into));
    into.push("over".to_owned());
}

fn meaning(tree: &Tree) -> Vec<String> {
    let mut all = Vec::new();
    said(tree.value().unwrap(), &mut all);
    all.extend(tree.extensions().map(str::to_owned));
    all
}

fn comments(tree: &Tree) -> Vec<String> {
    let whole = rapport::text::Span::new(0, tree.text().len());
    let all = tree.tokens_in(whole).filter(|token| token.kind.is_comment());
    all.map(|token| token.text.trim_end().to_owned()).collect()
}

#[track_caller]
fn check(text: &str) -> String {
    let tree = Tree::parse(text);
    let printed = tree.formatted().unwrap_or_else(|| panic!("{text:?}: {:?}", tree.faults()));
    let again = Tree::parse(printed.as_str());
    assert_eq!(again.faults(), [], "{text:?}\n{printed}");
    assert_eq!(meaning(&tree), meaning(&again), "{text:?}\n{printed}");
    assert_eq!(comments(&tree), comments(&again), "{text:?}\n{printed}");
    assert_eq!(again.formatted().unwrap(), printed, "{text:?}");
    let ends = printed.ends_with('\n') && !printed.ends_with("\n\n");
    assert!(ends, "{printed:?}");
    printed
}

#[test]
fn the_corpus_and_the_shipped_files_keep_their_meaning() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = ["received-h.ron", "received-h.plan.ron", "pack.ron"];
    let shipped = shipped.map(|name| root.join("scenarios").join(name));
    for path in corpus("ok").into_iter().chain(shipped) {
        let text = std::fs::read_to_string(&path).unwrap();
        let printed = check(&text);
        let load = |text: &str| load(&SourceFile::new("a.ron", text), None).scenario;
        // All that is loaded, but for the hash of the text.
        let as_it_was = |text: &str| {
            let scenario = load(text)?;
            Some(format!("{scenario:?}").replace(&format!("{:?}", scenario.hash), ""))
        };
        assert_eq!(as_it_was(&text), as_it_was(&printed), "{}", path.display());
    }
}

#[test]
fn corners_of_ron_keep_their_meaning() {
    for corner in CORNERS {
        if Tree::parse(corner).faults().is_empty() {
            check(corner);
        }
    }
}

#[test]
fn what_has_faults_is_not_laid_out() {
    for broken in ["", "// nothing", "(a: 1", "[1 2]", "(a: “b”)", "(a: \"open)", "() ()"] {
        assert_eq!(Tree::parse(broken).formatted(), None, "{broken}");
    }
}

#[test]
fn the_layout_is_this_one() {
    insta::assert_snapshot!(check(
        r#"#![ enable(implicit_some,) ] // short texts
// A scenario.

Scenario(format:1,id:"quiet-tuesday",title:"A quiet Tuesday",minutes:2,
    summary: "Your shortlist has had no answer for a week, and nobody here has rung. What do you do?",
    trains: ["channel","timely"],  start: "desk", // where it begins
    scenes: { // by name


        "desk": (lines: [Narrate("A week since you sent the shortlist. Nothing. The telephone stands there, and nobody rings it.")],
            choices: [
                /* first */ (id: "ring", via: Phone, to: "helen", text: "“Helen, it's Sam. Have you two minutes?”", effects: [Add("trust",15)], goto: "call",),
                // The tempting one.

                (id: "chase", goto: End /* at once */)
                // There may be more.
            ]),


        // Another scene.
        "call": (lines: [By("why", {"busy": [SayAs("helen",Tired,"Two. It is payroll week, and forty roles wait.")], "cross": []})],
            choices: [(id: "slot", when /* only then */ : [Knows("rota"), Not(Has("asked")), VisitsAtLeast("call", 2), DayBelow(3), Told("cross")], goto: End)]),
    },
)
// The end."#
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn random_trees_keep_their_meaning(text in document()) {
        if Tree::parse(text.as_str()).faults().is_empty() {
            check(&text);
        }
    }

    #[test]
    fn comments_and_blank_lines_anywhere_keep_their_place(
        gaps in prop::collection::vec((any::<prop::sample::Index>(),
            prop::sample::select(vec![" // a\n", "/* b */", "\n\n", "/* c\n d */", "\n// e\n\n"])), 1..8),
    ) {
        let text = include_str!("../cli/errand.ron");
        let tree = Tree::parse(text);
        let ends: Vec<usize> = tree
            .tokens_in(rapport::text::Span::new(0, text.len()))
            .map(|token| token.span.end)
            .collect();
        let mut edits: Vec<(usize, &str)> =
            gaps.iter().map(|(at, gap)| (ends[at.index(ends.len())], *gap)).collect();
        edits.sort_unstable();
        let mut text = text.to_owned();
        for (at, gap) in edits.into_iter().rev() {
            text.insert_str(at, gap);
        }
        if Tree::parse(text.as_str()).faults().is_empty() {
            check(&text);
        }
    }
}
