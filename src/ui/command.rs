//! What the player wants: the only thing that leaves a screen.

use super::{PhoneReach, Settings, TeamPlan};
use crate::{
    coach::{Feeling, Handout, Intention},
    team::room::TrainerCommand,
};

/// What the player wants. One handler in the game applies it.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show the home screen.
    Home,
    /// Show the library.
    Library,
    /// Show the progress.
    Progress,
    /// Show every face and place.
    Faces,
    /// Show the settings.
    Settings,
    /// Leave settings or diagnostics for the screen one came from.
    Back,
    /// Leave the game.
    Quit,
    /// Go on with the newest unfinished attempt.
    Continue,
    /// Begin a new attempt at a scenario, in place of one that could be gone on with.
    Start {
        /// Id of the scenario.
        scenario: String,
    },
    /// Go on with the unfinished attempt at a scenario, in the version it was begun in.
    Resume {
        /// Id of the scenario.
        scenario: String,
    },
    /// Show what is wrong with a file of the library.
    ShowDiagnostics {
        /// Its path, as the library names it.
        file: String,
    },
    /// Read the scenario files again.
    Reload,
    /// Take an offer.
    Choose {
        /// Id of the offer; of a pick, the marked options' ids joined by `+` in file order, or `none`.
        id: String,
        /// The sentence typed by the learner, where the offer allows it.
        own_words: Option<String>,
    },
    /// Go back to a decision: a fork, marked in the record.
    Rewind {
        /// How many choices are kept.
        step: usize,
    },
    /// Leave the play; everything is saved already.
    Leave,
    /// The play is over: show its debrief.
    OpenDebrief,
    /// Show the debrief of a finished attempt, or go on with an unfinished one.
    OpenAttempt {
        /// Id of the attempt, as the view gave it.
        attempt: String,
    },
    /// Leave an unfinished attempt for good; it stays in the progress.
    PutAway {
        /// Id of the attempt, as the view gave it.
        attempt: String,
    },
    /// How it felt; kept private.
    Felt(Feeling),
    /// Keep this if-then sentence, with whom and when.
    Keep(Intention),
    /// Keep what the window shows now as a picture.
    SavePicture,
    /// Keep the debrief as a page that prints; what it tells is the player's choice.
    SavePage(Box<Handout>),
    /// Play on from a decision, with hindsight: a fork, kept out of progress.
    PlayOn {
        /// How many choices are kept.
        step: usize,
    },
    /// Go back to a decision and take another choice there, with hindsight: a fork, kept out of progress.
    PlayBetter {
        /// How many choices are kept.
        step: usize,
        /// Id of the choice that is taken next.
        id: String,
    },
    /// The same scenario again, with another hidden reason.
    Again,
    /// Show the set-up of a training session, or the session that is open.
    TeamSession,
    /// Open a training session.
    OpenTeam(Box<TeamPlan>),
    /// Go on with a training session that was not ended.
    ResumeTeam {
        /// How the host knows it.
        room: String,
        /// Who can reach it from now on.
        reach: PhoneReach,
    },
    /// Delete a training session with every trace of its names.
    ForgetTeam {
        /// How the host knows it.
        room: String,
    },
    /// What the trainer asks of the open session.
    Team(TrainerCommand),
    /// Make a link that gives a phone the remote.
    PairRemote,
    /// Leave the big screen; the session is kept.
    LeaveTeam,
    /// The settings are to be these.
    Change(Box<Settings>),
}
