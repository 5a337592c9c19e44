#!/usr/bin/env bash
# A study on Spark without a distribution of it: all processors of this computer, or a cluster named by MASTER.
#
#   cluster/scripts/study-on-spark.sh study.json output=folder [threads=1 retries=1]
#   MASTER=spark://host:7077 cluster/scripts/study-on-spark.sh study.json output=/shared/folder
#
# MEMORY: heap of the driver, which with local[*] holds all tasks (4g). SPARK_OPTIONS: further ones, as in -Dspark.executor.memory=8g.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
SPARK_HOME="$("$here/spark-home.sh")"
export SPARK_HOME
jar="$here/../target/voxelyte-cluster.jar"
# shellcheck disable=SC2046,SC2086  # options are words
exec java -Xmx"${MEMORY:-4g}" $(cat "$here/java-modules.txt") -Dspark.master="${MASTER:-local[*]}" -Dspark.jars="$jar" \
  ${SPARK_OPTIONS:-} -cp "$jar:$SPARK_HOME/jars/*" io.github.voxelyte.cluster.SparkStudy "$@"
