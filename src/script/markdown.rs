//! A screenplay as Markdown: every text of the file between two remarks, so that it can be found again.

use std::fmt::Write as _;

use super::screenplay::{Screenplay, ScriptPiece, ScriptRun};
use crate::text::shown;

/// How the remark at the head of a screenplay begins.
pub(super) const HEAD: &str = "rapport script 1 ";

/// What ends a text.
pub(super) const END: &str = "/";

impl Screenplay {
    /// As Markdown, with a mark before each text; the scenes are named in its head where it has some only.
    #[must_use]
    pub fn markdown(&self, scenes: &[String]) -> String {
        let mut out = String::new();
        // What shows no text of the file cannot be brought back either.
        if !self.texts.is_empty() {
            let _ = write!(out, "<!-- {HEAD}{} {} {}", self.id, self.version, self.mark_count());
            scenes.iter().for_each(|scene| out.push_str(&format!(" {scene}")));
            out.push_str(" -->\n\n");
        }
        for (nth, piece) in self.pieces.iter().enumerate() {
            if nth > 0 {
                out.push('\n');
            }
            match piece {
                ScriptPiece::Heading(level, runs) => {
                    let level = "#".repeat(usize::from(*level));
                    let _ = writeln!(out, "{level} {}", self.runs(runs, ""));
                }
                ScriptPiece::Words(depth, runs) => {
                    let before = "> ".repeat(*depth);
                    let _ = writeln!(out, "{before}{}", self.runs(runs, &before));
                }
            }
        }
        out
    }

    fn runs(&self, runs: &[ScriptRun], before: &str) -> String {
        let mut out = String::new();
        for run in runs {
            let _ = match run {
                ScriptRun::Plain(words) => write!(out, "{}", escaped(words, before)),
                ScriptRun::Quoted(words) => write!(out, "{}", escaped(words, before)),
                ScriptRun::Strong(words) => emphasised(&mut out, words, "**"),
                ScriptRun::Soft(words) => emphasised(&mut out, words, "*"),
                ScriptRun::Text(number, nth) => {
                    let text = &self.texts[*number];
                    let again = if *nth > 1 { format!("/{nth}") } else { String::new() };
                    let words = escaped(&text.words, before);
                    write!(out, "<!--{}{again}-->{words}<!--{END}-->", text.mark)
                }
            };
        }
        out
    }
}

/// Words between signs of emphasis, which stand right at the words.
fn emphasised(out: &mut String, words: &str, sign: &str) -> std::fmt::Result {
    let inner = words.trim();
    let at = words.len() - words.trim_start().len();
    let inner_escaped = escaped(inner, "");
    write!(out, "{}{sign}{inner_escaped}{sign}{}", &words[..at], &words[at + inner.len()..])
}

/// Words of which nothing means anything in Markdown; each of their lines begins so.
pub(super) fn escaped(words: &str, before: &str) -> String {
    let words = shown(words);
    let mut out = String::with_capacity(words.len() + 8);
    let mut previous: Option<&str> = None;
    for line in words.split('\n') {
        if let Some(previous) = previous {
            // A break within a paragraph is told apart from lines that an editor breaks.
            out.push_str(if previous.is_empty() || line.is_empty() { "\n" } else { "\\\n" });
            out.push_str(if line.is_empty() { before.trim_end() } else { before });
        }
        escape_line(line, &mut out);
        previous = Some(line);
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, sign) in line.char_indices() {
        let next = line[at + sign.len_utf8()..].chars().next();
        let means = match sign {
            '\\' | '*' | '_' | '`' | '[' | '<' | '~' => true,
            '#' | '>' | '+' | '-' | '=' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(sign);
    }
}
