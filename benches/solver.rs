//! How fast the analysis is: states built and solved, beliefs, sampled plays.
//!
//! `cargo bench --no-default-features --bench solver`. Everything runs on one thread. The comparison
//! with Storm is `benches/storm.py`.

mod models;

use self::models::{flagship, go_on, ladder};
use divan::{Bencher, counter::ItemsCount};
use rapport::solver::{Beliefs, Bot, Limits, StateMdp, rated, simulate};

fn main() {
    divan::main();
}

/// Build and solve: 10^4, 10^5, 10^6 and more than 5 * 10^6 states. Items are states.
#[divan::bench(args = [17, 31, 57, 88], sample_count = 3, sample_size = 1)]
fn true_states(bencher: Bencher<'_, '_>, days: u32) {
    let scenario = ladder(days);
    let limits = Limits { max_states: 10_000_000, ..Limits::default() };
    let states = StateMdp::of(&scenario, limits, &mut go_on).states();
    bencher
        .counter(ItemsCount::new(states))
        .bench_local(|| StateMdp::of(&scenario, limits, &mut go_on).best());
}

/// The flagship's true states. Items are states.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn flagship_true_states(bencher: Bencher<'_, '_>) {
    let scenario = flagship();
    let states = StateMdp::of(&scenario, Limits::default(), &mut go_on).states();
    bencher
        .counter(ItemsCount::new(states))
        .bench_local(|| StateMdp::of(&scenario, Limits::default(), &mut go_on).best());
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
    let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
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
