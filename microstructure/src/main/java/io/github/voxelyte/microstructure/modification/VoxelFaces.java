package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * The labels beyond the six faces of a voxel, in the order −x, +x, −y, +y, −z, +z of the face mask's bits.
 *
 * <p>Beyond the outer faces of the grid there is nothing: no label, no area.
 */
final class VoxelFaces {
    /** Stands for the outside of the grid; no label. */
    static final int OUTSIDE = -1;

    private final PhaseMap map;
    private final int nx;
    private final int ny;
    private final int nz;
    private final double[] areas;
    private final double[] weights;

    VoxelFaces(PhaseMap map) {
        this.map = map;
        VoxelGrid grid = map.grid();
        nx = grid.nx();
        ny = grid.ny();
        nz = grid.nz();
        double ax = grid.faceArea(Axis.X);
        double ay = grid.faceArea(Axis.Y);
        double az = grid.faceArea(Axis.Z);
        areas = new double[] {ax, ax, ay, ay, az, az};
        double least = Math.min(ax, Math.min(ay, az));
        weights = new double[] {ax / least, ax / least, ay / least, ay / least, az / least, az / least};
    }

    /** Label beyond a face of voxel i of plane z, or {@link #OUTSIDE}. */
    int neighbour(int z, int i, int face) {
        return switch (face) {
            case 0 -> i % nx > 0 ? map.plane(z)[i - 1] & 0xff : OUTSIDE;
            case 1 -> i % nx < nx - 1 ? map.plane(z)[i + 1] & 0xff : OUTSIDE;
            case 2 -> i >= nx ? map.plane(z)[i - nx] & 0xff : OUTSIDE;
            case 3 -> i < nx * (ny - 1) ? map.plane(z)[i + nx] & 0xff : OUTSIDE;
            case 4 -> z > 0 ? map.plane(z - 1)[i] & 0xff : OUTSIDE;
            default -> z < nz - 1 ? map.plane(z + 1)[i] & 0xff : OUTSIDE;
        };
    }

    /**
     * Faces of voxel x of row y of plane z behind which a label lies, as bits in the order of the face mask. Asked for
     * voxel by voxel along rows, it is much faster than {@link #neighbour}, which has to find out where the voxel is.
     */
    int facesTo(int z, int y, int x, int label) {
        byte wanted = (byte) label;
        byte[] plane = map.plane(z);
        int i = x + nx * y;
        int bits = x > 0 && plane[i - 1] == wanted ? 1 : 0;
        bits |= x < nx - 1 && plane[i + 1] == wanted ? 2 : 0;
        bits |= y > 0 && plane[i - nx] == wanted ? 4 : 0;
        bits |= y < ny - 1 && plane[i + nx] == wanted ? 8 : 0;
        bits |= z > 0 && map.plane(z - 1)[i] == wanted ? 16 : 0;
        bits |= z < nz - 1 && map.plane(z + 1)[i] == wanted ? 32 : 0;
        return bits;
    }

    /** Area of a face [m²]. */
    double area(int face) {
        return areas[face];
    }

    /** Area of a face in units of the smallest one: whole numbers on cubic voxels, so sums are exact. */
    double weight(int face) {
        return weights[face];
    }

    /** Area, in units of the smallest face, of the voxel's faces to a label. */
    double weightTo(int z, int i, int label) {
        double weight = 0;
        for (int face = 0; face < DelaminationDegree.FACES; face++) {
            if (neighbour(z, i, face) == label) {
                weight += weights[face];
            }
        }
        return weight;
    }
}
