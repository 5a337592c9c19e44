/** Tasks of Voxelyte on Apache Spark. The only place that knows Spark. */
package io.github.voxelyte.cluster;
