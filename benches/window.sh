#!/usr/bin/env bash
# Compares the game's window with an empty one of the same features on this machine: milliseconds
# from process start to the first interactive frame (median of runs), idle CPU in per cent of a core,
# resident memory in MB. Both in the release profile, on Home at 1280x720. Then the same idle CPU and
# memory on each of the game's still screens.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-9}
target=${CARGO_TARGET_DIR:-target}
cargo build --locked --release --bin rapport --example empty_window
game=$target/release/rapport
empty=$target/release/examples/empty_window

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RAPPORT_DATA_DIR="$work/data" RAPPORT_FIRST_FRAME="$work/first"
unset RUST_LOG
"$game" list >/dev/null

ms_to_first_frame() {
    rm -f "$RAPPORT_FIRST_FRAME"
    local begun
    begun=$(date +%s%N)
    "$1" >/dev/null 2>&1 &
    local pid=$!
    for _ in $(seq 600); do [ -s "$RAPPORT_FIRST_FRAME" ] && break; sleep 0.05; done
    sleep 0.3
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    echo $((($(cat "$RAPPORT_FIRST_FRAME") - begun) / 1000000))
}

median() { sort -n | sed -n "$((($1 + 1) / 2))p"; }

# After half a minute without input nothing breathes any more.
idle_and_memory() {
    "$1" >/dev/null 2>&1 &
    local pid=$! from to
    [ -z "${RAPPORT_DRIVE:-}" ] || sleep "${ARRIVE:-15}"
    sleep "${SETTLE:-35}"
    from=$(awk '{print $14 + $15}' "/proc/$pid/stat")
    sleep 30
    to=$(awk '{print $14 + $15}' "/proc/$pid/stat")
    awk -v ticks=$((to - from)) -v hertz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f ", ticks * 100 / hertz / 30 }'
    awk '/VmRSS/ { printf "%d\n", $2 / 1024 }' "/proc/$pid/status"
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

printf '%-8s %14s %8s %8s\n' window "first frame/ms" "idle/%" "RSS/MB"
for name in empty game; do
    program=${!name}
    first=$(for _ in $(seq "$runs"); do ms_to_first_frame "$program"; done | median "$runs")
    read -r idle memory <<<"$(idle_and_memory "$program")"
    printf '%-8s %14s %8s %8s\n' "$name" "$first" "$idle" "$memory"
done

export RAPPORT_DRIVE="$work/steps.ron"
still() {
    local name=$1 idle memory
    printf '[WaitFor(Home), %s, LetBe]\n' "$2" >"$RAPPORT_DRIVE"
    read -r idle memory <<<"$(idle_and_memory "$game")"
    printf '%-8s %14s %8s %8s\n' "$name" "" "$idle" "$memory"
}
still library "Go(Library), WaitFor(Library)"
still settings "Go(Settings), WaitFor(Settings)"
still progress "Go(Progress), WaitFor(Progress)"
still desk 'Start("received-h", 1), WaitFor(Play), Read'
still call 'Start("received-h", 1), WaitFor(Play), Read, Choose("ring-now"), Read'
still debrief 'Start("received-h", 1), WaitFor(Play), PlayToTheEnd, Go(Debrief), WaitFor(Debrief)'
