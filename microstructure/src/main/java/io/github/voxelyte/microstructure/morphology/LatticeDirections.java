package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * The 13 directions from a voxel to its neighbours (up to sign), with the share of all directions in space that is
 * nearest to each: the weights of stereological sums over lines.
 *
 * <p>The share is the solid angle of the direction's Voronoi cell among the 26 neighbour directions on the unit sphere,
 * divided by 2π. On cubic voxels 0.09156 for the 3 axes, 0.07396 for the 6 face diagonals and 0.07039 for the 4 space
 * diagonals (Ohser and Schladitz 2009, 3D Images of Materials Structures); other voxel edges give other shares, which is
 * why they are computed here.
 */
final class LatticeDirections {
    /** How many directions there are. */
    static final int COUNT = 13;

    /** Steps (x, y, z) in voxels; the first three are the axes. */
    static final int[][] STEPS = {
        {1, 0, 0},
        {0, 1, 0},
        {0, 0, 1},
        {1, 1, 0},
        {-1, 1, 0},
        {1, 0, 1},
        {-1, 0, 1},
        {0, 1, 1},
        {0, -1, 1},
        {1, 1, 1},
        {-1, 1, 1},
        {1, -1, 1},
        {-1, -1, 1}
    };

    private static final double FAR = 1e3;

    private LatticeDirections() {}

    /**
     * Length of each step.
     *
     * @param grid the grid
     * @return lengths [m]
     */
    static double[] lengths(VoxelGrid grid) {
        double[] lengths = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double[] s = step(grid, i);
            lengths[i] = Math.sqrt(dot(s, s));
        }
        return lengths;
    }

    /**
     * Share of all directions that is nearest to each; they sum to 1.
     *
     * @param grid the grid
     * @return shares [1]
     */
    static double[] weights(VoxelGrid grid) {
        double[][] units = new double[2 * COUNT][];
        double[] lengths = lengths(grid);
        for (int i = 0; i < COUNT; i++) {
            double[] s = step(grid, i);
            units[i] = new double[] {s[0] / lengths[i], s[1] / lengths[i], s[2] / lengths[i]};
            units[COUNT + i] = new double[] {-units[i][0], -units[i][1], -units[i][2]};
        }
        double[] weights = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            weights[i] = solidAngleOfCell(units, i) / (2 * Math.PI);
        }
        return weights;
    }

    /** Vector of a step [m]. */
    static double[] step(VoxelGrid grid, int direction) {
        int[] s = STEPS[direction];
        return new double[] {s[0] * grid.dx(), s[1] * grid.dy(), s[2] * grid.dz()};
    }

    /**
     * The cell of unit vector u is {x : x·(u − v) ≥ 0 for all other v}. In the plane tangent at u each condition is a
     * half-plane, so a large square is clipped by one after the other; the solid angle of the polygon left is summed
     * over triangles (Van Oosterom and Strackee 1983, doi:10.1109/TBME.1983.325207).
     */
    private static double solidAngleOfCell(double[][] units, int cell) {
        double[] u = units[cell];
        double[] e1 = perpendicular(u);
        double[] e2 = cross(u, e1);
        double[][] polygon = {
            combine(u, e1, e2, FAR, FAR),
            combine(u, e1, e2, -FAR, FAR),
            combine(u, e1, e2, -FAR, -FAR),
            combine(u, e1, e2, FAR, -FAR)
        };
        for (int other = 0; other < units.length; other++) {
            if (other != cell) {
                double[] v = units[other];
                polygon = clip(polygon, new double[] {u[0] - v[0], u[1] - v[1], u[2] - v[2]});
            }
        }
        double angle = 0;
        for (int i = 1; i + 1 < polygon.length; i++) {
            angle += triangle(polygon[0], polygon[i], polygon[i + 1]);
        }
        return Math.abs(angle);
    }

    private static double[][] clip(double[][] polygon, double[] normal) {
        double[][] kept = new double[polygon.length + 1][];
        int count = 0;
        for (int i = 0; i < polygon.length; i++) {
            double[] a = polygon[i];
            double[] b = polygon[(i + 1) % polygon.length];
            double da = dot(a, normal);
            double db = dot(b, normal);
            if (da >= 0) {
                kept[count++] = a;
            }
            if (da * db < 0) {
                double t = da / (da - db);
                kept[count++] =
                        new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])};
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static double triangle(double[] a, double[] b, double[] c) {
        double la = Math.sqrt(dot(a, a));
        double lb = Math.sqrt(dot(b, b));
        double lc = Math.sqrt(dot(c, c));
        double below = la * lb * lc + dot(a, b) * lc + dot(b, c) * la + dot(c, a) * lb;
        return 2 * Math.atan2(dot(a, cross(b, c)), below);
    }

    private static double[] perpendicular(double[] u) {
        double[] axis = Math.abs(u[0]) < 0.7 ? new double[] {1, 0, 0} : new double[] {0, 1, 0};
        double[] p = cross(u, axis);
        double length = Math.sqrt(dot(p, p));
        return new double[] {p[0] / length, p[1] / length, p[2] / length};
    }

    private static double[] combine(double[] u, double[] e1, double[] e2, double a, double b) {
        return new double[] {u[0] + a * e1[0] + b * e2[0], u[1] + a * e1[1] + b * e2[1], u[2] + a * e1[2] + b * e2[2]};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
