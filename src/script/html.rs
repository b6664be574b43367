//! A screenplay as a page of HTML that stands alone, asks for nothing, and prints on A4.

use std::fmt::Write as _;

use super::screenplay::{Screenplay, ScriptPiece, ScriptRun};
use crate::text::{escaped_html, shown};

/// No paragraph is indented further.
const DEEPEST: usize = 10;

const STYLE: &str = "@page { size: A4; margin: 18mm 16mm; } \
    body { font: 11pt/1.45 system-ui, \"Segoe UI\", Roboto, Arial, sans-serif; color: #000; background: #fff; \
    max-width: 178mm; margin: 0 auto; padding: 6mm; } \
    h1 { font-size: 20pt; } h2 { font-size: 14pt; border-bottom: .3mm solid #000; margin-top: 9mm; } \
    h3 { font-size: 11.5pt; } h1, h2, h3 { break-after: avoid; } \
    p { margin: 1.4mm 0; orphans: 2; widows: 2; break-inside: avoid; } .t { white-space: pre-line; } \
    .by { break-after: avoid; } em { color: #333; } @media print { body { padding: 0; } }";

impl Screenplay {
    /// As a page of HTML.
    #[must_use]
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let mut out = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{title}: screenplay</title><style>{STYLE}</style></head><body>\n"
        );
        for piece in &self.pieces {
            let _ = match piece {
                ScriptPiece::Heading(level, runs) => {
                    writeln!(out, "<h{level}>{}</h{level}>", self.html_runs(runs))
                }
                ScriptPiece::Words(depth, runs) => {
                    // What introduces something stays on its page.
                    let class = match runs.last() {
                        Some(ScriptRun::Soft(words) | ScriptRun::Plain(words))
                            if words.ends_with(':') =>
                        {
                            " class=\"by\""
                        }
                        _ => "",
                    };
                    let indent = match (*depth).min(DEEPEST) {
                        0 => String::new(),
                        depth => format!(" style=\"margin-left:{}mm\"", depth * 7),
                    };
                    writeln!(out, "<p{class}{indent}>{}</p>", self.html_runs(runs))
                }
            };
        }
        out.push_str("</body></html>\n");
        out
    }

    fn html_runs(&self, runs: &[ScriptRun]) -> String {
        let mut out = String::new();
        for run in runs {
            let _ = match run {
                ScriptRun::Plain(words) => write!(out, "{}", escaped(words)),
                ScriptRun::Strong(words) => write!(out, "<strong>{}</strong>", escaped(words)),
                ScriptRun::Soft(words) => write!(out, "<em>{}</em>", escaped(words)),
                ScriptRun::Text(number, _) => {
                    let words = escaped(&self.texts[*number].words);
                    write!(out, "<span class=\"t\">{words}</span>")
                }
                ScriptRun::Quoted(words) => {
                    write!(out, "<span class=\"t\">{}</span>", escaped(words))
                }
            };
        }
        out
    }
}

fn escaped(words: &str) -> String {
    escaped_html(&shown(words))
}
