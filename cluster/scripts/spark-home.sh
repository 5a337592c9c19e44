#!/usr/bin/env bash
# Makes a folder that Spark takes for its installation, of links to the jars that Maven has fetched for the build: no distribution of
# Spark is needed. Prints its path. Run "mvn -B package" first.
set -euo pipefail
cd "$(dirname "$0")/../target"
if [ ! -f spark.classpath ] || [ ! -f voxelyte-cluster.jar ]; then
  echo "cluster/target is not built; run mvn -B package first." >&2
  exit 1
fi
mkdir -p spark-home/jars
tr ':' '\n' < spark.classpath | while read -r jar; do
  ln -sf "$jar" "spark-home/jars/$(basename "$jar")"
done
cd spark-home
pwd
