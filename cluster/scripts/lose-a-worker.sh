#!/usr/bin/env bash
# A master and two workers of Spark on loopback, a study of short tasks, one worker killed on the way. Nothing may be lost and nothing
# done twice: the table must be that of the same study in one process. Takes under two minutes; leaves target/lose-a-worker.
set -euo pipefail
cd "$(dirname "$0")/.."
out="$PWD/target/lose-a-worker"
rm -rf "$out"
mkdir -p "$out"
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

MASTER="$master" MEMORY=512m \
  SPARK_OPTIONS="-Dspark.executor.memory=512m -Dspark.driver.host=127.0.0.1 -Dspark.ui.enabled=false -Dspark.log.level=INFO" \
  scripts/study-on-spark.sh scripts/short-tasks.json "output=$out/spark" > "$out/driver.log" 2>&1 &
driver=$!
pids+=("$driver")
# Both workers are at it and some tasks are done.
for n in 0 1; do await "Finished task .* \\(executor $n\\)" "$out/driver.log"; done
victim="${pids[2]}"
executors="$(pgrep -P "$victim")"
# shellcheck disable=SC2086  # a list
kill -9 "$victim" $executors
before="$(find "$out/spark/tasks" -name result.json | wc -l)"
echo "worker $victim and its executor killed after $before tasks"
if ! wait "$driver"; then
  tail -20 "$out/driver.log" >&2
  exit 1
fi
await "Lost executor" "$out/driver.log"
grep -E "its executor exited|Lost executor" "$out/driver.log" | cut -c1-160

MEMORY=512m scripts/study-on-spark.sh scripts/short-tasks.json "output=$out/one" > "$out/one.log" 2>&1
cmp "$out/one/results.csv" "$out/spark/results.csv"
rows="$(($(wc -l < "$out/spark/results.csv") - 1))"
folders="$(find "$out/spark/tasks" -mindepth 1 -maxdepth 1 | wc -l)"
results="$(find "$out/spark/tasks" -name result.json | wc -l)"
failed="$(grep -c ',failed,' "$out/spark/results.csv" || true)"
echo "$rows rows, $folders folders, $results results, $failed failed; the table is that of one process"
if [ "$rows" -ne "$folders" ] || [ "$rows" -ne "$results" ] || [ "$failed" -ne 0 ] || [ "$before" -ge "$rows" ]; then exit 1; fi
