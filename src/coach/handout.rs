//! What a learner takes along, or sends to somebody: the debrief's page as a page of HTML that prints on one sheet.

use std::fmt::Write as _;

use super::{Ask, Debrief, FOR_TRAINING, Page, PageLine, PagePart, Tone};
use crate::{
    scenario::Scenario,
    text::{capital, escaped_html, quoted, shown},
};

const STYLE: &str = "@page { size: A4; margin: 12mm; } * { box-sizing: border-box; } \
    body { font: 9.5pt/1.35 Lato, system-ui, \"Segoe UI\", Roboto, Arial, sans-serif; color: #1F2A2E; \
    background: #fff; max-width: 186mm; margin: 0 auto; padding: 4mm; } \
    .picture { position: relative; height: 42mm; overflow: hidden; background: #16282E; border-radius: 3mm; \
    print-color-adjust: exact; -webkit-print-color-adjust: exact; } \
    .picture img { position: absolute; } .picture img:first-child { left: 0; top: 0; width: 100%; height: 100%; \
    object-fit: cover; object-position: 50% 60%; } .picture img + img { right: 10mm; bottom: 3mm; height: 36mm; } \
    h1 { font-size: 17pt; margin: 4mm 0 1mm; } h2 { font-size: 11pt; margin: 3mm 0 1mm; color: #1E6A60; } \
    p { margin: 0 0 1mm; } .label { font-weight: bold; font-size: 8.5pt; color: #4A585D; } \
    .quote { font-size: 13pt; } .yours, .lesson { font-weight: bold; } \
    .rest { columns: 2; column-gap: 8mm; } section { break-inside: avoid; } \
    .mine { background: #F2B134; color: #1F1708; padding: 3mm 4mm; border-radius: 2mm; margin-top: 4mm; \
    print-color-adjust: exact; -webkit-print-color-adjust: exact; } \
    .challenge { font-size: 13pt; font-weight: bold; margin-top: 5mm; } footer { font-size: 8pt; color: #4A585D; } \
    @media print { body { padding: 0; } }";

/// What is taken along of a debrief, or sent to somebody: the ending, the page without what is private, the
/// question that it puts to others, and one's own sentence where its owner wants it told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// Title of the ending.
    pub ending: String,
    /// The ending's text.
    pub ending_text: String,
    /// The page.
    pub page: Page,
    /// "One silence, six reasons: which did you get?"
    pub challenge: Option<String>,
    /// The sentence that was kept, if it is to be told.
    pub sentence: Option<String>,
}

/// What a finished play asks of others: how many hidden reasons there are, and which one they get. Nothing where
/// fewer than two are hidden.
#[must_use]
pub fn challenge(scenario: &Scenario) -> Option<String> {
    let draw = scenario.draws.get(scenario.variety?.index())?;
    let count = draw.values.len();
    if count < 2 {
        return None;
    }
    let line = [draw.title.as_deref(), scenario.tagline.as_deref()].into_iter().flatten();
    let line =
        line.map(|line| line.trim_end_matches(['.', '?', '!'])).find(|line| tells(line, count));
    let line = line.map_or_else(|| format!("{} reasons", capital(&in_words(count))), str::to_owned);
    Some(format!("{line}: which did you get?"))
}

/// Whether the last number of an author's line is how many there are.
fn tells(line: &str, count: usize) -> bool {
    let numbers: Vec<String> = (1..=MOST_IN_WORDS).map(in_words).collect();
    let number = |part: &str| {
        let word = numbers.iter().position(|one| part.eq_ignore_ascii_case(one));
        word.map(|at| at + 1).or_else(|| part.parse().ok())
    };
    line.split(|c: char| !c.is_alphanumeric()).filter_map(number).next_back() == Some(count)
}

/// The greatest number that is told in words.
const MOST_IN_WORDS: usize = 12;

fn in_words(count: usize) -> String {
    let words: [_; MOST_IN_WORDS] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let word = count.checked_sub(1).and_then(|at| words.get(at));
    word.map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

impl Handout {
    /// The handout of a finished play.
    #[must_use]
    pub fn of(
        scenario: &Scenario,
        debrief: &Debrief,
        page: &Page,
        sentence: Option<String>,
    ) -> Self {
        Self {
            ending: debrief.ending.title.to_string(),
            ending_text: debrief.ending.text.to_string(),
            page: page.clone(),
            challenge: challenge(scenario),
            sentence,
        }
    }

    /// As a page of HTML that stands alone, asks for nothing and prints on one sheet; `pictures` are drawings as
    /// SVG, the one behind first.
    #[must_use]
    pub fn html(&self, pictures: &[String]) -> String {
        let title = told(&self.page.scenario);
        let mut out = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{title}</title><style>{STYLE}</style></head><body>\n"
        );
        if !pictures.is_empty() {
            out.push_str("<div class=\"picture\">");
            for svg in pictures {
                let _ = write!(out, "<img alt=\"\" src=\"{}\">", as_address(svg));
            }
            out.push_str("</div>\n");
        }
        let _ = writeln!(out, "<h1>{title}</h1>");
        let (ending, text) = (told(&self.ending), told(&self.ending_text));
        let _ = writeln!(out, "<p><strong>{ending}.</strong> {text}</p>");
        let mut rest = String::new();
        for section in self.page.sections() {
            // Feelings are for nobody else, and of the if-then only what its owner wants told.
            let part = match section.part {
                PagePart::Feeling | PagePart::IfThen => continue,
                PagePart::GoingOn => &mut out,
                PagePart::Strength | PagePart::Turning | PagePart::Columns => &mut rest,
            };
            let _ = writeln!(part, "<section><h2>{}</h2>", told(&section.heading));
            let after = section.ask.iter().flat_map(|ask: &Ask| &ask.told);
            section.lines.iter().chain(after).for_each(|line| write_line(part, line));
            part.push_str("</section>\n");
        }
        let _ = writeln!(out, "<div class=\"rest\">\n{rest}</div>");
        if let Some(sentence) = &self.sentence {
            let _ = writeln!(out, "<p class=\"mine\">{}</p>", told(sentence));
        }
        if let Some(challenge) = &self.challenge {
            let _ = writeln!(out, "<p class=\"challenge\">{}</p>", told(challenge));
        }
        let _ = writeln!(out, "<footer>Rapport. {}</footer>\n</body></html>", told(FOR_TRAINING));
        out
    }
}

fn write_line(out: &mut String, line: &PageLine) {
    let before = line.label.as_deref().filter(|_| line.tone != Tone::Theirs);
    let before = before.map(|label| format!("<span class=\"label\">{}:</span> ", told(label)));
    let (class, text) = match line.tone {
        Tone::Plain => ("plain", line.text.clone()),
        Tone::Title | Tone::Lesson => ("lesson", line.text.clone()),
        Tone::Yours | Tone::Instead => ("yours", line.text.clone()),
        Tone::Theirs => ("quote", quoted(&line.text)),
        Tone::Thought => ("thought", line.text.clone()),
    };
    let before = before.unwrap_or_default();
    let _ = writeln!(out, "<p class=\"{class}\">{before}{}</p>", told(&text));
    if let Some(who) = line.label.as_deref().filter(|_| line.tone == Tone::Theirs) {
        let _ = writeln!(out, "<p class=\"label\">{}</p>", told(who));
    }
}

fn told(words: &str) -> String {
    escaped_html(&shown(words))
}

/// A drawing as the address of itself: each stands in a document of its own, where its names meet no others.
fn as_address(svg: &str) -> String {
    let mut address = String::from("data:image/svg+xml,");
    for one in svg.chars() {
        match one {
            '-' | '_' | '.' | '/' | ':' | ';' | '=' | ',' | '(' | ')' | ' ' => address.push(one),
            _ if one.is_ascii_alphanumeric() => address.push(one),
            _ => {
                for byte in one.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(address, "%{byte:02X}");
                }
            }
        }
    }
    address
}
