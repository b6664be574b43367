//! Every `ron` block of the authoring guide and the README loads: whole files as they stand, fragments
//! (```` ```ron,fragment=choice ````) within a small scenario that knows the names they use.

use std::{collections::BTreeSet, fs, ops::ControlFlow, path::Path};

use rapport::{
    diagnostic::{Diagnostic, Palette, has_errors, render},
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
fn the_guide_names_every_code_and_every_word() {
    let guide: String = pages().into_iter().map(|(_, text)| text).collect();
    let faults = [
        include_str!("../../src/scenario/load/faults/mod.rs"),
        include_str!("../../src/scenario/load/faults/reading.rs"),
        include_str!("../../src/cli/lessons/faults.rs"),
    ];
    let faults = faults.concat();
    let codes: BTreeSet<&str> = faults
        .match_indices('"')
        .filter_map(|(at, _)| faults.get(at + 1..at + 6))
        .filter(|code| {
            code.starts_with(['E', 'W']) && code[1..].bytes().all(|b| b.is_ascii_digit())
        })
        .collect();
    let words = [
        include_str!("../../src/scenario/vocabulary.rs"),
        include_str!("../../src/scenario/syntax/effect.rs"),
        include_str!("../../src/scenario/syntax/lesson.rs"),
        include_str!("../../src/scenario/syntax/scene.rs"),
        include_str!("../../src/scenario/syntax/mod.rs"),
    ];
    let mut missing: Vec<String> = codes.into_iter().map(str::to_owned).collect();
    missing.extend(words.iter().flat_map(|file| words_of(file)));
    missing.retain(|word| !guide.contains(word.as_str()));
    assert!(missing.is_empty(), "the guide never names {missing:?}");
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
            assert!(!is_page || pages().iter().any(|(page, _)| page == target), "{page}: {target}");
        }
    }
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
                let is_variant = !is_derive
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
    let mut pages: Vec<(String, String)> = fs::read_dir(root.join("docs/src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    pages.sort();
    pages.push(("README.md".into(), fs::read_to_string(root.join("README.md")).unwrap()));
    pages
}

struct Block {
    line: usize,
    fragment: Option<String>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
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
                let fragment = info.split_once("fragment=").map(|(_, kind)| kind.to_owned());
                open = Some(Block { line: number, fragment, text: String::new() });
            }
            (None, Some(_)) => {
                // Another language: skip to its end.
                open = Some(Block { line: 0, fragment: None, text: String::new() });
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
}

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
        diagnostics.iter().map(|one| render(one, source, Palette::Plain)).collect();
    told.join("\n\n")
}
