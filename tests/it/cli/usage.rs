//! Help, versions, completions, colours.

use rapport::cli::subcommands;

use super::Desk;

#[test]
fn every_command_has_help_with_an_example_that_names_it() {
    let desk = Desk::new();
    for command in &subcommands() {
        let help = desk.run(&[command.as_str(), "--help"]).fine();
        let named = ["Example", "Examples"].map(|word| format!("{word}: rapport {command}"));
        assert!(named.iter().any(|example| help.contains(example)), "{help}");
    }
    let help = desk.run(&["--help"]).fine();
    for command in &subcommands() {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    assert!(help.contains("Example: rapport play received-h"), "{help}");
}

#[test]
fn the_version_is_the_packages() {
    let out = Desk::new().run(&["--version"]).fine();
    assert_eq!(out, format!("rapport {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_an_exit_of_2() {
    let desk = Desk::new();
    for words in
        [&["dance"][..], &["check", "x", "--format", "xml"], &["export"], &["play", "--sed"]]
    {
        let refused = desk.run(words).refused(2);
        assert!(refused.contains("--help"), "{refused}");
    }
}

#[test]
fn completions_know_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = desk.run(&["completions", shell]).fine();
        for command in &subcommands() {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
        }
    }
}

#[test]
fn piped_output_has_no_colour() {
    let desk = Desk::new();
    desk.file("wrong.ron", "Scenario(");
    for words in [&["check", "wrong.ron"][..], &["dance"], &["--help"]] {
        let ran = desk.run(words);
        assert!(!format!("{}{}", ran.out, ran.err).contains('\u{1b}'), "{words:?}");
    }
}
