//! Running a recorded play: the first step that differs, and what came of the rest.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    difference::{Difference, PlayPlace},
    document::RecordedPlay,
};
use crate::{
    coach::Seen,
    engine::Session,
    scenario::Scenario,
    text::{Span, nearest},
};

/// A play that was run.
#[derive(Debug)]
pub struct Ran {
    /// As far as it went; none where it could not begin.
    pub session: Option<Session>,
    /// What differs from the plan, the first step first; nothing after a step that could not be taken.
    pub differences: Vec<Difference>,
}

/// Plays a recorded play, and compares.
#[must_use]
pub fn run(scenario: &Arc<Scenario>, play: &RecordedPlay) -> Ran {
    let beginning =
        |text: String| Difference { place: PlayPlace::Beginning, span: play.span, text, now: None };
    let begun = Session::new(Arc::clone(scenario), play.save.seed, &play.save.forced);
    let mut session = match begun {
        Ok(session) => session,
        Err(fault) => {
            return Ran { session: None, differences: vec![beginning(fault.to_string())] };
        }
    };
    let mut differences = Vec::new();
    if let Some(scenes) = &play.scenes
        && scenes.len() != play.save.choices.len()
    {
        let (scenes, choices) = (scenes.len(), play.save.choices.len());
        let text = format!("there are {scenes} `scenes` for {choices} choices: name one for each");
        differences.push(beginning(text));
    }
    for (at, choice) in play.save.choices.iter().enumerate() {
        let scene = scenario.scene(session.state().scene()).id.to_string();
        let place = || PlayPlace::Step(at + 1, scene.clone());
        if let Some((wanted, span)) = play.scenes.as_ref().and_then(|scenes| scenes.get(at))
            && *wanted != scene
            && !session.finished()
        {
            let text = format!("this step is taken in `{scene}` and not in `{wanted}`");
            differences.push(Difference {
                place: place(),
                span: *span,
                text,
                now: Some(quoted(&scene)),
            });
        }
        if let Err(refusal) = session.choose_branch(&choice.id, choice.branch) {
            let near = nearest(&choice.id, refusal.offered.iter().map(String::as_str));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            let text = format!("{refusal}{hint}");
            differences.push(Difference {
                place: place(),
                span: play.choices[at],
                text,
                now: None,
            });
            return Ran { session: Some(session), differences };
        }
    }
    if !session.finished() && play.ending.is_some() {
        let offered: Vec<String> = crate::engine::offered(scenario, session.state())
            .map(|one| crate::engine::answer_id(scenario, one))
            .collect();
        let text =
            format!("the play goes on after its last choice; on offer: {}", offered.join(", "));
        let span = play.choices.last().copied().unwrap_or(play.span);
        differences.push(Difference { place: PlayPlace::End, span, text, now: None });
    }
    compare_end(&session, play, &mut differences);
    Ran { session: Some(session), differences }
}

fn compare_end(session: &Session, play: &RecordedPlay, differences: &mut Vec<Difference>) {
    let mut differ = |span: Span, text: String, now: Option<String>| {
        differences.push(Difference { place: PlayPlace::End, span, text, now });
    };
    let standing = session.view().standing;
    if let (Some((wanted, span)), Some(ending)) = (&play.ending, &standing.ending)
        && **wanted != *ending.id
    {
        let text = format!("it ends with `{}` and not with `{wanted}`", ending.id);
        differ(*span, text, Some(quoted(&ending.id)));
    }
    let value = standing.ending.as_ref().map(|ending| i64::from(ending.value));
    if let Some((wanted, span)) = play.value
        && value.is_some_and(|value| value != wanted)
    {
        let value = value.unwrap_or_default();
        differ(span, format!("it is worth {value} and not {wanted}"), Some(value.to_string()));
    }
    let (meters, levels) = (meters(session), levels(session));
    for (id, wanted, span) in &play.meters {
        match meters.get(id.as_str()) {
            None => differ(*span, unknown("meter", id, &meters), None),
            Some(now) if now == wanted => {}
            Some(now) => {
                differ(*span, format!("`{id}` is {now} and not {wanted}"), Some(now.to_string()));
            }
        }
    }
    for (id, wanted, span) in &play.levels {
        match levels.get(id.as_str()) {
            None => differ(*span, unknown("evidence of", id, &levels), None),
            Some(now) if now == wanted => {}
            Some(now) => {
                let (now, wanted) = (hundredths(*now), hundredths(*wanted));
                differ(*span, format!("`{id}` is shown at {now} and not at {wanted}"), Some(now));
            }
        }
    }
    let is_said = |wanted: &str| session.transcript().any(|said| said.text.contains(wanted));
    for (wanted, span) in play.says.iter().filter(|(wanted, _)| !is_said(wanted)) {
        differ(*span, format!("nothing is said with “{wanted}” in it"), None);
    }
    for (wanted, span) in play.silent.iter().filter(|(wanted, _)| is_said(wanted)) {
        differ(*span, format!("“{wanted}” is said"), None);
    }
}

/// What every meter came to.
pub(super) fn meters(session: &Session) -> BTreeMap<String, i64> {
    let scenario = session.scenario();
    let all = scenario.meter_ids().zip(&scenario.meters);
    all.map(|(id, meter)| (meter.id.to_string(), session.state().meter(scenario, id).into()))
        .collect()
}

/// The mean level of each competency that was shown, in hundredths.
pub(super) fn levels(session: &Session) -> BTreeMap<String, i64> {
    let scenario = session.scenario();
    let shown = || session.decisions().iter().flat_map(|decision| &decision.evidence);
    let all = scenario.skill_ids().zip(&scenario.rubric.competencies);
    let of = |(id, skill): (_, &crate::scenario::Competency)| {
        let levels: Vec<u8> =
            shown().filter(|shown| shown.skill == id).map(|shown| shown.level).collect();
        let count = i64::from(Seen::of(levels.iter().copied()).count);
        let sum: i64 = levels.iter().map(|level| i64::from(*level)).sum();
        // Halves upwards, as people round.
        (count > 0).then(|| (skill.id.to_string(), (200 * sum + count) / (2 * count)))
    };
    all.filter_map(of).collect()
}

/// Hundredths as a number with as few decimals as it needs.
pub(super) fn hundredths(number: i64) -> String {
    let text = format!("{}.{:02}", number / 100, number % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text as RON has it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn unknown(what: &str, id: &str, known: &BTreeMap<String, i64>) -> String {
    let hint = nearest(id, known.keys().map(String::as_str));
    let hint = hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("there is no {what} `{id}` in this play{hint}")
}
