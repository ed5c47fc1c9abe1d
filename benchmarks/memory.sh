#!/usr/bin/env bash
# What `gapwise train --dry-run` foretells beside what training took: the table of docs/benchmarks/memory.md.
# On Linux: VmHWM, the largest resident size of the process, is read from /proc while it runs.
#   benchmarks/memory.sh [FOLDER]
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
folder=${1:-$root/benchmarks/target/memory}
gapwise=${GAPWISE:-$root/gapwise}
mkdir -p "$folder"
[ -d "$folder/cohort" ] || "$gapwise" simulate --cases "${CASES:-1500}" --out "$folder/cohort"

variant() { # folder of a variant, and an awk program that makes its schema
    mkdir -p "$folder/$1"
    head -n "$(($2 + 1))" "$folder/cohort/cases.csv" >"$folder/$1/cases.csv"
    ln -sfn ../cohort/images "$folder/$1/images"
    awk "$3" "$folder/cohort/schema.toml" >"$folder/$1/schema.toml"
}

blocks='function flush() { if (keep(block)) printf "%s", block; block = "" }
        /^\[\[/ { flush() } { block = block $0 "\n" } END { flush() }'
picture='index(b, "kind = \"image\"")'
twice='second = b; sub("\"frontal\"", "\"second\"", second)'
all=100000
variant whole $all "function keep(b) { return 1 } $blocks"
variant table $all "function keep(b) { return !$picture } $blocks"
variant views $all "function keep(b) { if ($picture) { $twice; printf \"%s\", second }; return 1 } $blocks"
variant few 72 "function keep(b) { return 1 } $blocks"

peak() { # the largest resident size in bytes of a run
    local log=$folder/run.log high=0 seen
    rm -rf "$folder/out" "$folder/out.run"
    "$gapwise" train "$@" --out "$folder/out" >"$log" 2>&1 &
    while kill -0 $! 2>/dev/null; do
        seen=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$!/status" 2>/dev/null || true)
        [ "${seen:-0}" -gt "$high" ] && high=$seen
        sleep 0.05
    done
    wait $! || { cat "$log" >&2; exit 1; }
    rm -rf "$folder/out"
    echo $((high * 1024))
}

row() { # name, schema, options
    local name=$1 schema=$folder/$2/schema.toml forecast measured
    shift 2
    forecast=$("$gapwise" train "$schema" "$@" --out "$folder/out" --dry-run --json |
        sed -n 's/.*"bytes" *: *\([0-9]*\).*/\1/p' | head -n 1)
    measured=$(peak "$schema" "$@")
    awk -v n="$name" -v f="$forecast" -v m="$measured" \
        'BEGIN { printf "| %s | %.0f | %.0f | %+.0f %% |\n", n, f / 1e6, m / 1e6, 100 * (f / m - 1) }'
}

echo "| setting | foretold, MB | measured, MB | difference |"
echo "|---|---|---|---|"
row "quick, batches of 32" whole --preset quick --set train.epochs=6
row "balanced, batches of 32" whole --preset balanced --set train.epochs=3
row "balanced, batches of 128" whole --preset balanced --set train.epochs=6 --set train.batch=128
row "paper, 23 features, batches of 16" few --preset paper --set pretrain.epochs=0 --set train.epochs=2 --set train.batch=16
row "balanced with fusion = \"transformer\", no pictures" table --set model.fusion=transformer --set train.epochs=40 --set train.stop=40
row "balanced, two pictures a case, batches of 64" views --set train.batch=64 --set train.epochs=3
[ -n "${MORE:-}" ] || exit 0
row "paper, batches of 16 in 4 pieces" few --preset paper --set pretrain.epochs=0 --set train.epochs=1 --set train.batch=16 --pieces 4
row "quick, 224 pixels, batches of 256" whole --preset quick --set vision.image_size=224 --set train.batch=256 --set train.epochs=1
row "quick, 224 pixels, batches of 256 in 4 pieces" whole --preset quick --set vision.image_size=224 --set train.batch=256 --set train.epochs=1 --pieces 4
