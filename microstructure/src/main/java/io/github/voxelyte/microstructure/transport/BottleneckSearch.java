package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.connectivity.Neighbourhood;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The necks of a conducting structure, those that carry the largest share of its resistance first.
 *
 * <p>A neck is a cluster (26 neighbours) of voxels of which each dissipates at least {@code threshold} times the mean of the
 * through-connected voxels; its share of the resistance is the sum of its voxels' shares. A uniform channel has none.
 *
 * <p>Instances are immutable. Time linear; memory one byte per voxel and the clusters' runs.
 *
 * @param threshold dissipation from which a voxel belongs to a neck, over the mean [1], above 1
 */
public record BottleneckSearch(double threshold) {
    /** The threshold unless set [1]. */
    public static final double DEFAULT_THRESHOLD = 5;

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if it is not above 1
     */
    public BottleneckSearch {
        if (!(threshold > 1 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the threshold of a bottleneck must be finite and above 1 (times the mean dissipation): "
                            + threshold);
        }
    }

    /**
     * With {@link #DEFAULT_THRESHOLD}.
     *
     * @return the search
     */
    public static BottleneckSearch create() {
        return new BottleneckSearch(DEFAULT_THRESHOLD);
    }

    /**
     * Finds the necks.
     *
     * @param maps a solved structure
     * @param count how many at most
     * @param progress told about the planes; cancels
     * @return the necks, largest share of the resistance first
     */
    public List<Bottleneck> in(TransportMaps maps, int count, Progress progress) {
        ScalarField dissipation = maps.dissipation();
        VoxelGrid grid = dissipation.grid();
        long conducting = 0;
        for (int z = 0; z < grid.nz(); z++) {
            for (float share : dissipation.plane(z)) {
                conducting += Float.isNaN(share) ? 0 : 1;
            }
        }
        byte[][] hot = new byte[grid.nz()][grid.planeSize()];
        double least = threshold / conducting;
        for (int z = 0; z < grid.nz(); z++) {
            float[] plane = dissipation.plane(z);
            for (int i = 0; i < plane.length; i++) {
                hot[z][i] = (byte) (plane[i] >= least ? 1 : 0);
            }
        }
        boolean[] member = new boolean[256];
        member[1] = true;
        Components components =
                ComponentLabelling.by(Neighbourhood.CORNERS).of(new PhaseMap(grid, hot), member, progress);
        List<Sums> necks = new ArrayList<>();
        for (int c = 0; c < components.count(); c++) {
            necks.add(new Sums());
        }
        components.forEachRun((component, begin, end, y, z) -> {
            for (int x = begin; x < end; x++) {
                necks.get(component).add(dissipation.value(x, y, z), x, y, z);
            }
        });
        necks.sort(Comparator.comparingDouble((Sums s) -> -s.share));
        List<Bottleneck> found = new ArrayList<>();
        for (Sums neck : necks.subList(0, Math.min(count, necks.size()))) {
            found.add(bottleneck(neck, dissipation, least));
        }
        return found;
    }

    private static final class Sums {
        private double share;
        private double x;
        private double y;
        private double z;
        private long voxels;
        private float most = -1;
        private int[] hottest = new int[3];

        void add(float value, int vx, int vy, int vz) {
            share += value;
            x += value * (vx + 0.5);
            y += value * (vy + 0.5);
            z += value * (vz + 0.5);
            voxels++;
            if (value > most) {
                most = value;
                hottest = new int[] {vx, vy, vz};
            }
        }
    }

    private static Bottleneck bottleneck(Sums neck, ScalarField dissipation, double least) {
        VoxelGrid grid = dissipation.grid();
        double area = Double.POSITIVE_INFINITY;
        Axis normal = Axis.Z;
        for (Axis axis : Axis.values()) {
            double section = section(dissipation, least, neck.hottest, axis) * grid.faceArea(axis);
            if (section < area) {
                area = section;
                normal = axis;
            }
        }
        return new Bottleneck(
                neck.x / neck.share * grid.dx(),
                neck.y / neck.share * grid.dy(),
                neck.z / neck.share * grid.dz(),
                neck.hottest[0],
                neck.hottest[1],
                neck.hottest[2],
                neck.voxels,
                neck.share,
                area,
                normal);
    }

    /** Voxels of the neck in the plane through one of them that hang together with it (4 neighbours). */
    private static long section(ScalarField dissipation, double least, int[] at, Axis normal) {
        VoxelGrid grid = dissipation.grid();
        int[] size = {grid.nx(), grid.ny(), grid.nz()};
        int u = normal == Axis.X ? 1 : 0;
        int v = normal == Axis.Z ? 1 : 2;
        boolean[] seen = new boolean[size[u] * size[v]];
        int[] stack = new int[seen.length];
        int top = 0;
        long voxels = 0;
        stack[top++] = at[u] + size[u] * at[v];
        seen[stack[0]] = true;
        int[] place = at.clone();
        while (top > 0) {
            int i = stack[--top];
            voxels++;
            for (int side = 0; side < 4; side++) {
                int pu = i % size[u] + (side == 0 ? -1 : side == 1 ? 1 : 0);
                int pv = i / size[u] + (side == 2 ? -1 : side == 3 ? 1 : 0);
                if (pu < 0 || pv < 0 || pu >= size[u] || pv >= size[v] || seen[pu + size[u] * pv]) {
                    continue;
                }
                place[u] = pu;
                place[v] = pv;
                if (dissipation.value(place[0], place[1], place[2]) >= least) {
                    seen[pu + size[u] * pv] = true;
                    stack[top++] = pu + size[u] * pv;
                }
            }
        }
        return voxels;
    }
}
