//! Edits keep what they do not touch: other items, all other comments, and the layout.

use std::{fs, path::Path};

use proptest::prelude::*;
use rapport::{
    text::{Edit, apply},
    tree::{Node, NodeKind, Tree},
};

/// Lists, structs and maps in the layouts that people use.
const FILES: [&str; 7] = [
    "[a, b, c]",
    "[a, b, c,]",
    "[\n    // about a\n    a, // a's end\n\n    // alone\n\n    // about b\n    // and more\n    b,\n    c, /* c's */\n]",
    "Scenario(\n    format: 1, // one\n    /* the id */ id: \"x\",\n    cast: { \"a\": (name: \"A\"), \"b\": (name: \"B\") },\n)",
    "{\n    \"a\": 1,\n    \"b\": [\n        1, 2, // two\n        3\n    ]\n}",
    "(a: 1, /* about b */ b: 2,\n c: 3)",
    "[a, b, // b's\n c]",
];

fn is_many(node: Node<'_>) -> bool {
    matches!(node.kind(), NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map)
}

/// Every node that holds others, outermost first.
fn holders(tree: &Tree) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    let mut open = vec![tree.root()];
    while let Some(node) = open.pop() {
        if is_many(node) && node.children().next().is_some() {
            found.push(node);
        }
        open.extend(node.children());
    }
    found
}

fn comments(tree: &Tree) -> Vec<String> {
    let tokens = tree.tokens_in(rapport::text::Span::new(0, tree.text().len()));
    let mut comments: Vec<String> =
        tokens.filter(|one| one.kind.is_comment()).map(|one| one.text.to_owned()).collect();
    comments.sort();
    comments
}

fn items(node: Node<'_>) -> Vec<String> {
    node.children().map(|child| child.text().to_owned()).collect()
}

/// The tree after edits, which leave it sound.
fn after(tree: &Tree, edits: &[Edit]) -> Tree {
    let changed = Tree::parse(apply(tree.text(), edits));
    assert_eq!(changed.faults(), [], "{}\nbecame\n{}", tree.text(), changed.text());
    changed
}

/// What to put into a node of a kind.
fn fresh(node: Node<'_>) -> &'static str {
    match node.kind() {
        NodeKind::Struct => "zz: (\n    9, // nine\n)",
        NodeKind::Map => "\"zz\": 9",
        _ => "Zz",
    }
}

fn insert(tree: &Tree, node: Node<'_>, at: usize) -> Vec<Edit> {
    match node.kind() {
        NodeKind::Struct => tree.insert_field(node, at, fresh(node)),
        NodeKind::Map => tree.insert_entry(node, at, fresh(node)),
        _ => tree.insert_item(node, at, fresh(node)),
    }
}

/// Every edit of a file, each held against what it may change.
fn check(text: &str) {
    let tree = Tree::parse(text);
    assert_eq!(tree.faults(), []);
    for node in holders(&tree) {
        let old = items(node);
        let start = node.span().start;
        let same = |tree: &'_ Tree| {
            let found =
                holders(tree).into_iter().find(|one| one.span().start == start && is_many(*one));
            found.map_or_else(Vec::new, items)
        };
        for at in 0..=old.len() {
            let changed = after(&tree, &insert(&tree, node, at));
            let mut wanted = old.clone();
            wanted.insert(at, fresh(node).to_owned());
            let found = same(&changed);
            let plain = |items: &[String]| items.join("|").split_whitespace().collect::<String>();
            assert_eq!(plain(&found), plain(&wanted), "{}", changed.text());
            let kept = comments(&changed);
            assert!(comments(&tree).iter().all(|one| kept.contains(one)), "{}", changed.text());
        }
        for (at, child) in node.children().enumerate() {
            let changed = after(&tree, &tree.remove(child));
            let mut wanted = old.clone();
            wanted.remove(at);
            assert_eq!(same(&changed), wanted, "{}", changed.text());
            let changed = after(&tree, &tree.replace(child, fresh(node)));
            let mut wanted = old.clone();
            fresh(node).clone_into(&mut wanted[at]);
            assert_eq!(same(&changed), wanted, "{}", changed.text());
        }
        for from in 0..old.len() {
            for to in 0..old.len() {
                let changed = after(&tree, &tree.move_item(node, from, to));
                let mut wanted = old.clone();
                let moved = wanted.remove(from);
                wanted.insert(to, moved);
                assert_eq!(same(&changed), wanted, "{}", changed.text());
                assert_eq!(comments(&changed), comments(&tree), "{}", changed.text());
            }
        }
    }
}

#[test]
fn edits_of_any_layout_touch_nothing_else() {
    for file in FILES {
        check(file);
    }
}

#[test]
fn comments_go_with_what_they_are_about() {
    let tree = Tree::parse(FILES[2]);
    let list = tree.value().unwrap();
    let remove = |at: usize| apply(tree.text(), &tree.remove(list.children().nth(at).unwrap()));
    assert_eq!(
        remove(0),
        "[\n\n    // alone\n\n    // about b\n    // and more\n    b,\n    c, /* c's */\n]"
    );
    assert_eq!(
        remove(1),
        "[\n    // about a\n    a, // a's end\n\n    // alone\n\n    c, /* c's */\n]"
    );
    assert_eq!(
        apply(tree.text(), &tree.move_item(list, 2, 0)),
        "[\n    c, /* c's */\n\n    // alone\n\n    // about a\n    a, // a's end\n    // about b\n    // and more\n    b,\n]"
    );
    assert_eq!(
        apply(tree.text(), &tree.insert_item(list, 1, "new")),
        "[\n    // about a\n    a, // a's end\n\n    // alone\n\n    new,\n    // about b\n    // and more\n    b,\n    c, /* c's */\n]"
    );
}

#[test]
fn what_is_put_in_can_be_taken_out_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let everything = fs::read_to_string(root.join("tests/corpus/ok/everything.ron")).unwrap();
    for file in [FILES[0], FILES[2], FILES[3], everything.as_str()] {
        let tree = Tree::parse(file);
        for node in holders(&tree) {
            let count = node.children().count();
            let start = node.span().start;
            for at in [0, count / 2, count] {
                let changed = after(&tree, &insert(&tree, node, at));
                let holder = holders(&changed).into_iter().find(|one| one.span().start == start);
                let put = holder.unwrap().children().nth(at).unwrap();
                let back = apply(changed.text(), &changed.remove(put));
                let has_comma =
                    tree.text()[..node.close_span().unwrap().start].trim_end().ends_with(',');
                let is_regular =
                    has_comma == node.text().contains(",\n") || !node.text().contains('\n');
                if is_regular {
                    assert_eq!(back, file, "{}", changed.text());
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn edits_in_sequence_keep_a_file_sound(
        file in prop::sample::select(&FILES[..]),
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3_u8), 1..8),
    ) {
        let mut tree = Tree::parse(file);
        for (holder, at, what) in steps {
            let next = {
                let holders = holders(&tree);
                if holders.is_empty() {
                    break;
                }
                let node = holders[holder.index(holders.len())];
                let count = node.children().count();
                let edits = match what {
                    0 => insert(&tree, node, at.index(count + 1)),
                    1 => tree.remove(node.children().nth(at.index(count)).unwrap()),
                    _ => tree.move_item(node, at.index(count), count - 1),
                };
                after(&tree, &edits)
            };
            tree = next;
        }
    }
}
