//! Small random scenarios in the authoring language: hidden draws, weighted outcomes, conditions,
//! once-only choices, picks, reactions, a clock, a reflection.

use std::fmt::Write;

use rapport::{
    scenario::{self, Scenario},
    text::SourceFile,
};

/// Numbers from a seed (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ x >> 31
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n.max(1)).expect("small");
        usize::try_from(self.next() % n).expect("small")
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn between(&mut self, a: i32, b: i32) -> i32 {
        let n = usize::try_from(b - a + 1).expect("a comes first");
        a + i32::try_from(self.below(n)).expect("small")
    }

    pub(crate) fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

const SKILLS: [&str; 3] = ["channel", "candour", "curiosity"];
const CHANNELS: [&str; 4] = ["None", "Phone", "Email", "Message"];
const MOODS: [&str; 3] = ["Warm", "Annoyed", "Neutral"];

/// A scenario from a seed, or why it did not load.
pub(crate) fn scenario(seed: u64) -> Result<Scenario, String> {
    let text = text(seed);
    let loaded = scenario::load(&SourceFile::new("generated.ron", &text), None);
    loaded.scenario.ok_or_else(|| format!("{:#?}\n{text}", loaded.diagnostics))
}

/// The text of a scenario from a seed.
pub(crate) fn text(seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x0D1B_54A3_2D19_2ED0));
    let shape = Shape {
        scenes: 2 + dice.below(3),
        draws: dice.below(3),
        clock: dice.one_in(2),
        reflection: dice.one_in(3),
        wide: seed % 7 == 3,
    };
    Writer { dice, shape, out: String::new(), scene: 0 }.write()
}

struct Shape {
    scenes: usize,
    draws: usize,
    clock: bool,
    reflection: bool,
    /// The widest meter, and steps that take longer than there are days.
    wide: bool,
}

struct Writer {
    dice: Dice,
    shape: Shape,
    out: String,
    /// The scene being written; conditions on draws are not for the first one.
    scene: usize,
}

macro_rules! put {
    ($writer:expr, $($arg:tt)*) => { write!($writer.out, $($arg)*).expect("strings take writes") };
}

impl Writer {
    fn write(mut self) -> String {
        put!(
            self,
            "#![enable(implicit_some)]\nScenario(format: 1, id: \"generated\", title: \"G\", "
        );
        put!(self, "summary: \"S\", minutes: 5, trains: [], player: (name: \"P\", role: \"R\"),\n");
        put!(self, "cast: {{\"ann\": (name: \"Ann\", role: \"R\", portrait: \"helen\"");
        if self.dice.one_in(3) {
            put!(self, ", imagined: (by: \"m1\", until: [Has(\"f0\")])");
        }
        put!(self, "), \"bob\": (name: \"Bob\", role: \"R\", portrait: \"marcus\")}},\n");
        self.meters();
        let same = self.dice.one_in(4);
        let second = if same { "Fact." } else { "Other fact." };
        put!(self, "facts: {{\"x0\": \"Fact.\", \"x1\": \"{second}\"}},\n");
        put!(self, "told: {{\"g0\": (text: \"Guess.\", so_when: [])}},\n");
        put!(
            self,
            "agreements: {{\"a0\": (label: \"A\", with: \"ann\"), \"a1\": (label: \"A\", with: \"bob\")}},\n"
        );
        if self.dice.one_in(3) {
            put!(
                self,
                "reminders: {{\"r0\": (text: \"Mind.\", when: [Has(\"f1\")], crossed: [AtLeast(\"m0\", 3)])}},\n"
            );
        }
        self.draws();
        if self.shape.clock {
            let last = self.dice.between(2, 4);
            let daily = self.effects(1);
            put!(self, "clock: (last_day: {last}, then: \"late\", each_day: {daily}),\n");
        }
        self.reactions();
        put!(self, "start: \"s0\",\n");
        if self.shape.reflection {
            put!(self, "reflection: \"back\",\n");
        }
        put!(self, "scenes: {{\n");
        for scene in 0..self.shape.scenes {
            self.scene = scene;
            self.scene();
        }
        self.scene = 99;
        if self.shape.reflection {
            self.reflection();
        }
        put!(self, "}},\n");
        self.endings();
        put!(self, ")\n");
        self.out
    }

    fn meters(&mut self) {
        let (low, high) = (self.dice.between(-3, 0), self.dice.between(4, 8));
        let (low, high) = if self.shape.wide { (-32_768, 32_767) } else { (low, high) };
        let shown = self.dice.pick(&["Never", "Exact", "Bands([(-9, \"low\"), (2, \"high\")])"]);
        // The first band begins where the meter does.
        let shown = shown.replace("-9", if self.shape.wide { "-32768" } else { "-9" });
        put!(
            self,
            "meters: {{\"m0\": (label: \"M0\", start: 1, min: {low}, max: {high}, shown: {shown}),\n"
        );
        let shown = self.dice.pick(&["Never", "Exact", "Bands([(0, \"low\"), (3, \"high\")])"]);
        put!(self, "\"m1\": (label: \"M1\", of: \"ann\", start: 2, max: 6, shown: {shown}),\n");
        // Read by nothing: it can only be seen, and only beside Ann.
        let shown =
            self.dice.pick(&["Exact", "Bands([(0, \"low\"), (2, \"mid\"), (4, \"high\")])"]);
        put!(self, "\"seen\": (label: \"Seen\", of: \"ann\", start: 1, max: 5, shown: {shown}),\n");
        put!(
            self,
            "\"m2\": (label: \"M2\", sum: [(\"m0\", 2), (\"m1\", -1)], min: -9, max: 20)}},\n"
        );
    }

    fn draws(&mut self) {
        if self.shape.draws == 0 {
            return;
        }
        put!(self, "hidden: [");
        for draw in 0..self.shape.draws {
            put!(self, "(id: \"d{draw}\", values: {{");
            for value in 0..2 + self.dice.below(2) {
                let weight = self.dice.between(1, 5);
                put!(self, "\"v{value}\": (weight: {weight}");
                if draw == 1 && value == 1 && self.dice.one_in(2) {
                    put!(self, ", when: [Not(Is(\"d0\", \"v0\"))]");
                }
                if self.dice.one_in(2) {
                    let (start, seen) = (self.dice.between(0, 5), self.dice.between(0, 5));
                    put!(self, ", start: {{\"m1\": {start}, \"seen\": {seen}}}");
                }
                put!(self, "), ");
            }
            put!(self, "}}), ");
        }
        put!(self, "],\n");
    }

    fn reactions(&mut self) {
        put!(self, "reactions: [");
        for at in 0..self.dice.below(3) {
            let scene = self.dice.below(self.shape.scenes);
            let on = match self.dice.below(5) {
                0 => "Day".to_owned(),
                1 => "Enter(Phone)".to_owned(),
                2 => format!("Arrive(\"s{scene}\")"),
                3 => "Rise(\"m2\", 3)".to_owned(),
                _ => "Fall(\"m0\", 1)".to_owned(),
            };
            self.scene = 99;
            let (when, once) = (self.conditions(1), self.dice.one_in(2));
            let (effects, lines) = (self.effects(2), self.lines(1));
            put!(
                self,
                "(id: \"r{at}\", on: {on}, when: {when}, once: {once}, effects: {effects}, lines: {lines}),\n"
            );
        }
        put!(self, "],\n");
    }

    fn scene(&mut self) {
        let at = self.scene;
        let via = if at == 0 { "None" } else { self.dice.pick(&CHANNELS) };
        let with = if at > 0 && self.dice.one_in(2) { "\"ann\"" } else { "\"bob\"" };
        // Some scenes look the same.
        let title = self.dice.pick(&["One", "Two"]);
        let act = if self.dice.one_in(4) { "act: \"Act\", " } else { "" };
        let lines = self.lines(2);
        put!(
            self,
            "\"s{at}\": (title: \"{title}\", {act}via: {via}, with: [{with}], lines: {lines}, choices: [\n"
        );
        for choice in 0..=self.dice.below(3) {
            self.choice(at, choice);
        }
        put!(self, "]),\n");
    }

    fn choice(&mut self, scene: usize, at: usize) {
        let once = self.dice.one_in(3);
        let when = if at == 0 { "[]".to_owned() } else { self.conditions(1) };
        let via = self.dice.pick(&CHANNELS);
        let text = self.dice.pick(&["Say this", "Say that", "Say nothing at all"]);
        let habit = self.dice.pick(&["", "Apologise", "Ask", "Agree"]);
        put!(
            self,
            "(id: \"c{scene}{at}\", text: \"{text} {at}\", once: {once}, when: {when}, via: {via}, habit: [{habit}], "
        );
        if self.dice.one_in(4) {
            let when = self.conditions(1);
            put!(self, "texts: [(when: {when}, text: \"Otherwise {at}\")], ");
        }
        let pick = self.dice.one_in(6);
        if pick {
            let (yes, no) = (self.effects(1), self.effects(1));
            // Only one choice of a scene may be answered by `none`.
            let least = usize::from(at > 0);
            put!(
                self,
                "pick: (options: [(id: \"o{at}a\", text: \"O0\", effects: {yes}), (id: \"o{at}b\", text: \"O1\", otherwise: {no})], at_least: {least}, at_most: 2), "
            );
        }
        // Every flag is set somewhere, or the file would not load.
        let sets = if scene == 0 && at == 0 {
            "When([DayAtLeast(99)], [Set(\"f0\"), Set(\"f1\"), Set(\"f2\")]), "
        } else {
            ""
        };
        let effects = self.effects(2);
        put!(self, "effects: [{sets}When([], {effects})], ");
        if self.dice.one_in(2) {
            let (skill, level) = (self.dice.pick(&SKILLS), self.dice.between(1, 4));
            let when = if self.dice.one_in(3) { "[Has(\"f0\")]" } else { "[]" };
            put!(
                self,
                "evidence: [(skill: \"{skill}\", level: {level}, why: \"Why.\", when: {when})], "
            );
        }
        let longest = if self.shape.wide { 30 } else { 1 };
        let takes = longest * u16::from(self.dice.one_in(2));
        put!(self, "takes: {takes}, outcomes: [");
        let progresses = once || (takes > 0 && self.shape.clock);
        if self.dice.one_in(2) {
            let when = self.conditions(1);
            self.outcome(&when, scene, progresses);
        }
        self.outcome("[]", scene, progresses);
        put!(self, "]),\n");
    }

    fn outcome(&mut self, when: &str, scene: usize, progresses: bool) {
        let (effects, lines) = (self.effects(1), self.lines(1));
        let goto = self.goto(scene, progresses);
        put!(self, "(when: {when}, effects: {effects}, lines: {lines}, goto: {goto}");
        if self.dice.one_in(2) {
            put!(self, ", chance: [");
            for _ in 0..2 + self.dice.below(2) {
                let weight = self.dice.between(1, 4);
                let (effects, lines) = (self.effects(1), self.lines(1));
                put!(self, "(weight: {weight}, effects: {effects}, lines: {lines}");
                if self.dice.one_in(3) {
                    let goto = self.goto(scene, progresses);
                    put!(self, ", goto: {goto}");
                }
                put!(self, "), ");
            }
            put!(self, "]");
        }
        put!(self, "), ");
    }

    fn goto(&mut self, scene: usize, progresses: bool) -> String {
        let last = self.shape.scenes;
        if progresses && self.dice.one_in(2) {
            return format!("\"s{}\"", self.dice.below(last));
        }
        let next = scene + 1 + self.dice.below(2);
        if next < last { format!("\"s{next}\"") } else { "End".to_owned() }
    }

    fn reflection(&mut self) {
        put!(
            self,
            "\"back\": (lines: [If([Ended(\"e0\")], [Narrate(\"So it went.\")])], choices: ["
        );
        put!(
            self,
            "(id: \"look\", text: \"Look\", evidence: [(skill: \"candour\", level: 3, why: \"W.\", when: [AtLeast(\"m0\", 2)])], goto: End), "
        );
        put!(self, "(id: \"again\", text: \"Again\", once: true, goto: \"back\")]),\n");
    }

    fn endings(&mut self) {
        put!(self, "endings: [");
        for at in 0..2 {
            let when = self.conditions(2);
            let when = if when == "[]" { "[AtLeast(\"m0\", 4)]".to_owned() } else { when };
            let (base, share) = (self.dice.between(10, 60), self.dice.between(1, 3));
            put!(
                self,
                "(id: \"e{at}\", title: \"E\", when: {when}, text: \"T\", value: (base: {base}, plus: [(\"m1\", {share}, 2), (\"m2\", 1, 1)])),\n"
            );
        }
        let value = self.dice.between(0, 100);
        if self.shape.clock {
            put!(
                self,
                "(id: \"late\", title: \"L\", when: [Has(\"f2\")], text: \"T\", value: 7),\n"
            );
        }
        put!(self, "(id: \"rest\", title: \"R\", text: \"T\", value: {value}),\n]");
    }

    fn conditions(&mut self, most: usize) -> String {
        let count = self.dice.below(most + 1);
        let list: Vec<String> = (0..count).map(|_| self.condition()).collect();
        format!("[{}]", list.join(", "))
    }

    fn condition(&mut self) -> String {
        let number = self.dice.between(0, 4);
        let flag = self.dice.below(3);
        let inner = match self.dice.below(12) {
            0 | 1 if self.shape.draws > 0 && self.scene > 0 => {
                let draw = self.dice.below(self.shape.draws);
                format!("Is(\"d{draw}\", \"v{}\")", self.dice.below(2))
            }
            2 => format!("AtLeast(\"m0\", {number})"),
            3 => format!("Below(\"m1\", {number})"),
            4 => format!("AtLeast(\"m2\", {number})"),
            5 => "Knows(\"x0\")".to_owned(),
            6 => "Told(\"g0\")".to_owned(),
            7 => format!("AgreementsAtLeast({})", self.dice.between(1, 2)),
            8 => format!("DayAtLeast({})", self.dice.between(1, 2)),
            9 => format!("VisitsAtLeast(\"s{}\", 2)", self.dice.below(self.shape.scenes)),
            10 => "Agreed(\"a0\")".to_owned(),
            _ => format!("Has(\"f{flag}\")"),
        };
        if self.dice.one_in(4) { format!("Not({inner})") } else { inner }
    }

    fn effects(&mut self, most: usize) -> String {
        let count = self.dice.below(most + 1);
        let list: Vec<String> = (0..count).map(|_| self.effect()).collect();
        format!("[{}]", list.join(", "))
    }

    fn effect(&mut self) -> String {
        let by = self.dice.between(-2, 3);
        match self.dice.below(13) {
            12 => format!("Add(\"seen\", {by})"),
            0 | 1 => format!("Add(\"m0\", {by})"),
            2 => format!("Add(\"m1\", {by})"),
            3 => format!("Put(\"m0\", {by})"),
            4 => format!("Set(\"f{}\")", self.dice.below(3)),
            5 => format!("Clear(\"f{}\")", self.dice.below(3)),
            6 => format!("Learn(\"x{}\")", self.dice.below(2)),
            7 => self.dice.pick(&["Tell(\"g0\")", "Drop(\"g0\")"]).to_owned(),
            8 => self.dice.pick(&["Agree(\"a0\")", "Agree(\"a1\")", "Break(\"a0\")"]).to_owned(),
            9 if self.shape.draws > 0 => {
                format!(
                    "By(\"d0\", {{\"v0\": [Add(\"m0\", {by})], \"*\": [Set(\"f0\"), When([Has(\"f1\")], [Add(\"m1\", 1)])]}})"
                )
            }
            _ => {
                let scene = std::mem::replace(&mut self.scene, 99);
                let condition = self.condition();
                self.scene = scene;
                format!("When([{condition}], [Add(\"m1\", {by}), Set(\"f1\")])")
            }
        }
    }

    fn lines(&mut self, most: usize) -> String {
        let count = self.dice.below(most + 1);
        let list: Vec<String> = (0..count).map(|_| self.line()).collect();
        format!("[{}]", list.join(", "))
    }

    fn line(&mut self) -> String {
        let word = self.dice.pick(&["Yes.", "No.", "Well."]);
        match self.dice.below(6) {
            0 => format!("Say(\"ann\", \"{word}\")"),
            1 => format!("SayAs(\"bob\", {}, \"{word}\")", self.dice.pick(&MOODS)),
            2 => format!("Feel(\"ann\", {})", self.dice.pick(&MOODS)),
            3 if self.shape.draws > 0 => {
                format!("By(\"d0\", {{\"v1\": [Narrate(\"Cue.\")], \"*\": [Narrate(\"{word}\")]}})")
            }
            4 => {
                let scene = std::mem::replace(&mut self.scene, 99);
                let condition = self.condition();
                self.scene = scene;
                format!("IfElse([{condition}], [Think(\"{word}\")], [Think(\"Hm.\")])")
            }
            _ => format!("Narrate(\"{word}\")"),
        }
    }
}
