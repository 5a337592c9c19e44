package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Area of the voxel faces between active material and electrolyte, and the part of it that is passive.
 *
 * <p>A face is passive if its electrolyte voxel is passivated, or if the face mask has its bit in the active voxel. Raw
 * voxel faces: a smooth isotropic surface is over-counted by 3/2, the ratio of two such areas is not.
 *
 * @param passiveArea area of the passive faces [m²]
 * @param totalArea area of all faces between active material and electrolyte, passivated or not [m²]
 */
public record DelaminationDegree(double passiveArea, double totalArea) {
    /** Number of faces of a voxel. */
    static final int FACES = 6;

    /**
     * Measures labels alone.
     *
     * @param labels the electrode
     * @return areas
     */
    public static DelaminationDegree of(PhaseMap labels) {
        return measure(labels, null);
    }

    /**
     * Measures labels with a face mask.
     *
     * @param labels the electrode
     * @param faceMask bits 1, 2, 4, 8, 16, 32 for passive faces −x, +x, −y, +y, −z, +z of an active voxel
     * @return areas
     */
    public static DelaminationDegree of(PhaseMap labels, PhaseMap faceMask) {
        if (!labels.grid().equals(faceMask.grid())) {
            throw new IllegalArgumentException("the face mask has another size or voxel edge than the labels: "
                    + faceMask.grid() + ", " + labels.grid());
        }
        return measure(labels, faceMask);
    }

    /**
     * Passive share of the area.
     *
     * @return passive area / total area, 0 to 1 [1]; 0 if there is no area
     */
    public double degree() {
        return totalArea > 0 ? passiveArea / totalArea : 0;
    }

    private static DelaminationDegree measure(PhaseMap labels, PhaseMap faceMask) {
        VoxelFaces faces = new VoxelFaces(labels);
        VoxelGrid grid = labels.grid();
        long[][] passive = new long[grid.nz()][FACES];
        long[][] total = new long[grid.nz()][FACES];
        Parallel.allProcessors().forEach(grid.nz(), z -> {
            byte[] plane = labels.plane(z);
            byte[] bits = faceMask == null ? null : faceMask.plane(z);
            for (int i = 0; i < plane.length; ) {
                int y = i / grid.nx();
                for (int x = 0; x < grid.nx(); x++, i++) {
                    if (plane[i] == Labels.ACTIVE) {
                        int electrolyte = faces.facesTo(z, y, x, Labels.ELECTROLYTE);
                        int passivated = faces.facesTo(z, y, x, Labels.PASSIVATED);
                        count(total[z], electrolyte | passivated);
                        count(passive[z], passivated | (bits == null ? 0 : bits[i] & electrolyte));
                    }
                }
            }
        });
        return new DelaminationDegree(area(passive, faces), area(total, faces));
    }

    private static void count(long[] counts, int bits) {
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            counts[Integer.numberOfTrailingZeros(rest)]++;
        }
    }

    private static double area(long[][] counts, VoxelFaces faces) {
        double area = 0;
        for (int face = 0; face < FACES; face++) {
            long count = 0;
            for (long[] plane : counts) {
                count += plane[face];
            }
            area += count * faces.area(face);
        }
        return area;
    }
}
