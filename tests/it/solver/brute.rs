//! The referee: plays every history to its end, one by one, merging nothing.
//!
//! It shares no code with the analysis but the engine. Beliefs are lists of whole sessions that showed
//! equal views all along.

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use rapport::{
    engine::{
        Chance, Move, Notice, Offer, Save, Session, State, View, Witness, begin, offered, step,
    },
    scenario::{ChoiceId, EndingId, Evidence, Reaction, Scenario, SceneId, SkillId, Spoken},
    solver::Bot,
};

use super::{decided::Decided, parts::Parts};

/// Beyond so many steps a scenario is too big to be played one by one.
const MOST_STEPS: usize = 20_000;

/// Values and probabilities by enumeration.
#[derive(Debug, Default, Clone)]
pub(super) struct Totals {
    pub(super) best: f64,
    pub(super) worst: f64,
    pub(super) random: f64,
}

/// Everything that enumeration found.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Fewest steps to each thing, by kind and number.
    pub(super) first: BTreeMap<(&'static str, u32), usize>,
    /// How often each comes under the bot, on average; a choice and its wordings when on offer.
    pub(super) often: BTreeMap<(&'static str, u32), f64>,
}

impl Seen {
    fn add(&mut self, kind: &'static str, number: u32, mass: f64) {
        *self.often.entry((kind, number)).or_default() += mass;
    }

    fn add_all(&mut self, heard: Vec<(&'static str, u32)>, mass: f64) {
        heard.into_iter().for_each(|(kind, number)| self.add(kind, number, mass));
    }
}

/// Takes what it is told to; remembers the weights.
#[derive(Default)]
pub(super) struct Told {
    pub(super) takes: Vec<usize>,
    pub(super) asked: Vec<Vec<u32>>,
}

impl Chance for Told {
    fn draw(&mut self, _step: u32, _k: u32, weights: &[u32]) -> usize {
        self.asked.push(weights.to_vec());
        self.takes
            .get(self.asked.len() - 1)
            .copied()
            .unwrap_or_else(|| weights.iter().position(|weight| *weight > 0).expect("some weight"))
    }
}

struct Ear<'s> {
    scenario: &'s Scenario,
    depth: usize,
    /// The choice that is taken.
    choice: Option<ChoiceId>,
    seen: &'s mut Seen,
    parts: Rc<Parts>,
    heard: Vec<(&'static str, u32)>,
    /// Sum and count for each competency.
    levels: BTreeMap<SkillId, (u32, u32)>,
}

impl Ear<'_> {
    fn note(&mut self, kind: &'static str, number: u32) {
        let first = self.seen.first.entry((kind, number)).or_insert(self.depth);
        *first = self.depth.min(*first);
        self.heard.push((kind, number));
    }
}

impl Witness for Ear<'_> {
    fn evidence(&mut self, evidence: &Evidence) {
        let level = self.levels.entry(evidence.skill).or_default();
        *level = (level.0 + u32::from(evidence.level), level.1 + 1);
        let choice = self.choice.expect("one is taken");
        let mut all = self.scenario.choice(choice).evidence.iter();
        let nth = all.position(|one| std::ptr::eq(one, evidence)).expect("one of its own");
        self.note("evidence", of_choice(choice, nth));
    }
    fn noticed(&mut self, state: &State, notice: Notice<'_>) {
        if let Some(number) = self.parts.applied(self.scenario, state, notice) {
            self.note("effect", number);
        }
    }
    fn came_to(&mut self, outcome: usize) {
        let choice = self.choice.expect("one is taken");
        self.note("outcome", of_choice(choice, outcome));
    }
    fn said(&mut self, line: &Spoken) {
        self.note("line", line.number);
    }
    fn entered(&mut self, scene: SceneId) {
        self.note("scene", scene.number().into());
    }
    fn reacted(&mut self, reaction: &Reaction) {
        let at = self.scenario.reactions.iter().position(|one| one.id == reaction.id);
        self.note("reaction", u32::try_from(at.expect("one of them")).expect("few"));
    }
    fn ended(&mut self, ending: EndingId) {
        self.note("ending", ending.number().into());
    }
}

/// Every way to begin: probability, state, draws.
pub(super) fn openings(scenario: &Scenario, witness: &mut impl Witness) -> Vec<(f64, State)> {
    let mut found = Vec::new();
    let mut pending = vec![Vec::new()];
    while let Some(prefix) = pending.pop() {
        if prefix.len() < scenario.draws.len() {
            let mut told = Told { takes: prefix.clone(), asked: Vec::new() };
            begin(scenario, &mut told, &mut ());
            for (value, weight) in told.asked[prefix.len()].iter().enumerate() {
                if *weight > 0 {
                    pending.push([&prefix[..], &[value]].concat());
                }
            }
            continue;
        }
        let mut told = Told { takes: prefix.clone(), asked: Vec::new() };
        let state = begin(scenario, &mut told, witness);
        let probability = share(&told);
        found.push((probability, state));
    }
    found
}

fn share(told: &Told) -> f64 {
    let shares = told.asked.iter().zip(&told.takes).map(|(weights, take)| {
        f64::from(weights[*take]) / weights.iter().map(|weight| f64::from(*weight)).sum::<f64>()
    });
    shares.product()
}

/// Enumerates plays over true states.
pub(super) struct Enumeration<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) parts: Rc<Parts>,
    pub(super) seen: Seen,
    pub(super) bot: Bot,
    /// Probability of each ending and value under the bot.
    pub(super) endings: BTreeMap<(EndingId, i32), f64>,
    /// Probability of each (sum, count) of each competency under the bot.
    pub(super) levels: BTreeMap<(SkillId, u32, u32), f64>,
    pub(super) steps: usize,
}

impl<'s> Enumeration<'s> {
    /// `None` where there is too much to play.
    pub(super) fn of(scenario: &'s Scenario, bot: Bot) -> Option<(Self, Totals)> {
        let mut all = Self {
            scenario,
            parts: Rc::new(Parts::of(scenario)),
            seen: Seen::default(),
            bot,
            endings: BTreeMap::new(),
            levels: BTreeMap::new(),
            steps: 0,
        };
        let mut totals = Totals::default();
        for (probability, state) in openings(scenario, &mut ()) {
            let (parts, levels) = (Rc::clone(&all.parts), BTreeMap::new());
            let (seen, heard) = (&mut all.seen, Vec::new());
            let mut ear = Ear { scenario, depth: 0, choice: None, seen, parts, heard, levels };
            let draws = scenario.draw_ids();
            let takes = draws.map(|draw| usize::from(state.drawn(draw))).collect();
            begin(scenario, &mut Told { takes, asked: Vec::new() }, &mut ear);
            let heard = ear.heard;
            all.seen.add_all(heard, probability);
            let here = all.from(&state, probability, 0, &BTreeMap::new())?;
            totals.best += probability * here.best;
            totals.worst += probability * here.worst;
            totals.random += probability * here.random;
        }
        Some((all, totals))
    }

    /// Values from a state on; `mass` is how probable the bot makes it.
    fn from(
        &mut self,
        state: &State,
        mass: f64,
        depth: usize,
        levels: &BTreeMap<SkillId, (u32, u32)>,
    ) -> Option<Totals> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        if state.is_finished() {
            let ending = state.ending().expect("a finished play has an ending");
            *self.endings.entry((ending, state.value())).or_default() += mass;
            for (skill, (sum, count)) in levels {
                *self.levels.entry((*skill, *sum, *count)).or_default() += mass;
            }
            let value = f64::from(state.value());
            return Some(Totals { best: value, worst: value, random: value });
        }
        let moves: Vec<Move> = offered(self.scenario, state).collect();
        let likings: Vec<u32> = moves
            .iter()
            .enumerate()
            .map(|(at, taken)| {
                self.bot.liking(self.scenario, *taken, wording(self.scenario, state, *taken), at)
            })
            .collect();
        let most = likings.iter().max().copied().expect("something is on offer");
        let ties = likings.iter().filter(|liking| **liking == most).count() as f64;
        let mut totals = Totals { best: f64::MIN, worst: f64::MAX, random: 0.0 };
        let mut last = None;
        for (taken, liking) in moves.iter().zip(&likings) {
            self.seen.first.entry(("choice", taken.choice.number().into())).or_insert(usize::MAX);
            let worded = wording(self.scenario, state, *taken);
            // The answers of a pick stand together.
            if last.replace(taken.choice) != Some(taken.choice) {
                self.seen.add("choice", taken.choice.number().into(), mass);
                self.seen.add("worded", of_choice(taken.choice, worded), mass);
            }
            let share = if *liking == most { mass / ties } else { 0.0 };
            let mut here = Totals::default();
            let mut branch = 0;
            loop {
                let mut told = Told { takes: vec![branch], asked: Vec::new() };
                let mut next = state.clone();
                let mut ear = Ear {
                    scenario: self.scenario,
                    depth: depth + 1,
                    choice: Some(taken.choice),
                    seen: &mut self.seen,
                    parts: Rc::clone(&self.parts),
                    heard: Vec::new(),
                    levels: levels.clone(),
                };
                ear.note("wording", of_choice(taken.choice, worded));
                step(self.scenario, &mut next, *taken, &mut told, &mut ear);
                let (levels, heard) = (ear.levels, ear.heard);
                let probability = if told.asked.is_empty() { 1.0 } else { self::share(&told) };
                self.seen.add_all(heard, share * probability);
                let below = self.from(&next, share * probability, depth + 1, &levels)?;
                here.best += probability * below.best;
                here.worst += probability * below.worst;
                here.random += probability * below.random;
                branch += 1;
                if branch >= told.asked.first().map_or(1, Vec::len) {
                    break;
                }
            }
            totals.best = totals.best.max(here.best);
            totals.worst = totals.worst.min(here.worst);
            totals.random += here.random / moves.len() as f64;
        }
        Some(totals)
    }
}

pub(super) fn wording(scenario: &Scenario, state: &State, taken: Move) -> usize {
    let texts = &scenario.choice(taken.choice).texts;
    texts.iter().position(|one| state.holds(scenario, &one.when, 0)).unwrap_or(0)
}

/// What a view shows, as the analysis understands it: offers are a set, ids are not content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look(String);

pub(super) fn look(view: &View) -> Look {
    let mut view = view.clone();
    for offer in &mut view.offered {
        erase(offer);
    }
    view.offered.sort_by_key(|offer| format!("{offer:?}"));
    Look(format!("{view:?}"))
}

fn erase(offer: &mut Offer) {
    offer.id = "".into();
    for option in offer.pick.iter_mut().flat_map(|pick| &mut pick.options) {
        option.id = "".into();
    }
}

/// A play among those that look the same, with its weight.
#[derive(Clone)]
pub(super) struct Play {
    pub(super) session: Session,
    pub(super) weight: f64,
}

/// Best and random play by someone who sees only views.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Worth {
    pub(super) best: f64,
    pub(super) random: f64,
}

/// Enumerates beliefs as lists of plays.
#[derive(Default)]
pub(super) struct Minds {
    steps: usize,
    /// What choices cost where their evidence at the ends of the scale counts, in random play.
    pub(super) costs: BTreeMap<(ChoiceId, u16), Cost>,
    /// Every decision, where somebody wants them.
    pub(super) decided: Option<Vec<Decided>>,
}

/// How often, how much in all, and how much at most.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Cost {
    pub(super) often: f64,
    pub(super) sum: f64,
    pub(super) most: f64,
}

impl Minds {
    /// Value before anything is shown.
    pub(super) fn prior(&mut self, scenario: &Arc<Scenario>) -> Option<Worth> {
        let plays: Vec<Play> = openings(scenario, &mut ())
            .into_iter()
            .map(|(weight, state)| Play { session: session(scenario, &state), weight })
            .collect();
        self.split(plays, 1.0)
    }

    /// Sums over groups of plays that look the same; `mass` is how probable random play makes them.
    fn split(&mut self, plays: Vec<Play>, mass: f64) -> Option<Worth> {
        let total: f64 = plays.iter().map(|play| play.weight).sum();
        let mut groups: BTreeMap<Look, Vec<Play>> = BTreeMap::new();
        for play in plays {
            groups.entry(look(&play.session.view())).or_default().push(play);
        }
        let mut sum = Worth::default();
        for group in groups.into_values() {
            let share = group.iter().map(|play| play.weight).sum::<f64>() / total;
            let worth = self.worth(&group, mass * share)?;
            sum.best += share * worth.best;
            sum.random += share * worth.random;
        }
        Some(sum)
    }

    /// The value of a belief.
    fn worth(&mut self, plays: &[Play], mass: f64) -> Option<Worth> {
        self.steps += plays.len();
        if self.steps > MOST_STEPS {
            return None;
        }
        let first = &plays[0].session;
        if first.finished() {
            let value = f64::from(first.state().value());
            assert!(plays.iter().all(|play| play.session.state().value() == first.state().value()));
            return Some(Worth { best: value, random: value });
        }
        let count = moves(first).len();
        let mut sum = Worth { best: f64::MIN, random: 0.0 };
        let mut values = Vec::new();
        for nth in 0..count {
            let after = plays.iter().flat_map(|play| follow(play, nth)).collect();
            let worth = self.split(after, mass / count as f64)?;
            sum.best = sum.best.max(worth.best);
            sum.random += worth.random / count as f64;
            values.push(worth.best);
        }
        // Once the ending is fixed, nothing is decided any more.
        if count > 1 && first.state().ending().is_none() {
            let total: f64 = plays.iter().map(|play| play.weight).sum();
            let costs: Vec<f64> = values.iter().map(|value| sum.best - value).collect();
            self.decided.iter_mut().for_each(|all| all.push(Decided::of(plays, mass, &costs)));
            for play in plays {
                for (nth, value) in values.iter().enumerate() {
                    self.count(play, nth, mass * play.weight / total, sum.best - value);
                }
            }
        }
        Some(sum)
    }

    /// Notes what the `nth` move of a play costs, where its evidence counts.
    fn count(&mut self, play: &Play, nth: usize, mass: f64, cost: f64) {
        let (scenario, state) = (play.session.scenario(), play.session.state());
        let taken = moves(&play.session)[nth];
        for (at, evidence) in (0..).zip(&scenario.choice(taken.choice).evidence) {
            if matches!(evidence.level, 1 | 4)
                && state.holds(scenario, &evidence.when, taken.picked)
            {
                let known = self.costs.entry((taken.choice, at)).or_default();
                known.often += mass;
                known.sum += mass * cost;
                known.most = known.most.max(cost);
            }
        }
    }
}

/// The moves of a play, in an order of what they look like.
pub(super) fn moves(session: &Session) -> Vec<Move> {
    let scenario = session.scenario();
    let view = session.view();
    let mut moves: Vec<(String, Move)> = offered(scenario, session.state())
        .map(|taken| {
            let id = &scenario.choice(taken.choice).id;
            let mut offer =
                view.offered.iter().find(|offer| *offer.id == **id).expect("offered").clone();
            erase(&mut offer);
            (format!("{offer:?} {:016b}", taken.picked), taken)
        })
        .collect();
    moves.sort_by(|a, b| a.0.cmp(&b.0));
    moves.into_iter().map(|(_, taken)| taken).collect()
}

/// Every play that may follow the `nth` move.
pub(super) fn follow(play: &Play, nth: usize) -> Vec<Play> {
    let scenario = play.session.scenario();
    let taken = moves(&play.session)[nth];
    let mut told = Told::default();
    step(scenario, &mut play.session.state().clone(), taken, &mut told, &mut ());
    let weights = told.asked.first().cloned().unwrap_or_default();
    let total: f64 = weights.iter().map(|weight| f64::from(*weight)).sum();
    let id = answer(scenario, taken);
    let after = |branch: Option<u16>, share: f64| {
        let mut session = play.session.clone();
        session.choose_branch(&id, branch).expect("on offer");
        Play { session, weight: play.weight * share }
    };
    if weights.is_empty() {
        return vec![after(None, 1.0)];
    }
    (0..).zip(&weights).map(|(at, weight)| after(Some(at), f64::from(*weight) / total)).collect()
}

/// The id of a move, as the player would choose it.
pub(super) fn answer(scenario: &Scenario, taken: Move) -> String {
    let choice = scenario.choice(taken.choice);
    match &choice.pick {
        None => choice.id.to_string(),
        Some(_) if taken.picked == 0 => "none".to_owned(),
        Some(pick) => {
            let marked = pick.options.iter().enumerate();
            let marked = marked.filter(|(at, _)| taken.picked >> at & 1 == 1);
            marked.map(|(_, option)| &*option.id).collect::<Vec<_>>().join("+")
        }
    }
}

/// A session with the draws of a state.
pub(super) fn session(scenario: &Arc<Scenario>, state: &State) -> Session {
    let forced = scenario
        .draw_ids()
        .zip(&scenario.draws)
        .map(|(id, draw)| {
            let value = usize::from(state.drawn(id));
            (draw.id.to_string(), draw.values[value].id.to_string())
        })
        .collect();
    let save = Save { seed: 7, forced, choices: Vec::new() };
    Session::replay(Arc::clone(scenario), &save).expect("these draws are possible")
}

/// The number of something that is told apart within a choice.
pub(super) fn of_choice(choice: ChoiceId, nth: usize) -> u32 {
    u32::from(choice.number()) << 16 | u32::try_from(nth).expect("few")
}

/// Whether a choice was ever on offer, by number.
pub(super) fn was_offered(seen: &Seen, choice: ChoiceId) -> bool {
    seen.first.contains_key(&("choice", choice.number().into()))
}
