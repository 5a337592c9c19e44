/**
 * Cost of the kernels on raw volumes: iterations, CPU time, live heap. Run by hand on a quiet machine; docs/performance.md
 * has the commands and the results.
 */
package io.github.voxelyte.benchmarks;
