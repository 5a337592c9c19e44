package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.morphology.ParticleLabels;
import io.github.voxelyte.microstructure.morphology.ParticleSeparation;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Places the particles of the active material in random order, and says for every voxel which place it has: that of its
 * particle, or for electrolyte the first place of the particles it touches.
 *
 * <p>4 bytes per voxel besides those of {@link ParticleSeparation}.
 */
final class ParticleRank {
    private ParticleRank() {}

    /** Place of every particle, indexed by its label. */
    static int[] of(ParticleLabels particles, RandomOrder random) {
        long[] order = new long[particles.count()];
        for (int p = 0; p < order.length; p++) {
            order[p] = random.rank(p + 1) << (Integer.SIZE - 1) | (p + 1);
        }
        Arrays.sort(order);
        int[] places = new int[order.length + 1];
        for (int place = 0; place < order.length; place++) {
            places[(int) (order[place] & Integer.MAX_VALUE)] = place;
        }
        return places;
    }

    /** Place of every voxel; 0 where it touches no particle. */
    static ScalarField of(PhaseMap labels, RandomOrder random, Parallel parallel, Progress progress) {
        ParticleLabels particles =
                ParticleSeparation.create().withParallel(parallel).of(labels, progress.part(0, 0.9), Labels.ACTIVE);
        int[] places = of(particles, random);
        VoxelGrid grid = labels.grid();
        ScalarField field = ScalarField.zeros(grid);
        parallel.forEach(grid.nz(), z -> {
            float[] target = field.plane(z);
            int[] own = particles.plane(z);
            int[] below = particles.plane(Math.max(0, z - 1));
            int[] above = particles.plane(Math.min(grid.nz() - 1, z + 1));
            for (int i = 0; i < own.length; i++) {
                if (own[i] > 0) {
                    target[i] = places[own[i]];
                } else {
                    int x = i % grid.nx();
                    int first = Integer.MAX_VALUE;
                    first = sooner(first, places, own[x > 0 ? i - 1 : i]);
                    first = sooner(first, places, own[x < grid.nx() - 1 ? i + 1 : i]);
                    first = sooner(first, places, own[i >= grid.nx() ? i - grid.nx() : i]);
                    first = sooner(first, places, own[i + grid.nx() < own.length ? i + grid.nx() : i]);
                    first = sooner(first, places, below[i]);
                    first = sooner(first, places, above[i]);
                    target[i] = first == Integer.MAX_VALUE ? 0 : first;
                }
            }
        });
        progress.update(1);
        return field;
    }

    private static int sooner(int place, int[] places, int particle) {
        return particle > 0 ? Math.min(place, places[particle]) : place;
    }
}
