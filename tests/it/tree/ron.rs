//! `ron` is the referee: what it accepts, the tree reads without a fault and with the same structure;
//! what it refuses, the tree marks.

use proptest::prelude::*;
use rapport::tree::{FaultKind, Node, NodeKind, Tree};
use ron::Value;

/// Corners of RON, all of which `ron` accepts.
pub(super) const CORNERS: [&str; 40] = [
    "#![enable(implicit_some)]\n(a: 1)",
    "#![enable(implicit_some, unwrap_newtypes,)] #![type = \"x\"] ()",
    "# ! [ enable ( implicit_some ) ] /* here */ Unit",
    "r\"raw \\n\"",
    "r##\"a \"# b\"##",
    "b\"bytes \\x00\\xff\"",
    "br#\"a \"b\" \"#",
    "b'x'",
    "b'\\''",
    "'\\''",
    "'\"'",
    "'\\u{e9}'",
    "\"\\u{1F600} \\x41 \\xc3\\xa9 \\\\ \\\" \\' \\t\"",
    "\"over\nlines\"",
    "\"goes on \\\n      here\"",
    "\"goes on \\\r\n  here\"",
    "/* a /* b */ c */ 1 // end",
    "[1, 2, 3,]",
    "[+1, -1, +1.5, -1.5e-3, 1E5, .5, 5., 1_000, 0xFF, 0o17, 0b1010, -0x1]",
    "[inf, -inf, +inf, NaN, -NaN, inff32, NaNf64, -inff64]",
    "[1u8, 2i64, 3.5f32, 300u16, 1_0u8]",
    "[1..5, 1..=5, .., ..5, ..=5, 1.., 'a', b'a'..b'z']",
    "()",
    "( )",
    "Unit",
    "Empty()",
    "Empty ( )",
    "New(1)",
    "New(1,)",
    "Pair(1, \"two\")",
    "Named(a: 1, b: (c: 2),)",
    "Named (\n  a /* here */ : 1 // and\n , b: 2)",
    "(r#type: 1, r#a.b-c+d: 2)",
    "[r#type, r#fn(1)]",
    "{}",
    "{ \"a\": 1, 'b': 2, 3: [], (x: 1): (), Some(1): None, [1]: {} }",
    "Some(Some(None))",
    "Some (\n 1 , )",
    "(true: true, false: false, None: None, inf: inf)",
    "[größe, (é: 1), \u{e9}]",
];

/// What is no RON.
const REFUSED: [&str; 46] = [
    "",
    "  // nothing",
    "(",
    ")",
    "[1",
    "{\"a\": 1",
    "(a: 1",
    "[1 2]",
    "(a 1)",
    "(a: 1 b: 2)",
    "[1,,2]",
    "[,]",
    "(,)",
    "(a:)",
    "{1}",
    "{1: }",
    "{a, b}",
    "(a: 1, 2)",
    "(1, a: 2)",
    "[a: 1]",
    "\"open",
    "r#\"open\"",
    "b\"open",
    "'ab'",
    "''",
    "\"\\q\"",
    "\"\\u{110000}\"",
    "\"\\u{}\"",
    "\"\\xff\"",
    "b\"\\u{e9}\"x",
    "/* open",
    "/ 1",
    "1 2",
    "() ()",
    "#![enable(what)] 1",
    "#![enable()] 1",
    "#[x] 1",
    "Some",
    "Some()",
    "Some(1, 2)",
    "Some(a: 1)",
    "1x",
    "1e",
    "--1",
    "(a: 1; b: 2)",
    "{\"a\" = 1}",
];

/// A scenario that uses the whole language.
const SCENARIO: &str = include_str!("../../corpus/ok/everything.ron");

/// Whether the tree finds nothing wrong, but for what the house refuses beyond `ron`: control
/// characters and letters that only look like ours.
fn is_sound(tree: &Tree) -> bool {
    let is_ours = |kind: FaultKind| {
        matches!(kind, FaultKind::ControlCharacter { .. } | FaultKind::LookAlike(_))
    };
    tree.faults().iter().all(|fault| is_ours(fault.kind))
}

/// What `ron` reads, if it accepts a text.
fn ron_reads(text: &str) -> Option<Value> {
    ron::from_str::<Value>(text).ok()
}

/// The value that a sound node stands for, as `ron` has it.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        NodeKind::Text => Value::String(node.as_str().unwrap().into_owned()),
        NodeKind::Number => ron_reads(node.text()).unwrap(),
        NodeKind::Char => Value::Char(node.as_char().unwrap()),
        NodeKind::Bytes => Value::Bytes(node.as_bytes().unwrap()),
        NodeKind::Bool => Value::Bool(node.as_bool().unwrap()),
        NodeKind::Unit if node.word() == Some("None") => Value::Option(None),
        NodeKind::Unit => Value::Unit,
        NodeKind::Tuple if node.word() == Some("Some") => {
            Value::Option(Some(Box::new(value(node.items().next().unwrap()))))
        }
        NodeKind::Tuple if node.text() == "()" => Value::Unit,
        NodeKind::Tuple | NodeKind::List => Value::Seq(node.items().map(value).collect()),
        NodeKind::Struct => {
            let fields = node.fields().map(|field| {
                let name = field.name.strip_prefix("r#").unwrap_or(field.name);
                (Value::String(name.to_owned()), value(field.value.unwrap()))
            });
            Value::Map(fields.collect())
        }
        NodeKind::Map => Value::Map(
            node.entries().map(|entry| (value(entry.key), value(entry.value.unwrap()))).collect(),
        ),
        NodeKind::File | NodeKind::Field | NodeKind::Entry | NodeKind::Error => {
            panic!("{node:?} has no value")
        }
    }
}

/// Holds the tree of a text against what `ron` makes of it.
fn agrees(text: &str) -> Result<(), TestCaseError> {
    let tree = Tree::parse(text);
    match ron_reads(text) {
        None => prop_assert!(!tree.faults().is_empty(), "ron refuses, the tree does not: {text:?}"),
        Some(wanted) => {
            prop_assert!(is_sound(&tree), "ron accepts, the tree does not: {text:?}\n{tree:?}");
            if tree.faults().is_empty() {
                let found = value(tree.value().unwrap());
                prop_assert_eq!(format!("{found:?}"), format!("{wanted:?}"), "{}", text);
            }
        }
    }
    Ok(())
}

#[test]
fn corners_are_read_as_ron_reads_them() {
    for corner in CORNERS {
        assert!(ron_reads(corner).is_some(), "{corner}: {:?}", ron::from_str::<Value>(corner));
        agrees(corner).unwrap();
    }
}

#[test]
fn what_ron_refuses_is_marked() {
    for refused in REFUSED {
        assert!(ron_reads(refused).is_none(), "{refused}");
        agrees(refused).unwrap();
    }
}

#[test]
fn depth_ends_where_it_ends_for_ron() {
    for (open, inside, close) in
        [("[", "", "]"), ("(a: ", "1", ")"), ("{1: ", "1", "}"), ("A(", "1", ")")]
    {
        for depth in 60..70 {
            let text = [open.repeat(depth), inside.to_owned(), close.repeat(depth)].concat();
            agrees(&text).unwrap();
        }
    }
    for depth in 120..136 {
        agrees(&["Some(".repeat(depth), "1".to_owned(), ")".repeat(depth)].concat()).unwrap();
    }
    let deep = [1, 1_000, 100_000].map(|depth| "[".repeat(depth));
    for text in deep {
        assert!(!Tree::parse(text).faults().is_empty());
    }
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        "[+-]?[0-9]{1,20}",
        "[+-]?[0-9]{0,3}\\.[0-9]{1,3}([eE][+-]?[0-9]{1,2})?(f32|f64)?",
        "0(x[0-9a-f_]{1,4}|b[01_]{1,6}|o[0-7]{1,4})(u8|i16|u32)?",
        "[0-9]{1,2}(_[0-9]{1,2}){0,2}(u8|i64)?",
        "\"([a-zA-Z “”'\\n,:()]|\\\\n|\\\\\"|\\\\\\\\|\\\\u\\{[0-9a-f]{1,4}\\}|\\\\x[4-6][0-9]){0,12}\"",
        "r#\"[a-z\" \\\\]{0,6}\"#",
        "b\"([a-z ]|\\\\x[0-9a-f]{2}){0,5}\"",
        "'([a-z\"]|\\\\n|\\\\u\\{e9\\})'",
        "[A-Z][a-z]{0,5}",
        "r#[a-z.+-]{1,5}",
        prop::sample::select(vec![
            "true", "false", "None", "inf", "-inf", "NaN", "()", "1..3", "b'x'"
        ])
        .prop_map(str::to_owned),
    ]
}

fn gap() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "", " ", "\n    ", "/* c */", " // c, ( \"\n", "\t", "\u{2028}"])
        .prop_map(str::to_owned)
}

pub(super) fn document() -> impl Strategy<Value = String> {
    scalar().prop_recursive(4, 40, 5, |inner| {
        let items = prop::collection::vec((gap(), inner.clone(), gap()), 0..5);
        let names = prop::collection::vec(("[a-z_][a-z0-9_]{0,4}", gap(), inner), 1..4);
        let trailing = any::<bool>();
        (prop_oneof![Just(""), Just("Word"), Just("Some")], items, names, trailing, 0..4_usize)
            .prop_map(|(word, items, names, trailing, shape)| {
                let list: Vec<String> =
                    items.iter().map(|(a, item, b)| format!("{a}{item}{b}")).collect();
                let end = if trailing && !list.is_empty() { "," } else { "" };
                let fields: Vec<String> = names
                    .iter()
                    .map(|(name, gap, value)| format!("{name}{gap}:{gap}{value}"))
                    .collect();
                match shape {
                    0 => format!("[{}{end}]", list.join(",")),
                    1 => format!("{word}({}{end})", list.join(",")),
                    2 => {
                        let word = if word == "Some" { "" } else { word };
                        format!("{word}({})", fields.join(", "))
                    }
                    _ => {
                        let entries: Vec<String> = names
                            .iter()
                            .map(|(key, gap, value)| format!("\"{key}\"{gap}:{value}"))
                            .collect();
                        format!("{{{}}}", entries.join(","))
                    }
                }
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn documents_are_read_as_ron_reads_them(text in document()) {
        agrees(&text)?;
    }

    #[test]
    fn mutated_documents_are_accepted_and_refused_alike(
        text in document(),
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), "[\\[\\](){},:\"'\\\\/*#!a-c0-9.+_ \n-]?"), 1..4),
    ) {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, sign) in changes {
            let at = at.index(letters.len().max(1));
            match sign.chars().next() {
                Some(sign) => letters.insert(at.min(letters.len()), sign),
                None if !letters.is_empty() => { letters.remove(at); }
                None => {}
            }
        }
        agrees(&letters.into_iter().collect::<String>())?;
    }

    #[test]
    fn signs_are_accepted_and_refused_alike(text in "[\\[\\](){},:\"'\\\\/*#!ab01.+_ r\n-]{0,12}") {
        agrees(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn mutated_scenarios_are_accepted_and_refused_alike(
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), "[\\[\\](){},:\"' a]?"), 1..3),
    ) {
        let mut letters: Vec<char> = SCENARIO.chars().collect();
        for (at, sign) in changes {
            let at = at.index(letters.len());
            match sign.chars().next() {
                Some(sign) => letters.insert(at, sign),
                None => { letters.remove(at); }
            }
        }
        agrees(&letters.into_iter().collect::<String>())?;
    }
}
