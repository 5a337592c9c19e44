package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.morphology.DistanceTransform;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Coats the active material: voxels whose centre lies in the coating get a label of their own, where electrolyte or void
 * was.
 *
 * <p>The distance of a centre from the surface is the exact Euclidean distance to the nearest active voxel's centre less
 * half an edge (of the cube of a voxel's volume, on unequal edges). A coating thinner than half an edge therefore holds
 * no voxel: it is to be modelled as an interface resistance, {@link #interfaceResistance}.
 *
 * <p>Linear in the voxels; 4 bytes per voxel. Instances are immutable and may be shared between threads.
 */
public final class Coating {
    /** The label of the coating unless set: the first beyond {@link Labels}. */
    public static final int DEFAULT_LABEL = 5;

    private final int label;
    private final Parallel parallel;

    private Coating(int label, Parallel parallel) {
        this.label = label;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * A coating with a label.
     *
     * @param label the label of the coating's voxels, 2 to 255
     * @return the operation
     */
    public static Coating labelled(int label) {
        if (label <= Labels.ACTIVE || label > 255) {
            throw new IllegalArgumentException("the coating's label must lie between 2 and 255: " + label);
        }
        return new Coating(label, Parallel.allProcessors());
    }

    /**
     * Sets the number of threads, which changes nothing but the time.
     *
     * @param threads the parallelism
     * @return a copy with these threads
     */
    public Coating withParallel(Parallel threads) {
        return new Coating(label, threads);
    }

    /**
     * The resistance of a coating on its own area, thickness / conductivity.
     *
     * @param thickness of the coating [m]
     * @param conductivity of its material [S/m]
     * @return resistance times area [Ω·m²]
     */
    public static double interfaceResistance(double thickness, double conductivity) {
        requireThickness(thickness);
        if (!(conductivity > 0)) {
            throw new IllegalArgumentException("conductivity of the coating must be above 0 [S/m]: " + conductivity);
        }
        return thickness / conductivity;
    }

    /**
     * What was coated.
     *
     * @param labels the coated electrode
     * @param voxelsChanged number of voxels that became coating; 0 if it is thinner than half a voxel's edge
     * @param meanThickness coating volume / area of the active material's faces to it [m]
     */
    public record Result(PhaseMap labels, long voxelsChanged, double meanThickness) {}

    /**
     * Coats an electrode.
     *
     * @param labels the electrode
     * @param thickness of the coating, above 0 [m]
     * @param progress told about the distances
     * @return the coated electrode
     */
    public Result of(PhaseMap labels, double thickness, Progress progress) {
        requireThickness(thickness);
        VoxelGrid grid = labels.grid();
        if (labels.counts()[Labels.ACTIVE] == 0) {
            throw new IllegalArgumentException("the stack has no active material (label " + Labels.ACTIVE
                    + "), so there is nothing to coat: check the labels");
        }
        int[] others = {Labels.ELECTROLYTE, Labels.PASSIVATED, Labels.ADDITIVE, Labels.VOID};
        ScalarField distance = DistanceTransform.create().withParallel(parallel).of(labels, progress, others);
        double reach = (thickness + Math.cbrt(grid.voxelVolume()) / 2) * (1 + 1e-6);
        byte[][] planes = new byte[grid.nz()][];
        long[] changed = new long[planes.length];
        parallel.forEach(planes.length, z -> {
            byte[] plane = labels.plane(z).clone();
            float[] distances = distance.plane(z);
            for (int i = 0; i < plane.length; i++) {
                boolean room =
                        plane[i] == Labels.ELECTROLYTE || plane[i] == Labels.PASSIVATED || plane[i] == Labels.VOID;
                if (room && distances[i] <= reach) {
                    plane[i] = (byte) label;
                    changed[z]++;
                }
            }
            planes[z] = plane;
        });
        long count = 0;
        for (long part : changed) {
            count += part;
        }
        PhaseMap coated = new PhaseMap(grid, planes);
        double area = area(labels, coated);
        return new Result(coated, count, count == 0 ? 0 : count * grid.voxelVolume() / area);
    }

    /** Area of the active material's faces to voxels that changed. */
    private double area(PhaseMap before, PhaseMap after) {
        VoxelFaces faces = new VoxelFaces(after);
        VoxelFaces old = new VoxelFaces(before);
        return parallel.sum(before.grid().nz(), z -> {
            double area = 0;
            byte[] plane = before.plane(z);
            for (int i = 0; i < plane.length; i++) {
                for (int face = 0; plane[i] == Labels.ACTIVE && face < DelaminationDegree.FACES; face++) {
                    if (faces.neighbour(z, i, face) == label && old.neighbour(z, i, face) != label) {
                        area += faces.area(face);
                    }
                }
            }
            return area;
        });
    }

    private static void requireThickness(double thickness) {
        if (!(thickness > 0 && thickness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("thickness of the coating must be above 0 [m]: " + thickness);
        }
    }
}
