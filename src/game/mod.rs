//! The Bevy app: window, stage, and the screens it hosts.
