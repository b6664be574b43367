//! A play under way: the state with everything that was said and decided on the way.

mod replay;

use std::{collections::BTreeSet, fmt, sync::Arc};

use super::{
    DayView, Move, Said, Save, SavedChoice, Speaker, State, View, Witness, begin,
    chance::PlayChance,
    offered,
    present::{Presenter, answer_id, answer_text},
    step,
};
use crate::scenario::{
    Channel, DrawId, EndingId, Evidence, GuessId, Outcome, Scenario, SceneId, SkillId, Spoken,
};

pub use replay::{ReplayError, Replayed, Stopped};

/// A play under way.
#[derive(Debug, Clone)]
pub struct Session {
    scenario: Arc<Scenario>,
    seed: u32,
    forced: Vec<(DrawId, u8)>,
    state: State,
    /// The state before the first choice: where a rewind begins.
    start: State,
    opening: Vec<Said>,
    decisions: Vec<Decision>,
    /// Guesses held at any time so far.
    held: BTreeSet<GuessId>,
}

/// One step as it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The scene in which it was taken.
    pub scene: SceneId,
    /// What was chosen.
    pub chosen: Move,
    /// Its id as offered; of a pick, the answer's id.
    pub choice_id: String,
    /// The chance branch that was forced, counted from 0.
    pub forced_branch: Option<u16>,
    /// Ids of everything that was on offer, in file order.
    pub offered: Vec<String>,
    /// What the player said or did, as they saw it.
    pub text: String,
    /// The channel it used.
    pub channel: Channel,
    /// The day on which it was taken.
    pub day: DayView,
    /// Time of day in minutes after midnight.
    pub minute: Option<u16>,
    /// Everything said and shown from it on, the player's own line first.
    pub said: Vec<Said>,
    /// Where in `said` the scene or the ending that it led to begins.
    pub arrival: usize,
    /// Where in `said` the epilogue of the ending that it led to is over; its end where there is none.
    pub epilogue: usize,
    /// What it showed of the learner's skill.
    pub evidence: Vec<Shown>,
    /// The chance event that followed, in words, with its branch.
    pub chance: Option<Drawn>,
    /// The ending that it led to.
    pub ending: Option<EndingId>,
}

/// Evidence that counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Competency.
    pub skill: SkillId,
    /// Level, 1 to 4.
    pub level: u8,
    /// Why.
    pub why: String,
}

/// A chance branch that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Which branch, from 0.
    pub branch: usize,
    /// The event in words.
    pub event: Option<String>,
}

/// A forced draw that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDraw {
    /// There is no such draw.
    #[error("no hidden draw `{name}`; the draws are {known}")]
    UnknownDraw {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The draw has no such value.
    #[error("the hidden draw `{draw}` has no value `{name}`; its values are {known}")]
    UnknownValue {
        /// The draw.
        draw: String,
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The values exclude each other.
    #[error("`{value}` is not possible for `{draw}` given the draws before it")]
    Impossible {
        /// The draw.
        draw: String,
        /// The value.
        value: String,
    },
}

/// A choice that is not on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotOffered {
    /// What was asked for.
    pub wanted: String,
    /// What was on offer.
    pub offered: Vec<String>,
}

impl fmt::Display for NotOffered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not on offer; ", self.wanted)?;
        if self.offered.is_empty() {
            f.write_str("the play is over")
        } else {
            write!(f, "on offer: {}", self.offered.join(", "))
        }
    }
}

impl std::error::Error for NotOffered {}

impl Session {
    /// Begins a play, with some hidden draws forced by name.
    ///
    /// # Errors
    /// [`BadDraw`] if a forced draw is unknown or impossible.
    pub fn new(
        scenario: Arc<Scenario>,
        seed: u32,
        forced: &[(String, String)],
    ) -> Result<Self, BadDraw> {
        let forced = resolve_draws(&scenario, forced)?;
        let mut chance =
            PlayChance { seed, forced: &forced, branch: None, refused: None, branches: 0 };
        let mut record = Record::new(&scenario);
        let state = begin(&scenario, &mut chance, &mut record);
        if let Some((draw, value)) = chance.refused {
            let draw = &scenario.draws[draw.index()];
            return Err(BadDraw::Impossible {
                draw: draw.id.to_string(),
                value: draw.values[usize::from(value)].id.to_string(),
            });
        }
        let opening = record.said;
        let mut session = Self {
            scenario,
            seed,
            forced,
            start: state.clone(),
            state,
            opening,
            decisions: Vec::new(),
            held: BTreeSet::new(),
        };
        session.held.extend(guesses_held(&session.scenario, &session.state));
        Ok(session)
    }

    /// Takes what is on offer under this id.
    ///
    /// # Errors
    /// [`NotOffered`] with what is on offer.
    pub fn choose(&mut self, id: &str) -> Result<(), NotOffered> {
        self.choose_branch(id, None)
    }

    /// Takes what is on offer under this id, and forces the chance branch that follows, from 0.
    ///
    /// # Errors
    /// [`NotOffered`] with what is on offer; also if there is no such branch.
    pub fn choose_branch(&mut self, id: &str, branch: Option<u16>) -> Result<(), NotOffered> {
        let moves: Vec<Move> = offered(&self.scenario, &self.state).collect();
        let ids: Vec<String> = moves.iter().map(|one| answer_id(&self.scenario, *one)).collect();
        let Some(at) = ids.iter().position(|offered| offered == id) else {
            return Err(NotOffered { wanted: id.to_owned(), offered: ids });
        };
        let chosen = moves[at];
        let scenario = Arc::clone(&self.scenario);
        let presenter = Presenter { scenario: &scenario, state: &self.state, seed: self.seed };
        let text = answer_text(&scenario, &self.state, chosen);
        let (day, minute) = (presenter.day(), scenario.scene(self.state.scene()).minute);
        let choice = scenario.choice(chosen.choice);
        let mut record = Record::new(&scenario);
        if !is_going_on(&choice.id) {
            record.said.push(Said {
                who: Speaker::Player(choice.via),
                mood: None,
                text: text.clone(),
                heading: None,
            });
        }
        let mut state = self.state.clone();
        let mut chance =
            PlayChance { seed: self.seed, forced: &[], branch, refused: None, branches: 0 };
        let scene = state.scene();
        step(&scenario, &mut state, chosen, &mut chance, &mut record);
        let drawn = record.chance.as_ref().map(|drawn| drawn.branch);
        if let Some(branch) = branch.map(usize::from)
            && drawn != Some(branch)
        {
            let named = |nth: usize| if nth == 0 { id.to_owned() } else { format!("{id}#{nth}") };
            let offered = (1.min(chance.branches)..=chance.branches).map(named).collect();
            return Err(NotOffered { wanted: named(branch + 1), offered });
        }
        let decision = Decision {
            scene,
            chosen,
            choice_id: id.to_owned(),
            forced_branch: branch,
            offered: ids,
            text,
            channel: choice.via,
            day,
            minute,
            arrival: record.arrival.unwrap_or(record.said.len()),
            epilogue: record.epilogue.unwrap_or(record.said.len()),
            said: record.said,
            evidence: record.evidence,
            chance: record.chance,
            ending: record.ending,
        };
        self.state = state;
        self.decisions.push(decision);
        self.held.extend(guesses_held(&self.scenario, &self.state));
        Ok(())
    }

    /// What the player can see.
    #[must_use]
    pub fn view(&self) -> View {
        let said = self.decisions.last().map_or(&self.opening, |decision| &decision.said);
        Presenter { scenario: &self.scenario, state: &self.state, seed: self.seed }
            .view(said.clone())
    }

    /// What is kept of this play.
    #[must_use]
    pub fn save(&self) -> Save {
        Save {
            seed: self.seed,
            forced: self
                .forced
                .iter()
                .map(|(draw, value)| self.draw_names(*draw, *value))
                .collect(),
            choices: self
                .decisions
                .iter()
                .map(|decision| SavedChoice {
                    id: decision.choice_id.clone(),
                    branch: decision.forced_branch,
                })
                .collect(),
        }
    }

    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether the play is over.
    #[must_use]
    pub fn finished(&self) -> bool {
        self.state.is_finished()
    }

    /// What was said before the first choice.
    #[must_use]
    pub fn opening(&self) -> &[Said] {
        &self.opening
    }

    /// Where in the view's `said` the present scene, or the ending, begins.
    #[must_use]
    pub fn arrival(&self) -> usize {
        self.decisions.last().map_or(0, |decision| decision.arrival)
    }

    /// What was decided, in order.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Everything said so far.
    pub fn transcript(&self) -> impl Iterator<Item = &Said> {
        self.opening.iter().chain(self.decisions.iter().flat_map(|decision| &decision.said))
    }

    /// Whether a guess was held at any time so far.
    #[must_use]
    pub fn ever_held(&self, guess: GuessId) -> bool {
        self.held.contains(&guess)
    }

    /// The hidden draws as they fell: draw id, value id. Not for the player's eyes before the end.
    #[must_use]
    pub fn draws(&self) -> Vec<(String, String)> {
        (0..self.scenario.draws.len())
            .filter_map(|at| u16::try_from(at).ok().map(DrawId))
            .map(|draw| self.draw_names(draw, self.state.drawn(draw)))
            .collect()
    }

    fn draw_names(&self, draw: DrawId, value: u8) -> (String, String) {
        let draw = &self.scenario.draws[draw.index()];
        (draw.id.to_string(), draw.values[usize::from(value)].id.to_string())
    }
}

/// The guesses that are held in a state.
fn guesses_held(scenario: &Scenario, state: &State) -> impl Iterator<Item = GuessId> {
    let guesses = (0..).take(scenario.guesses.len()).map(GuessId);
    guesses.filter(|guess| state.holds_guess(*guess))
}

/// Whether a choice only goes on: it is not echoed as something the player said.
fn is_going_on(choice: &str) -> bool {
    choice == "continue"
}

fn resolve_draws(
    scenario: &Scenario,
    forced: &[(String, String)],
) -> Result<Vec<(DrawId, u8)>, BadDraw> {
    forced
        .iter()
        .map(|(draw, value)| {
            let id = scenario.draw_named(draw).ok_or_else(|| BadDraw::UnknownDraw {
                name: draw.clone(),
                known: join(scenario.draws.iter().map(|draw| &*draw.id)),
            })?;
            let known = &scenario.draws[id.index()];
            let value = known.value_named(value).ok_or_else(|| BadDraw::UnknownValue {
                draw: draw.clone(),
                name: value.clone(),
                known: join(known.values.iter().map(|value| &*value.id)),
            })?;
            Ok((id, value))
        })
        .collect()
}

fn join<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Writes down what a step does.
struct Record<'s> {
    scenario: &'s Scenario,
    said: Vec<Said>,
    evidence: Vec<Shown>,
    chance: Option<Drawn>,
    ending: Option<EndingId>,
    arrival: Option<usize>,
    epilogue: Option<usize>,
}

impl<'s> Record<'s> {
    fn new(scenario: &'s Scenario) -> Self {
        Self {
            scenario,
            said: Vec::new(),
            evidence: Vec::new(),
            chance: None,
            ending: None,
            arrival: None,
            epilogue: None,
        }
    }
}

impl Witness for Record<'_> {
    fn evidence(&mut self, evidence: &Evidence) {
        self.evidence.push(Shown {
            skill: evidence.skill,
            level: evidence.level,
            why: evidence.why.to_string(),
        });
    }

    fn said(&mut self, line: &Spoken) {
        self.said.push(super::present::said(self.scenario, line));
    }

    fn day_passed(&mut self) {
        if let Some(Said { who: Speaker::Days(days), .. }) = self.said.last_mut() {
            *days += 1;
        } else {
            self.said.push(Said {
                who: Speaker::Days(1),
                mood: None,
                text: String::new(),
                heading: None,
            });
        }
    }

    fn drew(&mut self, outcome: &Outcome, branch: usize) {
        let event = outcome.chance[branch].event.as_deref().map(str::to_owned);
        self.chance = Some(Drawn { branch, event });
    }

    fn entered(&mut self, _scene: SceneId) {
        self.arrival.get_or_insert(self.said.len());
        if self.ending.is_some() {
            self.epilogue.get_or_insert(self.said.len());
        }
    }

    fn ended(&mut self, ending: EndingId) {
        self.arrival.get_or_insert(self.said.len());
        self.ending = Some(ending);
    }
}
