package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.function.IntUnaryOperator;

/**
 * How many voxel faces a contact resistance lies on, and their area: what a resistance per area acts upon.
 *
 * <p>The area is that of voxel faces; a smooth surface at a slant has up to √3 times less. Time linear, no memory.
 *
 * @param faces number of voxel faces
 * @param area their area [m²]
 */
public record ContactArea(long faces, double area) {

    /** Whether the face between two voxels, by flat index, counts. */
    private interface Contact {
        boolean at(int a, int b);
    }

    /**
     * Faces between two sets of labels.
     *
     * @param phases the structure
     * @param a labels on one side, length 256
     * @param b labels on the other side, length 256
     * @return the contact
     */
    public static ContactArea betweenLabels(PhaseMap phases, boolean[] a, boolean[] b) {
        return count(phases, (i, j) -> {
            int p = phases.phase(i);
            int q = phases.phase(j);
            return a[p] && b[q] || b[p] && a[q];
        });
    }

    /**
     * Faces between two grains, both conducting.
     *
     * @param phases the structure
     * @param conducting labels that conduct, length 256
     * @param grainOfVoxel the grain of a voxel by flat index; 0 is no grain
     * @return the contact
     */
    public static ContactArea betweenGrains(PhaseMap phases, boolean[] conducting, IntUnaryOperator grainOfVoxel) {
        return count(phases, (i, j) -> {
            if (!conducting[phases.phase(i)] || !conducting[phases.phase(j)]) {
                return false;
            }
            int g = grainOfVoxel.applyAsInt(i);
            int h = grainOfVoxel.applyAsInt(j);
            return g != h && g != 0 && h != 0;
        });
    }

    /**
     * Conducting faces on an outer plane.
     *
     * @param phases the structure
     * @param conducting labels that conduct, length 256
     * @param axis normal of the plane
     * @param last whether it is the last plane along the axis, else the first
     * @return the contact
     */
    public static ContactArea atPlane(PhaseMap phases, boolean[] conducting, Axis axis, boolean last) {
        VoxelGrid grid = phases.grid();
        int layer = last ? grid.count(axis) - 1 : 0;
        long faces = 0;
        for (int z = axis == Axis.Z ? layer : 0; z < (axis == Axis.Z ? layer + 1 : grid.nz()); z++) {
            for (int y = axis == Axis.Y ? layer : 0; y < (axis == Axis.Y ? layer + 1 : grid.ny()); y++) {
                for (int x = axis == Axis.X ? layer : 0; x < (axis == Axis.X ? layer + 1 : grid.nx()); x++) {
                    faces += conducting[phases.phase(x, y, z)] ? 1 : 0;
                }
            }
        }
        return new ContactArea(faces, faces * grid.faceArea(axis));
    }

    private static ContactArea count(PhaseMap phases, Contact contact) {
        VoxelGrid grid = phases.grid();
        long[] faces = new long[3];
        for (int z = 0; z < grid.nz(); z++) {
            for (int y = 0; y < grid.ny(); y++) {
                int row = grid.index(0, y, z);
                for (int i = row; i < row + grid.nx(); i++) {
                    faces[0] += i < row + grid.nx() - 1 && contact.at(i, i + 1) ? 1 : 0;
                    faces[1] += y < grid.ny() - 1 && contact.at(i, i + grid.nx()) ? 1 : 0;
                    faces[2] += z < grid.nz() - 1 && contact.at(i, i + grid.planeSize()) ? 1 : 0;
                }
            }
        }
        double area = 0;
        for (Axis axis : Axis.values()) {
            area += faces[axis.ordinal()] * grid.faceArea(axis);
        }
        return new ContactArea(faces[0] + faces[1] + faces[2], area);
    }
}
