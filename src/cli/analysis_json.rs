//! The report of `rapport analyze` for programs.

use serde_json::{Map, Value, json};

use super::{
    extent::{Extent, Plays},
    findings,
    interrupt::CutShort,
    lessons, occasions,
    times::Times,
    witness, worth,
};
use crate::{
    diagnostic::to_json,
    scenario::{EndingId, Scenario, SkillId},
    solver::{
        Analysis, Beliefs, Bot, DrawOutcomes, Finding, Interval, Item, Levels, Outcomes, rated,
    },
    store::Ready,
};

/// The whole report, as far as its extent goes; the keys are always the same. Where it is given up, something
/// is missing.
pub(super) fn report(
    ready: &Ready,
    analysis: &Analysis,
    times: &Times,
    extent: &Extent<'_>,
    is_given_up: &dyn Fn() -> bool,
) -> Value {
    let (scenario, truth) = (&*ready.scenario, &analysis.truth);
    let mut report = figures(scenario, analysis, times);
    // What may be much is moved to its place: `json!` would copy it.
    let mut plays = extent.plays(scenario, truth);
    let endings = scenario.ending_ids().map(|id| ending(scenario, analysis, id, &mut plays));
    report["endings"] = endings.collect();
    let mut plays = extent.plays(scenario, truth);
    let (witnesses, unreachable) = witness::all(scenario, truth, &mut plays);
    report["unreachable"] = unreachable;
    report["witnesses"] = witnesses;
    report["witnesses_left_out"] = plays.left_out.into();
    if is_given_up() {
        return report;
    }
    let findings = (0..).zip(&analysis.findings).take_while(|(told, _)| extent.tells_after(*told));
    report["findings"] = findings.map(|(_, one)| finding(ready, one)).collect();
    let times = times.or_abridged(extent);
    report["findings_complete"] = times.is_worked_out(analysis).into();
    report["complete"] = (analysis.complete() && times.cut_short.is_none()).into();
    report["cut_short"] = match times.cut_short {
        Some(CutShort::Interrupted) => "interrupted".into(),
        Some(CutShort::OutOfTime) => "time".into(),
        None => Value::Null,
    };
    report
}

/// The report without what may be much of it, and without what is known at its end.
fn figures(scenario: &Scenario, analysis: &Analysis, times: &Times) -> Value {
    let truth = &analysis.truth;
    let random = analysis.bots.first().map(|(_, outcomes)| outcomes);
    let beliefs = analysis.beliefs.as_ref();
    json!({
        "format": 1,
        "scenario": scenario.id,
        "hash": scenario.hash.to_string(),
        "states": truth.states(),
        "transitions": truth.transitions(),
        "complete": null,
        "cut_short": null,
        "seconds": times.all.as_secs_f64(),
        "states_per_second": truth.states() as f64 / times.truth.as_secs_f64().max(1e-9),
        "bytes_per_state": truth.bytes() as f64 / truth.states().max(1) as f64,
        "endings": null,
        "unreachable": null,
        "witnesses": null,
        "witnesses_left_out": null,
        "value": {
            "best_informed": truth.best(), "best": beliefs.and_then(Beliefs::best),
            "random": truth.random(), "worst": truth.worst(), "script": analysis.open_loop,
            "script_bounds": analysis.open_loop_bounds().map(|(low, high)| [low, high]),
            "script_choices": analysis.script,
        },
        "outcomes": random.map(values),
        "bots": analysis.bots.iter().map(|(bot, outcomes)| habit(scenario, analysis, *bot, outcomes))
            .collect::<Vec<_>>(),
        "draws": analysis.within.iter().map(|draw| within(scenario, draw)).collect::<Vec<_>>(),
        "competencies": rated(scenario).into_iter().map(|skill| {
            levels(scenario, skill, analysis.levels.iter().find(|levels| levels.skill == skill))
        }).collect::<Vec<_>>(),
        "knowing": analysis.knowing.iter().map(|known| worth::as_json(scenario, known))
            .collect::<Vec<_>>(),
        "occasions": analysis.occasions.iter().map(|one| occasions::as_json(scenario, one))
            .collect::<Vec<_>>(),
        "reading": analysis.reading.map(|load| json!({
            "short": load.short, "median": load.median, "long": load.long,
        })),
        "beliefs": beliefs.map(|beliefs| json!({
            "nodes": beliefs.nodes(), "states": beliefs.states(),
            "transitions": beliefs.transitions(), "complete": beliefs.complete(),
        })),
        "sampled": analysis.sample.as_ref().map(|sample| json!({
            "runs": sample.runs, "random": sample.mean(), "interval_99": ends(sample.interval()),
        })),
        "lessons": lessons::as_json(scenario, &analysis.lessons),
        "findings_complete": null,
        "findings": null,
    })
}

/// An interval as programs read it: its lower end, its upper end.
pub(super) fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

fn ending(scenario: &Scenario, analysis: &Analysis, id: EndingId, plays: &mut Plays<'_>) -> Value {
    let random = analysis.bots.first().map(|(_, outcomes)| outcomes.endings[id.index()]);
    let sample = analysis.sample.as_ref();
    let sampled = sample.and_then(|sample| sample.first[id.index()].as_ref());
    let item = Item::Ending(scenario.ending(id).node);
    let (reachable, play) = match analysis.truth.reaches(item) {
        Some(is_reached) => (Some(is_reached), plays.to(item).as_ref().map(witness::play)),
        // What a sampled play came to can be reached; only the play may not be a shortest one.
        None => (sampled.map(|_| true), sampled.map(witness::play)),
    };
    json!({
        "id": scenario.ending(id).id,
        "reachable": reachable,
        "probability_random": random,
        "sampled": sample.map(|sample| json!({
            "probability": sample.share(id), "interval_99": ends(sample.share_interval(id)),
        })),
        "witness": play,
    })
}

fn habit(scenario: &Scenario, analysis: &Analysis, bot: Bot, outcomes: &Outcomes) -> Value {
    let all = match bot {
        Bot::Random => Some(&analysis.levels),
        _ => analysis.habits.iter().find(|(one, _)| *one == bot).map(|(_, levels)| levels),
    };
    let all = all.map(|all| {
        all.iter().map(|one| levels(scenario, one.skill, Some(one))).collect::<Vec<_>>()
    });
    json!({
        "bot": bot.name(),
        "value": outcomes.mean,
        "endings": endings(scenario, outcomes),
        "outcomes": values(outcomes),
        "competencies": all,
    })
}

fn within(scenario: &Scenario, draw: &DrawOutcomes) -> Value {
    let fallen = &scenario.draws[draw.draw.index()];
    let values = (0..).zip(&fallen.values).filter_map(|(at, value)| {
        let bots: Vec<_> = draw
            .bots
            .iter()
            .filter_map(|(bot, all)| Some((bot, all.iter().find(|within| within.value == at)?)))
            .collect();
        let probability = bots.first()?.1.probability;
        let of_bots = bots.iter().map(|(bot, within)| {
            json!({
                "bot": bot.name(),
                "value": within.outcomes.mean,
                "endings": endings(scenario, &within.outcomes),
            })
        });
        Some(json!({
            "id": value.id, "probability": probability, "bots": of_bots.collect::<Vec<_>>(),
        }))
    });
    json!({ "id": fallen.id, "values": values.collect::<Vec<_>>() })
}

/// The shares of the endings.
fn endings(scenario: &Scenario, outcomes: &Outcomes) -> Map<String, Value> {
    let shares = scenario.endings.iter().zip(&outcomes.endings);
    shares.map(|(ending, share)| (ending.id.to_string(), (*share).into())).collect()
}

/// The share of each value that occurs.
fn values(outcomes: &Outcomes) -> Map<String, Value> {
    let values = outcomes.values.iter().enumerate().filter(|(_, share)| **share > 0.0);
    values.map(|(value, share)| (value.to_string(), (*share).into())).collect()
}

/// What plays show of a competency; without figures where it was not come to.
fn levels(scenario: &Scenario, skill: SkillId, levels: Option<&Levels>) -> Value {
    let intervals = levels.and_then(|levels| levels.sampled);
    json!({
        "id": scenario.skill(skill).id,
        "mean": levels.and_then(|levels| levels.mean),
        "none": levels.map(|levels| levels.steps[0]),
        "levels": levels.map(|levels| &levels.steps[1..]),
        "evidence": levels.map(|levels| levels.evidence),
        "twice": levels.map(|levels| levels.twice),
        "exact": levels.is_some_and(|levels| levels.sampled.is_none()),
        "interval_99": intervals.map(|all| all.map(ends)),
    })
}

/// A finding with its names and its figure, and as the diagnostic that it is.
fn finding(ready: &Ready, finding: &Finding) -> Value {
    let scenario = &*ready.scenario;
    let mut value = json!({
        "code": finding.code,
        "scene": finding.scene.map(|id| &scenario.scene(id).id),
        "choice": finding.choice.map(|id| &scenario.choice(id).id),
        "about": finding.about.map(|about| about.name(scenario)),
        "figure": finding.figure,
        "text": finding.text,
    });
    let told = to_json(&findings::diagnostic(ready, finding), &ready.source.scenario);
    if let (Value::Object(value), Value::Object(told)) = (&mut value, told) {
        value.extend(told);
    }
    value
}
