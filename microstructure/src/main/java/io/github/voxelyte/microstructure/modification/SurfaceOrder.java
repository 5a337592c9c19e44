package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import java.util.BitSet;

/**
 * The order in which the faces between active material and electrolyte are taken: by the score of the voxel that owns
 * them, in random order where scores are equal.
 *
 * <p>A score is a function of the seed and of where the active material is, never of what is passivated already. That is
 * what makes degrees nested.
 *
 * <p>Which voxels own faces is found once and kept in one bit a voxel: the order is walked through several times, and few
 * voxels lie at the surface.
 */
final class SurfaceOrder implements VoxelSelection.Candidates {
    private final PhaseMap labels;
    private final VoxelFaces faces;
    private final ScalarField score;
    private final RandomOrder random;
    private final int opposite;

    /** Bit i of a plane: whether voxel i owns a face. */
    private final BitSet[] surface;

    /**
     * Puts faces in order.
     *
     * @param labels the electrode
     * @param score the score of every voxel, smallest first; null if all are equal
     * @param random the order of equal scores
     * @param owner label of the voxels that own the faces: active material or electrolyte
     * @param opposite label on the other side of the faces
     * @param parallel threads
     */
    SurfaceOrder(PhaseMap labels, ScalarField score, RandomOrder random, int owner, int opposite, Parallel parallel) {
        this.labels = labels;
        this.faces = new VoxelFaces(labels);
        this.score = score;
        this.random = random;
        this.opposite = opposite;
        int nx = labels.grid().nx();
        surface = new BitSet[labels.grid().nz()];
        parallel.forEach(surface.length, z -> {
            byte[] plane = labels.plane(z);
            BitSet bits = new BitSet(plane.length);
            for (int i = 0; i < plane.length; ) {
                int y = i / nx;
                for (int x = 0; x < nx; x++, i++) {
                    if (plane[i] == owner && faces.facesTo(z, y, x, opposite) != 0) {
                        bits.set(i);
                    }
                }
            }
            surface[z] = bits;
        });
    }

    @Override
    public double weight(int z, int i) {
        return surface[z].get(i) ? faces.weightTo(z, i, opposite) : 0;
    }

    @Override
    public int next(int z, int i) {
        return surface[z].nextSetBit(i);
    }

    @Override
    public long key(int z, int i) {
        long head = score == null ? 0 : VoxelSelection.orderedBits(score.plane(z)[i]);
        return head << Integer.SIZE | random.rank(z * labels.grid().planeSize() + i);
    }
}
