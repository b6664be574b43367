//! What can be told by its looks, and what is lost long before it is over.
//!
//! W0216 the best choice is the longest (an item-writing flaw: length cues); W0217 a dead end.

use crate::{
    scenario::{Choice, ChoiceId, Goto, Scenario},
    solver::{
        findings::finding::{Finding, Results, share},
        mdp::{
            flow::BEST,
            graph::{Graph, OVER},
            state_mdp::StateMdp,
        },
        pomdp::statistics::Statistics,
        watch::Pulse,
    },
};

/// Scenes decided in less than this share of random plays are not judged.
const RARE: f64 = 0.005;
/// The best choice stands out from this many times the words of the choices beside it on, with its own among them.
const STANDS_OUT: f64 = 1.3;
/// And if it has so many words more than the next, at least: fewer nobody sees.
const SEEN: usize = 3;
/// Whatever is the best in more than this share of the times it is on offer, is the best choice of a scene.
const MOSTLY: f64 = 0.5;
/// The value of a play that is lost, at most.
const LOST: f64 = 25.0;

/// `None` where it was stopped.
pub(super) fn find(evidence: &Results<'_, '_>, found: &mut Vec<Finding>) -> Option<()> {
    if let Some(statistics) = evidence.statistics {
        longest(evidence.scenario, statistics, found);
    }
    dead_ends(evidence.scenario, evidence.truth, evidence.pulse, found)
}

/// Where the best choice of a scene is by far the longest.
fn longest(scenario: &Scenario, statistics: &Statistics, found: &mut Vec<Finding>) {
    for scene in scenario.scene_ids() {
        let offered = statistics.of_scene(scenario, scene);
        let choices: Vec<_> = offered.filter(|(_, one)| one.offered >= RARE).collect();
        let best = choices.iter().max_by(|a, b| a.1.best.total_cmp(&b.1.best));
        let Some((best, standing)) = best.filter(|(_, one)| one.best > MOSTLY) else { continue };
        // Where nothing is lost by the others, there is nothing to give away.
        if choices.len() < 2 || standing.others < 1.0 {
            continue;
        }
        let words = words_of(scenario.choice(*best));
        let others = choices.iter().filter(|(id, _)| id != best);
        let others: Vec<usize> = others.map(|(id, _)| words_of(scenario.choice(*id))).collect();
        let next = others.iter().copied().max().unwrap_or(0);
        let all = others.iter().sum::<usize>() + words;
        let is_seen = words >= next + SEEN;
        if is_seen && ratio(words, all, choices.len()) > STANDS_OUT {
            let text = format!(
                "`{}` is the best in {} of the decisions and by far the longest: {words} words, {next} in the next",
                scenario.choice(*best).id,
                share(standing.best),
            );
            let finding = Finding::new("W0216", standing.best, 42.0 + standing.others, text);
            found.push(finding.at_choice(scenario, *best));
        }
    }
}

/// How many times the mean of so many choices, which have `all` words together, `words` is.
#[expect(clippy::cast_precision_loss, reason = "words of a scene are few")]
fn ratio(words: usize, all: usize, choices: usize) -> f64 {
    words as f64 * choices as f64 / all.max(1) as f64
}

/// The words of a choice, in its longest wording.
fn words_of(choice: &Choice) -> usize {
    let words = choice.texts.iter().map(|one| one.text.split_whitespace().count());
    words.max().unwrap_or(0)
}

/// Scenes from which nothing can be won any more, whatever is true, while the play still goes on.
fn dead_ends(
    scenario: &Scenario,
    truth: &StateMdp,
    pulse: &Pulse<'_>,
    found: &mut Vec<Finding>,
) -> Option<()> {
    let Some(values) = truth.values.as_ref().filter(|_| truth.complete()) else { return Some(()) };
    let graph = &truth.graph;
    let mut most: Vec<Option<f64>> = vec![None; scenario.scenes.len()];
    for state in 0..graph.len() {
        pulse.beat(1)?;
        let number = u32::try_from(state).unwrap_or(OVER);
        // Behind an ending nothing is won or lost.
        if graph.ended(number) {
            continue;
        }
        let Some(taken) = first_choice(graph, state) else { continue };
        let worth = values.of_state(number, BEST).unwrap_or(0.0);
        let here = &mut most[scenario.choice(taken).scene.index()];
        *here = Some(here.map_or(worth, |most| most.max(worth)));
    }
    for (id, most) in scenario.scene_ids().zip(most) {
        let Some(most) = most.filter(|most| *most <= LOST) else { continue };
        let mut choices = scenario.scene(id).choice_ids().map(|id| scenario.choice(id));
        if !choices.any(ends) {
            let text = format!(
                "in `{}` the play is lost whatever is chosen from there on: it comes to {most:.0} of 100 at best, and \
                 does not end yet",
                scenario.scene(id).id
            );
            found.push(Finding::new("W0217", most, 72.0, text).at_scene(scenario, id));
        }
    }
    Some(())
}

fn first_choice(graph: &Graph, state: usize) -> Option<ChoiceId> {
    graph.edges_of(state).first().map(|edge| graph.kind(*edge).taken.choice)
}

/// Whether a choice may lead straight to the end.
fn ends(choice: &Choice) -> bool {
    choice.outcomes.iter().any(|outcome| {
        outcome.goto == Goto::End || outcome.chance.iter().any(|branch| branch.goto == Goto::End)
    })
}
