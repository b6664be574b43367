//! The big screen of a training session, which a room reads from a projector while the trainer works it by keys.
//!
//! It is made of the [`Board`](crate::team::wire::Board) alone and knows nothing of hosts and phones.

mod bar;
mod branch;
mod cards;
mod debrief;
mod deeds;
mod forks;
mod join;
mod letters;
mod lines;
mod lobby;
mod over;
mod people;
mod plan;
mod qr;
mod reveal;
mod scene;
mod screen;
mod setup;
mod solo;
mod state;
mod strip;
mod talk;
mod tools;
mod view;

pub use plan::{PhoneReach, TeamPlan};
pub use screen::team_ui;
pub use setup::{
    HouseFile, KeptSession, TeachableScenario, TeamSetupLocal, TeamSetupView, team_setup_ui,
};
pub use state::TeamLocal;
pub use view::{JoinWays, ShownAddress, ShownLink, TeamView};
