//! How much memory the analysis takes at its peak, everything counted that it ever held at once.
//!
//! `cargo bench --no-default-features --bench memory`. The goal is 64 bytes a state and 16 a
//! transition; what is allowed by it is printed before each scenario.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::{fs, ops::ControlFlow, path::Path};

use divan::{AllocProfiler, Bencher};
use rapport::{
    scenario::{self, Scenario},
    solver::{Beliefs, Limits, Progress, Truth},
    text::SourceFile,
};

#[global_allocator]
static ALLOCATED: AllocProfiler = AllocProfiler::system();

fn main() {
    for (name, scenario) in [("ladder(57)", ladder(57)), ("flagship", flagship())] {
        let truth = Truth::of(&scenario, limits(), &mut go_on);
        let (states, transitions) = (truth.states(), truth.transitions());
        let allowed = 64 * states + 16 * transitions;
        println!("{name}: {states} states, {transitions} transitions: {allowed} bytes allowed");
        println!("  kept in the end: {} bytes", truth.bytes());
    }
    divan::main();
}

fn limits() -> Limits {
    Limits { max_states: 10_000_000, ..Limits::default() }
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).expect("part of the checkout")
}

fn flagship() -> Scenario {
    let scenario = SourceFile::new("received-h.ron", read("scenarios/received-h.ron"));
    let pack = SourceFile::new("pack.ron", read("scenarios/pack.ron"));
    scenario::load(&scenario, Some(&pack)).scenario.expect("the flagship is sound")
}

fn ladder(days: u32) -> Scenario {
    let text = read("benches/ladder.ron").replace("LAST_DAY", &days.to_string());
    scenario::load(&SourceFile::new("ladder.ron", &text), None).scenario.expect("it is sound")
}

/// The true states of the measuring rod.
#[divan::bench(args = [31, 57], sample_count = 1, sample_size = 1)]
fn true_states(bencher: Bencher<'_, '_>, days: u32) {
    let scenario = ladder(days);
    bencher.bench_local(|| Truth::of(&scenario, limits(), &mut go_on).best());
}

/// The flagship's true states.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn flagship_true_states(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    bencher.bench_local(|| Truth::of(&scenario, limits(), &mut go_on).best());
}

/// The flagship's beliefs.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn flagship_beliefs(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    bencher.bench_local(|| Beliefs::of(&scenario, limits(), &mut go_on).best());
}
