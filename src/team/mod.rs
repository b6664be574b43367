//! Team training sessions: one projector, a room of phones, no internet.
//!
//! [`room`] is a pure state machine: commands in, events out, and rebuilt from those events exactly. [`wire`] is what
//! phones and the big screen are sent. Everything that waits, listens or writes is in the host.

pub mod room;
pub mod wire;
