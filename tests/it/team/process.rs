//! `rapport host` as a process of its own: what it says of itself, and what it tells afterwards.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
};

use super::phones::PATIENCE;

/// The real program.
pub(super) struct HostProcess {
    pub child: Child,
    pub port: u16,
    pub code: String,
    pub secret: String,
    told: Receiver<String>,
}

impl Drop for HostProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl HostProcess {
    /// Starts the program, and waits until it listens.
    pub(super) fn start(words: &[&OsStr]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (tell, told) = channel();
        // What it tells is read all the time, so that it never waits for a test.
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let (port, code, secret) = (0, String::new(), String::new());
        let mut process = Self { child, port, code, secret, told };
        loop {
            let line = process.line();
            let line = line.trim();
            if let Some((_, secret)) = line.split_once("/trainer#") {
                secret.clone_into(&mut process.secret);
            }
            if let Some(address) = line.strip_prefix("http://127.0.0.1:") {
                process.port = address.split(' ').next().unwrap().parse().unwrap();
            }
            if let Some((code, _)) =
                line.strip_prefix("Code ").and_then(|code| code.split_once(' '))
            {
                code.clone_into(&mut process.code);
            }
            if line.starts_with("Type `next`") {
                return process;
            }
        }
    }

    /// The next line that it tells.
    pub(super) fn line(&self) -> String {
        self.told.recv_timeout(PATIENCE).expect("the host tells something in time")
    }
}
