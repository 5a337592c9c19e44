package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.morphology.ParticleSeparation;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.Locale;
import java.util.Objects;

/**
 * Makes an electrode thinner.
 *
 * <p>{@link Mode#CALENDERING}: every particle of active material moves as a rigid body to where its centre goes by the
 * affine squeeze; what lies between is squeezed. The volume of active material is conserved: where two particles come to
 * lie in one voxel, the voxel lost is given back at the nearest free place (found by steps from voxel to voxel), as
 * crushed material would move. The share of such voxels says how far particles stayed rigid.
 *
 * <p>{@link Mode#RESAMPLING}: all labels are squeezed alike, particles get flat, and volume fractions stay.
 *
 * <p>Voxel edges stay, the number of layers falls. Additive, void and passivated electrolyte are squeezed with the
 * electrolyte in both modes. Linear in the voxels. Instances are immutable and may be shared between threads.
 */
public final class Compression {
    /** What happens to the particles. */
    public enum Mode {
        /** Particles keep their shape as far as possible. */
        CALENDERING,
        /** Particles are squeezed as everything else. */
        RESAMPLING
    }

    private final Axis axis;
    private final Mode mode;

    private Compression(Axis axis, Mode mode) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.mode = Objects.requireNonNull(mode, "mode");
    }

    /**
     * Compresses along an axis.
     *
     * @param axis the through-plane axis
     * @param mode what happens to the particles
     * @return the operation
     */
    public static Compression along(Axis axis, Mode mode) {
        return new Compression(axis, mode);
    }

    /**
     * What was compressed.
     *
     * @param labels the thinner electrode
     * @param asked thickness over thickness before that was asked for [1]
     * @param reached thickness over thickness before, in whole layers [1]
     * @param activeBefore number of active voxels before
     * @param activeAfter number of active voxels after
     * @param displaced number of active voxels that could not move with their particle
     */
    public record Result(
            PhaseMap labels, double asked, double reached, long activeBefore, long activeAfter, long displaced) {}

    /**
     * Compresses an electrode.
     *
     * @param labels the electrode
     * @param factor new thickness over old, above 0 to 1 [1]
     * @param progress told about the particles
     * @return the thinner electrode
     * @throws IllegalArgumentException if the factor is out of range or leaves no room for the active material
     */
    public Result of(PhaseMap labels, double factor, Progress progress) {
        int layers = labels.grid().count(axis);
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException(
                    "compression factor (new thickness over old) must lie above 0 and at most at 1: " + factor);
        }
        int left = (int) Math.max(1, Math.rint(layers * factor));
        long active = labels.counts()[Labels.ACTIVE];
        long room = (long) labels.grid().size() / layers * left;
        if (mode == Mode.CALENDERING && active > room) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d of %d layers have no room for the active material, which fills %.4f of the volume: "
                            + "the factor must be at least that",
                    left,
                    layers,
                    (double) active / labels.grid().size()));
        }
        int[] sequence = new int[left];
        for (int l = 0; l < left; l++) {
            sequence[l] = (int) ((l + 0.5) * layers / left);
        }
        PhaseMap squeezed = LayerSequence.of(labels, axis, sequence);
        long displaced = 0;
        if (mode == Mode.CALENDERING) {
            RigidParticles particles = new RigidParticles(
                    labels, ParticleSeparation.create().of(labels, progress.part(0, 0.7), Labels.ACTIVE), axis);
            displaced = particles.placeInto(squeezed, progress.part(0.7, 1));
        }
        progress.update(1);
        return new Result(
                squeezed, factor, (double) left / layers, active, squeezed.counts()[Labels.ACTIVE], displaced);
    }
}
