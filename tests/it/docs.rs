//! Every `ron` block of the authoring guide and the README loads: whole files as they stand, fragments
//! (```` ```ron,fragment=choice ````) within a small scenario that knows the names they use.

use std::{collections::BTreeSet, fs, ops::ControlFlow, path::Path};

use rapport::{
    diagnostic::{Diagnostic, TerminalColours, has_errors, render},
    scenario::{load, load_pack},
    solver::{Limits, Proven, prove},
    text::SourceFile,
};

#[test]
fn every_block_of_the_guide_loads() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (page, text) in pages() {
        for block in blocks(&text) {
            count += 1;
            let source = SourceFile::new(format!("{page}:{}", block.line), block.whole());
            let is_pack = block.text.starts_with("Pack(");
            let found =
                if is_pack { load_pack(&source).1 } else { load(&source, None).diagnostics };
            let must_be_clean = block.fragment.is_none();
            if has_errors(&found) || (must_be_clean && !found.is_empty()) {
                wrong.push(told(&found, &source));
            }
        }
    }
    assert!(count > 20, "only {count} blocks found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_lessons_of_whole_files_hold() {
    let mut proofs = 0;
    for (page, text) in pages() {
        for block in blocks(&text).iter().filter(|block| block.fragment.is_none()) {
            let Some(scenario) = load(&SourceFile::new(&*page, &block.text), None).scenario else {
                continue;
            };
            for proof in prove(&scenario, Limits::default(), &mut |_| ControlFlow::Continue(())) {
                assert_eq!(proof.proven, Proven::Holds, "{page}:{}: {proof:#?}", block.line);
                proofs += 1;
            }
        }
    }
    assert!(proofs > 4, "only {proofs} claims found");
}

#[test]
fn the_guide_names_every_word_in_code_marks() {
    let named: BTreeSet<String> =
        pages().iter().flat_map(|(_, text)| words_in_marks(text)).collect();
    let files = [
        include_str!("../../src/scenario/vocabulary.rs"),
        include_str!("../../src/scenario/appearance.rs"),
        include_str!("../../src/scenario/syntax/effect.rs"),
        include_str!("../../src/scenario/syntax/lesson.rs"),
        include_str!("../../src/scenario/syntax/scene.rs"),
        include_str!("../../src/scenario/syntax/mod.rs"),
    ];
    let mut words: BTreeSet<String> = files.iter().flat_map(|file| words_of(file)).collect();
    assert!(words.len() > 100, "only {} words found", words.len());
    // Forms that are written without a word of their own.
    let unwritten = ["Script", "Named", "Short", "Full", "cases"];
    words.retain(|word| !named.contains(word) && !unwritten.contains(&word.as_str()));
    assert!(words.is_empty(), "the guide never names in code marks {words:?}");
}

#[test]
fn words_in_code_marks_are_whole() {
    let page = "Say `goto: End`, or id.\n```ron\n(when: [Add(\"to\", 5)]) // value\n```\n```sh\nrun\n```\n\
        Not `quoted\nacross`.";
    let words: Vec<String> = words_in_marks(page).into_iter().collect();
    assert_eq!(words, ["5", "Add", "End", "goto", "when"]);
}

#[test]
fn the_summary_lists_every_page() {
    let summary = pages().into_iter().find(|(page, _)| page == "SUMMARY.md").unwrap().1;
    for (page, text) in pages() {
        assert!(
            page == "SUMMARY.md" || page == "README.md" || summary.contains(&format!("({page})")),
            "{page}"
        );
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default();
            let is_page = !target.contains("://")
                && Path::new(target).extension().is_some_and(|ending| ending == "md")
                && page != "README.md";
            let there = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src").join(target);
            assert!(!is_page || there.is_file(), "{page}: {target}");
        }
    }
}

/// The words that stand in code marks, and those of the language in its examples: outside texts and
/// remarks, which could hold any word of English.
fn words_in_marks(page: &str) -> BTreeSet<String> {
    let mut block = None;
    let mut words = BTreeSet::new();
    for line in page.lines() {
        if let Some(language) = line.strip_prefix("```") {
            block = if block.is_none() { Some(language.starts_with("ron")) } else { None };
            continue;
        }
        let code: Vec<&str> = match block {
            Some(true) => {
                let code = line.split("//").next().unwrap_or_default();
                code.split('"').step_by(2).collect()
            }
            None if line.matches('`').count().is_multiple_of(2) => {
                line.split('`').skip(1).step_by(2).collect()
            }
            Some(false) | None => Vec::new(),
        };
        let parts =
            code.iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_'));
        words.extend(parts.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    words
}

/// Fields and variants: what an author can write.
fn words_of(file: &str) -> Vec<String> {
    let lines = file.lines().map(str::trim);
    let word = |line: &str| -> String {
        line.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    lines
        .filter_map(|line| match line.strip_prefix("pub ") {
            Some(rest) if rest.starts_with("const ") => None,
            Some(rest) if rest.contains(": ") && !rest.contains('(') => Some(word(rest)),
            Some(_) => None,
            None => {
                let name = word(line);
                // A derive that runs over two lines.
                let is_derive = line.starts_with("Debug,");
                // Names that are imported, several to a line.
                let is_import = line.contains(", ") && !line.contains('(');
                let is_variant = !is_derive
                    && !is_import
                    && name.starts_with(char::is_uppercase)
                    && line[name.len()..].starts_with([',', '(', ' '])
                    && (line.ends_with(',') || line.ends_with('{'))
                    && !line.contains("=>")
                    && !line.contains("::");
                is_variant.then_some(name)
            }
        })
        .collect()
}

/// The pages of the guide, and the README.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = pages_in("docs/src");
    pages.push(("README.md".into(), fs::read_to_string(root.join("README.md")).unwrap()));
    pages
}

/// The pages of a folder.
pub(crate) fn pages_in(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<(String, String)> = fs::read_dir(root.join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    pages.sort();
    pages
}

/// An example of a page.
pub(crate) struct Block {
    /// The line before it.
    pub(crate) line: usize,
    fragment: Option<String>,
    /// Whether it shows how not to write.
    pub(crate) is_bad: bool,
    text: String,
}

/// The examples of a page.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (line, number) in page.lines().zip(1..) {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text += line;
                block.text.push('\n');
            }
            (None, Some(info)) if info.starts_with("ron") => {
                let fragment = info.split(',').find_map(|part| part.strip_prefix("fragment="));
                let fragment = fragment.map(str::to_owned);
                let is_bad = info.ends_with(",bad");
                open = Some(Block { line: number, fragment, is_bad, text: String::new() });
            }
            (None, Some(_)) => {
                // Another language: skip to its end.
                let (fragment, is_bad) = (None, false);
                open = Some(Block { line: 0, fragment, is_bad, text: String::new() });
            }
            (None, None) => {}
        }
    }
    blocks.retain(|block| block.line > 0);
    blocks
}

impl Block {
    /// The block as a whole file.
    fn whole(&self) -> String {
        let text = &self.text;
        match self.fragment.as_deref() {
            None => text.clone(),
            Some("field") => skeleton(text, "", "", "", "", ""),
            Some("scene") => skeleton("", text, "", "", "", ""),
            Some("choice") => skeleton("", "", text, "", "", ""),
            Some("line") => skeleton("", "", "", text, "", ""),
            Some("condition") => skeleton("", "", "", "", text, ""),
            Some("effect") => skeleton("", "", "", "", "", text),
            Some(other) => panic!("no fragment is called `{other}`"),
        }
    }

    /// The block as a whole file that is without a fault but for what the block holds.
    pub(crate) fn on_a_page(&self) -> String {
        let Some(kind) = self.fragment.as_deref() else { return self.text.clone() };
        let part = |name: &str| if name == kind { self.text.trim_end() } else { "" };
        let own = [
            (
                "cast",
                r#"{ "helen": (name: "Helen", role: "R"), "marcus": (name: "Marcus", role: "R") }"#,
            ),
            (
                "meters",
                r#"{ "trust": (label: "T", of: "helen", start: 40), "story": (label: "S", start: 38) }"#,
            ),
            ("facts", r#"{ "reason": "It is payroll week." }"#),
            ("agreements", r#"{ "window": (label: "An answer", with: "marcus") }"#),
            (
                "hidden",
                r#"[(id: "truth", values: { "swamped": (weight: 1), "upset": (weight: 1) })]"#,
            ),
            ("clock", r#"(last_day: 20, then: "over")"#),
            ("endings", r#"[(id: "over", title: "Over", value: 50, text: "It is over.")]"#),
        ];
        let given =
            |name: &str| part("field").lines().any(|line| line.starts_with(&format!("{name}:")));
        let own = own.iter().filter(|(name, _)| !given(name));
        let own: Vec<String> = own.map(|(name, text)| format!("{name}: {text},\n")).collect();
        let own = own.concat();
        let hall = if part("scenes").contains("\"hall\": (") { "" } else { HALL };
        format!(
            include_str!("docs/page.ron"),
            own = own,
            field = part("field"),
            effect = part("effect"),
            line = part("line"),
            condition = part("condition"),
            choice = part("choice"),
            scenes = part("scenes"),
            hall = hall,
        )
    }

    /// The example as the whole of a story that ends well with `Set("dated")`, for what only an analysis shows.
    pub(crate) fn as_a_story(&self) -> String {
        let (scenes, leads) = (self.text.trim_end(), self.text.contains("goto: \"hall\""));
        format!(
            include_str!("docs/analysed.ron"),
            scenes = scenes,
            hall = if leads { HALL } else { "" }
        )
    }
}

/// A scene that examples lead to.
const HALL: &str = r#""hall": (choices: [(id: "home", text: "I go home.", goto: End)]),"#;

/// A scenario that knows the names used by fragments. A field given replaces the skeleton's own.
fn skeleton(
    fields: &str,
    scenes: &str,
    choices: &str,
    lines: &str,
    when: &str,
    effects: &str,
) -> String {
    let own = [
        (
            "cast",
            "{ \"helen\": (name: \"Helen\", role: \"R\"), \"marcus\": (name: \"Marcus\", role: \"R\") }",
        ),
        (
            "meters",
            "{ \"trust\": (label: \"T\", of: \"helen\", start: 40), \"story\": (label: \"S\", start: 38) }",
        ),
        ("facts", "{ \"autoreply\": \"A\", \"reason\": \"R\" }"),
        ("told", "{ \"never-rated\": (text: \"N\") }"),
        ("agreements", "{ \"window\": (label: \"W\", with: \"helen\") }"),
        (
            "hidden",
            "[(id: \"truth\", values: { \"swamped\": (weight: 1), \"upset\": (weight: 1) })]",
        ),
        ("beneath", "(who: \"helen\", draw: \"truth\", title: \"B\")"),
        ("clock", "(last_day: 20, then: \"over\")"),
        ("endings", "[(id: \"over\", title: \"O\", value: 50, text: \"O\")]"),
        ("commitments", "[\"If I wait, I ring.\"]"),
    ];
    let given = |name: &str| fields.lines().any(|line| line.starts_with(&format!("{name}:")));
    let own: Vec<String> = own
        .iter()
        // A clock of the skeleton's own needs an ending of its own.
        .filter(|(name, _)| !(given(name) || *name == "clock" && given("endings")))
        .map(|(name, text)| format!("    {name}: {text},\n"))
        .collect();
    // Choices that need an earlier scene of their own come after the first view.
    format!(
        "Scenario(
    format: 1, id: \"guide\", title: \"G\", summary: \"G\", minutes: 1, player: (name: \"N\", role: \"R\"),
    start: \"first\",
{}{fields}
    scenes: {{
        \"first\": (choices: [
            (id: \"begin\", text: \"B\", effects: [Set(\"emailed\"), Set(\"limit\"), Set(\"warned\")], goto: \"desk\"),
            (id: \"visit\", text: \"V\", effects: [{effects}], takes: 1, goto: \"call\"),
        ]),
        \"desk\": (lines: [{lines}], choices: [
            (id: \"ring\", text: \"R\", goto: \"call\"),
            (id: \"wait\", text: \"W\", when: [{when}], goto: End),
            {choices}
        ]),
        \"call\": (choices: [(id: \"end\", text: \"E\", goto: End)]),
        {scenes}
    }},
)
",
        own.concat()
    )
}

fn told(diagnostics: &[Diagnostic], source: &SourceFile) -> String {
    let told: Vec<String> =
        diagnostics.iter().map(|one| render(one, source, TerminalColours::Plain)).collect();
    told.join("\n\n")
}
