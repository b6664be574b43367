//! Small scenarios from a number: every run of the properties meets shapes that nobody wrote.

use std::fmt::Write as _;

/// Dice that fall the same way for the same number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.below(sides) == 0
    }

    fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }

    fn condition(&mut self, depth: u64) -> String {
        match self.below(if depth > 0 { 16 } else { 13 }) {
            0 => format!("Is(\"d\", \"{}\")", self.of(&["x", "y"])),
            1 => format!("Is(\"e\", \"{}\")", self.of(&["p", "q", "r"])),
            2 => "Has(\"f\")".into(),
            3 => "Knows(\"k\")".into(),
            4 => "Told(\"g\")".into(),
            5 => "Agreed(\"a\")".into(),
            6 => format!("AgreementsAtLeast({})", self.below(3)),
            7 => format!("AtLeast(\"{}\", {})", self.of(&["m", "n", "s"]), self.below(11)),
            8 => format!("Below(\"{}\", {})", self.of(&["m", "n", "s"]), self.below(11)),
            9 => format!("DayAtLeast({})", self.below(6)),
            10 => format!("DayBelow({})", self.below(6)),
            11 => format!("VisitsAtLeast(\"s0\", {})", self.below(4)),
            12 => "Took(\"s0/c0\")".into(),
            13 => format!("Not({})", self.condition(depth - 1)),
            14 => format!("Any([{}, {}])", self.condition(depth - 1), self.condition(depth - 1)),
            _ => format!("All([{}, {}])", self.condition(depth - 1), self.condition(depth - 1)),
        }
    }

    fn conditions(&mut self) -> String {
        match self.below(3) {
            0 => String::new(),
            1 => self.condition(2),
            _ => format!("{}, {}", self.condition(1), self.condition(1)),
        }
    }

    fn effect(&mut self, depth: u64) -> String {
        match self.below(if depth > 0 { 12 } else { 10 }) {
            0 | 1 => format!("Add(\"{}\", {})", self.of(&["m", "n"]), self.number(40_000)),
            2 => format!("Put(\"{}\", {})", self.of(&["m", "n"]), self.number(20)),
            3 => "Set(\"f\")".into(),
            4 => "Clear(\"f\")".into(),
            5 => "Learn(\"k\")".into(),
            6 => "Tell(\"g\")".into(),
            7 => "Drop(\"g\")".into(),
            8 => format!("{}(\"a\")", self.of(&["Agree", "Break"])),
            9 => format!("Pass({})", self.below(3)),
            10 => format!("When([{}], [{}])", self.condition(1), self.effect(depth - 1)),
            _ => format!("By(\"d\", {{\"x\": [{}], \"*\": []}})", self.effect(depth - 1)),
        }
    }

    fn number(&mut self, below: u64) -> i64 {
        let limit = if self.one_in(8) { below.min(30_000) } else { 9 };
        i64::try_from(self.below(2 * limit)).unwrap() - i64::try_from(limit).unwrap()
    }

    fn effects(&mut self) -> String {
        (0..self.below(3)).map(|_| self.effect(2) + ",").collect()
    }

    fn lines(&mut self, depth: u64) -> String {
        let mut lines = String::new();
        for _ in 0..self.below(3) {
            match self.below(if depth > 0 { 7 } else { 4 }) {
                0 | 1 => lines += "Narrate(\"n\"),",
                2 => lines += "SayAs(\"p\", Warm, \"w\"),",
                3 => lines += "Feel(\"p\", Tired),",
                4 => write!(lines, "If([{}], [{}]),", self.condition(1), self.lines(depth - 1))
                    .unwrap(),
                5 => {
                    let (when, yes, no) = (self.condition(1), self.lines(0), self.lines(0));
                    write!(lines, "IfElse([{when}], [{yes}], [{no}]),").unwrap();
                }
                _ => {
                    let (some, rest) = (self.lines(0), self.lines(depth - 1));
                    write!(lines, "By(\"e\", {{\"p\": [{some}], \"*\": [{rest}]}}),").unwrap();
                }
            }
        }
        lines
    }

    /// Where play may go from a scene: forwards, or, where the way progresses, anywhere.
    fn goto(&mut self, at: u64, scenes: u64, progresses: bool) -> String {
        if self.one_in(5) {
            return "End".into();
        }
        let from = if progresses { 0 } else { at + 1 };
        if from >= scenes {
            "End".into()
        } else {
            format!("\"s{}\"", from + self.below(scenes - from))
        }
    }

    fn choice(&mut self, at: u64, scenes: u64, number: u64) -> String {
        let takes = self.below(3);
        let once = self.one_in(3);
        let goes = |dice: &mut Self, takes: u64| dice.goto(at, scenes, once || takes > 0);
        let mut outcomes = String::new();
        for _ in 0..self.below(3) {
            let (when, effects, lines) = (self.condition(2), self.effects(), self.lines(1));
            let goto = goes(self, takes);
            write!(
                outcomes,
                "(when: [{when}], effects: [{effects}], lines: [{lines}], goto: {goto}),"
            )
            .unwrap();
        }
        let mut chance = String::new();
        if self.one_in(3) {
            for _ in 0..=self.below(2) {
                let (weight, effects, goto) =
                    (1 + self.below(5), self.effects(), goes(self, takes));
                write!(chance, "(weight: {weight}, effects: [{effects}], goto: {goto}),").unwrap();
            }
        }
        let (effects, goto) = (self.effects(), goes(self, takes));
        write!(outcomes, "(effects: [{effects}], chance: [{chance}], goto: {goto})").unwrap();
        let mut pick = String::new();
        if self.one_in(4) {
            let (first, second, unmarked) = (self.effects(), self.effects(), self.effects());
            pick = format!(
                "pick: (options: [(id: \"o{number}x\", text: \"x\", effects: [{first}]), \
                 (id: \"o{number}y\", text: \"y\", effects: [{second}], otherwise: [{unmarked}])], at_least: {}),",
                if self.one_in(2) { 1 } else { 2 }
            );
        }
        // The first choice of each scene is always on offer.
        let when = if number == 0 { String::new() } else { self.conditions() };
        let once = once && number > 0;
        let goto_once = if once { "once: true," } else { "" };
        let outcomes = if number == 0 && takes == 0 {
            // It may not lean on being once-only to progress.
            format!("(effects: [{effects}], goto: {})", self.goto(at, scenes, false))
        } else {
            outcomes
        };
        format!(
            "(id: \"c{number}\", text: \"C\", when: [{when}], takes: {takes}, {goto_once} {pick} \
             evidence: [(skill: \"channel\", level: {}, why: \"w\", when: [AtLeast(\"m\", 3)])], \
             effects: [{}], outcomes: [{outcomes}]),",
            1 + self.below(4),
            self.effects(),
        )
    }

    fn reactions(&mut self) -> String {
        let mut reactions = String::new();
        for at in 0..self.below(5) {
            let on = match self.below(5) {
                0 => "Day".into(),
                1 => "Enter(Phone)".into(),
                2 => "Arrive(\"s1\")".into(),
                3 => format!("Rise(\"{}\", {})", self.of(&["m", "s"]), self.below(12)),
                _ => format!("Fall(\"{}\", {})", self.of(&["n", "s"]), self.below(12)),
            };
            let (when, effects, lines) = (self.conditions(), self.effects(), self.lines(1));
            let once = self.one_in(2);
            writeln!(
                reactions,
                "(id: \"r{at}\", on: {on}, when: [{when}], once: {once}, effects: [{effects}], lines: [{lines}]),"
            )
            .unwrap();
        }
        reactions
    }
}

/// The scenario of that number. Nearly all of them load; some are refused, which is fine.
pub(crate) fn small(number: u64) -> String {
    let mut dice = Dice(number);
    let count = 2 + dice.below(4);
    let mut scenes = String::new();
    for at in 0..count {
        let (lines, via) = (dice.lines(2), dice.of(&["None", "Phone", "Email"]));
        let choices: String =
            (0..=dice.below(4)).map(|number| dice.choice(at, count, number)).collect();
        writeln!(
            scenes,
            "\"s{at}\": (via: {via}, with: [\"p\"], lines: [{lines}], choices: [{choices}]),"
        )
        .unwrap();
    }
    let reflection = if dice.one_in(2) { "reflection: \"after\"," } else { "" };
    let after = if reflection.is_empty() {
        ""
    } else {
        "\"after\": (choices: [(id: \"think\", text: \"T\", once: true, goto: \"after\"), (id: \"go\", text: \"G\", goto: End)]),"
    };
    format!(
        "Scenario(format: 1, id: \"small\", title: \"S\", summary: \"S\", minutes: 1, player: (name: \"N\", role: \"R\"),
         cast: {{ \"p\": (name: \"P\", role: \"R\") }},
         meters: {{ \"m\": (label: \"M\", start: 4, max: 10, shown: Exact), \"n\": (label: \"N\", start: 0, min: -30_000, max: 30_000),
                    \"s\": (label: \"S\", sum: [(\"m\", 3), (\"n\", -2)], min: -8, max: 12, shown: Both([(-8, \"low\"), (3, \"high\")])) }},
         facts: {{ \"k\": \"K\" }}, told: {{ \"g\": (text: \"G\") }}, agreements: {{ \"a\": (label: \"A\", with: \"p\") }},
         hidden: [(id: \"d\", values: {{ \"x\": (weight: 2), \"y\": (weight: 1) }}),
                  (id: \"e\", values: {{ \"p\": (weight: 1, when: [Is(\"d\", \"x\")]), \"q\": (weight: 3), \"r\": (weight: 1, when: [Not(Is(\"d\", \"x\"))]) }})],
         clock: (last_day: {}, then: \"late\", each_day: [{}, {}, Set(\"f\")]),
         reactions: [{}], start: \"s0\", scenes: {{ {scenes} {after} }}, {reflection}
         endings: [(id: \"late\", when: [{}], title: \"L\", value: 3, text: \"L\"),
                   (id: \"over\", title: \"O\", value: (base: 50, plus: [(\"m\", 7, 2), (\"s\", -3, 1)], min: 10, max: 80), text: \"O\")])",
        2 + dice.below(7),
        dice.effect(1),
        dice.effect(1),
        dice.reactions(),
        dice.condition(1),
    )
}
