package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.morphology.ParticleLabels;
import io.github.voxelyte.microstructure.morphology.ParticleSeparation;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;

/**
 * Lets every particle of active material swell or shrink by the same share of its volume, its centre staying where it is:
 * the volume change of cycling.
 *
 * <p>Every particle gains or loses the number of voxels that its volume asks for, from its own surface inwards or
 * outwards, layer by layer; within a layer the voxels with most (growing) or fewest (shrinking) neighbours of the
 * particle go first, at random where these are equal. So changes below one voxel layer are met as well.
 *
 * <p>Who touches whom stays: a voxel is not taken if the particle would meet another one there that it did not touch
 * before, and voxels in which two particles touch are not given up. Particles grow into electrolyte, passivated or not,
 * and void; what they leave is electrolyte. A particle that finds no more room stays smaller; the result says what was
 * reached.
 *
 * <p>Besides the particle separation 4 bytes per voxel of surface. Instances are immutable and may be shared between
 * threads.
 */
public final class ResizeParticles {
    /** Largest change of volume, as a share. */
    public static final double LARGEST_CHANGE = 0.5;

    private final long seed;

    private ResizeParticles(long seed) {
        this.seed = seed;
    }

    /**
     * Resizing.
     *
     * @param seed what decides between equal voxels
     * @return the operation
     */
    public static ResizeParticles withSeed(long seed) {
        return new ResizeParticles(seed);
    }

    /**
     * What was changed.
     *
     * @param labels the electrode with the new particles
     * @param asked change of volume asked for [1]
     * @param reached change of the active material's volume reached [1]
     * @param particles number of particles
     * @param voxelsChanged number of voxels gained or lost
     */
    public record Result(PhaseMap labels, double asked, double reached, int particles, long voxelsChanged) {}

    /**
     * Resizes the particles of an electrode.
     *
     * @param labels the electrode
     * @param change of every particle's volume: 0.05 swells by 5 %, −0.05 shrinks; −0.5 to 0.5 [1]
     * @param progress told about the separation of particles and every layer
     * @return the electrode with the new particles
     * @throws IllegalArgumentException if the change is too large or there is no active material
     */
    public Result of(PhaseMap labels, double change, Progress progress) {
        if (!(Math.abs(change) <= LARGEST_CHANGE)) {
            throw new IllegalArgumentException(
                    "change of the particles' volume must lie between -0.5 and 0.5 (5 per cent is 0.05): " + change);
        }
        long before = labels.counts()[Labels.ACTIVE];
        if (before == 0) {
            throw new IllegalArgumentException("the stack has no active material (label " + Labels.ACTIVE
                    + "), so there are no particles to resize: check the labels");
        }
        ParticleLabels particles = ParticleSeparation.create().of(labels, progress.part(0, 0.5), Labels.ACTIVE);
        VoxelGrid grid = labels.grid();
        byte[][] planes = new byte[grid.nz()][];
        int[][] owners = new int[grid.nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = labels.plane(z).clone();
            owners[z] = particles.plane(z).clone();
        }
        ParticleFront front = new ParticleFront(grid, planes, owners, particles.count(), RandomOrder.stream(seed, 0));
        long changed = front.move(quotas(owners, particles.count(), change), change > 0, progress.part(0.5, 1));
        double reached = (change > 0 ? changed : -changed) / (double) before;
        return new Result(new PhaseMap(grid, planes), change, reached, particles.count(), changed);
    }

    /** How many voxels each particle gains or loses; rounded so that the sum is that of all particles together. */
    private static int[] quotas(int[][] owners, int count, double change) {
        long[] volumes = new long[count + 1];
        for (int[] plane : owners) {
            for (int owner : plane) {
                volumes[owner]++;
            }
        }
        int[] quotas = new int[count + 1];
        long voxels = 0;
        for (int p = 1; p <= count; p++) {
            long sooner = Math.round(voxels * Math.abs(change));
            voxels += volumes[p];
            quotas[p] = (int) (Math.round(voxels * Math.abs(change)) - sooner);
        }
        return quotas;
    }
}
