//! How fast the analysis is: states built and solved, beliefs, sampled plays.
//!
//! `cargo bench --no-default-features --bench solver`. Everything runs on one thread. The comparison
//! with Storm is `benches/storm.py`.

use std::{fs, ops::ControlFlow, path::Path};

use divan::{Bencher, counter::ItemsCount};
use rapport::{
    scenario::{self, Scenario},
    solver::{Beliefs, Bot, Limits, Progress, Truth, rated, simulate},
    text::SourceFile,
};

fn main() {
    divan::main();
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

/// A scenario whose states grow with the days; see `benches/ladder.ron`.
fn ladder(days: u32) -> Scenario {
    let text = read("benches/ladder.ron").replace("LAST_DAY", &days.to_string());
    scenario::load(&SourceFile::new("ladder.ron", &text), None).scenario.expect("it is sound")
}

/// Build and solve: 10^4, 10^5, 10^6 and more than 5 * 10^6 states. Items are states.
#[divan::bench(args = [17, 31, 57, 88], sample_count = 3, sample_size = 1)]
fn true_states(bencher: Bencher<'_, '_>, days: u32) {
    let scenario = ladder(days);
    let limits = Limits { max_states: 10_000_000, ..Limits::default() };
    let states = Truth::of(&scenario, limits, &mut go_on).states();
    bencher
        .counter(ItemsCount::new(states))
        .bench_local(|| Truth::of(&scenario, limits, &mut go_on).best());
}

/// The flagship's true states. Items are states.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn flagship_true_states(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    let states = Truth::of(&scenario, Limits::default(), &mut go_on).states();
    bencher
        .counter(ItemsCount::new(states))
        .bench_local(|| Truth::of(&scenario, Limits::default(), &mut go_on).best());
}

/// The flagship's beliefs. Items are beliefs.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn flagship_beliefs(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on).nodes();
    bencher
        .counter(ItemsCount::new(beliefs))
        .bench_local(|| Beliefs::of(&scenario, Limits::default(), &mut go_on).best());
}

/// The flagship's competency levels. Items are competencies.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn flagship_levels(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    let truth = Truth::of(&scenario, Limits::default(), &mut go_on);
    let skills = rated(&scenario);
    bencher.counter(ItemsCount::new(skills.len())).bench_local(|| {
        skills.iter().filter_map(|one| truth.levels(&scenario, Bot::Random, *one)).count()
    });
}

/// Complete random plays of the flagship. Items are plays.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn flagship_plays(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    bencher
        .counter(ItemsCount::new(200_000_usize))
        .bench_local(|| simulate(&scenario, Bot::Random, 200_000, 1, |_| true).mean());
}
