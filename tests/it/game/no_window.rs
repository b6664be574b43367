//! Where no window can be opened, one line says why, and play goes on in the terminal.

use std::process::{Command, Stdio};

const DISPLAYS: [&str; 3] = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];

fn play(displays: &[(&str, &str)]) -> (String, bool) {
    let folder = tempfile::tempdir().unwrap();
    let mut game = Command::new(env!("CARGO_BIN_EXE_rapport"));
    game.args(["play", "received-h", "--seed", "1"]).env("RAPPORT_DATA_DIR", folder.path());
    for name in DISPLAYS {
        game.env_remove(name);
    }
    game.envs(displays.iter().copied()).stdin(Stdio::null());
    let output = game.output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (String::from_utf8_lossy(&told).into_owned(), output.status.success())
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn without_a_display_the_terminal_takes_over() {
    for displays in [&[][..], &[("DISPLAY", "")], &[("DISPLAY", ":987")]] {
        let (told, success) = play(displays);
        assert!(success, "{displays:?}: {told}");
        assert_eq!(told.matches("no window").count(), 1, "{displays:?}: {told}");
        assert!(told.contains("Received. H."), "{displays:?}: {told}");
        assert!(!told.contains("panicked"), "{displays:?}: {told}");
    }
}
