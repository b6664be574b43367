//! Choices that are no choice.
//!
//! W0203 dominated: it is never the best, wherever it is on offer; W0204 giveaway: the best whatever
//! the truth; W0205 false choice: nothing differs; W0207 one channel always wins; W0212 rubric and
//! cost disagree.

#![expect(
    clippy::cast_possible_truncation,
    reason = "pieces of evidence are counted in 16 bits when a scenario is loaded"
)]

use std::collections::BTreeMap;

use crate::{
    engine::{Move, answer_id},
    scenario::{ChoiceId, Claim, Condition, Scenario, SceneId},
    solver::{
        findings::finding::{Concern, Finding, Results, share},
        mdp::{flow::BEST, state_mdp::StateMdp},
        pomdp::{
            evaluation::TIE,
            statistics::{ChoiceStatistics, Statistics},
        },
        watch::Pulse,
    },
};

/// Scenes decided in less than this share of random plays are not judged.
const RARE: f64 = 0.005;
/// A giveaway costs at least so much to miss, on average.
const GIVEAWAY: f64 = 5.0;
/// A level-4 choice that costs more than this on average is at odds with its level.
const DEAR: f64 = 10.0;
/// A level-1 choice that never costs more than this is at odds with its level.
const CHEAP: f64 = 0.5;
/// From this share on, one channel always wins.
const ALWAYS: f64 = 0.95;

/// `None` where it was stopped.
pub(super) fn find(evidence: &Results<'_, '_>, found: &mut Vec<Finding>) -> Option<()> {
    let Some(statistics) = evidence.statistics else { return Some(()) };
    let scenario = evidence.scenario;
    // Where nothing is hidden, what is best is best: there is no truth that it might depend on.
    let hidden = evidence.truth.graph.initial.len() > 1;
    let known =
        if hidden { costs_if_known(evidence.truth, evidence.pulse)? } else { CostsIfKnown::new() };
    for (scene, stakes) in scenario.scene_ids().zip(&statistics.scenes) {
        let Some(stakes) = stakes else { continue };
        if stakes.most <= TIE {
            let text = format!(
                "nothing that can be chosen in `{}` makes a difference to the outcome, if all else \
                 is played as well as can be",
                scenario.scene(scene).id
            );
            found.push(Finding::new("W0205", stakes.most, 35.0, text).at_scene(scenario, scene));
            continue;
        }
        let giveaways =
            if hidden { giveaways(scenario, statistics, &known, scene) } else { Vec::new() };
        dominated(scenario, statistics, scene, !giveaways.is_empty(), found);
        found.extend(giveaways);
    }
    rubric(scenario, statistics, found);
    contrasts(scenario, statistics, found);
    for (channel, wins) in &statistics.channels {
        if *wins >= ALWAYS && statistics.channel_decisions >= RARE {
            let name =
                if channel.label().is_empty() { "contacting nobody" } else { channel.label() };
            let text = format!(
                "where people may ring, write or wait, one channel is the best in {} of the decisions: {}",
                share(*wins),
                name.to_lowercase()
            );
            found.push(Finding::new("W0207", *wins, 75.0, text).about(Concern::Channel(*channel)));
        }
    }
    Some(())
}

/// What is never the best in a scene. Of two choices, one that is given away speaks for the other.
fn dominated(
    scenario: &Scenario,
    statistics: &Statistics,
    scene: SceneId,
    given_away: bool,
    found: &mut Vec<Finding>,
) {
    if given_away && statistics.of_scene(scenario, scene).count() == 2 {
        return;
    }
    for (choice, standing) in statistics.of_scene(scenario, scene) {
        // Why somebody takes it all the same is said where it is tempting.
        let tempts = scenario.choice(choice).tempting_because.is_some();
        if standing.least > TIE && standing.offered >= RARE && !tempts {
            let text = format!(
                "`{}` is never the best: it costs at least {:.1} of 100 points, {:.0} on average",
                scenario.choice(choice).id,
                standing.least,
                standing.mean
            );
            let finding = Finding::new("W0203", standing.least, 15.0, text);
            found.push(finding.at_choice(scenario, choice));
        }
    }
}

/// What is the best in a scene whatever is seen, and whatever is so: a choice among others, or where a
/// pick stands alone, an answer among others.
fn giveaways(
    scenario: &Scenario,
    statistics: &Statistics,
    known: &CostsIfKnown,
    scene: SceneId,
) -> Vec<Finding> {
    let mut all: Vec<(Move, bool, ChoiceStatistics)> = statistics
        .of_scene(scenario, scene)
        .map(|(choice, standing)| (Move { choice, picked: 0 }, false, standing))
        .collect();
    if all.is_empty() {
        let answers = statistics.answers.iter();
        let answers = answers.filter(|(taken, _)| scenario.choice(taken.choice).scene == scene);
        all.extend(answers.map(|(taken, standing)| (*taken, true, *standing)));
    }
    let mut found = Vec::new();
    for (taken, answers, standing) in &all {
        let missed = standing.others;
        if standing.most > TIE || missed < GIVEAWAY || standing.offered < RARE {
            continue;
        }
        let answer = answers.then_some(taken.picked);
        if known.get(&(taken.choice, answer)).is_none_or(|most| *most > TIE) {
            continue;
        }
        if is_taught(scenario, taken.choice) {
            continue;
        }
        let id = &scenario.choice(taken.choice).id;
        let name = match answers {
            true => format!("the answer `{}` to `{id}`", answer_id(scenario, *taken)),
            false => format!("`{id}`"),
        };
        let text = format!(
            "{name} is the best whatever the truth; anything else costs {missed:.0} of 100 points on average"
        );
        let weight = 45.0 + missed;
        found.push(Finding::new("W0204", missed, weight, text).at_choice(scenario, taken.choice));
    }
    found
}

/// Whether a lesson claims that a choice is to be taken: what is always right because that is the lesson, is no
/// giveaway.
fn is_taught(scenario: &Scenario, choice: ChoiceId) -> bool {
    let claims = scenario.lessons.iter().flat_map(|lesson| &lesson.claims);
    claims.into_iter().any(|claim| match claim {
        Claim::Rather { these, .. } | Claim::Costs { these, at_most: Some(_), .. } => {
            these.contains(&choice)
        }
        Claim::Close { .. }
        | Claim::Costs { .. }
        | Claim::Fits { .. }
        | Claim::Grows { .. }
        | Claim::Rated { .. }
        | Claim::Worth { .. } => false,
    })
}

/// The most that something costs anywhere for somebody who knows the hidden draws: an answer, or a
/// choice by its best answer.
type CostsIfKnown = BTreeMap<(ChoiceId, Option<u16>), f64>;

fn costs_if_known(truth: &StateMdp, pulse: &Pulse<'_>) -> Option<CostsIfKnown> {
    let mut costs = CostsIfKnown::new();
    let Some(values) = &truth.values else { return Some(costs) };
    let graph = &truth.graph;
    let mut here: Vec<((ChoiceId, Option<u16>), f64)> = Vec::new();
    for state in 0..graph.len() {
        here.clear();
        // Where the choice at hand stands by its best answer: the answers of a pick stand together.
        let mut whole = 0;
        pulse.beat(1 + 4 * graph.range(state).len())?;
        let best = values.of_state(state as u32, BEST).unwrap_or(0.0);
        for edges in graph.moves_of(state) {
            let worth = edges.iter().map(|edge| {
                let kind = graph.kind(*edge);
                let later = values.of_state(edge.target, BEST).unwrap_or(0.0);
                kind.probability * (kind.reward() + later)
            });
            let (worth, taken) = (worth.sum(), graph.kind(edges[0]).taken);
            here.push(((taken.choice, Some(taken.picked)), worth));
            let known = here.get_mut(whole).filter(|(one, _)| *one == (taken.choice, None));
            if let Some((_, best)) = known {
                *best = best.max(worth);
            } else {
                whole = here.len();
                here.push(((taken.choice, None), worth));
            }
        }
        for (one, worth) in &here {
            let most = costs.entry(*one).or_insert(0.0_f64);
            *most = most.max(best - worth);
        }
    }
    Some(costs)
}

/// Where the level of a choice and what it costs disagree, where the evidence counts.
fn rubric(scenario: &Scenario, statistics: &Statistics, found: &mut Vec<Finding>) {
    for ((choice, at), standing) in &statistics.evidence {
        let shown = &scenario.choice(*choice).evidence[usize::from(*at)];
        if standing.offered < RARE {
            continue;
        }
        let where_it_counts =
            if shown.when == Condition::Always { "" } else { " where that counts" };
        let (id, skill) = (&scenario.choice(*choice).id, &scenario.skill(shown.skill).id);
        if shown.level == 4 && standing.mean > DEAR {
            let text = format!(
                "`{id}` shows {skill} at level 4, yet costs {:.0} of 100 points on average{where_it_counts}",
                standing.mean
            );
            let finding = Finding::new("W0212", standing.mean, 60.0 + standing.mean, text);
            found.push(finding.at_choice(scenario, *choice).about(Concern::Skill(shown.skill)));
        }
        if shown.level == 1 && standing.most <= CHEAP {
            let text = format!(
                "`{id}` shows {skill} at level 1, yet never costs anything{where_it_counts}"
            );
            let finding = Finding::new("W0212", standing.most, 55.0, text);
            found.push(finding.at_choice(scenario, *choice).about(Concern::Skill(shown.skill)));
        }
    }
}

/// Where what shows more costs more than what shows less, once for every two choices.
fn contrasts(scenario: &Scenario, statistics: &Statistics, found: &mut Vec<Finding>) {
    let mut worst: BTreeMap<(ChoiceId, ChoiceId), ((Move, Move), f64)> = BTreeMap::new();
    for ((much, little), contrast) in &statistics.contrasts {
        if contrast.more <= TIE || contrast.offered < RARE {
            continue;
        }
        let both = worst.entry((much.choice, little.choice));
        let (moves, more) = both.or_insert(((*much, *little), contrast.more));
        if contrast.more > *more {
            (*moves, *more) = ((*much, *little), contrast.more);
        }
    }
    let name = |taken: Move| {
        let choice = scenario.choice(taken.choice);
        match choice.pick {
            Some(_) => format!("the answer `{}` to `{}`", answer_id(scenario, taken), choice.id),
            None => format!("`{}`", choice.id),
        }
    };
    for ((choice, other), ((much, little), more)) in worst {
        let text = format!(
            "{} shows level 3 or more, yet costs {} of 100 points more on average than {}, which shows 2 or less",
            name(much),
            points(more),
            name(little),
        );
        let finding = Finding::new("W0212", more, 58.0 + more, text).at_choice(scenario, choice);
        found.push(finding.about(Concern::OtherChoice(other)));
    }
}

/// Points on average, where the least of differences is not nothing.
fn points(more: f64) -> String {
    if more < 0.05 { "less than 0.1".to_owned() } else { format!("{more:.1}") }
}
