//! The exact rules of `check`: findings and proofs, kept by the hash of what a scenario is loaded from.

use std::{
    io::Write as _,
    ops::ControlFlow,
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
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
const KEPT_AS: u32 = 1;

/// What the exact rules say of a scenario: what is kept of it, or worked out and kept.
pub(super) fn check(ready: &Ready, places: &Places, watcher: &mut Watcher) -> Vec<Diagnostic> {
    let file = kept_in(places, ready.scenario.hash);
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

/// What of it is about lessons, if that was worked out before.
pub(super) fn kept_of_lessons(ready: &Ready, places: &Places) -> Option<Vec<Diagnostic>> {
    let mut kept = read(&kept_in(places, ready.scenario.hash)?, ready)?;
    let of_lessons = codes(Stage::Proof);
    kept.retain(|one| of_lessons.contains(&one.code));
    Some(kept)
}

fn kept_in(places: &Places, hash: ContentHash) -> Option<PathBuf> {
    let name = format!("{hash}-{}-{KEPT_AS}.json", env!("CARGO_PKG_VERSION"));
    Some(places.data_folder()?.join("checked").join(name))
}

fn write(file: &std::path::Path, told: &[Diagnostic]) -> std::io::Result<()> {
    let told: Vec<Value> = told.iter().map(kept).collect();
    output::make_folder_of(file)?;
    output::write_whole(file, |out| write!(out, "{}", Value::Array(told)))
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
fn read(file: &std::path::Path, ready: &Ready) -> Option<Vec<Diagnostic>> {
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
