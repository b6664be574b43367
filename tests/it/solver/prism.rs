//! The symbolic model, read by a reader of its own and solved by plain recursion.

use std::{collections::HashMap, sync::Arc};

use rapport::{
    scenario::{self, Scenario},
    solver::{Limits, StateMdp},
    text::SourceFile,
};

use super::{generate, go_on, near};

/// What the export uses of the language's expressions; true is 1.
enum Expr {
    Number(f64),
    Var(usize),
    Of(&'static str, Vec<Expr>),
}

type Update = Vec<(usize, Expr)>;

struct Command {
    label: String,
    guard: Expr,
    ways: Vec<(Expr, Update)>,
}

struct Model {
    names: HashMap<String, usize>,
    bounds: Vec<(f64, f64)>,
    start: Vec<i32>,
    commands: Vec<Command>,
    done: i32,
}

impl Model {
    fn read(text: &str) -> Self {
        let (module, rest) = text.split_once("endmodule").expect("a module");
        let (_, module) = module.split_once("module play").expect("its beginning");
        let done = rest.split_once("label \"done\" = at=").expect("a label").1;
        let mut model = Self {
            names: HashMap::new(),
            bounds: Vec::new(),
            start: Vec::new(),
            commands: Vec::new(),
            done: done.split_once(';').expect("its end").0.parse().expect("a number"),
        };
        for line in module.split(';').map(str::trim).filter(|line| !line.is_empty()) {
            if line.starts_with('[') { model.command(line) } else { model.variable(line) }
        }
        model
    }

    fn variable(&mut self, line: &str) {
        let (name, rest) = line.split_once(" : ").expect("a range");
        let (range, init) = rest.split_once(" init ").expect("a beginning");
        let (bounds, start) = match range.trim_matches(['[', ']']).split_once("..") {
            Some((least, most)) => {
                ((least.parse().unwrap(), most.parse().unwrap()), init.parse().unwrap())
            }
            None => ((0.0, 1.0), i32::from(init == "true")),
        };
        let twice = self.names.insert(name.to_owned(), self.start.len());
        assert!(twice.is_none(), "{name} is declared twice");
        self.bounds.push(bounds);
        self.start.push(start);
    }

    fn command(&mut self, line: &str) {
        let (label, rest) = line[1..].split_once(']').expect("a label");
        let mut reader = Reader { text: rest.as_bytes(), at: 0, names: &self.names };
        let guard = reader.expression();
        reader.expect("->");
        let mut ways = Vec::new();
        if reader.takes("true") {
            ways.push((Expr::Number(1.0), Vec::new()));
        } else if reader.assigns() {
            ways.push((Expr::Number(1.0), reader.update()));
        } else {
            loop {
                let share = reader.sum();
                reader.expect(":");
                ways.push((share, reader.update()));
                if !reader.takes("+") {
                    break;
                }
            }
        }
        assert_eq!(reader.at, rest.len(), "{}", &rest[reader.at..]);
        self.commands.push(Command { label: label.to_owned(), guard, ways });
    }

    /// The best and the worst value from a state; `None` where there are too many to tell.
    fn values(
        &self,
        state: Vec<i32>,
        known: &mut HashMap<Vec<i32>, (f64, f64)>,
    ) -> Option<(f64, f64)> {
        let at = self.names["at"];
        if state[at] == self.done {
            return Some((0.0, 0.0));
        }
        if let Some(values) = known.get(&state) {
            return Some(*values);
        }
        if known.len() > 1500 {
            return None;
        }
        let (mut best, mut worst) = (f64::NEG_INFINITY, f64::INFINITY);
        for command in self.commands.iter().filter(|one| truth(one.guard.value(&state))) {
            let reward =
                if command.label == "end" { f64::from(state[self.names["worth"]]) } else { 0.0 };
            let (mut most, mut least, mut sum) = (reward, reward, 0.0);
            for (share, update) in &command.ways {
                let share = share.value(&state);
                let (high, low) = self.values(self.after(&state, update), known)?;
                (most, least, sum) = (most + share * high, least + share * low, sum + share);
            }
            assert!(near(sum, 1.0), "{sum}");
            (best, worst) = (best.max(most), worst.min(least));
        }
        assert!(best >= worst, "nothing can be done in {state:?}");
        known.insert(state, (best, worst));
        Some((best, worst))
    }

    fn after(&self, state: &[i32], update: &Update) -> Vec<i32> {
        let mut after = state.to_vec();
        for (var, to) in update {
            let (value, (least, most)) = (to.value(state), self.bounds[*var]);
            assert!(value.fract() == 0.0 && (least..=most).contains(&value), "{value}");
            #[expect(clippy::cast_possible_truncation, reason = "whole, and within its bounds")]
            (after[*var] = value as i32);
        }
        after
    }
}

/// Reads expressions.
struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    names: &'t HashMap<String, usize>,
}

impl Reader<'_> {
    fn space(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        self.space();
        let there = self.text[self.at..].starts_with(word.as_bytes());
        if there {
            self.at += word.len();
            self.space();
        }
        there
    }

    fn expect(&mut self, word: &str) {
        let rest = String::from_utf8_lossy(&self.text[self.at..]).into_owned();
        assert!(self.takes(word), "`{word}` before {rest:.80}");
    }

    /// Whether an assignment follows, not a probability.
    fn assigns(&self) -> bool {
        let rest = &self.text[self.at..];
        let end = rest.iter().position(|byte| b"':;".contains(byte));
        rest.starts_with(b"(") && end.is_some_and(|end| rest[end] == b'\'')
    }

    fn update(&mut self) -> Update {
        let mut update = Update::new();
        loop {
            self.expect("(");
            let var = self.names[&self.word()];
            assert!(update.iter().all(|(other, _)| *other != var), "assigned twice");
            self.expect("'=");
            update.push((var, self.expression()));
            self.expect(")");
            if !self.takes("&") {
                return update;
            }
        }
    }

    fn expression(&mut self) -> Expr {
        let when = self.any();
        if !self.takes("?") {
            return when;
        }
        let then = self.expression();
        self.expect(":");
        Expr::Of("?", vec![when, then, self.expression()])
    }

    fn any(&mut self) -> Expr {
        let mut left = self.all();
        while self.takes("|") {
            left = Expr::Of("|", vec![left, self.all()]);
        }
        left
    }

    fn all(&mut self) -> Expr {
        let mut left = self.not();
        while self.takes("&") {
            left = Expr::Of("&", vec![left, self.not()]);
        }
        left
    }

    fn not(&mut self) -> Expr {
        if self.takes("!") { Expr::Of("!", vec![self.not()]) } else { self.comparison() }
    }

    fn comparison(&mut self) -> Expr {
        let left = self.sum();
        for sign in [">=", "=", "<", ">"] {
            if self.takes(sign) {
                return Expr::Of(sign, vec![left, self.sum()]);
            }
        }
        left
    }

    fn sum(&mut self) -> Expr {
        let mut left = self.product();
        loop {
            if self.takes("+") {
                left = Expr::Of("+", vec![left, self.product()]);
            } else if !self.text[self.at..].starts_with(b"->") && self.takes("-") {
                left = Expr::Of("-", vec![left, self.product()]);
            } else {
                return left;
            }
        }
    }

    fn product(&mut self) -> Expr {
        let mut left = self.atom();
        loop {
            if self.takes("*") {
                left = Expr::Of("*", vec![left, self.atom()]);
            } else if self.takes("/") {
                left = Expr::Of("/", vec![left, self.atom()]);
            } else {
                return left;
            }
        }
    }

    fn atom(&mut self) -> Expr {
        if self.takes("-") {
            return Expr::Of("-", vec![Expr::Number(0.0), self.atom()]);
        }
        if self.takes("(") {
            let inner = self.expression();
            self.expect(")");
            return inner;
        }
        let word = self.word();
        if let Ok(number) = word.parse() {
            return Expr::Number(number);
        }
        for function in ["min", "max", "ceil", "floor"] {
            if word == function {
                self.expect("(");
                let mut of = vec![self.expression()];
                while self.takes(",") {
                    of.push(self.expression());
                }
                self.expect(")");
                return Expr::Of(function, of);
            }
        }
        match &*word {
            "true" => Expr::Number(1.0),
            "false" => Expr::Number(0.0),
            name => {
                Expr::Var(*self.names.get(name).unwrap_or_else(|| panic!("no variable {name}")))
            }
        }
    }

    fn word(&mut self) -> String {
        self.space();
        let from = self.at;
        let of_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        while self.text.get(self.at).is_some_and(of_word) {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(&self.text[from..self.at]).into_owned();
        self.space();
        word
    }
}

fn truth(value: f64) -> bool {
    value > 0.5
}

impl Expr {
    fn value(&self, state: &[i32]) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Var(at) => state[*at].into(),
            Self::Of(what, of) => {
                let at = |nth: usize| of[nth].value(state);
                let is = |holds: bool| f64::from(u8::from(holds));
                match *what {
                    "?" => at(if truth(at(0)) { 1 } else { 2 }),
                    "|" => is(truth(at(0)) || truth(at(1))),
                    "&" => is(truth(at(0)) && truth(at(1))),
                    "!" => is(!truth(at(0))),
                    ">=" => is(at(0) >= at(1)),
                    "=" => is((at(0) - at(1)).abs() < 0.5),
                    "<" => is(at(0) < at(1)),
                    ">" => is(at(0) > at(1)),
                    "+" => at(0) + at(1),
                    "-" => at(0) - at(1),
                    "*" => at(0) * at(1),
                    "/" => at(0) / at(1),
                    "min" => at(0).min(at(1)),
                    "max" => at(0).max(at(1)),
                    "ceil" => at(0).ceil(),
                    "floor" => at(0).floor(),
                    other => unreachable!("{other}"),
                }
            }
        }
    }
}

fn load(text: &str) -> Option<Arc<Scenario>> {
    scenario::load(&SourceFile::new("exported.ron", text), None).scenario.map(Arc::new)
}

fn model(scenario: &Arc<Scenario>, truth: &StateMdp) -> String {
    let mut text = Vec::new();
    truth.write_prism(scenario, &mut text).expect("memory takes it");
    String::from_utf8(text).expect("text")
}

/// Whether the model has the values of the analysis; `None` where it is too big to tell.
fn agrees(text: &str) -> Option<()> {
    let scenario = load(text)?;
    let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
    if truth.states() > 150 {
        return None;
    }
    let exported = model(&scenario, &truth);
    if exported.len() > 60_000 {
        return None;
    }
    let read = Model::read(&exported);
    let (best, worst) = read.values(read.start.clone(), &mut HashMap::new())?;
    let (most, least) = (truth.best().expect("complete"), truth.worst().expect("complete"));
    assert!(near(best, most) && near(worst, least), "{best} {worst} {most} {least}\n{text}");
    Some(())
}

#[test]
fn symbolic_models_have_the_same_values() {
    let mut checked = 0;
    for seed in 72_000..72_020 {
        let text = generate::text(seed);
        checked += usize::from(agrees(&text).is_some());
        // Several days at once, with all that happens on each.
        checked += usize::from(agrees(&text.replace("takes: 1,", "takes: 3,")).is_some());
        checked += usize::from(agrees(&text.replace("takes: 1,", "takes: 200,")).is_some());
    }
    assert!(checked > 15, "only {checked} were small enough");
}

/// A choice that takes so many days, each of which asks about what the day before left.
fn slow(takes: u32) -> String {
    format!(
        "Scenario(format: 1, id: \"slow\", title: \"S\", summary: \"S\", minutes: 1,
         player: (name: \"P\", role: \"R\"), cast: {{\"ann\": (name: \"Ann\", role: \"R\")}},
         meters: {{\"m\": (label: \"M\", start: 5, max: 1000)}},
         clock: (last_day: 420, then: \"late\", each_day: [Add(\"m\", 3), When([Below(\"m\", 400)], [Add(\"m\", -1)])]),
         reactions: [(id: \"r\", on: Rise(\"m\", 200), once: true, effects: [Add(\"m\", 50)])],
         start: \"s\", scenes: {{\"s\": (choices: [
           (id: \"wait\", text: \"Wait\", takes: {takes}, goto: \"s\"),
           (id: \"stop\", text: \"Stop\", goto: End)])}},
         endings: [(id: \"late\", title: \"L\", value: 3, text: \"T\"),
                   (id: \"over\", title: \"O\", value: (base: 0, plus: [(\"m\", 1, 20)]), text: \"T\")])"
    )
}

#[test]
fn a_choice_of_many_days_is_a_model_of_the_same_size() {
    for takes in [3, 200] {
        let scenario = load(&slow(takes)).expect("loads");
        let truth = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        let text = model(&scenario, &truth);
        assert!(text.len() < 5_000, "takes {takes}: {} bytes", text.len());
        agrees(&slow(takes)).expect("small enough");
    }
}
