#!/usr/bin/env bash
# The transport table of docs/performance.md: ours and, where hypre is installed, BoomerAMG-CG, one after the other on each
# volume. Rows of Markdown go to the standard output, the lines of JSON to the standard error.
#
#   benchmarks/compare.sh VOLUMES [GENERATOR]
#
# VOLUMES holds NAME.raw; what is missing is made by GENERATOR (generate-geometry.py) if that is given, else passed over.
# Every row runs REPEATS times (3), the two programs in turn; the least CPU seconds of each are put down.
# Environment: REPEATS, THREADS (1), HEAP (-Xmx for ours: 4g), TOLERANCE (1e-6), ROWS ("NAME:PHASE[:hypre] …" instead of the whole table).
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 1 ]; then
    echo "the arguments are VOLUMES [GENERATOR]" >&2
    exit 2
fi
volumes=$1
generator=${2:-}
threads=${THREADS:-1}
repeats=${REPEATS:-3}
heap=${HEAP:-4g}
tolerance=${TOLERANCE:-1e-6}
# hypre takes about 7.5 GB and 5 minutes on the last one: add :hypre to run it.
rows=${ROWS:-"boolean150x150x40:0:hypre boolean150x150x40:1:hypre gauss200:0:hypre boolean256:0:hypre boolean256:1:hypre
    boolean1011x984x50:0 boolean1011x984x50:1"}
jar=$here/target/benchmarks.jar
driver=$here/target/hypre-transport
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

if [ ! -f "$jar" ]; then
    echo "there is no $jar: build it with 'mvn package'" >&2
    exit 2
fi
if ! mpicc -O2 -std=gnu11 -I/usr/include/hypre "$here/hypre/transport.c" -o "$driver" -lHYPRE -lm; then
    echo "hypre's driver cannot be built (Debian: libhypre-dev): ours only" >&2
    driver=
fi

size() {
    case $1 in
        boolean150x150x40) echo 150 150 40 ;;
        gauss200) echo 200 200 200 ;;
        boolean256) echo 256 256 256 ;;
        boolean400x400x100) echo 400 400 100 ;;
        boolean1011x984x50) echo 1011 984 50 ;;
        *) echo "unknown volume $1" >&2 && return 1 ;;
    esac
}

value() { # of a key in a line of JSON
    sed -n "s/.*\"$1\": \([^,}]*\).*/\1/p" <<<"$2"
}

least() { # of two lines of JSON (the first may be empty) that with fewer CPU seconds
    if [ -z "$1" ] || awk -v a="$(value cpu_s "$1")" -v b="$(value cpu_s "$2")" 'BEGIN { exit !(b < a) }'; then
        echo "$2"
    else
        echo "$1"
    fi
}

cells() { # of the table, from a line of JSON
    if [ -z "$1" ]; then
        echo "– | – | – | –"
    else
        printf '%s | %.2f | %.1f | %.9g' "$(value iterations "$1")" "$(value cpu_s "$1")" \
            "$(value peak_bytes_per_voxel "$1")" "$(value d_eff "$1")"
    fi
}

echo "| volume | label | it. | CPU s | bytes/voxel | D_eff | hypre: it. | CPU s | bytes/voxel | D_eff |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for row in $rows; do
    IFS=: read -r name phase peer <<<"$row"
    dimensions=$(size "$name") || exit 2
    raw=$volumes/$name.raw
    if [ ! -f "$raw" ] && [ -n "$generator" ]; then
        python3 "$generator" -o "$volumes" "$name" >&2
    fi
    if [ ! -f "$raw" ]; then
        echo "$raw is missing: row passed over" >&2
        continue
    fi
    ours=
    hypre=
    for ((k = 0; k < repeats; k++)); do
        # shellcheck disable=SC2086
        line=$(java -Xmx"$heap" -jar "$jar" transport "$raw" $dimensions "$phase" x "$tolerance" "$threads")
        echo "ours  $name $phase $line" >&2
        ours=$(least "$ours" "$line")
        if [ -n "$driver" ] && [ "${peer:-}" = hypre ]; then
            # shellcheck disable=SC2086
            line=$("$driver" "$raw" $dimensions "$phase" x "$tolerance")
            echo "hypre $name $phase $line" >&2
            hypre=$(least "$hypre" "$line")
        fi
    done
    echo "| $name | $phase | $(cells "$ours") | $(cells "$hypre") |"
done
