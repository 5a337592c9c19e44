package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.function.DoubleUnaryOperator;

/**
 * Packs spheres into a box: random places first, then particles that overlap more than sintering allows are pushed apart.
 *
 * <p>Collective rearrangement in the manner of W. S. Jodrey and E. M. Tory (Phys. Rev. A 32 (1985) 2347,
 * doi:10.1103/PhysRevA.32.2347), all particles moved at once from the places of the sweep before: the outcome does not
 * depend on the number of threads. Above about 60 % some overlap remains. At most {@value #SWEEPS} sweeps, each linear in the number of particles; about 100
 * bytes a particle.
 */
final class ParticlePacking {
    /** Least length of a periodic axis, in diameters of the largest particle. */
    static final double LEAST_PERIOD = 4;

    private static final int SWEEPS = 80;
    private static final double PUSH = 0.7;
    private static final double NEGLIGIBLE = 1e-3;
    private static final int CHUNK = 2048;

    private final Box box;
    private final double sinter;

    /**
     * A way of packing.
     *
     * @param sinter overlap of touching particles as a share of the sum of their radii [1]
     */
    ParticlePacking(Box box, double sinter) {
        this.box = box;
        this.sinter = sinter;
    }

    /**
     * Packs.
     *
     * @param radii of the particles [m], the largest first
     * @param density relative density of the particles wanted over the position along an axis from 0 to 1; at most 1
     * @param throughPlane the axis, 0 to 2, the density varies along
     */
    Particles pack(
            double[] radii,
            DoubleUnaryOperator density,
            int throughPlane,
            RandomStream random,
            Parallel parallel,
            Progress progress) {
        double[][] now = scatter(radii, density, throughPlane, random, progress.part(0, 0.1));
        double[][] next = new double[3][radii.length];
        Cells cells = new Cells(box, 2 * radii[0], radii.length);
        int chunks = (radii.length + CHUNK - 1) / CHUNK;
        double[] worst = new double[chunks];
        double overlap = 1;
        for (int sweep = 0; sweep < SWEEPS && overlap > NEGLIGIBLE; sweep++) {
            progress.update(0.1 + 0.9 * sweep / SWEEPS);
            cells.fill(now);
            double[][] from = now;
            double[][] to = next;
            parallel.forEach(chunks, c -> worst[c] = move(c, from, to, radii, cells));
            overlap = 0;
            for (double w : worst) {
                overlap = Math.max(overlap, w);
            }
            next = from;
            now = to;
        }
        progress.update(1);
        return new Particles(box, now, radii);
    }

    private double[][] scatter(
            double[] radii, DoubleUnaryOperator density, int throughPlane, RandomStream random, Progress progress) {
        double[][] centres = new double[3][radii.length];
        for (int i = 0; i < radii.length; i++) {
            if (i % CHUNK == 0) {
                progress.update((double) i / radii.length);
            }
            for (int axis = 0; axis < 3; axis++) {
                double place = random.nextDouble();
                while (axis == throughPlane && random.nextDouble() > density.applyAsDouble(place)) {
                    place = random.nextDouble();
                }
                centres[axis][i] = confine(place * box.length(axis), radii[i], axis);
            }
        }
        return centres;
    }

    private double confine(double value, double radius, int axis) {
        if (box.periodic(axis)) {
            return box.wrap(value, axis);
        }
        double margin = Math.min(radius, box.length(axis) / 2);
        return Math.max(margin, Math.min(box.length(axis) - margin, value));
    }

    /** Moves a chunk of particles; returns the largest overlap beyond sintering as a share of the sum of two radii. */
    private double move(int chunk, double[][] from, double[][] to, double[] radii, Cells cells) {
        int end = Math.min(radii.length, (chunk + 1) * CHUNK);
        double[] step = new double[3];
        int[] near = new int[Cells.NEIGHBOURS];
        double worst = 0;
        for (int i = chunk * CHUNK; i < end; i++) {
            worst = Math.max(worst, step(i, from, radii, cells, near, step));
            for (int axis = 0; axis < 3; axis++) {
                to[axis][i] = confine(from[axis][i] + step[axis], radii[i], axis);
            }
        }
        return worst;
    }

    /** Sums what the neighbours of a particle do to it; the lighter of two moves more. */
    private double step(int i, double[][] at, double[] radii, Cells cells, int[] near, double[] step) {
        double x = at[0][i];
        double y = at[1][i];
        double z = at[2][i];
        double sx = 0;
        double sy = 0;
        double sz = 0;
        double worst = 0;
        int nearCount = cells.near(x, y, z, near);
        for (int n = 0; n < nearCount; n++) {
            int end = cells.end(near[n]);
            for (int k = cells.begin(near[n]); k < end; k++) {
                int j = cells.member(k);
                double sum = radii[i] + radii[j];
                double limit = sum * (1 - sinter);
                double dx = box.nearest(x - at[0][j], 0);
                double dy = box.nearest(y - at[1][j], 1);
                double dz = box.nearest(z - at[2][j], 2);
                double square = dx * dx + dy * dy + dz * dz;
                if (square >= limit * limit || square == 0) {
                    continue;
                }
                double distance = Math.sqrt(square);
                double excess = limit - distance;
                worst = Math.max(worst, excess / sum);
                double push = PUSH * excess * radii[j] / sum / distance;
                sx += push * dx;
                sy += push * dy;
                sz += push * dz;
            }
        }
        step[0] = sx;
        step[1] = sy;
        step[2] = sz;
        return worst;
    }
}
