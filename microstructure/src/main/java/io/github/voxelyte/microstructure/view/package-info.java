/**
 * Three-dimensional pictures of voxel structures: rays cast through the grid, orthographic, shaded, into a raster of
 * colours that needs no display and no windowing toolkit.
 */
package io.github.voxelyte.microstructure.view;
