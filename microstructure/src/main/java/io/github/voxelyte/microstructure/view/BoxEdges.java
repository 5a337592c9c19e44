package io.github.voxelyte.microstructure.view;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/** The twelve edges of a grid's box: those behind the structure, drawn before it, and those before it, drawn after. */
final class BoxEdges {
    private static final double THICKNESS = 1.1; // half the width of a line, in drawn pixels

    private final double[] lengths;
    private final double[][] frame;
    private final double pixel;
    private final int columns;
    private final int rows;

    BoxEdges(VoxelGrid grid, double[][] frame, double pixel, int columns, int rows) {
        this.lengths = new double[] {grid.length(Axis.X), grid.length(Axis.Y), grid.length(Axis.Z)};
        this.frame = frame;
        this.pixel = pixel;
        this.columns = columns;
        this.rows = rows;
    }

    void drawHidden(Raster raster, int background, int colour) {
        Arrays.fill(raster.pixels(), 0xff000000 | background);
        draw(raster, colour, true);
    }

    void drawVisible(Raster raster, int colour) {
        draw(raster, colour, false);
    }

    private void draw(Raster raster, int colour, boolean hidden) {
        for (int axis = 0; axis < 3; axis++) {
            for (int corner = 0; corner < 4; corner++) {
                double[] from = new double[3];
                int b = (axis + 1) % 3;
                int c = (axis + 2) % 3;
                from[axis] = -lengths[axis] / 2;
                from[b] = (corner & 1) == 0 ? -lengths[b] / 2 : lengths[b] / 2;
                from[c] = (corner & 2) == 0 ? -lengths[c] / 2 : lengths[c] / 2;
                // An edge is seen if one of the two faces that meet in it looks at the camera.
                boolean seen = from[b] * frame[2][b] > 0 || from[c] * frame[2][c] > 0;
                if (seen != hidden) {
                    double[] to = from.clone();
                    to[axis] = lengths[axis] / 2;
                    line(raster, colour, from, to);
                }
            }
        }
    }

    private void line(Raster raster, int colour, double[] from, double[] to) {
        double x0 = columns / 2.0 + along(from, 0) / pixel;
        double y0 = rows / 2.0 - along(from, 1) / pixel;
        double x1 = columns / 2.0 + along(to, 0) / pixel;
        double y1 = rows / 2.0 - along(to, 1) / pixel;
        int steps = (int) Math.ceil(2 * Math.hypot(x1 - x0, y1 - y0)) + 1;
        for (int s = 0; s <= steps; s++) {
            double share = (double) s / steps;
            dot(raster, colour, x0 + share * (x1 - x0), y0 + share * (y1 - y0));
        }
    }

    private void dot(Raster raster, int colour, double x, double y) {
        for (int row = (int) Math.round(y - THICKNESS); row < Math.round(y + THICKNESS); row++) {
            for (int column = (int) Math.round(x - THICKNESS); column < Math.round(x + THICKNESS); column++) {
                if (row >= 0 && row < rows && column >= 0 && column < columns) {
                    raster.pixels()[row * columns + column] = 0xff000000 | colour;
                }
            }
        }
    }

    private double along(double[] point, int direction) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            sum += point[k] * frame[direction][k];
        }
        return sum;
    }
}
