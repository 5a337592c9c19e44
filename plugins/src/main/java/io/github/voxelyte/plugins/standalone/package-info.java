/** Runs ImageJ macros with Voxelyte's commands where there is no display and no Fiji. */
package io.github.voxelyte.plugins.standalone;
