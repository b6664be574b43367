#!/usr/bin/env python3
"""Compares `rapport analyze` with the probabilistic model checker Storm, values and times.

Storm comes from its Python wheel (stormpy 2.0.0, GPL-3), in a virtual environment of its own and in
its own process; nothing of it becomes part of Rapport:

    python3 -m venv ~/.cache/rapport/storm/venv
    ~/.cache/rapport/storm/venv/bin/pip install stormpy==2.0.0
    ~/.cache/rapport/storm/venv/bin/python benches/storm.py target/release/rapport received-h ladder:30

`ladder:N` is benches/ladder.ron with N days; anything else is a scenario that `rapport` knows.
Exit code 1: some value differs by more than 1e-9.
"""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

FORMULAS = {"best_informed": 'Rmax=? [F "done"]', "worst": 'Rmin=? [F "done"]'}
TOLERANCE = 1e-9
# Longer than this, Storm may not build or solve a model.
PATIENCE_SECONDS = 120


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "--storm":
        return storm(*sys.argv[2:])
    rapport, *names = sys.argv[1:]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            failed |= compare(rapport, name, pathlib.Path(folder))
    return int(failed)


def compare(rapport, name, folder):
    scenario = name
    if name.startswith("ladder:"):
        text = (pathlib.Path(__file__).parent / "ladder.ron").read_text()
        scenario = str(folder / "ladder.ron")
        pathlib.Path(scenario).write_text(text.replace("LAST_DAY", name.partition(":")[2]))
    drn, beliefs, prism = folder / "m.drn", folder / "b.drn", folder / "m.prism"

    def analyze(*options):
        run = [rapport, "analyze", scenario, "--json", *map(str, options)]
        return json.loads(subprocess.run(run, check=True, capture_output=True).stdout)

    ours = analyze("--export", "drn", drn)
    analyze("--export", "prism", prism)
    print(f"\n{name}: {ours['states']} states, {ours['transitions']} transitions, "
          f"{ours['states_per_second']:,.0f} states/s built and solved, "
          f"{ours['bytes_per_state']:.0f} bytes a state")
    values = dict(ours["value"])
    checks = [("drn", drn, FORMULAS), ("prism", prism, FORMULAS)]
    if ours["beliefs"]["complete"]:
        analyze("--export", "drn", beliefs, "--beliefs")
        checks.append(("drn, beliefs", beliefs, {"best": FORMULAS["best_informed"]}))
    failed, times = False, {}
    for kind, path, formulas in checks:
        theirs = storm_apart(path, "drn" if kind.startswith("drn") else "prism", formulas)
        if theirs is None:
            print(f"  {kind:14} Storm did not finish within {PATIENCE_SECONDS} s")
            continue
        times[kind] = theirs
        for figure, value in theirs["values"].items():
            gap = abs(value - values[figure])
            failed |= gap > TOLERANCE
            print(f"  {kind:14} {figure:14} ours {values[figure]:.12f}  Storm {value:.12f}  "
                  f"{'agree' if gap <= TOLERANCE else 'DIFFER'}")
        print(f"  {kind:14} {theirs['states']} states, {theirs['transitions']} transitions; "
              f"build {theirs['build']:.2f} s, solve {theirs['solve']:.2f} s, {theirs['megabytes']} MB")
    if "prism" in times and "drn" in times:
        built = times["prism"]["states"] / times["prism"]["build"]
        solved = times["drn"]["states"] / times["drn"]["solve"]
        storm_rate = 1 / (1 / built + 1 / solved)
        seconds = ours["states"] / ours["states_per_second"]
        storm_seconds = times["prism"]["build"] + times["drn"]["solve"]
        print(f"  Storm builds {built:,.0f} states/s and solves {solved:,.0f} states/s: "
              f"{storm_rate:,.0f} states/s together; ours {ours['states_per_second'] / storm_rate:.1f} "
              f"times as many")
        print(f"  the same question: Storm {storm_seconds:.2f} s, ours {seconds:.3f} s: "
              f"{storm_seconds / seconds:.0f} times as fast")
    return failed


def storm_apart(path, kind, formulas):
    """Storm in a process of its own, single-threaded."""
    run = [sys.executable, __file__, "--storm", str(path), kind, json.dumps(formulas)]
    try:
        done = subprocess.run(run, capture_output=True, text=True, timeout=PATIENCE_SECONDS,
                              env={"OMP_NUM_THREADS": "1"})
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        print(done.stderr[-2000:], file=sys.stderr)
        return None
    return json.loads(done.stdout.splitlines()[-1])


def storm(path, kind, formulas):
    import stormpy

    formulas = json.loads(formulas)
    start = time.perf_counter()
    if kind == "drn":
        model = stormpy.build_model_from_drn(path)
        properties = stormpy.parse_properties(";".join(formulas.values()))
    else:
        program = stormpy.parse_prism_program(path)
        properties = stormpy.parse_properties(";".join(formulas.values()), program)
        model = stormpy.build_model(program, properties)
    build = time.perf_counter() - start
    # Sound, state by state along the acyclic order, far below the tolerance of the comparison.
    environment = stormpy.environments.sound()
    minmax = environment.solver().min_max()
    minmax.method = stormpy.environments.MinMaxMethod.TOPOLOGICAL
    minmax.precision = stormpy.Rational("1/1000000000000")
    initial = model.initial_states[0]
    values, solve = {}, 0.0
    for figure, formula in zip(formulas, properties):
        start = time.perf_counter()
        try:
            result = stormpy.model_checking(model, formula, environment=environment)
        except RuntimeError as fault:
            if "Reward model for formula is empty" not in str(fault):
                raise
            # Every value is 0, which Storm will not add up.
            values[figure] = 0.0
            continue
        solve += time.perf_counter() - start
        values[figure] = float(result.get_value(initial))
    print(json.dumps({
        "values": values, "build": build, "solve": solve / len(formulas),
        "states": model.nr_states, "transitions": model.nr_transitions,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))
    return 0


if __name__ == "__main__":
    sys.exit(main())
