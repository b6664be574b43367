//! Somebody at the terminal, prompt by prompt.

use std::{
    io::{Read, Write},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Stdio},
};

use super::Desk;

/// A play in the terminal of which the test reads every prompt.
pub(crate) struct Walker {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    errors: ChildStderr,
}

impl Walker {
    pub(crate) fn start(desk: &Desk, words: &[&str]) -> Self {
        let mut child = desk
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            input: child.stdin.take().unwrap(),
            output: child.stdout.take().unwrap(),
            errors: child.stderr.take().unwrap(),
            child,
        }
    }

    /// Everything up to the next prompt.
    #[track_caller]
    pub(crate) fn prompt(&mut self) -> String {
        let mut text = Vec::new();
        let mut piece = [0; 4096];
        while !text.ends_with(b"> ") {
            let read = self.output.read(&mut piece).unwrap();
            assert!(read > 0, "no prompt after {:?}", String::from_utf8_lossy(&text));
            text.extend_from_slice(&piece[..read]);
        }
        String::from_utf8(text).unwrap()
    }

    /// Everything up to these words.
    #[track_caller]
    pub(crate) fn hear(&mut self, words: &str) -> String {
        let (mut text, mut piece) = (Vec::new(), [0; 4096]);
        while !String::from_utf8_lossy(&text).contains(words) {
            let read = self.output.read(&mut piece).unwrap();
            assert!(read > 0, "no {words:?} after {:?}", String::from_utf8_lossy(&text));
            text.extend_from_slice(&piece[..read]);
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    pub(crate) fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
        self.input.flush().unwrap();
    }

    /// Takes the choice with these words, whatever its number.
    #[track_caller]
    pub(crate) fn take(&mut self, prompt: &str, words: &str) {
        let number = prompt.lines().find_map(|line| {
            let (number, text) = line.trim_start().split_once(". ")?;
            (text == words).then(|| number.to_owned())
        });
        let number = number.unwrap_or_else(|| panic!("no {words:?} in {prompt}"));
        self.say(&number);
    }

    /// Kills it as `kill -9` does, and gives what it had still said.
    pub(crate) fn kill(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        rest
    }

    /// Ends the input, and gives the rest of what it says, with its errors.
    pub(crate) fn leave(mut self) -> (String, String) {
        drop(self.input);
        let (mut rest, mut errors) = (String::new(), String::new());
        self.output.read_to_string(&mut rest).unwrap();
        self.errors.read_to_string(&mut errors).unwrap();
        assert!(self.child.wait().unwrap().success(), "{errors}");
        (rest, errors)
    }
}
