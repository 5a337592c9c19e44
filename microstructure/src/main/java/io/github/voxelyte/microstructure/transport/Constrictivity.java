package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.morphology.DistanceTransform;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Constrictivity β = (r_min/r_max)²: how narrow the necks are against the bulges.
 *
 * <p>r_max is the largest radius with which balls inside the phase cover half of its volume; r_min the largest with which
 * they do so when they also have to come in through the first outer face (simulated intrusion), so that necks hold them
 * back. Balls are centred on voxels and hold the voxels nearer than r, as those of {@link
 * io.github.voxelyte.microstructure.morphology.LocalThickness}; r is found by bisection to 1/512 of the largest distance.
 * Straight channels have β = 1.
 *
 * <p>Source: L. Holzer et al., J. Mater. Sci. 48 (2013) 2934, doi:10.1007/s10853-012-6968-z. Time: some 20 distance
 * transforms; memory 10 bytes per voxel.
 *
 * @param axis the direction of the intrusion
 * @param value β [1]; 0 if no ball comes in, NaN if the phase is empty or fills the image
 * @param neckRadius r_min [m]
 * @param bulgeRadius r_max [m]
 */
public record Constrictivity(Axis axis, double value, double neckRadius, double bulgeRadius) {
    private static final int BISECTIONS = 9;

    /**
     * Measures a phase.
     *
     * @param phases the structure
     * @param axis the direction of the intrusion, from the first outer face on
     * @param progress told after every transform; cancels
     * @param labels labels of the phase
     * @return the constrictivity
     */
    public static Constrictivity of(PhaseMap phases, Axis axis, Progress progress, int... labels) {
        ScalarField distance = DistanceTransform.create().of(phases, progress.part(0, 0.05), labels);
        long[] counts = phases.counts();
        long voxels = Arrays.stream(labels).mapToLong(label -> counts[label]).sum();
        double most = 0;
        for (int z = 0; z < phases.grid().nz(); z++) {
            for (float d : distance.plane(z)) {
                most = Math.max(most, d);
            }
        }
        if (voxels == 0 || most == Double.POSITIVE_INFINITY) {
            return new Constrictivity(axis, Double.NaN, Double.NaN, Double.NaN);
        }
        double bulge = radius(distance, axis, voxels, most, false, progress.part(0.05, 0.5));
        double neck = radius(distance, axis, voxels, most, true, progress.part(0.5, 1));
        return new Constrictivity(axis, neck * neck / (bulge * bulge), neck, bulge);
    }

    private static double radius(
            ScalarField distance, Axis axis, long voxels, double most, boolean intrusion, Progress progress) {
        double low = 0;
        double high = most * (1 + 1e-6);
        for (int n = 0; n < BISECTIONS; n++) {
            double r = (low + high) / 2;
            if (2 * covered(distance, axis, r, intrusion) >= voxels) {
                low = r;
            } else {
                high = r;
            }
            progress.update((n + 1.0) / BISECTIONS);
        }
        return low;
    }

    /** Voxels covered by balls of a radius. */
    private static long covered(ScalarField distance, Axis axis, double radius, boolean intrusion) {
        VoxelGrid grid = distance.grid();
        byte[][] outside = new byte[grid.nz()][grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            float[] plane = distance.plane(z);
            for (int i = 0; i < plane.length; i++) {
                outside[z][i] = (byte) (plane[i] >= radius ? 0 : 1);
            }
        }
        PhaseMap centres = new PhaseMap(grid, outside);
        if (intrusion) {
            boolean[] member = new boolean[256];
            member[0] = true;
            Components components = ComponentLabelling.byFaces().of(centres, member, Progress.NONE);
            components.forEachRun((component, begin, end, y, z) -> {
                if (!components.touches(component, axis, false)) {
                    Arrays.fill(outside[z], begin + grid.nx() * y, end + grid.nx() * y, (byte) 1);
                }
            });
        }
        ScalarField toCentre = DistanceTransform.create().of(centres, Progress.NONE, 1);
        long voxels = 0;
        for (int z = 0; z < grid.nz(); z++) {
            float[] to = toCentre.plane(z);
            for (int i = 0; i < to.length; i++) {
                voxels += to[i] < radius && distance.plane(z)[i] > 0 ? 1 : 0;
            }
        }
        return voxels;
    }
}
