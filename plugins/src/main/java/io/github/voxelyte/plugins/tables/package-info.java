/** Tables of results: shown by ImageJ, written as CSV, read by macros. */
package io.github.voxelyte.plugins.tables;
