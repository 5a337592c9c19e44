package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.morphology.ParticleLabels;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.BitSet;

/** Places particles into a thinner grid, each as a rigid body, and finds room for what overlaps. */
final class RigidParticles {
    private final PhaseMap labels;
    private final ParticleLabels particles;
    private final Axis axis;

    RigidParticles(PhaseMap labels, ParticleLabels particles, Axis axis) {
        this.labels = labels;
        this.particles = particles;
        this.axis = axis;
    }

    /**
     * Replaces the active material of a thinner structure by the particles.
     *
     * @param squeezed the thinner structure, changed in place
     * @param progress told about the planes
     * @return number of voxels that could not move with their particle
     */
    long placeInto(PhaseMap squeezed, Progress progress) {
        for (int z = 0; z < squeezed.grid().nz(); z++) {
            byte[] plane = squeezed.plane(z);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = plane[i] == Labels.ACTIVE ? Labels.ELECTROLYTE : plane[i];
            }
        }
        int[] shifts = shifts(squeezed.grid().count(axis));
        VoxelGrid grid = labels.grid();
        int[] crowded = new int[16];
        int lost = 0;
        for (int z = 0; z < grid.nz(); z++) {
            int[] owners = particles.plane(z);
            for (int i = 0; i < owners.length; i++) {
                if (owners[i] > 0) {
                    int place = place(squeezed.grid(), i % grid.nx(), i / grid.nx(), z, shifts[owners[i]]);
                    byte[] plane = squeezed.plane(place / squeezed.grid().planeSize());
                    int at = place % squeezed.grid().planeSize();
                    if (plane[at] == Labels.ACTIVE) {
                        crowded = lost == crowded.length ? Arrays.copyOf(crowded, 2 * lost) : crowded;
                        crowded[lost++] = place;
                    }
                    plane[at] = Labels.ACTIVE;
                }
            }
            progress.update((z + 1.0) / (grid.nz() + 1));
        }
        spread(squeezed, Arrays.copyOf(crowded, lost));
        return lost;
    }

    /** By how many layers each particle moves: its centre as the squeeze wants it, and none beyond the outer faces. */
    private int[] shifts(int layersLeft) {
        VoxelGrid grid = labels.grid();
        int count = particles.count();
        double[] sums = new double[count + 1];
        long[] volumes = new long[count + 1];
        int[] first = new int[count + 1];
        int[] last = new int[count + 1];
        Arrays.fill(first, Integer.MAX_VALUE);
        for (int z = 0; z < grid.nz(); z++) {
            int[] owners = particles.plane(z);
            for (int i = 0; i < owners.length; i++) {
                int p = owners[i];
                if (p > 0) {
                    int layer = axis == Axis.Z ? z : axis == Axis.Y ? i / grid.nx() : i % grid.nx();
                    sums[p] += layer + 0.5;
                    volumes[p]++;
                    first[p] = Math.min(first[p], layer);
                    last[p] = Math.max(last[p], layer);
                }
            }
        }
        double factor = (double) layersLeft / grid.count(axis);
        int[] shifts = new int[count + 1];
        for (int p = 1; p <= count; p++) {
            int shift = (int) Math.rint((factor - 1) * sums[p] / volumes[p]);
            shifts[p] = Math.max(-first[p], Math.min(layersLeft - 1 - last[p], shift));
        }
        return shifts;
    }

    private int place(VoxelGrid squeezed, int x, int y, int z, int shift) {
        return switch (axis) {
            case X -> squeezed.index(inside(x + shift, squeezed.nx()), y, z);
            case Y -> squeezed.index(x, inside(y + shift, squeezed.ny()), z);
            case Z -> squeezed.index(x, y, inside(z + shift, squeezed.nz()));
        };
    }

    /** A particle longer than the thinner grid sticks out; what does is crowded into the outermost layer first. */
    private static int inside(int layer, int layers) {
        return Math.max(0, Math.min(layers - 1, layer));
    }

    /** Fills as many free voxels as are crowded, the nearest to crowded places first. */
    private static void spread(PhaseMap map, int[] crowded) {
        VoxelGrid grid = map.grid();
        BitSet seen = new BitSet(grid.size());
        int[] front = Arrays.stream(crowded).distinct().toArray();
        int waiting = crowded.length;
        for (int voxel : front) {
            seen.set(voxel);
        }
        boolean additiveToo = false;
        while (waiting > 0) {
            int[] next = new int[Math.max(16, front.length)];
            int size = 0;
            for (int voxel : front) {
                for (int face = 0; face < DelaminationDegree.FACES && waiting > 0; face++) {
                    int neighbour = neighbour(grid, voxel, face);
                    if (neighbour >= 0 && !seen.get(neighbour)) {
                        seen.set(neighbour);
                        next = size == next.length ? Arrays.copyOf(next, 2 * size) : next;
                        next[size++] = neighbour;
                        byte[] plane = map.plane(neighbour / grid.planeSize());
                        int at = neighbour % grid.planeSize();
                        if (plane[at] != Labels.ACTIVE && (additiveToo || plane[at] != Labels.ADDITIVE)) {
                            plane[at] = Labels.ACTIVE;
                            waiting--;
                        }
                    }
                }
            }
            front = Arrays.copyOf(next, size);
            if (size == 0) { // only additive is left to give way
                additiveToo = true;
                seen.clear();
                front = Arrays.stream(crowded).distinct().toArray();
            }
        }
    }

    private static int neighbour(VoxelGrid grid, int voxel, int face) {
        int nx = grid.nx();
        int planeSize = grid.planeSize();
        int inPlane = voxel % planeSize;
        return switch (face) {
            case 0 -> voxel % nx > 0 ? voxel - 1 : -1;
            case 1 -> voxel % nx < nx - 1 ? voxel + 1 : -1;
            case 2 -> inPlane >= nx ? voxel - nx : -1;
            case 3 -> inPlane + nx < planeSize ? voxel + nx : -1;
            case 4 -> voxel >= planeSize ? voxel - planeSize : -1;
            default -> voxel + planeSize < grid.size() && voxel + planeSize > 0 ? voxel + planeSize : -1;
        };
    }
}
