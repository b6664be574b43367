//! The exported process, read back by a reader of its own and solved by plain recursion.

use std::{collections::BTreeMap, sync::Arc};

use rapport::{
    scenario::{self, Scenario},
    solver::{Beliefs, Limits, StateMdp},
    text::SourceFile,
};

use super::{generate, go_on, near};

/// An action: its reward, and its ways.
type Action = (f64, Vec<(usize, f64)>);

/// The sum of fractions, exactly and in lowest terms.
#[derive(Default)]
struct Sum(Option<(u128, u128)>);

impl Sum {
    fn add(&mut self, share: &str) {
        let (one, all) = share.split_once('/').unwrap_or((share, "1"));
        let (one, all): (u128, u128) = (one.parse().unwrap(), all.parse().unwrap());
        let (sum, whole) = self.0.unwrap_or((0, 1));
        let common = whole / gcd(whole, all) * all;
        let sum = sum * (common / whole) + one * (common / all);
        self.0 = Some((sum / gcd(sum, common), common / gcd(sum, common)));
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Sees to it that the probabilities of every action sum to 1, to the last digit; how many actions there are.
pub(super) fn sums_to_one(text: &str) -> usize {
    let mut sums: Vec<Sum> = Vec::new();
    for line in text.lines() {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["action", ..] => sums.push(Sum::default()),
            [_, ":", share] => sums.last_mut().unwrap().add(share),
            _ => {}
        }
    }
    assert!(sums.iter().all(|sum| sum.0 == Some((1, 1))), "{:?}", sums[0].0);
    sums.len()
}

/// A story with so many hidden draws of two values, and an ending for each choice.
fn drawn(draws: usize, (one, other): (u32, u32)) -> Arc<Scenario> {
    let values = format!("{{\"a\": (weight: {one}), \"b\": (weight: {other})}}");
    let hidden: String = (0..draws)
        .map(|at| format!("(id: \"d{at}\", values: {values}), "))
        .collect::<Vec<_>>()
        .concat();
    let told: String = (0..draws)
        .map(|at| {
            format!(
                "By(\"d{at}\", {{\"a\": [Narrate(\"A{at}.\")], \"b\": [Narrate(\"B{at}.\")]}}), "
            )
        })
        .collect::<Vec<_>>()
        .concat();
    load(&format!(
        "Scenario(format: 1, id: \"drawn\", title: \"D\", summary: \"S\", minutes: 1,
         player: (name: \"P\", role: \"R\"), cast: {{\"ann\": (name: \"Ann\", role: \"R\")}},
         hidden: [{hidden}], start: \"s\", scenes: {{
           \"s\": (choices: [(id: \"ask\", text: \"Ask\", lines: [{told}], goto: End),
                            (id: \"wait\", text: \"Wait\", goto: End)])}},
         endings: [(id: \"e\", title: \"E\", value: 5, text: \"T\")])"
    ))
}

fn load(text: &str) -> Arc<Scenario> {
    let loaded = scenario::load(&SourceFile::new("exported.ron", text), None);
    Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics)))
}

#[test]
fn the_probabilities_of_every_action_sum_to_exactly_one() {
    for (draws, weights) in
        [(1, (1, 2)), (8, (33, 67)), (10, (33, 67)), (11, (33, 67)), (7, (333, 667))]
    {
        let scenario = drawn(draws, weights);
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        let mut text = Vec::new();
        truth.write_drn(&scenario, &mut text).expect("memory takes it");
        assert!(sums_to_one(&String::from_utf8(text).expect("text")) > 101);
    }
}

#[test]
fn probabilities_with_too_many_digits_are_refused_with_the_reason() {
    let scenario = drawn(7, (999_983, 999_979));
    let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
    let mut text = Vec::new();
    let refused = truth.write_drn(&scenario, &mut text).expect_err("it does not fit");
    assert_eq!(refused.kind(), std::io::ErrorKind::InvalidData);
    assert!(refused.to_string().contains("hidden draws"), "{refused}");
    assert!(text.is_empty(), "nothing is written before all is known");
}

/// A process as its file tells it: the actions of each state.
#[derive(Default)]
pub(super) struct Process {
    states: Vec<Vec<Action>>,
    done: usize,
    promised: (usize, usize),
}

impl Process {
    pub(super) fn read(text: &str) -> Self {
        let mut process = Self::default();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            match line.trim() {
                "@nr_states" => process.promised.0 = number(lines.next()),
                "@nr_choices" => process.promised.1 = number(lines.next()),
                line => process.read_line(line),
            }
        }
        process
    }

    fn read_line(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["state", at, ref labels @ ..] => {
                assert_eq!(at.parse::<usize>().unwrap(), self.states.len(), "in order");
                if labels.contains(&"done") {
                    self.done = self.states.len();
                }
                self.states.push(Vec::new());
            }
            ["action", _, reward] => {
                let reward = reward.trim_matches(['[', ']']).parse().unwrap();
                self.states.last_mut().unwrap().push((reward, Vec::new()));
            }
            [target, ":", share] => {
                let share = match share.split_once('/') {
                    Some((a, b)) => a.parse::<f64>().unwrap() / b.parse::<f64>().unwrap(),
                    None => share.parse().unwrap(),
                };
                let action = self.states.last_mut().unwrap().last_mut().unwrap();
                action.1.push((target.parse().unwrap(), share));
            }
            _ => {}
        }
    }

    pub(super) fn check(&self) {
        assert_eq!(self.states.len(), self.promised.0);
        assert_eq!(self.states.iter().map(Vec::len).sum::<usize>(), self.promised.1);
        for (_, ways) in self.states.iter().flatten() {
            assert!(near(ways.iter().map(|(_, share)| share).sum(), 1.0));
            assert!(ways.is_sorted_by(|a, b| a.0 < b.0));
        }
    }

    fn value(&self, at: usize, sign: f64, known: &mut BTreeMap<usize, f64>) -> f64 {
        if at == self.done {
            return 0.0;
        }
        if let Some(value) = known.get(&at) {
            return *value;
        }
        let values = self.states[at].iter().map(|(reward, ways)| {
            let later = ways.iter().map(|(to, share)| share * self.value(*to, sign, known));
            sign * (reward + later.sum::<f64>())
        });
        let value = sign * values.fold(f64::NEG_INFINITY, f64::max);
        known.insert(at, value);
        value
    }
}

fn number(line: Option<&str>) -> usize {
    line.unwrap().trim().parse().unwrap()
}

#[test]
fn exported_processes_have_the_same_values() {
    let mut checked = 0;
    for seed in 70_000..70_200 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let scenario = Arc::new(scenario);
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        if truth.states() > 2000 {
            continue;
        }
        let mut text = Vec::new();
        truth.write_drn(&scenario, &mut text).expect("memory takes it");
        let text = String::from_utf8(text).expect("text");
        assert!(sums_to_one(&text) > 101, "seed {seed}");
        let process = Process::read(&text);
        process.check();
        let best = process.value(0, 1.0, &mut BTreeMap::new());
        let worst = process.value(0, -1.0, &mut BTreeMap::new());
        assert!(near(best, truth.best().expect("complete")), "seed {seed}: {best}");
        assert!(near(worst, truth.worst().expect("complete")), "seed {seed}: {worst}");

        let beliefs = Beliefs::of(&scenario, Limits::default(), &mut go_on);
        let mut text = Vec::new();
        beliefs.write_drn(&scenario, &mut text).expect("memory takes it");
        let process = Process::read(&String::from_utf8(text).expect("text"));
        process.check();
        let best = process.value(0, 1.0, &mut BTreeMap::new());
        assert!(near(best, beliefs.best().expect("complete")), "seed {seed}: {best}");
        checked += 1;
    }
    assert!(checked > 120, "only {checked} were small enough");
}

#[test]
fn a_symbolic_model_names_every_choice() {
    // Its values are checked by the reader of `prism`; here, that it is written for anything.
    for seed in 71_000..71_100 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        let mut text = Vec::new();
        truth.write_prism(&scenario, &mut text).expect("memory takes it");
        let text = String::from_utf8(text).expect("text");
        assert!(text.starts_with("// generated"), "seed {seed}");
        assert_eq!(text.matches('(').count(), text.matches(')').count(), "seed {seed}");
        assert!(text.matches("\n  [] ").count() >= scenario.choices.len(), "seed {seed}: {text}");
        if let Some(folder) = std::env::var_os("RAPPORT_GENERATED") {
            // For whoever wants to run a model checker on them.
            let path = std::path::Path::new(&folder).join(format!("g{seed}.ron"));
            std::fs::write(path, generate::text(seed)).expect("writable");
        }
    }
}
