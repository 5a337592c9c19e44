package io.github.voxelyte.microstructure.morphology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticlesTest {
    private static final double UM = 1e-6;

    /** Two balls of radius 14 whose neck is R − √(R² − c²/4) deep: one particle or two according to the depth. */
    @ParameterizedTest
    @CsvSource({"1, 20, 2", "3, 20, 2", "5, 20, 1", "1, 12, 1", "0.5, 26, 2"})
    void overlappingBallsPartAccordingToTheDepth(double depth, double apart, int expected) {
        ParticleLabels labels = ParticleSeparation.create()
                .withDepth(depth * UM)
                .of(twoBalls(VoxelGrid.cubic(64, 40, 40, UM), apart), Progress.NONE, 1);
        assertEquals(expected, labels.count());
    }

    private static PhaseMap twoBalls(VoxelGrid grid, double apart) {
        double half = apart / 2 * UM;
        double r2 = 14 * UM * 14 * UM;
        return Phantom.body(
                grid, (x, y, z) -> Math.min((x - half) * (x - half), (x + half) * (x + half)) + y * y + z * z < r2);
    }

    @Test
    void theCutIsThePlaneBetweenTheBalls() {
        PhaseMap balls = twoBalls(VoxelGrid.cubic(64, 40, 40, UM), 22);
        ParticleLabels labels = ParticleSeparation.create().of(balls, Progress.NONE, 1);
        long wrong = 0;
        long all = 0;
        for (int z = 0; z < 40; z++) {
            for (int y = 0; y < 40; y++) {
                for (int x = 0; x < 64; x++) {
                    int expected =
                            balls.phase(x, y, z) == 0 ? 0 : (x < 32 ? labels.at(21, 20, 20) : labels.at(43, 20, 20));
                    wrong += labels.at(x, y, z) == expected ? 0 : 1;
                    all += balls.phase(x, y, z);
                }
            }
        }
        assertTrue(wrong < 0.003 * all, wrong + " of " + all);
        ParticleMeasurement.Result result = ParticleMeasurement.create().of(labels, Progress.NONE);
        double neck = Math.PI * (14 * 14 - 11 * 11) * UM * UM;
        assertEquals(1, result.contacts().size());
        // A plane normal to an axis, so the Crofton sum is 7 % low by nature.
        assertEquals(0.927, result.contacts().get(0).area() / neck, 0.06);
    }

    @ParameterizedTest
    @CsvSource({"10, 0.05", "20, 0.02", "40, 0.01"})
    void ballHasItsVolumeDiameterSphericityAndPlace(int radius, double error) {
        int n = 2 * radius + 10;
        VoxelGrid grid = new VoxelGrid(n, n + 2, n + 4, UM, UM, UM);
        PhaseMap ball = Phantom.ball(grid, (radius + 0.3) * UM);
        ParticleMeasurement.Result result = measure(ball);
        assertEquals(1, result.particles().size());
        Particle p = result.particles().get(0);
        assertEquals(2 * (radius + 0.3) * UM, p.equivalentDiameter(), error / 2 * 2 * radius * UM);
        assertEquals(1, p.sphericity(), error);
        assertEquals(grid.length(Axis.X) / 2, p.x(), 1e-12);
        assertEquals(grid.length(Axis.Y) / 2, p.y(), 1e-12);
        assertEquals(grid.length(Axis.Z) / 2, p.z(), 1e-12);
        assertFalse(p.atEdge());
        assertEquals(0, p.coordination());
    }

    @Test
    void cubeIsLessSphericalThanABall() {
        PhaseMap cube = Phantom.fill(
                VoxelGrid.cubic(50, 50, 50, UM),
                (x, y, z) -> Math.min(Math.min(x, y), z) >= 5 && Math.max(Math.max(x, y), z) < 45 ? 1 : 0);
        Particle p = measure(cube).particles().get(0);
        // Exactly 0.806; planes normal to the axes come out 7 % small.
        assertEquals(0.806 / 0.927, p.sphericity(), 0.02);
        assertEquals(64_000, p.voxels());
    }

    /** A simple cubic packing: six contacts inside, lens-shaped necks of known area, nothing at the edge but the cut. */
    @Test
    void cubicPackingHasSixContacts() {
        int pitch = 18;
        PhaseMap packing = Phantom.fill(VoxelGrid.cubic(90, 90, 90, UM), (x, y, z) -> {
            double a = x % pitch - 8.5;
            double b = y % pitch - 8.5;
            double c = z % pitch - 8.5;
            return a * a + b * b + c * c < 100 ? 1 : 0;
        });
        ParticleMeasurement.Result result = measure(packing);
        assertEquals(125, result.particles().size());
        assertEquals(3 * 4 * 25, result.contacts().size());
        assertEquals(2.0 * 300 / 125, result.meanCoordination(), 1e-12);
        Particle middle = result.particles().stream()
                .filter(p -> Math.abs(p.x() - 45 * UM) + Math.abs(p.y() - 45 * UM) + Math.abs(p.z() - 45 * UM) < UM)
                .findFirst()
                .orElseThrow();
        assertEquals(6, middle.coordination());
        // The voxels on either side of the neck have their centres half a voxel from it, where the ball is wider.
        double neck = Math.PI * (10 * 10 - 8.5 * 8.5) * UM * UM;
        assertEquals(0.927 * 6 * neck, middle.contactArea(), 0.12 * 6 * neck);
    }

    @Test
    void moreThan65535Particles() {
        int per = 41;
        PhaseMap dots = Phantom.fill(
                VoxelGrid.cubic(3 * per, 3 * per, 3 * per, UM),
                (x, y, z) -> x % 3 < 2 && y % 3 < 2 && z % 3 < 2 ? 1 : 0);
        ParticleLabels labels = ParticleSeparation.create().of(dots, Progress.NONE, 1);
        assertEquals(per * per * per, labels.count());
        assertEquals(per * per * per, labels.at(3 * per - 3, 3 * per - 3, 3 * per - 3));
        List<Particle> particles = measure(dots).particles();
        assertTrue(particles.stream().allMatch(p -> p.voxels() == 8));
    }

    /** Balls of three known sizes thrown without overlap, some touching: all found, with their size. */
    @Test
    void sizeDistributionOfAKnownMixture() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 120;
        List<double[]> balls = new ArrayList<>();
        int[] wanted = {6, 30, 120};
        double[] radii = {14, 9, 5};
        for (int kind = 0; kind < radii.length; kind++) {
            int placed = 0;
            while (placed < wanted[kind]) {
                double r = radii[kind];
                double[] ball = {
                    r + 1 + random.nextDouble() * (n - 2 * r - 2),
                    r + 1 + random.nextDouble() * (n - 2 * r - 2),
                    r + 1 + random.nextDouble() * (n - 2 * r - 2),
                    r
                };
                if (balls.stream().allMatch(b -> distance(b, ball) > b[3] + r - 0.5)) {
                    balls.add(ball);
                    placed++;
                }
            }
        }
        byte[] voxels = new byte[n * n * n];
        balls.forEach(ball -> paint(ball, n, voxels));
        PhaseMap image = PhaseMap.ofFlat(VoxelGrid.cubic(n, n, n, UM), voxels);
        List<Particle> particles = measure(image).particles();
        assertEquals(balls.size(), particles.size());
        SizeDistribution byNumber = SizeDistribution.of(particles, SizeDistribution.Weight.NUMBER);
        SizeDistribution byVolume = SizeDistribution.of(particles, SizeDistribution.Weight.VOLUME);
        assertEquals(10 * UM, byNumber.d50(), 0.2 * UM);
        assertEquals(18 * UM, byNumber.d90(), 0.3 * UM);
        assertEquals(18 * UM, byVolume.d50(), 0.3 * UM);
        assertEquals(28 * UM, byVolume.d90(), 0.3 * UM);
        assertEquals(balls.size(), byNumber.count());
    }

    private static void paint(double[] ball, int n, byte[] voxels) {
        int reach = (int) Math.ceil(ball[3]);
        for (int z = (int) ball[2] - reach; z <= ball[2] + reach; z++) {
            for (int y = (int) ball[1] - reach; y <= ball[1] + reach; y++) {
                for (int x = (int) ball[0] - reach; x <= ball[0] + reach; x++) {
                    if (distance(ball, new double[] {x + 0.5, y + 0.5, z + 0.5}) < ball[3]) {
                        voxels[x + n * (y + n * z)] = 1;
                    }
                }
            }
        }
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }

    @Test
    void wholeImageIsOneParticleAndEmptyImageNone() {
        VoxelGrid grid = VoxelGrid.cubic(6, 5, 4, UM);
        assertEquals(1, measure(Phantom.fill(grid, (x, y, z) -> 1)).particles().size());
        ParticleMeasurement.Result none = measure(Phantom.fill(grid, (x, y, z) -> 0));
        assertEquals(0, none.particles().size());
        assertEquals(Double.NaN, none.meanCoordination());
        assertEquals(
                Double.NaN,
                SizeDistribution.of(none.particles(), SizeDistribution.Weight.NUMBER)
                        .d50());
    }

    /** With a depth beyond all summits, what is left are the components joined by faces. */
    @ParameterizedTest
    @CsvSource({"0.2", "0.3", "0.5"})
    void hugeDepthGivesTheConnectedComponents(double fraction) {
        PhaseMap noise = Phantom.noise(new VoxelGrid(24, 25, 26, UM, UM, 2 * UM), fraction, 8);
        ParticleLabels labels = ParticleSeparation.create().withDepth(1).of(noise, Progress.NONE, 1);
        boolean[] seen = new boolean[noise.grid().size()];
        int components = 0;
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i] && noise.phase(i) == 1) {
                components++;
                fillFrom(noise, i, seen);
            }
        }
        assertEquals(components, labels.count());
    }

    private static void fillFrom(PhaseMap phases, int start, boolean[] seen) {
        VoxelGrid grid = phases.grid();
        int[] stack = new int[grid.size()];
        int top = 0;
        stack[top++] = start;
        seen[start] = true;
        while (top > 0) {
            int i = stack[--top];
            int x = i % grid.nx();
            int y = i / grid.nx() % grid.ny();
            int z = i / grid.planeSize();
            int[][] next = {{x - 1, y, z}, {x + 1, y, z}, {x, y - 1, z}, {x, y + 1, z}, {x, y, z - 1}, {x, y, z + 1}};
            for (int[] p : next) {
                if (p[0] >= 0 && p[1] >= 0 && p[2] >= 0 && p[0] < grid.nx() && p[1] < grid.ny() && p[2] < grid.nz()) {
                    int j = grid.index(p[0], p[1], p[2]);
                    if (!seen[j] && phases.phase(j) == 1) {
                        seen[j] = true;
                        stack[top++] = j;
                    }
                }
            }
        }
    }

    @Test
    void volumesAddUpAndThreadsDoNotMatter() {
        PhaseMap balls = twoBalls(new VoxelGrid(64, 40, 30, UM, UM, 1.4 * UM), 22);
        ParticleLabels one =
                ParticleSeparation.create().withParallel(Parallel.SERIAL).of(balls, Progress.NONE, 1);
        ParticleLabels four = ParticleSeparation.create()
                .withParallel(Parallel.withThreads(4))
                .of(balls, Progress.NONE, 1);
        for (int z = 0; z < 30; z++) {
            assertArrayEquals(one.plane(z), four.plane(z));
        }
        ParticleMeasurement.Result a =
                ParticleMeasurement.create().withParallel(Parallel.SERIAL).of(one, Progress.NONE);
        ParticleMeasurement.Result b = ParticleMeasurement.create()
                .withParallel(Parallel.withThreads(4))
                .of(one, Progress.NONE);
        assertEquals(a, b);
        long voxels = a.particles().stream().mapToLong(Particle::voxels).sum();
        assertEquals(balls.counts()[1], voxels);
    }

    @Test
    void sizeFallsWithDistanceWhereItWasMadeTo() {
        VoxelGrid grid = VoxelGrid.cubic(40, 40, 120, UM);
        PhaseMap graded = Phantom.fill(grid, (x, y, z) -> {
            int cell = z / 20;
            double r = 3 + cell;
            double dz = z % 20 - 9.5;
            double dx = x % 20 - 9.5;
            double dy = y % 20 - 9.5;
            return dx * dx + dy * dy + dz * dz < r * r ? 1 : 0;
        });
        List<Particle> particles = measure(graded).particles();
        SizeAgainstDistance last = SizeAgainstDistance.of(particles, grid, Axis.Z, true, 6);
        SizeAgainstDistance first = SizeAgainstDistance.of(particles, grid, Axis.Z, false, 6);
        assertEquals(-1, last.rankCorrelation(), 1e-9);
        assertEquals(1, first.rankCorrelation(), 1e-9);
        assertEquals(4, last.bins().get(0).count());
        assertEquals(16 * UM, last.bins().get(0).meanByNumber(), 0.3 * UM);
        assertEquals(6 * UM, last.bins().get(5).meanByVolume(), 0.5 * UM);
    }

    @Test
    void badParametersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ParticleSeparation.create()
                .withDepth(-1));
        assertThrows(IllegalArgumentException.class, () -> ParticleSeparation.create()
                .withDepth(Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> SizeAgainstDistance.of(List.of(), VoxelGrid.cubic(1, 1, 1, 1), Axis.X, true, 0));
    }

    private static ParticleMeasurement.Result measure(PhaseMap phases) {
        return ParticleMeasurement.create().of(ParticleSeparation.create().of(phases, Progress.NONE, 1), Progress.NONE);
    }
}
