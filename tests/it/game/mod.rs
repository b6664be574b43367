//! The game where it can be tried without a display; `.ci/window-test` tries it with one.

mod no_window;
