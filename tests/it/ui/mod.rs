//! The screens, driven through the accessibility tree and the keyboard.

mod attended;
mod contrast;
mod debrief;
mod in_step;
mod keys;
mod pages;
mod play;
mod room;
mod settings;
mod share;
mod sizes;
mod sounds;
mod split;
mod stand;
mod team;
mod theme;
mod whole_play;
