//! How fast scenarios load: the flagship, and generated ones of 1, 3 and 10 thousand scenes, whose
//! cost must grow with their size and no faster.
//!
//! `cargo bench --no-default-features --bench loading`

use std::{fmt::Write as _, sync::Arc};

use divan::{AllocProfiler, Bencher, counter::BytesCount};
use rapport::{scenario::load, text::SourceFile, tree::Tree};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 100)]
fn flagship(bencher: Bencher) {
    let source = SourceFile::new("received-h", include_str!("../scenarios/received-h.ron"));
    let pack = SourceFile::new("pack.ron", include_str!("../scenarios/pack.ron"));
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench_local(|| load(&source, Some(&pack)).scenario.expect("the flagship loads"));
}

/// Text to tree, which has to take less than three milliseconds.
#[divan::bench(sample_count = 100)]
fn tree_of_the_flagship(bencher: Bencher) {
    let text: Arc<str> = include_str!("../scenarios/received-h.ron").into();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| Tree::parse(Arc::clone(&text)).faults().len());
}

#[divan::bench(args = [1_000, 3_000, 10_000], sample_count = 10)]
fn generated(bencher: Bencher, scenes: usize) {
    let source = SourceFile::new("generated.ron", corridor(scenes));
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench_local(|| load(&source, None).scenario.expect("it loads"));
}

/// A long corridor of scenes with two choices each, conditions, evidence and lines.
fn corridor(scenes: usize) -> String {
    let mut text = String::from(
        "Scenario(format: 1, id: \"corridor\", title: \"Corridor\", summary: \"Long.\", minutes: 600,
         player: (name: \"Sam\", role: \"Consultant\"), cast: { \"helen\": (name: \"Helen\", role: \"Talent\") },
         meters: { \"trust\": (label: \"Trust\", start: 40, shown: Exact) }, start: \"s0\",
         endings: [(id: \"over\", title: \"Over\", value: 50, text: \"It is over.\")],
         scenes: {\n",
    );
    for at in 0..scenes {
        let next = if at + 1 < scenes { format!("\"s{}\"", at + 1) } else { "End".to_owned() };
        writeln!(
            text,
            "  \"s{at}\": (
    title: \"Room {at}\", place: Office, via: Phone, with: [\"helen\"], time: \"09:30\",
    lines: [
      Narrate(\"The corridor goes on, and nobody has swept it for a while.\"),
      If([AtLeast(\"trust\", 60)], [SayAs(\"helen\", Warm, \"Still here? Good.\")]),
    ],
    choices: [
      (id: \"on\", text: \"I go on to the next room.\", effects: [Add(\"trust\", 1), Set(\"went-{at}\")], goto: {next}),
      (
        id: \"ask\", text: \"Helen, is this the way?\", via: Phone, to: \"helen\",
        evidence: [(skill: \"curiosity\", level: 3, why: \"You asked.\")],
        outcomes: [
          (when: [Below(\"trust\", 30)], lines: [Say(\"helen\", \"No idea.\")], goto: {next}),
          (effects: [Add(\"trust\", 2)], lines: [Say(\"helen\", \"It is.\")], goto: {next}),
        ],
      ),
    ],
  ),"
        )
        .expect("writing to a String cannot fail");
    }
    text.push_str("})\n");
    text
}
