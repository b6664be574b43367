//! How much memory the analysis takes at its peak, everything counted that it ever held at once.
//!
//! `cargo bench --no-default-features --bench memory`. The goal is 64 bytes a state and 16 a
//! transition; what is allowed by it is printed before each scenario.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

mod models;

use self::models::{flagship, go_on, ladder};
use divan::{AllocProfiler, Bencher};
use rapport::solver::{Beliefs, Limits, StateMdp};

#[global_allocator]
static ALLOCATED: AllocProfiler = AllocProfiler::system();

fn main() {
    for (name, scenario) in [("ladder(57)", ladder(57)), ("flagship", flagship())] {
        let truth = StateMdp::of(&scenario, limits(), &mut go_on);
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

/// The true states of the measuring rod.
#[divan::bench(args = [31, 57], sample_count = 1, sample_size = 1)]
fn true_states(bencher: Bencher<'_, '_>, days: u32) {
    let scenario = ladder(days);
    bencher.bench_local(|| StateMdp::of(&scenario, limits(), &mut go_on).best());
}

/// The flagship's true states.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn flagship_true_states(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    bencher.bench_local(|| StateMdp::of(&scenario, limits(), &mut go_on).best());
}

/// The flagship's beliefs.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn flagship_beliefs(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    bencher.bench_local(|| Beliefs::of(&scenario, limits(), &mut go_on).best());
}
