//! Fixed values of draws and shuffles. If one changes, old saves no longer replay: do not change
//! the vectors, mend the engine.

use std::sync::Arc;

use rapport::engine::{Chance, Seeded, Session};

use super::good;

#[test]
fn draws_fall_as_they_always_did() {
    let weights = [1, 2, 3, 4];
    let draws = |seed: u32| -> Vec<usize> {
        (0..5)
            .flat_map(|step| (0..4).map(move |k| (step, k)))
            .map(|(step, k)| Seeded(seed).draw(step, k, &weights))
            .collect()
    };
    assert_eq!(draws(0), [3, 2, 3, 1, 1, 3, 1, 3, 3, 3, 3, 3, 0, 3, 1, 1, 1, 0, 2, 0]);
    assert_eq!(draws(7), [3, 3, 2, 2, 3, 2, 2, 1, 3, 0, 3, 3, 1, 3, 3, 3, 3, 3, 1, 3]);
    assert_eq!(draws(u32::MAX), [0, 1, 1, 1, 3, 3, 2, 2, 2, 1, 1, 2, 1, 3, 1, 3, 3, 3, 1, 3]);
    // Wide weights use more of the number.
    let wide: Vec<u32> = (0..256).map(|at| 1_000_000 + at).collect();
    let draws: Vec<usize> = (0..8).map(|step| Seeded(12_345).draw(step, 0, &wide)).collect();
    assert_eq!(draws, [154, 185, 172, 244, 171, 152, 213, 250]);
}

#[test]
fn draws_follow_their_weights() {
    let mut counts = [0; 3];
    for seed in 0..30_000 {
        counts[Seeded(seed).draw(3, 1, &[1, 0, 2])] += 1;
    }
    assert_eq!(counts[1], 0);
    assert!((9_600..10_400).contains(&counts[0]), "{counts:?}");
}

#[test]
fn choices_are_shuffled_as_they_always_were() {
    let scenario = good("everything.ron");
    let order = |seed: u32| -> String {
        let session = Session::new(Arc::clone(&scenario), seed, &[]).unwrap();
        let ids: Vec<String> =
            session.view().offered.iter().map(|offer| offer.id.to_string()).collect();
        ids.join(" ")
    };
    insta::assert_snapshot!(order(0), @"marcus sort ring linger heartfelt limit");
    insta::assert_snapshot!(order(1), @"limit ring linger heartfelt sort marcus");
    insta::assert_snapshot!(order(4_000_000_000), @"ring sort heartfelt linger marcus limit");
}

#[test]
fn hidden_draws_fall_as_they_always_did() {
    let scenario = good("everything.ron");
    let draws: Vec<String> = (0..8)
        .map(|seed| {
            let session = Session::new(Arc::clone(&scenario), seed, &[]).unwrap();
            let values: Vec<String> = session.draws().into_iter().map(|(_, value)| value).collect();
            values.join(" ")
        })
        .collect();
    insta::assert_snapshot!(draws.join("; "), @"upset curt sun; swamped late sun; frozen curt sun; upset curt sun; swamped late sun; upset plain sun; swamped late sun; upset plain sun");
}
