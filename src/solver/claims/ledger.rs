//! Expected regret of the choices of every claim: one pass over all beliefs, weighted by the occupancy of
//! random play, sums up what they cost.

use crate::{
    engine::Move,
    scenario::{ChoiceId, Claim, Condition, Scenario, Scope},
    solver::{
        liveness::{
            inquiry::{ClaimQuestion, Inquiry, choices_of},
            purpose::Purpose,
        },
        mdp::graph::EdgeKind,
        pomdp::belief::Beliefs,
        watch::{Phase, Pulse},
    },
};

/// The weighted mean and range of a figure: what one part of a claim comes to, over all decisions
/// concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClaimTally {
    /// How often it is decided in random play.
    pub mass: f64,
    /// The sum of the figure, each weighted so.
    sum: f64,
    /// The least figure, and the belief.
    pub least: (f64, u32),
    /// The greatest, and the belief.
    pub most: (f64, u32),
}

impl ClaimTally {
    const NONE: Self =
        Self { mass: 0.0, sum: 0.0, least: (f64::INFINITY, 0), most: (f64::NEG_INFINITY, 0) };

    fn add(&mut self, figure: f64, mass: f64, node: u32) {
        self.mass += mass;
        self.sum += mass * figure;
        if figure < self.least.0 {
            self.least = (figure, node);
        }
        if figure > self.most.0 {
            self.most = (figure, node);
        }
    }

    /// On average; `None` where it is never decided.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.mass > 0.0).then(|| self.sum / self.mass)
    }
}

/// A claim about choices, with room for what it comes to.
pub(super) struct Account<'s> {
    pub claim: &'s Claim,
    pub scope: &'s Scope,
    /// What it compares: two choices, or one with itself.
    pub subjects: Vec<(ChoiceId, ChoiceId)>,
    /// How many truths are taken apart, and how many conditions it goes through; 1 at least.
    truths: usize,
    stages: usize,
    /// By subject, truth and stage.
    tallies: Vec<ClaimTally>,
    /// What so many of the choices cost at most, by truth.
    pub fits: Vec<ClaimTally>,
}

/// All claims about choices.
pub(super) struct Ledger<'s> {
    /// By lesson and claim; `None` for claims about endings.
    pub accounts: Vec<Vec<Option<Account<'s>>>>,
    pub inquiry: Inquiry,
}

/// States of a belief that offer the same choices.
struct Group<'g> {
    node: u32,
    mass: f64,
    /// What each choice costs, a pick by its best answer; and where its move stands.
    costs: Vec<(ChoiceId, f64, usize)>,
    /// Kinds of the first edges of each state's moves, and the state's share of the belief.
    states: Vec<(Vec<&'g EdgeKind>, f64)>,
}

impl<'s> Ledger<'s> {
    pub(super) fn of(beliefs: &Beliefs, scenario: &'s Scenario, pulse: &Pulse<'_>) -> Option<Self> {
        let account = |claim: &'s Claim| Account::of(claim, scenario);
        let mut ledger = Self {
            accounts: scenario
                .lessons
                .iter()
                .map(|lesson| lesson.claims.iter().map(account).collect())
                .collect(),
            inquiry: Inquiry::of(scenario, Purpose::Taught),
        };
        let claimed = ledger.claimed(scenario);
        let mass = beliefs.random_mass(pulse)?;
        for (node, mass) in (0..).zip(mass) {
            pulse.tell(Phase::Lessons, node as usize, beliefs.nodes());
            pulse.beat(8 + beliefs.nodes.entries(node).len() * beliefs.moves_of(node).len() * 4)?;
            for group in groups(beliefs, node, mass, &claimed) {
                let subjects = ledger.accounts.iter().flatten().flatten();
                pulse.beat(subjects.map(|account| account.subjects.len() * 4).sum())?;
                for account in ledger.accounts.iter_mut().flatten().flatten() {
                    account.add(&group, beliefs, &ledger.inquiry);
                }
            }
        }
        Some(ledger)
    }

    /// Which choices some claim is about.
    fn claimed(&self, scenario: &Scenario) -> Vec<bool> {
        let mut claimed = vec![false; scenario.choices.len()];
        for account in self.accounts.iter().flatten().flatten() {
            choices_of(account.claim).iter().for_each(|choice| claimed[choice.index()] = true);
        }
        claimed
    }
}

/// The states of a belief by what they offer; nothing where nothing of it is claimed about.
fn groups<'b>(beliefs: &'b Beliefs, node: u32, mass: f64, claimed: &[bool]) -> Vec<Group<'b>> {
    let graph = &beliefs.graph;
    let mut groups: Vec<Group<'b>> = Vec::new();
    for entry in beliefs.nodes.entries(node) {
        let moves = graph.moves_of(entry.state as usize);
        let kinds: Vec<&EdgeKind> =
            moves.filter_map(|edges| Some(graph.kind(*edges.first()?))).collect();
        if !kinds.iter().any(|kind| claimed[kind.taken.choice.index()]) {
            continue;
        }
        // All states of a belief offer what looks the same, but not always the same choices.
        let taken =
            |kinds: &[&EdgeKind]| kinds.iter().map(|kind| kind.taken).collect::<Vec<Move>>();
        let same = |group: &&mut Group<'_>| {
            group.states.first().is_some_and(|(first, _)| taken(first) == taken(&kinds))
        };
        let weight = entry.weight as f64;
        match groups.iter_mut().find(same) {
            Some(group) => group.states.push((kinds, weight)),
            None => {
                groups.push(Group { node, mass, costs: Vec::new(), states: vec![(kinds, weight)] });
            }
        }
    }
    if groups.is_empty() {
        return groups;
    }
    let total: f64 = beliefs.nodes.entries(node).map(|entry| entry.weight as f64).sum();
    let worths: Vec<f64> =
        beliefs.moves_of(node).map(|at| beliefs.worth(at, &beliefs.values)).collect();
    let best = worths.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for group in &mut groups {
        group.states.iter_mut().for_each(|(_, weight)| *weight /= total);
        let Some((kinds, _)) = group.states.first() else { continue };
        for (at, (kind, worth)) in kinds.iter().zip(&worths).enumerate() {
            let (choice, cost) = (kind.taken.choice, (best - worth).max(0.0));
            match group.costs.iter_mut().find(|(known, ..)| *known == choice) {
                Some((_, least, _)) if *least <= cost => {}
                Some(known) => *known = (choice, cost, at),
                None => group.costs.push((choice, cost, at)),
            }
        }
    }
    groups
}

impl Group<'_> {
    fn cost(&self, choice: ChoiceId) -> Option<f64> {
        self.costs.iter().find(|(known, ..)| *known == choice).map(|(_, cost, _)| *cost)
    }
}

impl<'s> Account<'s> {
    fn of(claim: &'s Claim, scenario: &Scenario) -> Option<Self> {
        let scope = claim.scope()?;
        let pairs = |these: &[ChoiceId], than: &[ChoiceId]| -> Vec<(ChoiceId, ChoiceId)> {
            these.iter().flat_map(|one| than.iter().map(move |other| (*one, *other))).collect()
        };
        let single = |these: &[ChoiceId]| these.iter().map(|one| (*one, *one)).collect();
        let subjects: Vec<(ChoiceId, ChoiceId)> = match claim {
            Claim::Rather { these, than, .. } => pairs(these, than),
            Claim::Close { these, .. } => {
                let all = pairs(these, these).into_iter();
                all.filter(|(one, other)| one < other).collect()
            }
            Claim::Costs { these, .. } | Claim::Fits { these, .. } | Claim::Grows { these, .. } => {
                single(these)
            }
            Claim::Rated { .. } | Claim::Worth { .. } => return None,
        };
        let scene = |choice: ChoiceId| scenario.choice(choice).scene;
        let subjects: Vec<_> =
            subjects.into_iter().filter(|(one, other)| scene(*one) == scene(*other)).collect();
        let truths = scope
            .within
            .as_ref()
            .map_or(1, |within| scenario.draws[within.draw.index()].values.len());
        let stages = if let Claim::Grows { over, .. } = claim { over.len() } else { 1 };
        Some(Self {
            claim,
            scope,
            tallies: vec![ClaimTally::NONE; subjects.len() * truths * stages],
            subjects,
            truths,
            stages,
            fits: vec![ClaimTally::NONE; truths],
        })
    }

    /// What a subject comes to.
    pub(super) fn tally(&self, subject: usize, truth: usize, stage: usize) -> &ClaimTally {
        &self.tallies[(subject * self.truths + truth) * self.stages + stage]
    }

    fn add(&mut self, group: &Group<'_>, beliefs: &Beliefs, inquiry: &Inquiry) {
        let is_about = |choice: ChoiceId| {
            self.subjects.iter().any(|(one, other)| *one == choice || *other == choice)
        };
        let asked = group.costs.iter().find(|(choice, ..)| is_about(*choice));
        // A choice that stands alone decides nothing.
        let Some((choice, _, at)) = asked.filter(|_| group.costs.len() > 1) else { return };
        let shares = self.shares(group, (*choice, *at), beliefs, inquiry);
        for (at, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let mass = group.mass * share;
            let parts = self.truths * self.stages;
            for (subject, (one, other)) in self.subjects.iter().enumerate() {
                let figure = match self.claim {
                    Claim::Rather { .. } | Claim::Close { .. } => {
                        group.cost(*one).zip(group.cost(*other)).map(|(one, other)| other - one)
                    }
                    Claim::Costs { .. }
                    | Claim::Fits { .. }
                    | Claim::Grows { .. }
                    | Claim::Rated { .. }
                    | Claim::Worth { .. } => group.cost(*one),
                };
                if let Some(figure) = figure {
                    self.tallies[subject * parts + at].add(figure, mass, group.node);
                }
            }
            if let Claim::Fits { these, count, .. } = self.claim {
                let mut costs: Vec<f64> =
                    these.iter().filter_map(|choice| group.cost(*choice)).collect();
                costs.sort_by(f64::total_cmp);
                if let Some(cost) = costs.get(count.saturating_sub(1)) {
                    self.fits[at].add(*cost, mass, group.node);
                }
            }
        }
    }

    /// In how much of a belief the claim's conditions hold, by truth and stage.
    fn shares(
        &self,
        group: &Group<'_>,
        (choice, at): (ChoiceId, usize),
        beliefs: &Beliefs,
        inquiry: &Inquiry,
    ) -> Vec<f64> {
        let mut shares = vec![0.0; self.truths * self.stages];
        let slots = AnswerSlots::of(self.claim, choice, inquiry);
        for (kinds, share) in &group.states {
            let answers = beliefs.graph.answers.get(kinds[at].answers);
            let truth = slots.truth(answers);
            for stage in (0..self.stages).filter(|stage| slots.holds(answers, *stage)) {
                shares[truth * self.stages + stage] += share;
            }
        }
        shares
    }
}

/// Where the answers to what a claim asks stand among those of one of its choices.
pub(super) struct AnswerSlots {
    truth: Option<usize>,
    when: Option<usize>,
    /// By stage.
    over: Vec<Option<usize>>,
}

impl AnswerSlots {
    pub(super) fn of(claim: &Claim, choice: ChoiceId, inquiry: &Inquiry) -> Self {
        let condition = |condition: &Condition| {
            let question = ClaimQuestion::Holds(condition.clone());
            inquiry.slot(choice, &question).filter(|_| *condition != Condition::Always)
        };
        let within = claim.scope().and_then(|scope| scope.within.as_ref());
        let over = if let Claim::Grows { over, .. } = claim { &**over } else { &[] };
        Self {
            truth: within
                .and_then(|within| inquiry.slot(choice, &ClaimQuestion::Drawn(within.draw))),
            when: claim.scope().and_then(|scope| condition(&scope.when)),
            over: over.iter().map(condition).collect(),
        }
    }

    /// The value of the hidden draw within which the claim is proved; 0 where there is none.
    pub(super) fn truth(&self, answers: &[u32]) -> usize {
        self.truth.and_then(|slot| answers.get(slot)).map_or(0, |value| *value as usize)
    }

    /// Whether the claim's conditions hold, with the one that it goes through at this stage.
    pub(super) fn holds(&self, answers: &[u32], stage: usize) -> bool {
        let over = self.over.get(stage).copied().flatten();
        let asked = self.when.into_iter().chain(over);
        asked.into_iter().all(|slot| answers.get(slot) == Some(&1))
    }
}
