//! The page that prints: it stands alone, tells nothing private, and counts the hidden reasons.

use std::sync::Arc;

use rapport::{
    coach::{self, Handout, challenge},
    engine::Session,
    scenario::{Scenario, load},
    text::SourceFile,
};

use super::{flagship::flagship, random_play};

fn handout(session: &Session, sentence: Option<&str>) -> Handout {
    let debrief = coach::debrief(session).unwrap();
    let page = coach::page(session, &debrief, None);
    Handout::of(session.scenario(), &debrief, &page, sentence.map(str::to_owned))
}

#[test]
fn the_flagship_s_page_stands_alone() {
    let flagship = &flagship().scenario;
    for seed in 0..20 {
        let Some(session) = random_play(flagship, seed) else { continue };
        let handout = handout(&session, Some("If <b>I</b> guess, I ask."));
        let html = handout.html(&["<svg xmlns=\"#\">%</svg>".to_owned()]);
        assert!(html.contains("One silence, six reasons: which did you get?"), "{html}");
        assert!(html.contains("If &lt;b&gt;I&lt;/b&gt; guess, I ask."));
        assert!(html.contains("src=\"data:image/svg+xml,%3Csvg xmlns=%22%23%22%3E%25%3C/svg%3E\""));
        let asked = html.split("src=\"").skip(1).chain(html.split("url(").skip(1));
        assert!(asked.clone().count() == 1 && asked.clone().all(|rest| rest.starts_with("data:")));
        for word in ["<script", "http:", "https:", "How did that feel?", "With which client"] {
            assert!(!html.contains(word), "{word} in {html}");
        }
        for ending in [&handout.ending, &handout.ending_text, &handout.page.going_on.title] {
            assert!(html.contains(&rapport::text::escaped_html(ending)), "{ending}");
        }
    }
}

fn with_reasons(tagline: &str, count: usize) -> Arc<Scenario> {
    let values: Vec<String> = (0..count).map(|at| format!("\"v{at}\": (weight: 1),")).collect();
    let values = values.concat();
    let text = format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", summary: \"X\", minutes: 1, {tagline}\n\
         player: (name: \"Sam\", role: \"R\"), start: \"a\", hidden: [(id: \"why\", values: {{{values}}})],\n\
         variety: \"why\", scenes: {{\"a\": (choices: [(id: \"w\", text: \"W\", goto: End)])}},\n\
         endings: [(id: \"over\", title: \"Over\", value: 1, text: \"Over.\")])"
    );
    let loaded = load(&SourceFile::new("x.ron", text), None);
    Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)))
}

#[test]
fn the_question_counts_what_is_hidden() {
    let asks = |tagline: &str, count| challenge(&with_reasons(tagline, count));
    let told = |words: &str| Some(words.to_owned());
    assert_eq!(asks("", 2), told("Two reasons: which did you get?"));
    assert_eq!(asks("", 15), told("15 reasons: which did you get?"));
    // An author's line is taken where its number is true.
    let line = "tagline: \"One door, three keys.\",";
    assert_eq!(asks(line, 3), told("One door, three keys: which did you get?"));
    assert_eq!(asks(line, 4), told("Four reasons: which did you get?"));
    assert_eq!(asks(line, 1), None);
    let other = "tagline: \"Two mornings, one call\",";
    assert_eq!(asks(other, 2), told("Two reasons: which did you get?"));
}
