//! Content that no play, or hardly any play, comes to.
//!
//! W0201 proven unreachable; W0202 rarer than one play in a thousand; W0214 scenes where play is
//! stuck; W0215 state that nothing reads.

use super::{
    pieces::{Coverable, pieces},
    reads::decorative,
};
use crate::{
    scenario::{MarkKind, NodeId, Scenario, Written},
    solver::{
        content::item::Item,
        findings::finding::{Concern, Finding, Results, share},
        mdp::{frequencies::Frequencies, state_mdp::StateMdp},
        watch::Pulse,
    },
};

/// Below this share of random plays, content is practically unreachable.
const RARE: f64 = 0.001;
/// And only if it is less than this share of what it stands in.
const PART: f64 = 0.05;

/// `None` where it was stopped.
pub(super) fn find(evidence: &Results<'_, '_>, found: &mut Vec<Finding>) -> Option<()> {
    let (scenario, truth, pulse) = (evidence.scenario, evidence.truth, evidence.pulse);
    let pieces = pieces(scenario);
    if truth.complete() {
        unreachable(scenario, truth, &pieces, (pulse, &mut *found))?;
    }
    if let Some(visits) = evidence.visits {
        rare(scenario, visits, &pieces, (pulse, &mut *found))?;
        for (choice, often) in evidence.stuck {
            let text = format!(
                "`{}` can lead to a scene that offers nothing: {} of random plays end there",
                scenario.choice(*choice).id,
                share(*often)
            );
            found.push(
                Finding::new("W0214", *often, 70.0 + often, text).at_choice(scenario, *choice),
            );
        }
    }
    for (held, name) in decorative(scenario, pulse)? {
        let (about, text) = match held {
            Written::Meter(id) => (
                Concern::Meter(id),
                format!("the meter `{name}` decides nothing, and nobody sees it"),
            ),
            Written::Days(_) => continue,
            Written::Mark(mark) => {
                let text = match mark.kind {
                    MarkKind::Flag => format!("the flag `{name}` decides nothing"),
                    MarkKind::Fact => {
                        format!("the fact `{name}` is never learned, and decides nothing")
                    }
                    MarkKind::Guess => {
                        format!("the guess `{name}` is never made, and decides nothing")
                    }
                    MarkKind::Agreement => {
                        format!("the agreement `{name}` is never reached, and decides nothing")
                    }
                };
                (Concern::Mark(mark), text)
            }
        };
        let finding = Finding::new("W0215", 0.0, 10.0, text).about(about);
        found.push(match node_of(scenario, held) {
            Some(node) => finding.of(node),
            None => finding,
        });
    }
    Some(())
}

/// Where the file declares a piece of state: a flag, where it is first set.
fn node_of(scenario: &Scenario, held: Written) -> Option<NodeId> {
    match held {
        Written::Meter(id) => Some(scenario.meters[id.index()].node),
        Written::Mark(mark) => scenario.mark_node(mark),
        Written::Days(_) => None,
    }
}

/// What no play comes to, but for what stands in something that no play comes to: that speaks for it.
fn unreachable(
    scenario: &Scenario,
    truth: &StateMdp,
    pieces: &[Coverable],
    (pulse, found): (&Pulse<'_>, &mut Vec<Finding>),
) -> Option<()> {
    let never = |item: &Item| truth.reaches(*item) == Some(false);
    for piece in pieces {
        pulse.beat(10 + piece.items.len() + piece.around.len())?;
        let offer = piece.chosen.map(|id| Item::Choice(scenario.choice(id).node));
        let around = || piece.around.iter().chain(&offer);
        if piece.items.iter().all(never) && !around().any(never) {
            found.push(piece.finding(scenario, "W0201", 0.0, piece.weight, piece.never.clone()));
        }
    }
    Some(())
}

/// What hardly any play comes to, unless that is because of what it stands in.
fn rare(
    scenario: &Scenario,
    visits: &Frequencies,
    pieces: &[Coverable],
    (pulse, found): (&Pulse<'_>, &mut Vec<Finding>),
) -> Option<()> {
    for piece in pieces {
        pulse.beat(10 + piece.items.len() + piece.around.len())?;
        let often: f64 = piece.items.iter().map(|item| visits.often(*item)).sum();
        // Whoever chooses at random passes by most of what is on offer.
        let taken = piece.chosen.map(|id| visits.taken(scenario.choice(id)));
        let around = piece.around.iter().map(|item| visits.often(*item)).chain(taken);
        let most = around.fold(1.0, f64::min);
        if often > 0.0 && often < RARE && most >= RARE && often < most * PART {
            let exact = matches!(piece.items[..], [Item::Ending(_)]);
            let most = if exact { "" } else { "at most " };
            let text = format!("{} in {most}{} random plays", piece.comes, share(often));
            let weight = piece.weight / 3.0;
            found.push(piece.finding(scenario, "W0202", often, weight, text));
        }
    }
    Some(())
}
