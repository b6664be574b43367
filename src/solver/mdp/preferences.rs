//! Action probabilities of a policy: the edges that it may follow from a state, each with its probability.

use super::graph::{Edge, EdgeKind, Graph};
use crate::{scenario::Scenario, solver::bot::Bot};

/// The preferences of a policy: how much a bot likes what happens on each kind of edge.
pub(in crate::solver) struct Preferences {
    bot: Bot,
    kinds: Vec<u32>,
}

/// The preferences of a bot.
pub(in crate::solver) fn preferences_of(
    scenario: &Scenario,
    graph: &Graph,
    bot: Bot,
) -> Preferences {
    let liking = |kind: &EdgeKind| {
        if bot == Bot::First {
            return 0;
        }
        bot.liking(scenario, kind.taken, kind.wording.into(), 0)
    };
    Preferences { bot, kinds: graph.kinds.iter().map(liking).collect() }
}

impl Preferences {
    /// The edges that the bot may follow from a state, each with its probability.
    pub(in crate::solver) fn shares<'g>(
        &'g self,
        graph: &'g Graph,
        state: usize,
    ) -> impl Iterator<Item = (Edge, f64)> + 'g {
        let (mut liked, mut ties) = (0, 0_u32);
        for edge in graph.edges_of(state).iter().filter(|edge| graph.kind(**edge).first) {
            let liking = self.kinds[edge.kind as usize];
            if ties == 0 || liking > liked {
                (liked, ties) = (liking, 1);
            } else if liking == liked {
                ties += 1;
            }
        }
        let ties = if self.bot == Bot::First { 1 } else { ties.max(1) };
        let share = 1.0 / f64::from(ties);
        let (mut takes, mut moves) = (false, 0);
        graph.edges_of(state).iter().filter_map(move |edge| {
            let kind = graph.kind(*edge);
            if kind.first {
                takes = self.kinds[edge.kind as usize] == liked
                    && (self.bot != Bot::First || moves == 0);
                moves += 1;
            }
            takes.then_some((*edge, share * kind.probability))
        })
    }
}
