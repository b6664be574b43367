//! Bringing a screenplay back: the texts that somebody changed in it, as edits of the scenario's file.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    markdown::escaped,
    parts::{Extract, screenplay},
    read::{MarkedText, ScriptFault, ScriptHead, ScriptReading, words},
    screenplay::{Screenplay, ScriptText, TextMark},
};
use crate::{
    diagnostic::Severity,
    scenario::{Scenario, SourceMap, hash, load},
    text::{Edit, SourceFile, apply, shown_in_line, steers},
    tree::Node,
};

/// How many hexadecimal digits of a content hash a screenplay shows.
const VERSION: usize = 12;
/// How much of a text a message quotes, in characters.
const QUOTED: usize = 40;

/// Why a screenplay is not brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeFault {
    /// Where in the screenplay, in bytes; `None` where it is about no place in it.
    pub at: Option<usize>,
    /// What is wrong, and what to do.
    pub what: String,
}

/// What a screenplay changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The edits of the scenario's file.
    pub edits: Vec<Edit>,
    /// The file with these edits.
    pub text: String,
    /// What is said at several places and now reads otherwise at all of them: how many, and its new words.
    pub elsewhere: Vec<(usize, String)>,
}

/// A scenario as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Current<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// Where its parts stand.
    pub map: &'s SourceMap,
    /// Its file.
    pub source: &'s SourceFile,
    /// The pack of its folder.
    pub pack: Option<&'s SourceFile>,
}

impl Current<'_> {
    /// The version that a screenplay of it shows: the beginning of the content hash of its file.
    #[must_use]
    pub fn version(&self) -> String {
        version_of(self.source)
    }
}

fn version_of(source: &SourceFile) -> String {
    hash(source, None).to_string().chars().take(VERSION).collect()
}

/// The edits that bring a screenplay's texts back into the file of its scenario.
///
/// # Errors
/// Everything that does not fit: then nothing is to be changed.
pub fn merge(script: &SourceFile, current: Current<'_>) -> Result<Merged, Vec<MergeFault>> {
    let reading = ScriptReading::of(script.text());
    let faults: Vec<MergeFault> =
        reading.faults.iter().map(|(at, fault)| form(*at, *fault)).collect();
    let Some(head) = reading.head.as_ref().filter(|_| faults.is_empty()) else {
        return Err(faults);
    };
    let extract = fitting(head, current)?;
    let now = screenplay(current.scenario, current.map, &current.version(), &extract);
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    now.texts.iter().for_each(|text| *known.entry(&text.words).or_default() += 1);
    let mut merging = Merging { now: &now, known, is_same: now.version == head.version, faults };
    merging.check_marks(head, &reading.texts);
    let changed = merging.changed(&reading.texts);
    if !merging.faults.is_empty() {
        return Err(merging.faults);
    }
    let mut edits = Vec::new();
    let mut elsewhere = Vec::new();
    for (number, (_, new)) in &changed {
        let text = &now.texts[*number];
        edits.extend(edit(current.map.tree().node(text.at), text, new));
        if text.uses > 1 {
            elsewhere.push((text.uses, quoted(new)));
        }
    }
    edits.sort_by_key(|edit| edit.span.start);
    let text = apply(current.source.text(), &edits);
    let faults = misread(&now, &changed, (current, &text, &extract));
    if faults.is_empty() { Ok(Merged { edits, text, elsewhere }) } else { Err(faults) }
}

/// Texts to be changed: by number, where in the screenplay, and to what.
type Changed = BTreeMap<usize, (usize, String)>;

/// What a screenplay is of, if it is of this scenario.
fn fitting(head: &ScriptHead, current: Current<'_>) -> Result<Extract, Vec<MergeFault>> {
    let fault = |what: String| vec![MergeFault { at: None, what }];
    if *head.id != *current.scenario.id {
        return Err(fault(format!(
            "this is the script of `{}`, not of `{}`: name its own scenario",
            shown_in_line(&head.id),
            current.scenario.id
        )));
    }
    Extract::of_names(current.scenario, &head.scenes).map_err(|(name, _)| {
        fault(format!(
            "the script is of the scene `{}`, which is not there any more: make the script anew",
            shown_in_line(&name)
        ))
    })
}

struct Merging<'s> {
    now: &'s Screenplay,
    /// How many texts of the file have these words.
    known: BTreeMap<&'s str, usize>,
    /// Whether the file is the one that the screenplay was made of.
    is_same: bool,
    faults: Vec<MergeFault>,
}

impl Merging<'_> {
    /// That every mark is there, and once.
    fn check_marks(&mut self, head: &ScriptHead, texts: &[MarkedText]) {
        let mut seen: BTreeMap<(TextMark, usize), usize> = BTreeMap::new();
        for text in texts {
            if seen.insert((text.mark, text.nth), text.at).is_some() {
                self.tell(text.at, format!(
                    "the mark `{}` stands here for the second time: a text may be moved, not copied; leave one of them",
                    name(text)
                ));
            }
        }
        let mut missing = head.marks.saturating_sub(seen.len());
        if self.is_same {
            missing = 0;
            for text in &self.now.texts {
                let is_there = |nth: &usize| seen.contains_key(&(text.mark, *nth));
                if let Some(nth) = (1..=text.uses).find(|nth| !is_there(nth)) {
                    let again = if nth > 1 { format!("/{nth}") } else { String::new() };
                    self.faults.push(MergeFault { at: None, what: format!(
                        "the mark `{}{again}` of {} is missing: put its text back, or make the script anew",
                        text.mark, quoted(&text.words)
                    ) });
                }
            }
        }
        if missing > 0 {
            self.faults.push(MergeFault { at: None, what: format!(
                "{missing} of {} marks are missing: put their texts back, or make the script anew", head.marks
            ) });
        }
    }

    /// The texts that read otherwise than in the file.
    fn changed(&mut self, texts: &[MarkedText]) -> Changed {
        let by_mark: BTreeMap<TextMark, usize> =
            self.now.texts.iter().enumerate().map(|(number, text)| (text.mark, number)).collect();
        let mut changed = Changed::new();
        for text in texts {
            let Some(number) = by_mark.get(&text.mark).copied() else {
                self.check_unknown(text);
                continue;
            };
            let old = &self.now.texts[number];
            if text.words == words(&escaped(&old.words, "")) {
                continue;
            }
            if let Some(why) = self.refused(old, &text.words) {
                self.tell(text.at, format!("the text with the mark `{}` {why}", name(text)));
                continue;
            }
            let (_, first) = changed.entry(number).or_insert_with(|| (text.at, text.words.clone()));
            if *first != text.words {
                let first = quoted(first);
                self.tell(text.at, format!(
                    "the text with the mark `{}` is one text at several places, and reads {first} at another: give it \
                     the same words at each, or change it at one only", name(text)
                ));
            }
        }
        changed
    }

    /// A mark that the file does not have: nothing is lost where nobody changed its words, or they stand there.
    fn check_unknown(&mut self, text: &MarkedText) {
        let is_untouched = text.mark.is_of(&text.words);
        let is_there = self.known.contains_key(&*text.words);
        if self.is_same || !(is_untouched || is_there) {
            self.tell(text.at, format!(
                "the mark `{}` stands for no text of the file, which may have changed since the script was made: make \
                 the script anew, and the change in it", name(text)
            ));
        }
    }

    /// Why a text may not become that.
    fn refused(&self, old: &ScriptText, new: &str) -> Option<&'static str> {
        if new.trim().is_empty() {
            return Some("has become blank: write its words, or remove it in the file itself");
        }
        if new.chars().any(|sign| steers(sign) || sign == '\u{fffd}') {
            return Some("holds a control character: delete it");
        }
        if old.words.chars().any(steers) {
            return Some("holds characters in the file that a script cannot show: change it there");
        }
        let same = self.known.get(old.words.as_str()).copied().unwrap_or_default();
        (!self.is_same && (same > 1 || !old.mark.is_of(&old.words))).then_some(
            "stands in the file more than once, and the file has changed since: make the script anew, and the change in it",
        )
    }

    fn tell(&mut self, at: usize, what: String) {
        self.faults.push(MergeFault { at: Some(at), what });
    }
}

/// What would be read otherwise than meant: words that name a speaker, or break the scenario.
fn misread(
    now: &Screenplay,
    changed: &Changed,
    (current, text, extract): (Current<'_>, &str, &Extract),
) -> Vec<MergeFault> {
    if changed.is_empty() {
        return Vec::new();
    }
    let source = SourceFile::new(current.source.name(), text);
    let loaded = load(&source, current.pack);
    let Some(scenario) = &loaded.scenario else {
        let wrong = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let told: BTreeSet<String> = wrong.map(|one| one.headline.clone()).collect();
        let fault = |headline| MergeFault {
            at: None,
            what: format!("with these texts the scenario has an error: {headline}"),
        };
        return told.into_iter().map(fault).collect();
    };
    let then = screenplay(scenario, &loaded.map, "", extract);
    if then.texts.len() != now.texts.len() {
        let what = "with these texts the scenario reads otherwise than meant".to_owned();
        return vec![MergeFault { at: None, what }];
    }
    let mut faults = Vec::new();
    for (number, (old, new)) in now.texts.iter().zip(&then.texts).enumerate() {
        let meant = changed.get(&number);
        let words = meant.map_or(&*old.words, |(_, words)| words);
        if *new.words != *words || new.said != old.said {
            faults.push(MergeFault {
                at: meant.map(|(at, _)| *at),
                what: format!(
                    "the text with the mark `{}` would be read otherwise: words before a colon say who speaks; put \
                     them otherwise", old.mark
                ),
            });
        }
    }
    faults
}

/// What is wrong with the form of a screenplay.
fn form(at: usize, fault: ScriptFault) -> MergeFault {
    let what = match fault {
        ScriptFault::Headless => {
            "this is no script: its first remark, `<!-- rapport script … -->`, is missing. Make one with `rapport script`"
        }
        ScriptFault::Endless => "this text has no end: put `<!--/-->` behind its words",
        ScriptFault::StrayEnd => {
            "`<!--/-->` ends no text: its mark is missing. Put it back, or make the script anew"
        }
        ScriptFault::Remark => "there is a remark within a text: put it outside of the marks",
    };
    MergeFault { at: Some(at), what: what.to_owned() }
}

/// A mark as it stands in the screenplay.
fn name(text: &MarkedText) -> String {
    if text.nth > 1 { format!("{}/{}", text.mark, text.nth) } else { text.mark.to_string() }
}

/// Puts new words in the place of old ones, with what stands before them in the same text.
fn edit(node: Node<'_>, text: &ScriptText, new: &str) -> Option<Edit> {
    let value = node.as_str().ok()?;
    let before = value.strip_suffix(text.words.as_str())?;
    let literal = literal(node.text(), &format!("{before}{new}"));
    node.tree().replace(node, &literal).pop()
}

/// A text literal written as the old one was.
fn literal(old: &str, value: &str) -> String {
    if let Some(raw) = old.strip_prefix('r') {
        let hashes = "#".repeat(raw.len() - raw.trim_start_matches('#').len());
        if !value.contains(&format!("\"{hashes}")) {
            return format!("r{hashes}\"{value}\"{hashes}");
        }
    }
    let inside = value.replace('\\', "\\\\").replace('"', "\\\"");
    let inside = if old.contains('\n') { inside } else { inside.replace('\n', "\\n") };
    format!("\"{inside}\"")
}

/// The beginning of a text, in quotation marks.
fn quoted(words: &str) -> String {
    let words = shown_in_line(words);
    let mut begin: String = words.chars().take(QUOTED).collect();
    if begin.len() < words.len() {
        begin.push('…');
    }
    format!("“{begin}”")
}
