package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Iterations and memory of a solve, which are the same on every machine; seconds are for the benchmarks. */
class EffectiveConductivityCostTest {
    private static final int MOST_ITERATIONS = 12;
    private static final double MOST_BYTES_PER_VOXEL = 24;
    private static final double SOLID = 0.46;

    /** Reports closer than this share the collection: the labelling reports every plane. */
    private static final double REPORT_STEP = 0.005;

    /** Overlapping spheres of median radius 5 voxels (log-normal, 0.3) up to a share of 0.46: label 1, the rest 0. */
    private static PhaseMap spheres(int n) {
        SplittableRandom random = new SplittableRandom(20240501);
        byte[][] planes = new byte[n][n * n];
        long solid = 0;
        while (solid < SOLID * n * n * n) {
            double radius = 5 * Math.exp(0.3 * random.nextGaussian());
            double cx = n * random.nextDouble();
            double cy = n * random.nextDouble();
            double cz = n * random.nextDouble();
            for (int z = (int) Math.max(0, cz - radius); z < Math.min(n, cz + radius); z++) {
                for (int y = (int) Math.max(0, cy - radius); y < Math.min(n, cy + radius); y++) {
                    for (int x = (int) Math.max(0, cx - radius); x < Math.min(n, cx + radius); x++) {
                        double dx = x + 0.5 - cx;
                        double dy = y + 0.5 - cy;
                        double dz = z + 0.5 - cz;
                        if (dx * dx + dy * dy + dz * dz < radius * radius && planes[z][x + n * y] == 0) {
                            planes[z][x + n * y] = 1;
                            solid++;
                        }
                    }
                }
            }
        }
        return new PhaseMap(VoxelGrid.cubic(n, n, n, 1e-6), planes);
    }

    private static int iterations(PhaseMap phases, int label) {
        EffectiveTransport result = EffectiveConductivity.along(Axis.X).ofPhase(phases, label, Progress.NONE);
        assertTrue(result.residual() <= EffectiveConductivity.DEFAULT_RELATIVE_TOLERANCE, "" + result);
        return result.iterations();
    }

    /** From a volume of the size of the smallest worth solving; in one of six sphere diameters counts scatter lower. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void iterationsAreFewAndDoNotGrowWithTheSize(int label) {
        int small = iterations(spheres(96), label);
        int large = iterations(spheres(128), label);
        assertTrue(small > 1 && small <= MOST_ITERATIONS && large <= MOST_ITERATIONS, small + " and " + large);
        assertTrue(large <= small + 1, small + " iterations grew to " + large);
    }

    /** Both phases conduct: coarse levels follow the stronger one, and weak faces part the blocks. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1e-2, 1e-4, 1e-8})
    void iterationsAreFewAtAnyContrast(double other) {
        PhaseMap phases = spheres(96);
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X);
        for (double[] conductivity : new double[][] {{1, other}, {other, 1}}) {
            int iterations = measure.of(phases, conductivity, 0, Progress.NONE).iterations();
            assertTrue(iterations > 1 && iterations <= MOST_ITERATIONS, iterations + " iterations at " + other);
        }
    }

    /** Counted at every stage and iteration. */
    @Test
    void memoryStaysWithinTwentyFourBytesPerVoxel() {
        PhaseMap phases = spheres(128);
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X).withParallel(Parallel.SERIAL);
        measure.ofPhase(spheres(16), 0, Progress.NONE); // loads the classes
        double bytes = (double) peakOf(progress -> measure.ofPhase(phases, 0, progress))
                / phases.grid().size();
        assertTrue(
                bytes > 1 && bytes <= MOST_BYTES_PER_VOXEL,
                bytes + " bytes per voxel, " + phases.counts()[0] + " voxels conduct");
    }

    /** One plane instead of two holds the potential, so the slowest mode is twice as long: some iterations more. */
    @Test
    void electrodeTortuosityTakesAsManyBytesAsBetweenPlanes() {
        BlockingElectrode electrode =
                BlockingElectrode.along(Axis.X, Side.FIRST).withParallel(Parallel.SERIAL);
        int[] pore = {0};
        int[] solid = {1};
        electrode.of(spheres(16), pore, solid, Progress.NONE); // loads the classes
        PhaseMap phases = spheres(128);
        double bytes = (double) peakOf(progress -> {
                    int iterations = electrode.of(phases, pore, solid, progress).iterations();
                    assertTrue(iterations > 1 && iterations <= 18, iterations + " iterations");
                })
                / phases.grid().size();
        assertTrue(bytes > 10 && bytes <= MOST_BYTES_PER_VOXEL, bytes + " bytes per voxel of the box");
    }

    /** Of a repeated structure, once even (one period) and once odd along an axis (two). */
    @Test
    void tensorTakesAsManyBytesAsBetweenPlanesAndTwoPotentials() {
        PeriodicConductivity measure = PeriodicConductivity.create().withParallel(Parallel.SERIAL);
        double[] conductivity = {1};
        measure.of(spheres(16), conductivity, 0, Progress.NONE); // loads the classes
        PhaseMap phases = spheres(96);
        double bytes = (double) peakOf(progress -> {
                    for (int iterations :
                            measure.of(phases, conductivity, 0, progress).iterations()) {
                        assertTrue(iterations > 1 && iterations <= MOST_ITERATIONS, iterations + " iterations");
                    }
                })
                / phases.grid().size();
        assertTrue(bytes > 10 && bytes <= MOST_BYTES_PER_VOXEL + 8, bytes + " bytes per voxel of the box");
    }

    /** Live bytes above those before, at their peak over a solve. */
    private static long peakOf(Consumer<Progress> solve) {
        liveHeap(); // what counting itself allocates once
        long before = liveHeap();
        long[] peak = {0};
        double[] sampledAt = {Double.NEGATIVE_INFINITY};
        solve.accept(fraction -> {
            if (fraction >= sampledAt[0] + REPORT_STEP) {
                sampledAt[0] = fraction;
                peak[0] = Math.max(peak[0], liveHeap());
            }
        });
        return peak[0] - before;
    }

    /** Bytes of all reachable objects, counted by the virtual machine after a full collection: whole regions, which heap
     * in use counts, would add several bytes per voxel on so small a volume. */
    private static long liveHeap() {
        try {
            Object histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            Matcher total = Pattern.compile("Total +\\d+ +(\\d+)").matcher((String) histogram);
            assertTrue(total.find());
            return Long.parseLong(total.group(1));
        } catch (JMException e) {
            throw new AssertionError("a HotSpot JDK counts live objects", e);
        }
    }
}
