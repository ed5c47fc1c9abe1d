#!/usr/bin/env bash
# Whether memory grows while training goes on: resident size by the clock during some 20,000 small steps, on Linux.
#   benchmarks/soak.sh [FOLDER]
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
folder=${1:-$root/benchmarks/target/soak}
gapwise=${GAPWISE:-$root/gapwise}
mkdir -p "$folder"
[ -d "$folder/cohort" ] || "$gapwise" simulate --cases 640 --out "$folder/cohort"
rm -rf "$folder/out" "$folder/out.run"

# 410 training cases in batches of 4 are 103 steps an epoch.
"$gapwise" train "$folder/cohort/schema.toml" --preset quick --set train.batch=4 --set train.epochs=195 --set train.stop=195 \
    --set vision.image_size=32 --out "$folder/out" >"$folder/run.log" 2>&1 &
echo "| minutes | resident, MB | last line |"
echo "|---|---|---|"
minutes=0
while kill -0 $! 2>/dev/null; do
    sleep 60
    minutes=$((minutes + 1))
    resident=$(sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$!/status" 2>/dev/null || true)
    [ -z "$resident" ] || echo "| $minutes | $((resident / 977)) | $(tail -n 1 "$folder/run.log" | cut -c 1-60) |"
done
wait $!
rm -rf "$folder/out"
