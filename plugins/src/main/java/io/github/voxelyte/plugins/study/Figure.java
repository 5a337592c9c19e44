package io.github.voxelyte.plugins.study;

import ij.ImagePlus;
import io.github.voxelyte.plugins.tables.Table;

/**
 * A figure and the numbers behind it.
 *
 * @param name of its files, as in {@code fig5}
 * @param caption what is to be seen
 * @param picture the picture
 * @param data the numbers, under the figure's name
 * @param isPlot whether it is of lines and points on white, rather than of shaded volumes
 */
record Figure(String name, String caption, ImagePlus picture, Table data, boolean isPlot) {}
