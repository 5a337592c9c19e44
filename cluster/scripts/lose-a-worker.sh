#!/usr/bin/env bash
# A master and two workers of Spark on loopback, a study of short tasks, one worker killed on the way. Nothing may be lost and nothing
# done twice: the table must be that of the same study in one process. Takes under two minutes; leaves target/lose-a-worker.
#
#   lose-a-worker.sh             40 tasks
#   lose-a-worker.sh electrode   the discharge of an electrode of six tiles, the worker killed after ten steps of it
#   lose-a-worker.sh cancel      the same, but the study is cancelled instead: executors must be idle within seconds; then it goes on
set -euo pipefail
cd "$(dirname "$0")/.."
mode="${1:-tasks}"
out="$PWD/target/lose-a-worker"
rm -rf "$out"
mkdir -p "$out"
study=scripts/short-tasks.json
tables="results.csv"
if [ "$mode" != tasks ]; then
  study="$out/electrode.json"
  tables="electrode_discharge.csv electrode_tiles.csv"
  printf 'ObjectType = Image\nNDims = 3\nDimSize = 30 20 16\nElementSpacing = 1 1 1\n' > "$out/labels.mhd"
  printf 'ElementType = MET_UCHAR\nElementDataFile = labels.raw\n' >> "$out/labels.mhd"
  # Labels are the characters 0 and 1.
  awk 'BEGIN { srand(1); for (i = 0; i < 30 * 20 * 16; i++) printf "%d", rand() < 0.5 }' > "$out/labels.raw"
  cat > "$study" << END
{"structures": {"scan": {"file": "$out/labels.mhd", "tiles": {"size": [10, 10, 16]}}},
 "compute": {"electrode discharge": {"c_rate": 0.5, "separator_um": 20, "electrolyte": "48", "active": "49"}}}
END
fi
SPARK_HOME="$(scripts/spark-home.sh)"
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13 # else a worker looks for a build of Spark
modules="$(tr '\n' ' ' < scripts/java-modules.txt)"
pids=()
stop() {
  for pid in "${pids[@]}"; do
    disown "$pid" 2>/dev/null || true # bash would tell of every end
    for child in $(pgrep -P "$pid" || true); do kill -9 "$child" 2>/dev/null || true; done
    kill -9 "$pid" 2>/dev/null || true
  done
}
trap stop EXIT

# shellcheck disable=SC2086  # options are words
spark() { exec java -Xmx512m $modules -cp "$SPARK_HOME/jars/*" "$@"; }
# Waits until a line matches in a file, at most three minutes.
await() {
  for _ in $(seq 1800); do
    if grep -qE "$1" "$2" 2>/dev/null; then return; fi
    sleep 0.1
  done
  echo "No '$1' in $2:" >&2
  tail -20 "$2" >&2
  exit 1
}

(spark org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0) > "$out/master.log" 2>&1 &
pids+=($!)
await "Starting Spark master at" "$out/master.log"
master="$(grep -oE 'spark://127.0.0.1:[0-9]+' "$out/master.log" | head -1)"
for n in 1 2; do
  (spark org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 1g \
    --work-dir "$out/work$n" "$master") > "$out/worker$n.log" 2>&1 &
  pids+=($!)
done
for n in 1 2; do await "Successfully registered with master" "$out/worker$n.log"; done
echo "master $master, workers ${pids[1]} and ${pids[2]}"

# The driver is in $driver then.
start() {
  MASTER="$master" MEMORY=512m \
    SPARK_OPTIONS="-Dspark.executor.memory=512m -Dspark.driver.host=127.0.0.1 -Dspark.ui.enabled=false -Dspark.log.level=INFO" \
    scripts/study-on-spark.sh "$study" "output=$out/spark" > "$out/driver$1.log" 2>&1 &
  driver=$!
  pids+=("$driver")
}
start 1
# Both workers are at it and some tasks, or steps, are done.
for n in 0 1; do await "Finished task .* \\(executor $n\\)" "$out/driver1.log"; done
if [ "$mode" != tasks ]; then await "10 steps" "$out/driver1.log"; fi
before="$(find "$out/spark/tasks" -name result.json | wc -l)"
if [ "$mode" = cancel ]; then
  kill -TERM "$driver" # what Ctrl-C does; background jobs of a script do not hear that
  from="$(date +%s)"
  for n in 1 2; do await "Executor app-[0-9-]+/[0-9]+ finished" "$out/worker$n.log"; done
  seconds="$(($(date +%s) - from))"
  echo "cancelled; the executors had gone after $seconds s"
  wait "$driver" || true
  if [ "$seconds" -gt 20 ]; then exit 1; fi
  steps="$(cat "$out"/spark/electrodes/*/steps.jsonl | wc -l)"
  start 2
  wait "$driver"
  first="$(grep -oE 'electrode 1 of 1: [0-9]+ steps' "$out/driver2.log" | head -1)"
  echo "went on after $steps steps; the first told then: $first"
else
  victim="${pids[2]}"
  executors="$(pgrep -P "$victim")"
  # shellcheck disable=SC2086  # a list
  kill -9 "$victim" $executors
  echo "worker $victim and its executor killed after $before tasks"
  if ! wait "$driver"; then
    tail -20 "$out/driver1.log" >&2
    exit 1
  fi
  await "Lost executor" "$out/driver1.log"
  grep -E "its executor exited|Lost executor" "$out/driver1.log" | cut -c1-160
fi

MEMORY=512m scripts/study-on-spark.sh "$study" "output=$out/one" > "$out/one.log" 2>&1
for table in $tables; do cmp "$out/one/$table" "$out/spark/$table"; done
rows="$(($(wc -l < "$out/spark/results.csv") - 1))"
folders="$(find "$out/spark/tasks" -mindepth 1 -maxdepth 1 | wc -l)"
results="$(find "$out/spark/tasks" -name result.json | wc -l)"
failed="$(grep -c ',failed,' "$out/spark/results.csv" || true)"
echo "$rows rows, $folders folders, $results results, $failed failed; the table is that of one process"
if [ "$rows" -ne "$folders" ] || [ "$rows" -ne "$results" ] || [ "$failed" -ne 0 ]; then exit 1; fi
if [ "$mode" = tasks ] && [ "$before" -ge "$rows" ]; then exit 1; fi
