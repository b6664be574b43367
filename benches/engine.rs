//! How fast the engine plays: steps per second on the flagship with random choices, and that a step
//! allocates nothing once a play is under way.
//!
//! `cargo bench --no-default-features --bench engine`

use divan::{AllocProfiler, Bencher, black_box, counter::ItemsCount};
use rapport::{
    engine::{Move, Seeded, Session, State, begin, offered, step},
    scenario::{Scenario, load},
    text::SourceFile,
};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// Plays in one turn of a bench.
const PLAYS: u32 = 200;

fn main() {
    divan::main();
}

/// A generator of the bench's own, so that drawing a choice costs next to nothing.
struct Walk(u64);

impl Walk {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 & 0xffff_ffff) * count as u64) >> 32) as usize
    }
}

fn flagship() -> Scenario {
    let source = SourceFile::new("received-h", include_str!("../scenarios/received-h.ron"));
    load(&source, None).scenario.expect("the flagship loads")
}

/// Plays to the end and returns how many steps it took.
fn play(
    scenario: &Scenario,
    state: &mut State,
    moves: &mut Vec<Move>,
    seed: u32,
    walk: &mut Walk,
) -> u64 {
    let mut steps = 0;
    while !state.is_finished() {
        moves.clear();
        moves.extend(offered(scenario, state));
        let taken = moves[walk.below(moves.len())];
        step(scenario, state, taken, &mut Seeded(seed), &mut ());
        steps += 1;
    }
    steps
}

/// The states of fresh plays, and how many steps random play takes from them.
fn fresh(scenario: &Scenario) -> (Vec<State>, u64) {
    let states: Vec<State> =
        (0..PLAYS).map(|seed| begin(scenario, &mut Seeded(seed), &mut ())).collect();
    let (mut walk, mut moves) = (Walk(88_172_645_463_325_252), Vec::with_capacity(256));
    let steps = (0..PLAYS)
        .zip(&states)
        .map(|(seed, state)| play(scenario, &mut state.clone(), &mut moves, seed, &mut walk))
        .sum();
    (states, steps)
}

/// Steps alone: states are made outside the measured time. No allocation may be shown here.
#[divan::bench(sample_count = 200)]
fn steps(bencher: Bencher) {
    let scenario = flagship();
    let (states, steps) = fresh(&scenario);
    let mut moves = Vec::with_capacity(256);
    bencher.counter(ItemsCount::new(steps)).with_inputs(|| states.clone()).bench_local_refs(
        |states| {
            let mut walk = Walk(88_172_645_463_325_252);
            for (seed, state) in (0..PLAYS).zip(states.iter_mut()) {
                black_box(play(&scenario, state, &mut moves, seed, &mut walk));
            }
        },
    );
}

/// Whole plays, the beginning with its draws included; counted in plays.
#[divan::bench(sample_count = 50)]
fn plays(bencher: Bencher) {
    let scenario = flagship();
    let mut moves = Vec::with_capacity(256);
    bencher.counter(ItemsCount::new(PLAYS)).bench_local(|| {
        let mut walk = Walk(88_172_645_463_325_252);
        for seed in 0..PLAYS {
            let mut state = begin(&scenario, &mut Seeded(seed), &mut ());
            black_box(play(&scenario, &mut state, &mut moves, seed, &mut walk));
        }
    });
}

/// A play as the screens hold it, with every view: what a person's choice costs, in steps.
#[divan::bench(sample_count = 20)]
fn sessions_with_views(bencher: Bencher) {
    let scenario = std::sync::Arc::new(flagship());
    bencher.bench_local(|| {
        let mut session =
            Session::new(std::sync::Arc::clone(&scenario), 7, &[]).expect("no draws are forced");
        let mut walk = Walk(88_172_645_463_325_252);
        while !session.finished() {
            let view = session.seen();
            let offer = &view.offered[walk.below(view.offered.len())];
            let id = match &offer.pick {
                None => offer.id.clone(),
                Some(pick) => {
                    let least = usize::from(pick.at_least.max(1));
                    let ids: Vec<&str> =
                        pick.options.iter().take(least).map(|one| one.id.as_str()).collect();
                    ids.join("+").into()
                }
            };
            session.choose(&id).expect("it is on offer");
        }
        black_box(session);
    });
}
