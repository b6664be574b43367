//! What `check` works out: findings and proofs, kept by the hash of what a scenario is loaded from.

use std::{
    fs,
    io::{self, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use serde_json::{Value, json};

use super::{findings, interrupt::Watcher, lessons, places::Places, threads::Threads};
use crate::{
    diagnostic::{Diagnostic, Label, Severity, Stage, codes, rule},
    scenario::ContentHash,
    solver::{Analysis, Limits},
    store::{Ready, files, output},
    text::Span,
};

/// How long one scenario is worked out, at most; what is known by then is told, and not kept.
const MOST_TIME: Duration = Duration::from_mins(2);
/// Raised whenever the rules or their words change within a version.
const KEPT_AS: u32 = 2;
/// So many are kept; those that were worked out longest ago go first.
const MOST_KEPT: usize = 256;

/// What of a scenario is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeptPart {
    /// All that the exact rules say.
    Exact,
    /// What became of its lessons.
    Lessons,
}

/// What the exact rules say of a scenario: what is kept of it, or worked out and kept.
pub(super) fn check(ready: &Ready, places: &Places, watcher: &mut Watcher) -> Vec<Diagnostic> {
    let file = kept_in(places, ready.scenario.hash, KeptPart::Exact);
    if let Some(kept) = file.as_ref().and_then(|file| read(file, ready)) {
        return kept;
    }
    let begun = Instant::now();
    let title = &ready.scenario.title;
    let watcher = Mutex::new(watcher);
    let watch = |_| {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let go_on =
            begun.elapsed() < MOST_TIME && watcher.go_on(|| format!("{title}: its exact rules"));
        if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let analysis = Analysis::shared(&ready.scenario, Limits::default(), &Threads, &watch);
    let mut told: Vec<Diagnostic> =
        analysis.findings.iter().map(|one| findings::diagnostic(ready, one)).collect();
    told.extend(lessons::diagnostics(ready, &analysis.lessons));
    let is_whole = analysis.all_found && begun.elapsed() < MOST_TIME;
    let is_stopped = watcher.lock().unwrap_or_else(PoisonError::into_inner).is_interrupted();
    if is_whole
        && !is_stopped
        && let Some(file) = file
    {
        // Without room for it, it is worked out again next time.
        let _ = write(&file, &told);
    }
    told
}

/// What is wrong with the lessons of a scenario: what is kept of it, or worked out and kept.
pub(super) fn check_lessons(
    ready: &Ready,
    places: &Places,
    watcher: &mut Watcher,
) -> Vec<Diagnostic> {
    let file = kept_in(places, ready.scenario.hash, KeptPart::Lessons);
    let begun = Instant::now();
    let told = lessons::check(ready, watcher);
    if begun.elapsed() < lessons::MOST_TIME
        && !watcher.is_interrupted()
        && let Some(file) = file
    {
        // Without room for it, it is worked out again next time.
        let _ = write(&file, &told);
    }
    told
}

/// What is wrong with the lessons of a scenario, if that was worked out before.
pub(super) fn kept_of_lessons(ready: &Ready, places: &Places) -> Option<Vec<Diagnostic>> {
    let kept = |worked| read(&kept_in(places, ready.scenario.hash, worked)?, ready);
    let mut kept = kept(KeptPart::Lessons).or_else(|| kept(KeptPart::Exact))?;
    let of_lessons = codes(Stage::Proof);
    kept.retain(|one| of_lessons.contains(&one.code));
    Some(kept)
}

fn kept_in(places: &Places, hash: ContentHash, worked: KeptPart) -> Option<PathBuf> {
    let what = match worked {
        KeptPart::Exact => "exact",
        KeptPart::Lessons => "lessons",
    };
    let name = format!("{hash}-{}-{KEPT_AS}-{what}.json", env!("CARGO_PKG_VERSION"));
    Some(places.data_folder()?.join("checked").join(name))
}

fn write(file: &Path, told: &[Diagnostic]) -> io::Result<()> {
    let told: Vec<Value> = told.iter().map(kept).collect();
    output::make_folder_of(file)?;
    output::write_whole(file, |out| write!(out, "{}", Value::Array(told)))?;
    file.parent().map_or(Ok(()), forget_the_oldest)
}

/// Removes what was worked out longest ago, where there is much.
fn forget_the_oldest(folder: &Path) -> io::Result<()> {
    let dated = |entry: fs::DirEntry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()));
    let entries = fs::read_dir(folder)?.filter_map(Result::ok);
    let mut kept: Vec<(SystemTime, PathBuf)> = entries.filter_map(dated).collect();
    kept.sort_unstable();
    let too_many = kept.len().saturating_sub(MOST_KEPT);
    kept.iter().take(too_many).try_for_each(|(_, file)| fs::remove_file(file))
}

fn kept(one: &Diagnostic) -> Value {
    let labels =
        one.labels.iter().map(|label| json!([label.span.start, label.span.end, label.text]));
    json!({
        "code": one.code,
        "error": one.severity == Severity::Error,
        "headline": one.headline,
        "labels": labels.collect::<Vec<_>>(),
        "help": one.help,
    })
}

/// What is kept, if all of it can be read; else it is worked out again.
fn read(file: &Path, ready: &Ready) -> Option<Vec<Diagnostic>> {
    let kept: Value = serde_json::from_str(files::read_source(file).ok()?.text()).ok()?;
    let text = ready.source.scenario.text();
    kept.as_array()?.iter().map(|one| told(one, text)).collect()
}

fn told(kept: &Value, text: &str) -> Option<Diagnostic> {
    let label = |label: &Value| {
        let at = |place: usize| usize::try_from(label.get(place)?.as_u64()?).ok();
        let (start, end) = (at(0)?, at(1)?);
        text.get(start..end)?;
        Some(Label { span: Span::new(start, end), text: label.get(2)?.as_str()?.to_owned() })
    };
    let words = |word: &Value| word.as_str().map(str::to_owned);
    let is_error = kept.get("error")?.as_bool()?;
    Some(Diagnostic {
        code: rule(kept.get("code")?.as_str()?)?.code,
        severity: if is_error { Severity::Error } else { Severity::Warning },
        headline: words(kept.get("headline")?)?,
        labels: kept.get("labels")?.as_array()?.iter().map(label).collect::<Option<_>>()?,
        elsewhere: Vec::new(),
        help: kept.get("help")?.as_array()?.iter().map(words).collect::<Option<_>>()?,
        fix: None,
    })
}
