#!/usr/bin/env bash
# How long an import of MIMIC takes and how much memory, by rows of labevents: the limits that docs/guide/mimic.md names.
# Ends with 1 when they are not kept. Trees are simulated, and stay there for the next time; every import starts without
# Parquet copies, with 1 GB for DuckDB and 512 MB of heap.
# On Linux: VmHWM, the largest resident size of the process, and its time on processors are read from /proc while it runs.
# On a busy machine look at the processor's time for whether it grows as the rows do.
#   benchmarks/mimic.sh [FOLDER]
# ROWS: millions of rows (default "5 10 20 40"); IMAGES: studies of the tree that has no more rows than features need
# (default 190000, which are some 300,000 images; 0 for none).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
folder=${1:-$root/benchmarks/target/mimic}
gapwise=${GAPWISE:-$root/gapwise}
mkdir -p "$folder"
failed=0

tree() { # name, studies, rows
    [ -d "$folder/$1" ] && return
    rm -rf "$folder/$1.part"
    "$gapwise" simulate --layout mimic --cases "$2" --no-pictures --lab-rows "$3" --out "$folder/$1.part" >"$folder/simulate.log" 2>&1
    mv "$folder/$1.part" "$folder/$1"
}

field() { # name of a number in provenance, of a table
    sed -n "/\"table\" : \"$1\"/,/}/s/.*\"rows\" : \([0-9]*\).*/\1/p" "$folder/out/provenance.json" | head -n 1
}

row() { # tree, most seconds, most MB; 0 where none are asked
    local tree=$folder/$1 start end high=0 ticks=0 seen
    rm -rf "$folder/out" "$folder/out.part"
    start=$(date +%s.%N)
    JAVA_TOOL_OPTIONS=-Xmx512m "$gapwise" import mimic --cxr "$tree/mimic-cxr-jpg" --iv "$tree/mimic-iv" \
        --ed "$tree/mimic-iv-ed" --set images.absent=unchecked --memory 1GB --threads 2 --out "$folder/out" \
        >"$folder/run.log" 2>&1 &
    while kill -0 $! 2>/dev/null; do
        seen=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$!/status" 2>/dev/null || true)
        [ "${seen:-0}" -gt "$high" ] && high=$seen
        seen=$(sed 's/.*) //' "/proc/$!/stat" 2>/dev/null | cut -d ' ' -f 12,13 || true)
        [ -n "$seen" ] && ticks=$((${seen% *} + ${seen#* }))
        sleep 0.2
    done
    wait $! || { cat "$folder/run.log" >&2; exit 1; }
    end=$(date +%s.%N)
    awk -v l="$(field labevents)" -v m="$(field metadata)" -v s="$start" -v e="$end" -v h="$high" -v t="$2" -v b="$3" \
        -v p="$ticks" -v hz="$(getconf CLK_TCK)" \
        'BEGIN { s = e - s; h *= 1024 / 1e6; l /= 1e6; ok = (t == 0 || s <= t) && (b == 0 || h <= b)
                 printf "| %.2f M | %d | %.0f s | %.0f s | %.1f s | ", l, m, s, p / hz, p / hz / l
                 printf "%.0f MB | %s |\n", h, ok ? (t + b > 0 ? "yes" : "") : "NO"
                 exit !ok }' || failed=1
    rm -rf "$folder/out"
}

echo "| rows of labevents | images | time | processor | processor a million rows | most memory | within its limits |"
echo "|---|---|---|---|---|---|---|"
for millions in ${ROWS-5 10 20 40}; do
    tree "rows-$millions" $((millions * 227835 / 20)) $((millions * 1000000))
    # 150 s and 1.6 GB are asked of 20 million; the others show that time grows as the rows do.
    if [ "$millions" = 20 ]; then row rows-20 150 1600; else row "rows-$millions" 0 0; fi
done
[ "${IMAGES:-190000}" = 0 ] && exit $failed
tree images "${IMAGES:-190000}" 0
row images 180 0
exit $failed
