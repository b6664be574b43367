//! A view is the same whether it shares what an earlier one showed or is made anew.

use std::sync::Arc;

use rapport::{
    engine::Session,
    scenario::{Scenario, load},
    text::SourceFile,
};

use super::{all, generate, properties::answers};

/// A small generator of numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }
}

/// Plays twice at once: `looked` is looked at after some of the steps, whoever looks at a copy of
/// `unseen` is the first to look at all. Returns how many views were compared, and in how many of them a
/// list is the very list that an earlier view showed.
fn compare(scenario: &Arc<Scenario>, seed: u32, numbers: &mut Numbers) -> (usize, usize) {
    let mut looked = Session::new(Arc::clone(scenario), seed, &[]).unwrap();
    let mut unseen = looked.clone();
    let (mut compared, mut shared) = (0, 0);
    let mut last = None;
    loop {
        // A view that nobody asks for is left out; the next one then follows an older one.
        if numbers.below(4) > 0 || looked.finished() {
            let (view, anew) = (looked.view(), unseen.clone().view());
            assert_eq!(view, anew, "{} with seed {seed}", scenario.id);
            assert_eq!(format!("{view:?}"), format!("{anew:?}"));
            assert_eq!(view, looked.view(), "looking changes nothing");
            compared += 1;
            let (now, then) = (&view.standing, last.replace(view.standing.clone()));
            shared += usize::from(
                then.is_some_and(|then| Arc::ptr_eq(&now.saw, &then.saw) && !now.saw.is_empty()),
            );
        }
        if looked.finished() {
            assert_eq!(looked.decisions(), unseen.decisions());
            return (compared, shared);
        }
        let ids = answers(&unseen.clone());
        let id = &ids[numbers.below(ids.len())];
        // What is refused leaves everything as it was.
        looked.choose("no such choice").unwrap_err();
        looked.choose_branch(id, Some(u16::MAX)).unwrap_err();
        assert_eq!(looked.state(), unseen.state());
        looked.choose(id).unwrap();
        unseen.choose(id).unwrap();
    }
}

#[test]
fn what_is_shared_with_earlier_views_is_what_a_first_look_shows() {
    let mut numbers = Numbers(7);
    let flagship = SourceFile::new("received-h", include_str!("../../../scenarios/received-h.ron"));
    let flagship = super::scenario(&flagship);
    let (mut compared, mut shared) = (0, 0);
    for seed in 0..2_000 {
        let (views, same) = compare(&flagship, seed, &mut numbers);
        (compared, shared) = (compared + views, shared + same);
    }
    // A test of sharing must meet it.
    assert!(compared > 10_000 && shared > 2_000, "{shared} of {compared}");
}

#[test]
fn views_of_other_scenarios_are_shared_as_soundly() {
    let mut numbers = Numbers(11);
    let small = (0..300_u64).filter_map(|number| {
        let source = SourceFile::new("small.ron", generate::small(number));
        load(&source, None).scenario.map(Arc::new)
    });
    let mut compared = 0;
    for scenario in all().into_iter().chain(small) {
        for seed in 0..6 {
            compared += compare(&scenario, seed, &mut numbers).0;
        }
    }
    assert!(compared > 2_000, "{compared}");
}
