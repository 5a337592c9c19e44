package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;

/**
 * Writes passive faces one by one into a face mask, and the labels that go with it: an electrolyte voxel is passivated
 * when all its faces to active material are passive. The mask holds every passive face, also those of voxels that were
 * passivated before.
 *
 * <p>Of the voxel at which the target is met, as many faces are taken, in the order of the mask's bits, as come closest
 * to the target.
 */
final class PassiveFaces {
    private final PhaseMap labels;
    private final VoxelFaces faces;
    private final SurfaceOrder order;
    private final boolean ownedByActive;
    private final VoxelSelection.Cut cut;
    private final Parallel parallel;
    private final PhaseMap mask;
    private final PhaseMap passivated;
    private final int[] changed;
    private final int[] facesOfPlane;

    PassiveFaces(
            PhaseMap labels, SurfaceOrder order, boolean ownedByActive, VoxelSelection.Cut cut, Parallel parallel) {
        this.labels = labels;
        this.faces = new VoxelFaces(labels);
        this.order = order;
        this.ownedByActive = ownedByActive;
        this.cut = cut;
        this.parallel = parallel;
        int planes = labels.grid().nz();
        this.changed = new int[planes];
        this.facesOfPlane = new int[planes];
        this.mask = drawMask();
        this.passivated = passivate();
    }

    PhaseMap mask() {
        return mask;
    }

    PhaseMap labels() {
        return passivated;
    }

    long voxelsChanged() {
        return sum(changed);
    }

    long facesPassive() {
        return sum(facesOfPlane);
    }

    private PhaseMap drawMask() {
        byte[][] planes = new byte[labels.grid().nz()][];
        parallel.forEach(planes.length, z -> {
            byte[] plane = labels.plane(z);
            byte[] bits = new byte[plane.length];
            int fresh = 0;
            for (int i = 0; i < plane.length; i++) {
                if (plane[i] != Labels.ACTIVE) {
                    continue;
                }
                for (int face = 0; face < DelaminationDegree.FACES; face++) {
                    int neighbour = faces.neighbour(z, i, face);
                    boolean takes = neighbour == Labels.ELECTROLYTE && takes(z, i, face);
                    if (takes || neighbour == Labels.PASSIVATED) {
                        bits[i] |= (byte) (1 << face);
                    }
                    fresh += takes ? 1 : 0;
                }
            }
            planes[z] = bits;
            facesOfPlane[z] = fresh;
        });
        return new PhaseMap(labels.grid(), planes);
    }

    /** Whether the face of an active voxel to electrolyte becomes passive. */
    private boolean takes(int z, int i, int face) {
        int ownerZ = ownedByActive ? z : z + planeStep(face);
        int owner = ownedByActive ? i : i + step(face);
        long key = order.key(ownerZ, owner);
        if (cut.before(key)) {
            return true;
        }
        return cut.at(key) && takesAtCut(ownerZ, owner, ownedByActive ? face : opposite(face));
    }

    /** Whether a face of the voxel at the cut is among those whose area comes closest to the target. */
    private boolean takesAtCut(int z, int i, int asked) {
        int other = ownedByActive ? Labels.ELECTROLYTE : Labels.ACTIVE;
        double weight = cut.below();
        for (int face = 0; face <= asked; face++) {
            if (faces.neighbour(z, i, face) == other) {
                double with = weight + faces.weight(face);
                if (with - cut.target() >= cut.target() - weight) {
                    return false;
                }
                weight = with;
            }
        }
        return true;
    }

    private PhaseMap passivate() {
        byte[][] planes = new byte[labels.grid().nz()][];
        parallel.forEach(planes.length, z -> {
            byte[] plane = labels.plane(z).clone();
            int count = 0;
            for (int i = 0; i < plane.length; i++) {
                if (plane[i] == Labels.ELECTROLYTE && allPassive(z, i)) {
                    plane[i] = Labels.PASSIVATED;
                    count++;
                }
            }
            planes[z] = plane;
            changed[z] = count;
        });
        return new PhaseMap(labels.grid(), planes);
    }

    /** Whether an electrolyte voxel touches active material, with passive faces only. */
    private boolean allPassive(int z, int i) {
        boolean touches = false;
        for (int face = 0; face < DelaminationDegree.FACES; face++) {
            if (faces.neighbour(z, i, face) == Labels.ACTIVE) {
                touches = true;
                byte bits = mask.plane(z + planeStep(face))[i + step(face)];
                if ((bits >> opposite(face) & 1) == 0) {
                    return false;
                }
            }
        }
        return touches;
    }

    private int step(int face) {
        int nx = labels.grid().nx();
        return switch (face) {
            case 0 -> -1;
            case 1 -> 1;
            case 2 -> -nx;
            case 3 -> nx;
            default -> 0;
        };
    }

    private static int planeStep(int face) {
        return face == 4 ? -1 : face == 5 ? 1 : 0;
    }

    private static int opposite(int face) {
        return face ^ 1;
    }

    private static long sum(int[] values) {
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
        }
        return sum;
    }
}
