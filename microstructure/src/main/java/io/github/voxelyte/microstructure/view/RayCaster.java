package io.github.voxelyte.microstructure.view;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/** Follows rays through a grid and shades what they meet. May be shared between threads; its rays may not. */
final class RayCaster {
    /** What a ray meets that passes through. */
    static final int NOTHING = -1;

    private static final double AMBIENT = 0.52;
    private static final double DIFFUSE = 0.62;
    private static final double SMOOTHNESS = 0.65;
    private static final double HOLLOW = 0.55;
    private static final double FOG = 0.40;
    private static final double FOG_DEPTH = 0.22;
    private static final double[] LIGHT = {-0.28, 0.62, 0.73}; // to the right, to the top, to the camera
    private static final int REACH = 2;

    private final VoxelPaint paint;
    private final VoxelGrid grid;
    private final double[][] frame;
    private final int[] counts;
    private final double[] edges;
    private final double[] light = new double[3];
    private final double distance;
    private final double fogDepth;
    private final double leastNormal;

    RayCaster(VoxelPaint paint, double[][] frame) {
        this.paint = paint;
        this.grid = paint.grid();
        this.frame = frame;
        this.counts = new int[] {grid.nx(), grid.ny(), grid.nz()};
        this.edges = new double[] {grid.dx(), grid.dy(), grid.dz()};
        double length = 0;
        for (double component : LIGHT) {
            length += component * component;
        }
        for (int d = 0; d < 3; d++) {
            for (int k = 0; k < 3; k++) {
                light[k] += LIGHT[d] / Math.sqrt(length) * frame[d][k];
            }
        }
        this.distance = VoxelRenderer.diagonal(grid);
        double shortest = Math.min(grid.length(Axis.X), Math.min(grid.length(Axis.Y), grid.length(Axis.Z)));
        this.fogDepth = FOG_DEPTH * shortest;
        this.leastNormal = 1e-6 * grid.dx(); // below, contributions cancel and only round-off is left
    }

    Ray ray() {
        return new Ray();
    }

    /** A workspace for one ray after the other. */
    final class Ray {
        private final int[] cell = new int[3];
        private final int[] step = new int[3];
        private final double[] next = new double[3];
        private final double[] perCell = new double[3];
        private final double[] normal = new double[3];
        private int litCell = -1;
        private int litAxis;
        private double lit;

        /** Colour of what the ray through a point of the picture meets, or {@link #NOTHING}. */
        int cast(double right, double up) {
            double enter = Double.NEGATIVE_INFINITY;
            double leave = Double.POSITIVE_INFINITY;
            int axis = 0;
            for (int k = 0; k < 3; k++) {
                double origin = origin(k, right, up);
                double direction = -frame[2][k];
                double length = counts[k] * edges[k];
                if (Math.abs(direction) < 1e-9) {
                    if (origin < 0 || origin >= length) {
                        return NOTHING;
                    }
                    continue;
                }
                double first = (direction > 0 ? -origin : length - origin) / direction;
                double last = (direction > 0 ? length - origin : -origin) / direction;
                if (first > enter) {
                    enter = first;
                    axis = k;
                }
                leave = Math.min(leave, last);
            }
            return enter < leave ? walk(right, up, enter, axis) : NOTHING;
        }

        private double origin(int k, double right, double up) {
            return counts[k] * edges[k] / 2 + right * frame[0][k] + up * frame[1][k] + distance * frame[2][k];
        }

        private int walk(double right, double up, double enter, int entered) {
            for (int k = 0; k < 3; k++) {
                double direction = -frame[2][k];
                double place = (origin(k, right, up) + enter * direction) / edges[k];
                cell[k] = Math.max(0, Math.min(counts[k] - 1, (int) Math.floor(place)));
                step[k] = direction > 0 ? 1 : -1;
                perCell[k] = edges[k] / Math.abs(direction);
                double toNext = direction > 0 ? cell[k] + 1 - place : place - cell[k];
                next[k] = Math.abs(direction) < 1e-9 ? Double.POSITIVE_INFINITY : enter + toNext * perCell[k];
            }
            int axis = entered;
            double at = enter;
            while (true) {
                int i = cell[0] + counts[0] * cell[1];
                if (!paint.transparent(cell[2], i)) {
                    return shaded(paint.colour(cell[2], i, 2 * axis + (step[axis] > 0 ? 0 : 1)), axis, at - enter);
                }
                axis = next[0] <= next[1] ? next[0] <= next[2] ? 0 : 2 : next[1] <= next[2] ? 1 : 2;
                at = next[axis];
                next[axis] += perCell[axis];
                cell[axis] += step[axis];
                if (cell[axis] < 0 || cell[axis] >= counts[axis]) {
                    return NOTHING;
                }
            }
        }

        private int shaded(int colour, int axis, double depth) {
            int index = grid.index(cell[0], cell[1], cell[2]);
            if (index != litCell || axis != litAxis) { // neighbouring rays mostly meet the same face
                litCell = index;
                litAxis = axis;
                lit = light(axis);
            }
            double brightness = lit * (1 - FOG + FOG * Math.exp(-depth / fogDepth));
            int shaded = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                shaded |= Math.min(255, (int) Math.round((colour >> shift & 0xff) * brightness)) << shift;
            }
            return shaded;
        }

        /** How bright the face is by which the ray enters the cell. */
        private double light(int axis) {
            double hollow = lookAround(axis);
            double length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            double shine = 0;
            for (int k = 0; k < 3; k++) {
                double flat = k == axis ? -step[axis] : 0;
                double mixed = length > leastNormal ? SMOOTHNESS * normal[k] / length + (1 - SMOOTHNESS) * flat : flat;
                shine += mixed * light[k];
            }
            return (AMBIENT + DIFFUSE * Math.max(0, shine)) * (1 - HOLLOW * hollow);
        }

        /** Finds the direction in which the voxels around thin out; returns how full it is before the face. */
        private double lookAround(int axis) {
            double nx = 0;
            double ny = 0;
            double nz = 0;
            int before = 0;
            int full = 0;
            for (int dz = -REACH; dz <= REACH; dz++) {
                int z = cell[2] + dz;
                for (int dy = -REACH; dy <= REACH; dy++) {
                    int y = cell[1] + dy;
                    for (int dx = -REACH; dx <= REACH; dx++) {
                        int x = cell[0] + dx;
                        boolean solid = inside(x, y, z) && !paint.transparent(z, x + counts[0] * y);
                        int along = axis == 0 ? dx : axis == 1 ? dy : dz;
                        if (along * step[axis] < 0) {
                            before++;
                            full += solid ? 1 : 0;
                        }
                        if (solid) {
                            nx -= dx * edges[0];
                            ny -= dy * edges[1];
                            nz -= dz * edges[2];
                        }
                    }
                }
            }
            normal[0] = nx;
            normal[1] = ny;
            normal[2] = nz;
            return (double) full / before;
        }

        private boolean inside(int x, int y, int z) {
            return x >= 0 && y >= 0 && z >= 0 && x < counts[0] && y < counts[1] && z < counts[2];
        }
    }
}
