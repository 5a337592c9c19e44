package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;

/**
 * The order in which the faces between active material and electrolyte are taken: by the score of the voxel that owns
 * them, in random order where scores are equal.
 *
 * <p>A score is a function of the seed and of where the active material is, never of what is passivated already. That is
 * what makes degrees nested.
 */
final class SurfaceOrder implements VoxelSelection.Candidates {
    private final PhaseMap labels;
    private final VoxelFaces faces;
    private final ScalarField score;
    private final RandomOrder random;
    private final int owner;
    private final int opposite;

    /**
     * Puts faces in order.
     *
     * @param labels the electrode
     * @param score the score of every voxel, smallest first; null if all are equal
     * @param random the order of equal scores
     * @param owner label of the voxels that own the faces: active material or electrolyte
     * @param opposite label on the other side of the faces
     */
    SurfaceOrder(PhaseMap labels, ScalarField score, RandomOrder random, int owner, int opposite) {
        this.labels = labels;
        this.faces = new VoxelFaces(labels);
        this.score = score;
        this.random = random;
        this.owner = owner;
        this.opposite = opposite;
    }

    @Override
    public double weight(int z, int i) {
        return labels.plane(z)[i] == owner ? faces.weightTo(z, i, opposite) : 0;
    }

    @Override
    public long key(int z, int i) {
        long head = score == null ? 0 : VoxelSelection.orderedBits(score.plane(z)[i]);
        return head << Integer.SIZE | random.rank(z * labels.grid().planeSize() + i);
    }
}
