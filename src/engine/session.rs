//! A play under way: the state with everything that was said and decided on the way.

mod picture;
mod replay;
mod unfold;

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use super::{
    DayView, Decision, Move, Said, Save, SavedChoice, Speaker, Standing, State, View, begin,
    chance::PlayChance,
    decision::Record,
    offered,
    present::{Presenter, answer_id, answer_text, day_of, is_answer},
    state::Marks,
    step,
};
use crate::{
    scenario::{DrawId, GuessId, Scenario},
    text::SharedStr,
};

/// Room for as many decisions as most plays have, and for as many lines as most steps say.
const MANY: usize = 16;

pub use replay::{ReplayError, Replayed, Stopped};

/// A play under way.
///
/// What is shown of it is worked out when it is asked for and kept until the next choice; what that
/// choice leaves as it was is then shown again, not made again.
#[derive(Debug, Clone)]
pub struct Session {
    scenario: Arc<Scenario>,
    seed: u32,
    forced: Vec<(DrawId, u8)>,
    state: State,
    /// The state before the first choice: where a rewind begins.
    start: State,
    day: DayView,
    opening: Arc<[Said]>,
    decisions: Vec<Decision>,
    /// Marks that held at any time so far.
    held: Marks,
    /// Everything that can be done now, in file order.
    offered: Vec<Move>,
    /// What the player sees, once somebody has looked since the last choice.
    view: OnceLock<View>,
    /// How things stood when somebody last looked before it.
    before: Option<Standing>,
    /// An empty list with room for what the next step says.
    room: Vec<Said>,
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
        let mut record = Record::new(&scenario, Vec::with_capacity(MANY));
        let state = begin(&scenario, &mut chance, &mut record);
        if let Some((draw, value)) = chance.refused {
            let draw = &scenario.draws[draw.index()];
            return Err(BadDraw::Impossible {
                draw: draw.id.to_string(),
                value: draw.values[usize::from(value)].id.to_string(),
            });
        }
        let mut room = record.said;
        let opening = room.drain(..).collect();
        Ok(Self::at_start(scenario, seed, forced, state, opening, room))
    }

    /// A play before its first choice.
    fn at_start(
        scenario: Arc<Scenario>,
        seed: u32,
        forced: Vec<(DrawId, u8)>,
        start: State,
        opening: Arc<[Said]>,
        room: Vec<Said>,
    ) -> Self {
        Self {
            seed,
            forced,
            state: start.clone(),
            day: day_of(&scenario, &start),
            opening,
            decisions: Vec::with_capacity(MANY),
            held: start.marks.clone(),
            offered: offered(&scenario, &start).collect(),
            view: OnceLock::new(),
            before: None,
            room,
            start,
            scenario,
        }
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
        let scenario = Arc::clone(&self.scenario);
        let mut among = self.offered.iter().copied();
        let Some(chosen) = among.find(|one| is_answer(&scenario, *one, id)) else {
            let ids = self.offered.iter().map(|one| answer_id(&scenario, *one)).collect();
            return Err(NotOffered { wanted: id.to_owned(), offered: ids });
        };
        let text = answer_text(&scenario, &self.state, chosen);
        let (today, minute) = (self.state.day(), scenario.scene(self.state.scene()).minute);
        let choice = scenario.choice(chosen.choice);
        let choice_id = choice.pick.as_ref().map_or_else(|| choice.id.clone(), |_| id.into());
        let mut record = Record::new(&scenario, std::mem::take(&mut self.room));
        if !is_going_on(&choice.id) {
            record.said.push(Said {
                who: Speaker::Player(choice.via),
                mood: None,
                text: text.clone(),
                heading: None,
            });
        }
        // Only a branch that is forced can still be refused.
        let untouched = branch.map(|_| self.state.clone());
        let mut chance =
            PlayChance { seed: self.seed, forced: &[], branch, refused: None, branches: 0 };
        let scene = self.state.scene();
        step(&scenario, &mut self.state, chosen, &mut chance, &mut record);
        let drawn = record.chance.as_ref().map(|drawn| drawn.branch);
        if let Some(branch) = branch.map(usize::from)
            && drawn != Some(branch)
        {
            if let Some(untouched) = untouched {
                self.state = untouched;
            }
            let named = |nth: usize| if nth == 0 { id.to_owned() } else { format!("{id}#{nth}") };
            let offered = (1.min(chance.branches)..=chance.branches).map(named).collect();
            return Err(NotOffered { wanted: named(branch + 1), offered });
        }
        let mut now = Vec::with_capacity(MANY);
        offered(&scenario, &self.state).for_each(|one| now.push(one));
        self.decisions.push(Decision {
            scene,
            chosen,
            choice_id,
            forced_branch: branch,
            offered: std::mem::replace(&mut self.offered, now),
            text,
            channel: choice.via,
            day: self.day.clone(),
            minute,
            arrival: record.arrival.unwrap_or(record.said.len()),
            epilogue: record.epilogue.unwrap_or(record.said.len()),
            said: record.said.drain(..).collect(),
            evidence: record.evidence,
            chance: record.chance,
            ending: record.ending,
        });
        self.room = record.said;
        self.held.join(&self.state.marks);
        if self.state.day() != today || self.state.ending().is_some() {
            self.day = day_of(&scenario, &self.state);
        }
        if let Some(view) = self.view.take() {
            self.before = Some(view.standing);
        }
        Ok(())
    }

    /// Whether something is on offer under this id; of a pick, under the answer's id.
    #[must_use]
    pub fn offers(&self, id: &str) -> bool {
        self.offered.iter().any(|one| is_answer(&self.scenario, *one, id))
    }

    /// What is said or done by what is on offer under this id; of a pick, with the options marked.
    #[must_use]
    pub fn wording_of(&self, id: &str) -> Option<SharedStr> {
        let mut among = self.offered.iter().copied();
        let one = among.find(|one| is_answer(&self.scenario, *one, id))?;
        Some(answer_text(&self.scenario, &self.state, one))
    }

    /// What the player can see.
    #[must_use]
    pub fn view(&self) -> View {
        self.seen().clone()
    }

    /// What the player can see, to be looked at where it lies.
    #[must_use]
    pub fn seen(&self) -> &View {
        self.view.get_or_init(|| {
            let said = self.decisions.last().map_or(&self.opening, |decision| &decision.said);
            let (scenario, state) = (&*self.scenario, &self.state);
            let presenter = Presenter { scenario, state, day: &self.day };
            View {
                said: Arc::clone(said),
                standing: presenter.standing(self.before.as_ref()),
                offered: presenter.offers(&self.offered, self.seed),
            }
        })
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
                    id: decision.choice_id.to_string(),
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
        self.opening.iter().chain(self.decisions.iter().flat_map(|decision| &*decision.said))
    }

    /// Whether a guess was held at any time so far.
    #[must_use]
    pub fn ever_held(&self, guess: GuessId) -> bool {
        self.held.get(guess.into())
    }

    /// The hidden draws as they fell: draw id, value id. Not for the player's eyes before the end.
    #[must_use]
    pub fn draws(&self) -> Vec<(String, String)> {
        self.scenario.draw_ids().map(|draw| self.draw_names(draw, self.state.drawn(draw))).collect()
    }

    fn draw_names(&self, draw: DrawId, value: u8) -> (String, String) {
        let draw = &self.scenario.draws[draw.index()];
        (draw.id.to_string(), draw.values[usize::from(value)].id.to_string())
    }
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
