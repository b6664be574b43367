//! Screens and widgets: they take a view and return commands.
//!
//! No Bevy, no disk, no clock of its own: what moves is told by egui's time, what is shown by a view,
//! and what the player wants by a [`Command`].

pub mod debrief;
pub mod diagnostics;
pub mod faces;
pub mod home;
pub mod library;
pub mod play;
pub mod progress;
pub mod settings_screen;
pub mod stage;
pub mod team;
pub mod theme;

mod command;
mod look;
mod measure;
mod mute;
mod pictures;
mod settings;
mod widgets;

pub use crate::coach::{Feeling, Intention};
pub use command::Command;
pub use debrief::{DebriefLocal, DebriefView, ShareView, Split, debrief_ui};
pub use diagnostics::{DiagnosticsLocal, DiagnosticsView, diagnostics_ui};
pub use faces::{FacesOf, FacesView, faces_ui};
pub use home::{HomeLocal, HomeView, Unfinished, home_ui};
pub use library::{
    BrokenCard, Card, LibraryEntry, LibraryLocal, LibraryView, Met, PastResult, library_ui,
};
pub use look::Look;
pub use mute::mute_ui;
pub use pictures::Pictures;
pub use play::{CastMember, PastDecision, PlayLocal, PlayView, PlayerView, TitleCard, play_ui};
pub use progress::{
    AttemptRow, CommitmentRow, LessonRow, ProgressLocal, ProgressView, SkillHistory, SkillPoint,
    progress_ui,
};
pub use settings::{Loudness, Pace, Settings, Spacing, ThemeChoice};
pub use settings_screen::{SettingsLocal, SettingsView, settings_ui};
pub use team::{
    HouseFile, JoinWays, KeptSession, PhoneReach, ShownAddress, ShownLink, TeachableScenario,
    TeamLocal, TeamPlan, TeamSetupLocal, TeamSetupView, TeamView, team_setup_ui, team_ui,
};
pub use theme::Theme;
