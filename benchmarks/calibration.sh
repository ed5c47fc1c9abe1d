#!/usr/bin/env bash
# What calibration on the validation part does to a network trained on a simulated cohort, judged on a fresh one: mean over labels of
# ECE and Brier score by what is present, before and after (docs/guide/calibrate.md). With OTHER=N it learns from N other cases.
#   benchmarks/calibration.sh [FOLDER]
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
folder=${1:-$root/benchmarks/target/calibration}
gapwise=${GAPWISE:-$root/gapwise}
mkdir -p "$folder"
cd "$folder"

cohort() { [ -d "$1" ] || "$gapwise" simulate --cases "$2" --seed "$3" --out "$1"; }
cohort cohort "${CASES:-6000}" 1
cohort fresh "${FRESH:-20000}" 100
rm -rf model before after
"$gapwise" train cohort/schema.toml --preset quick --set train.epochs="${EPOCHS:-1}" --out model
"$gapwise" evaluate model fresh/schema.toml --part all --no-stress --ci 0 --out before
if [ -n "${OTHER:-}" ]; then
    cohort other "$OTHER" 200
    "$gapwise" calibrate model other/schema.toml --part all
else
    "$gapwise" calibrate model cohort/schema.toml
fi
"$gapwise" evaluate model fresh/schema.toml --part all --no-stress --ci 0 --out after

figures() { # one line a pattern
    awk '/"patterns" :/ { in_patterns = 1 }
        in_patterns && /"present" :/ { gsub(/.*\[|\].*|"/, ""); name = $0; want = "" }
        in_patterns && /"cases" :/ && name { gsub(/[^0-9]/, ""); cases = $0 }
        /"macro_ece_10_equal_width"/ { want = "ece" } /"macro_brier"/ { want = "brier" }
        want && /"value" :/ { sub(/.*: /, ""); sub(/,.*/, ""); figure[want] = $0
            if (want == "brier") { printf "%s|%s|%.4f|%.4f\n", name, cases, figure["ece"], figure["brier"]; name = "" }
            want = "" }' "$1/metrics.json"
}
echo "present | cases | ECE before | Brier score before | ECE after | Brier score after"
paste -d'|' <(figures before) <(figures after) |
    awk -F'|' '{ printf "%s | %s | %s | %s | %s | %s\n", $1, $2, $3, $4, $7, $8 }'
