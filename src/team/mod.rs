//! Team training sessions: one projector, a room of phones, no internet.
//!
//! [`room`] is a pure state machine: commands in, events out, and rebuilt from those events exactly. [`wire`] is what
//! phones and the big screen are sent. [`host`] is all that waits, listens and writes; [`client`] is the page that it
//! serves to phones.

pub mod client;
pub mod guide;
pub mod host;
mod house;
pub mod report;
pub mod room;
pub mod script;
mod secret;
pub mod wire;

pub use house::house_rules;
