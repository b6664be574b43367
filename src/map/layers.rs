//! Layered graph drawing (Sugiyama): scenes in layers by the longest way to them, with few crossings.

use std::collections::{BTreeMap, BTreeSet};

use super::scenes::SceneMap;

/// How often layers are put in order, downwards and upwards.
const SWEEPS: usize = 12;
/// How often nodes are moved towards their neighbours.
const PULLS: usize = 24;
/// The distance of two middles in a layer: of two nodes, and where a line passes.
const APART: (f64, f64) = (212.0, 36.0);

/// Where everything is.
#[derive(Debug)]
pub(super) struct Layered {
    /// The middle of each node, and its layer.
    pub(super) nodes: Vec<(f64, usize)>,
    /// For each edge, what it passes: middles and layers, from its beginning to its end.
    pub(super) paths: Vec<Vec<(f64, usize)>>,
    /// How many layers there are.
    pub(super) layers: usize,
    /// From the leftmost middle, which is 0, to the rightmost.
    pub(super) width: f64,
}

/// The graph with a point on each layer that an edge passes.
struct Points {
    /// The layer of each point; nodes first.
    layer: Vec<usize>,
    /// Neighbours above and below.
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    nodes: usize,
}

/// Points that move together: the place that the first one wants on average, their weight, and the points with
/// their offsets from it.
type PulledBlock = (f64, f64, Vec<(usize, f64)>);

impl Layered {
    pub(super) fn of(map: &SceneMap) -> Self {
        let count = map.nodes.len();
        let arrows: Vec<(usize, usize)> =
            map.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let back = backward(map.start, count, &arrows);
        let downward: Vec<(usize, usize)> = arrows
            .iter()
            .enumerate()
            .map(|(at, (from, to))| if back.contains(&at) { (*to, *from) } else { (*from, *to) })
            .collect();
        let mut points = Points::of(longest(count, &downward));
        let chains: Vec<Vec<usize>> =
            downward.iter().map(|(from, to)| points.chain(*from, *to)).collect();
        let order = points.ordered();
        let x = points.placed(&order);
        let place = |point: &usize| (x[*point], points.layer[*point]);
        let paths = chains.iter().enumerate().map(|(at, chain)| {
            let mut path: Vec<(f64, usize)> = chain.iter().map(place).collect();
            if back.contains(&at) {
                path.reverse();
            }
            path
        });
        Self {
            paths: paths.collect(),
            nodes: (0..count).map(|node| place(&node)).collect(),
            layers: order.len(),
            width: x.iter().copied().fold(0.0, f64::max),
        }
    }
}

/// The edges that lead back to where a walk came from; without them there is no circle.
fn backward(start: usize, count: usize, arrows: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, (from, _)) in arrows.iter().enumerate() {
        out[*from].push(at);
    }
    // 0: not seen; 1: on the way; 2: done.
    let mut state = vec![0_u8; count];
    let mut back = BTreeSet::new();
    for root in std::iter::once(start).chain(0..count) {
        let mut walk = vec![(root, 0)];
        while let Some((node, next)) = walk.pop() {
            if next == 0 && state[node] == 2 {
                continue;
            }
            state[node] = 1;
            let Some(arrow) = out[node].get(next) else {
                state[node] = 2;
                continue;
            };
            walk.push((node, next + 1));
            let to = arrows[*arrow].1;
            match state[to] {
                0 => walk.push((to, 0)),
                1 => {
                    back.insert(*arrow);
                }
                _ => {}
            }
        }
    }
    back
}

/// The layer of each node: by the longest way to it.
fn longest(count: usize, arrows: &[(usize, usize)]) -> Vec<usize> {
    let mut layer = vec![0; count];
    let mut waits = vec![0; count];
    let arrows = || arrows.iter().filter(|(from, to)| from != to);
    arrows().for_each(|(_, to)| waits[*to] += 1);
    let mut ready: Vec<usize> = (0..count).filter(|node| waits[*node] == 0).collect();
    while let Some(node) = ready.pop() {
        for (_, to) in arrows().filter(|(from, _)| *from == node) {
            layer[*to] = layer[*to].max(layer[node] + 1);
            waits[*to] -= 1;
            if waits[*to] == 0 {
                ready.push(*to);
            }
        }
    }
    // What no arrow leads to stands right above where it leads.
    let leads: BTreeSet<usize> = arrows().map(|(_, to)| *to).collect();
    for node in (0..count).filter(|node| !leads.contains(node)) {
        let below = arrows().filter(|(from, _)| *from == node).map(|(_, to)| layer[*to]);
        let first: Option<usize> = below.min();
        layer[node] = first.unwrap_or(1).saturating_sub(1);
    }
    layer
}

impl Points {
    fn of(layer: Vec<usize>) -> Self {
        let nodes = layer.len();
        Self { layer, above: vec![Vec::new(); nodes], below: vec![Vec::new(); nodes], nodes }
    }

    /// The points of an edge, with new ones on the layers between.
    fn chain(&mut self, from: usize, to: usize) -> Vec<usize> {
        let mut chain = vec![from];
        for layer in self.layer[from] + 1..self.layer[to] {
            chain.push(self.layer.len());
            self.layer.push(layer);
            self.above.push(Vec::new());
            self.below.push(Vec::new());
        }
        chain.push(to);
        for pair in chain.windows(2).filter(|pair| pair[0] != pair[1]) {
            self.below[pair[0]].push(pair[1]);
            self.above[pair[1]].push(pair[0]);
        }
        chain
    }

    /// The layers, each in an order with few crossings: by the middle of what is above, then below.
    fn ordered(&self) -> Vec<Vec<usize>> {
        let layers = self.layer.iter().max().map_or(0, |last| last + 1);
        let mut order: Vec<Vec<usize>> = vec![Vec::new(); layers];
        self.layer.iter().enumerate().for_each(|(point, layer)| order[*layer].push(point));
        let mut best = order.clone();
        let mut fewest = self.crossings(&order);
        for sweep in 0..SWEEPS {
            let is_down = sweep % 2 == 0;
            for step in 1..layers {
                let layer = if is_down { step } else { layers - 1 - step };
                let beside = if is_down { &self.above } else { &self.below };
                let fixed = if is_down { &order[layer - 1] } else { &order[layer + 1] };
                let place: BTreeMap<usize, usize> =
                    fixed.iter().enumerate().map(|(place, point)| (*point, place)).collect();
                let mut keyed: Vec<(f64, usize, usize)> = order[layer]
                    .iter()
                    .enumerate()
                    .map(|(own, point)| {
                        let places: Vec<usize> = beside[*point]
                            .iter()
                            .filter_map(|next| place.get(next).copied())
                            .collect();
                        let sum: usize = places.iter().sum();
                        let middle = sum as f64 / places.len().max(1) as f64;
                        (if places.is_empty() { own as f64 } else { middle }, own, *point)
                    })
                    .collect();
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                order[layer] = keyed.into_iter().map(|(_, _, point)| point).collect();
            }
            let crossings = self.crossings(&order);
            if crossings < fewest {
                fewest = crossings;
                best.clone_from(&order);
            }
        }
        best
    }

    fn crossings(&self, order: &[Vec<usize>]) -> usize {
        let mut place = vec![0; self.layer.len()];
        order.iter().for_each(|layer| {
            layer.iter().enumerate().for_each(|(at, point)| place[*point] = at);
        });
        order
            .iter()
            .map(|layer| {
                let lines: Vec<(usize, usize)> = layer
                    .iter()
                    .flat_map(|point| {
                        self.below[*point].iter().map(|to| (place[*point], place[*to]))
                    })
                    .collect();
                let crosses = |a: &(usize, usize), b: &(usize, usize)| a.0 < b.0 && a.1 > b.1;
                lines.iter().map(|a| lines.iter().filter(|b| crosses(a, b)).count()).sum::<usize>()
            })
            .sum()
    }

    /// Where each point is: as near to the middle of its neighbours as its layer has room.
    fn placed(&self, order: &[Vec<usize>]) -> Vec<f64> {
        let mut x = vec![0.0; self.layer.len()];
        for layer in order {
            let mut at = 0.0;
            for (nth, point) in layer.iter().enumerate() {
                at += if nth == 0 { 0.0 } else { self.apart(layer[nth - 1], *point) };
                x[*point] = at;
            }
            let middle = at / 2.0;
            layer.iter().for_each(|point| x[*point] -= middle);
        }
        for pull in 0..PULLS {
            let layers: Vec<&Vec<usize>> =
                if pull % 2 == 0 { order.iter().collect() } else { order.iter().rev().collect() };
            layers.into_iter().for_each(|layer| self.pull(layer, &mut x));
        }
        let left = x.iter().copied().fold(f64::INFINITY, f64::min);
        x.iter().map(|at| at - left).collect()
    }

    /// Moves a layer towards its neighbours: what would overlap moves together, to the mean of what its parts
    /// want (pooling of adjacent violators).
    fn pull(&self, layer: &[usize], x: &mut [f64]) {
        let mut blocks: Vec<PulledBlock> = Vec::new();
        for (nth, point) in layer.iter().enumerate() {
            let beside = || self.above[*point].iter().chain(&self.below[*point]);
            let count = beside().count();
            let wanted = if count == 0 {
                x[*point]
            } else {
                beside().map(|next| x[*next]).sum::<f64>() / count as f64
            };
            let weight = if *point < self.nodes { 1.0 } else { 2.0 };
            let mut block = (wanted, weight, vec![(*point, 0.0)]);
            let mut first = nth;
            while let Some(before) = blocks.last() {
                let (last, offset) = before.2.last().copied().unwrap_or_default();
                let room = offset + self.apart(last, layer[first]);
                if before.0 + room <= block.0 {
                    break;
                }
                let all = before.1 + block.1;
                let start = (before.0 * before.1 + (block.0 - room) * block.1) / all;
                let mut points = before.2.clone();
                points.extend(block.2.iter().map(|(point, offset)| (*point, offset + room)));
                first -= before.2.len();
                block = (start, all, points);
                blocks.pop();
            }
            blocks.push(block);
        }
        for (start, _, points) in blocks {
            points.iter().for_each(|(point, offset)| x[*point] = start + offset);
        }
    }

    fn apart(&self, one: usize, other: usize) -> f64 {
        let half = |point: usize| if point < self.nodes { APART.0 / 2.0 } else { APART.1 / 2.0 };
        half(one) + half(other)
    }
}
