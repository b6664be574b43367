//! The screens, driven through the accessibility tree and the keyboard.

mod debrief;
mod pages;
mod play;
mod settings;
mod split;
mod stand;
mod team;
mod theme;
mod whole_play;
