//! Scenarios at the limits of the language: the widest meters and sums, the longest waits, many draws
//! with weights per mille.

use std::{fmt::Write, io, sync::Arc};

use rapport::{
    coach,
    engine::Session,
    scenario::{self, Scenario},
    solver::{Analysis, Limits},
    text::SourceFile,
};

use super::{
    exports::{Process, sums_to_one},
    generate::Dice,
    go_on,
};

/// As far as a meter goes.
const FAR: i32 = 32_767;

/// What a scenario is extreme in.
#[derive(Clone, Copy)]
struct Shape {
    scenes: usize,
    draws: usize,
    last_day: i32,
    /// Meters go from here below zero to as far above it.
    far: i32,
}

impl Shape {
    /// The widest meters; the longest waits; the most draws. All at once is beyond what a test has time for.
    fn of(seed: u64) -> Self {
        match seed % 8 {
            0 => Self { scenes: 2, draws: 1, last_day: 1, far: FAR },
            1..4 => Self { scenes: 3, draws: 4, last_day: 1000, far: 5 },
            _ => Self { scenes: 2, draws: 10, last_day: 999, far: 40 },
        }
    }
}

/// The text of a scenario from a seed.
fn text(seed: u64) -> String {
    let mut writer = Writer { dice: Dice(seed), shape: Shape::of(seed), out: String::new() };
    writer.write();
    writer.out
}

struct Writer {
    dice: Dice,
    shape: Shape,
    out: String,
}

macro_rules! put {
    ($writer:expr, $($arg:tt)*) => { write!($writer.out, $($arg)*).expect("strings take writes") };
}

impl Writer {
    fn write(&mut self) {
        put!(
            self,
            "#![enable(implicit_some)]\nScenario(format: 1, id: \"extreme\", title: \"E\", summary: \"S\", \
             minutes: 1, trains: [\"channel\"], player: (name: \"P\", role: \"R\"),\n\
             cast: {{\"ann\": (name: \"Ann\", role: \"R\", portrait: \"helen\")}},\n"
        );
        self.meters();
        self.draws();
        let Shape { scenes, last_day, far, .. } = self.shape;
        let (rise, fall, daily) = (self.line(), self.line(), self.dice.between(-1, 1));
        // Where meters are wide, a day that changes one takes long to go back over.
        let daily = if far == FAR { String::new() } else { format!("Add(\"high\", {daily})") };
        put!(
            self,
            "clock: (last_day: {last_day}, then: \"late\", each_day: [{daily}]),\n\
             reactions: [(id: \"rise\", on: Rise(\"wide\", {rise}), effects: [Add(\"high\", {FAR})]),\n\
             (id: \"fall\", on: Fall(\"low\", {fall}), once: true, effects: [Put(\"high\", -{far})])],\n\
             start: \"s0\", scenes: {{\n"
        );
        for scene in 0..scenes {
            put!(self, "\"s{scene}\": (choices: [");
            (0..2).for_each(|at| self.choice(scene, at));
            put!(self, "]),\n");
        }
        put!(self, "}},\nendings: [");
        for (at, meter) in ["low", "wide"].iter().enumerate() {
            let (beyond, share) = (self.line(), [-1000, 1000][self.dice.below(2)]);
            let over = [1, 1000][self.dice.below(2)];
            put!(
                self,
                "(id: \"e{at}\", title: \"E\", text: \"T\", when: [AtLeast(\"{meter}\", {beyond})], \
                 value: (base: 50, plus: [(\"{meter}\", {share}, {over}), (\"high\", {share}, 1)])),\n"
            );
        }
        put!(
            self,
            "(id: \"late\", title: \"L\", text: \"T\", when: [DayAtLeast({last_day})], value: 7),\n\
             (id: \"rest\", title: \"R\", text: \"T\", value: 100)])\n"
        );
    }

    fn meters(&mut self) {
        let far = self.shape.far;
        let (low, high) = (self.end(), self.end());
        let (one, other) = ([-FAR, 1, FAR][self.dice.below(3)], [-FAR, FAR][self.dice.below(2)]);
        put!(
            self,
            "meters: {{\"low\": (label: \"L\", start: {low}, min: -{far}, max: {far}),\n\
             \"high\": (label: \"H\", start: {high}, min: -{far}, max: {far}),\n\
             \"wide\": (label: \"W\", sum: [(\"low\", {one}), (\"high\", {other})], min: -32768, max: {FAR})}},\n"
        );
    }

    fn draws(&mut self) {
        put!(self, "hidden: [");
        for draw in 0..self.shape.draws {
            let (weight, start) = ([1, 500, 999][self.dice.below(3)], self.end());
            let start =
                if draw == 0 { format!(", start: {{\"low\": {start}}}") } else { String::new() };
            let rest = 1000 - weight;
            put!(
                self,
                "(id: \"d{draw}\", values: {{\"a\": (weight: {weight}{start}), \"b\": (weight: {rest})}}), "
            );
        }
        put!(self, "],\n");
    }

    /// Either end of a meter, or its middle.
    fn end(&mut self) -> i32 {
        [-self.shape.far, 0, self.shape.far][self.dice.below(3)]
    }

    /// A value that a meter may reach or fall short of by one.
    fn line(&mut self) -> i32 {
        let far = self.shape.far;
        [1 - far, 0, 1, far - 1, far][self.dice.below(5)]
    }

    fn choice(&mut self, scene: usize, at: usize) {
        // Whoever waits may come back, as long as there are days.
        let takes = if at == 0 { [1, 999, 1000][self.dice.below(3)] } else { 0 };
        let goto = if takes > 1 && self.dice.one_in(2) { scene } else { scene + 1 };
        let goto = if goto < self.shape.scenes { format!("\"s{goto}\"") } else { "End".to_owned() };
        let (by, put) = (self.end(), self.end());
        let (draw, told) = (self.dice.below(self.shape.draws), self.dice.below(self.shape.draws));
        let weight = [1, 999, 1_000_000][self.dice.below(3)];
        let level = 1 + at;
        put!(
            self,
            "(id: \"c{scene}{at}\", text: \"Do {at}\", takes: {takes}, effects: [Add(\"low\", {by}), \
             By(\"d{draw}\", {{\"a\": [Add(\"high\", {by})], \"b\": []}})], \
             evidence: [(skill: \"channel\", level: {level}, why: \"W.\")], outcomes: [(goto: {goto}, \
             lines: [By(\"d{told}\", {{\"a\": [Narrate(\"A.\")], \"b\": [Narrate(\"B.\")]}})], \
             chance: [(weight: 1, effects: [Put(\"low\", {put})]), (weight: {weight})])]), "
        );
    }
}

fn load(seed: u64) -> Arc<Scenario> {
    let text = text(seed);
    let loaded = scenario::load(&SourceFile::new("extreme.ron", &text), None);
    Arc::new(loaded.scenario.unwrap_or_else(|| panic!("{:#?}\n{text}", loaded.diagnostics)))
}

/// What was written, or nothing where it is refused with a reason.
fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Option<String> {
    let mut text = Vec::new();
    match write(&mut text) {
        Ok(()) => Some(String::from_utf8(text).expect("text")),
        Err(refused) => {
            assert_eq!(refused.kind(), io::ErrorKind::InvalidData, "{refused}");
            None
        }
    }
}

/// A play of random choices to its end.
fn random_play(scenario: &Arc<Scenario>, seed: u64) -> Session {
    let mut dice = Dice(seed);
    let seed = u32::try_from(seed).expect("small");
    let mut session = Session::new(Arc::clone(scenario), seed, &[]).expect("nothing is forced");
    while !session.finished() {
        let offered = session.view().offered;
        let id = offered[dice.below(offered.len())].id.to_string();
        session.choose(&id).expect("it is on offer");
    }
    session
}

#[test]
fn the_widest_numbers_are_analysed_exported_and_debriefed() {
    let mut exported = 0;
    for seed in 0..15 {
        let scenario = load(seed);
        let analysis = Analysis::of(&scenario, Limits::default(), &mut go_on);
        assert!(analysis.complete(), "seed {seed}");
        let (truth, beliefs) = (&analysis.truth, analysis.beliefs.as_ref().expect("complete"));
        let (worst, best) = (truth.worst().expect("complete"), truth.best().expect("complete"));
        let known = beliefs.best().expect("complete");
        let order = [0.0, worst, known, best, 100.0];
        assert!(order.is_sorted_by(|a, b| *a <= b + 1e-9), "seed {seed}: {order:?}");

        if let Some(process) = written(|out| truth.write_drn(&scenario, out)) {
            assert!(sums_to_one(&process) > 3, "seed {seed}");
            Process::read(&process).check();
            exported += 1;
        }
        if let Some(process) = written(|out| beliefs.write_drn(&scenario, out)) {
            Process::read(&process).check();
        }
        if let Some(model) = written(|out| truth.write_prism(&scenario, out)) {
            assert!(model.ends_with("endrewards\n"), "seed {seed}");
        }

        let session = random_play(&scenario, seed);
        let debrief = coach::debrief(&session).expect("it is over");
        let split = coach::choices_and_chance(&session, beliefs).expect("complete");
        let value = session.state().value();
        assert_eq!(split.result, value, "seed {seed}");
        assert!(coach::page(&session, &debrief, Some(&split)).words() > 0, "seed {seed}");
    }
    assert!(exported > 8, "only {exported} were not refused");
}
