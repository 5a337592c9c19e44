/** A study of many runs: which steps are finished, and its report of figures and numbers. */
package io.github.voxelyte.plugins.study;
