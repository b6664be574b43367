//! The script that is worth most: what the best open-loop policy takes, where what is on offer falls as it usually
//! does.

use super::belief::Beliefs;
use crate::engine::Move;

impl Beliefs {
    /// The moves of an optimal policy along the likeliest view after each: of several best moves, the first.
    pub(in crate::solver) fn script(&self) -> Option<Vec<Move>> {
        if !self.complete() {
            return None;
        }
        let begins = self.prior.iter().max_by(|a, b| a.probability.total_cmp(&b.probability))?;
        let (mut node, mut moves) = (begins.node, Vec::new());
        while let Some(best) = self.best_move(node) {
            let state = self.nodes.entries(node).next()?.state;
            let nth = best - self.moves_of(node).start;
            let edge = self.graph.moves_of(state as usize).nth(nth)?.first()?;
            moves.push(self.graph.kind(*edge).taken);
            let ways = self.ways_of(best);
            // What is seen next, or that the play is over: whichever is likelier.
            let over = 1.0 - ways.iter().map(|way| way.probability).sum::<f64>();
            let likeliest = ways.iter().max_by(|a, b| a.probability.total_cmp(&b.probability));
            match likeliest.filter(|way| way.probability >= over) {
                Some(way) => node = way.node,
                None => break,
            }
        }
        Some(moves)
    }

    /// The first of the best moves of a belief, if it is one.
    pub(in crate::solver) fn best_move(&self, node: u32) -> Option<usize> {
        self.first_move.get(node as usize + 1)?;
        let moves = self.moves_of(node).map(|at| (at, self.worth(at, &self.values)));
        let best = moves.reduce(|best, one| if one.1 > best.1 { one } else { best });
        best.map(|(at, _)| at)
    }
}
