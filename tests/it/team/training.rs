//! The page on leading a training: what it shows is what the program takes.

use rapport::{team::house_rules, text::SourceFile};

use crate::{cli::Desk, tidy::read};

const PAGE: &str = "docs/src/training.md";

#[test]
fn the_house_rules_of_the_page_are_read() {
    let page = read(PAGE);
    let block = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let rules = house_rules(&SourceFile::new("house.ron", block)).unwrap();
    assert_eq!(rules.title, "At our agency");
    assert_eq!([rules.law.len(), rules.say.len(), rules.avoid.len()], [1; 3]);
}

#[test]
fn every_line_and_option_of_the_page_is_one_that_the_host_knows() {
    let desk = Desk::new();
    let options = desk.run(&["host", "--help"]).fine();
    let lines =
        desk.run_with(&["host", "errand.ron", "--bind", "loopback", "--port", "0"], "help\nquit\n");
    let lines = lines.fine();
    let page = read(PAGE);
    let mut known = 0;
    // Words in code marks within a line; blocks are tried by the tests of the docs.
    for line in page.lines().filter(|line| !line.starts_with("```")) {
        for word in line.split('`').skip(1).step_by(2) {
            let first = word.split(' ').next().unwrap();
            if word.starts_with("--") {
                assert!(options.contains(first) || first == "--minutes", "{word}");
            } else if first.bytes().all(|b| b.is_ascii_lowercase() || b == b'!')
                && first != "rapport"
            {
                let is_line = lines
                    .lines()
                    .any(|line| line.starts_with(first) || line.contains(&format!(", {first}")));
                let is_value = options.contains(first) || first == "sessions";
                assert!(is_line || is_value, "`{word}` is neither a line nor a value");
            }
            known += 1;
        }
    }
    assert!(known > 20, "the scan sees only {known} words");
}
