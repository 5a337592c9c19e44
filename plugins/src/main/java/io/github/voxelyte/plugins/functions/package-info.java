/** Functions for ImageJ macros: numbers out of the last results, facts of the active stack, checks of cells. */
package io.github.voxelyte.plugins.functions;
