package io.github.voxelyte.microstructure.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flattening and ring reduction on blocks of two phases with known shading and known rings. */
class ShadingTest {
    private static final VoxelGrid GRID = VoxelGrid.cubic(64, 60, 8, 1e-6);
    private static final double DARK = 90;
    private static final double BRIGHT = 180;
    private static final double NOISE = 6;

    /** Blocks of 4×4×4 voxels of either phase, more of the bright one at the right. */
    private static double phase(int i) {
        int x = i % GRID.nx() / 4;
        int y = i / GRID.nx() % GRID.ny() / 4;
        int z = i / GRID.planeSize() / 4;
        return new Random(31L * x + 1009L * y + 30011L * z).nextDouble() < 0.3 + 0.02 * x ? BRIGHT : DARK;
    }

    private static GreyVolume image(IntToDoubleFunction value) {
        Random random = new Random(3);
        double[] noise = new double[GRID.size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = NOISE * random.nextGaussian();
        }
        return Greys.floats(GRID, i -> value.applyAsDouble(i) + noise[i]);
    }

    private static double rms(GreyVolume volume) {
        double sum = 0;
        float[] plane = new float[GRID.planeSize()];
        for (int z = 0; z < GRID.nz(); z++) {
            volume.read(z, plane);
            for (int i = 0; i < plane.length; i++) {
                double d = plane[i] - phase(i + z * plane.length);
                sum += d * d;
            }
        }
        return Math.sqrt(sum / GRID.size());
    }

    private static int slice(int i) {
        return i / GRID.planeSize();
    }

    private static double shading(int i) {
        double x = 2.0 * (i % GRID.nx()) / (GRID.nx() - 1) - 1;
        double y = 2.0 * (i / GRID.nx() % GRID.ny()) / (GRID.ny() - 1) - 1;
        int z = i / GRID.planeSize();
        return (1 + 0.1 * (x * x + y * y - 2.0 / 3) - 0.05 * x) * (1 + 0.01 * (z - 3.5));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shadingOfSecondOrderIsTakenOut(int order) {
        GreyVolume shaded = image(i -> phase(i) * shading(i));
        assertTrue(rms(shaded) > 1.7 * NOISE, "rms " + rms(shaded));
        Flattening.Flattened flat = Flattening.ofOrder(order).of(shaded, Progress.NONE);
        assertEquals(NOISE, rms(flat.volume()), 0.12 * NOISE);
        assertTrue(flat.lowest() < 0.95 && flat.highest() > 1.1);
    }

    @Test
    void orderZeroTakesOutDriftOnly() {
        Flattening.Flattened flat =
                Flattening.ofOrder(0).of(image(i -> phase(i) * (1 + 0.03 * (slice(i) - 3.5))), Progress.NONE);
        assertEquals(NOISE, rms(flat.volume()), 0.1 * NOISE);
        assertEquals(1 - 0.105, flat.lowest(), 0.01);
        assertEquals(1 + 0.105, flat.highest(), 0.01);
    }

    @Test
    void unevenPhasesAreNoShading() {
        Flattening.Flattened flat = Flattening.ofOrder(1).of(image(ShadingTest::phase), Progress.NONE);
        assertEquals(1, flat.lowest(), 0.01);
        assertEquals(1, flat.highest(), 0.01);
    }

    @Test
    void sliceOfOnePhaseOfGreyZeroIsLeftAsItIs() {
        VoxelGrid grid = VoxelGrid.cubic(10, 10, 3, 1e-6);
        GreyVolume volume = Greys.bytes(grid, i -> i < 100 ? 0 : i % 10 < 5 ? 0 : 200);
        float[] plane = new float[100];
        Flattening.ofOrder(1).of(volume, Progress.NONE).volume().read(0, plane);
        assertArrayEquals(new float[100], plane);
    }

    private static double ring(double cx, double cy, int i) {
        int bin = (int) Math.round(Math.hypot(i % GRID.nx() - cx, i / GRID.nx() % GRID.ny() - cy));
        return bin < 6 || bin % 7 > 0 ? 0 : bin % 2 == 0 ? 20 : -20;
    }

    @Test
    void ringsAboutTheMiddleAndElsewhere() {
        GreyVolume middle = image(i -> phase(i) + ring(31.5, 29.5, i));
        double before = Math.sqrt(rms(middle) * rms(middle) - NOISE * NOISE);
        RingReduction.Reduced reduced = RingReduction.aboutTheMiddle().of(middle, Progress.NONE);
        double after = Math.sqrt(Math.max(0, rms(reduced.volume()) * rms(reduced.volume()) - NOISE * NOISE));
        assertTrue(after < 0.45 * before, before + " to " + after);
        assertEquals(before, reduced.deviation(), 0.2 * before);

        GreyVolume outside = image(i -> phase(i) + ring(-20, 70, i));
        RingReduction.Reduced moved =
                RingReduction.aboutTheMiddle().withCentre(-20, 70).of(outside, Progress.NONE);
        double left = Math.sqrt(Math.max(0, rms(moved.volume()) * rms(moved.volume()) - NOISE * NOISE));
        assertTrue(left < 0.5 * before, before + " to " + left);
    }

    @Test
    void withoutRingsLittleIsSubtracted() {
        GreyVolume plain = image(ShadingTest::phase);
        assertTrue(RingReduction.aboutTheMiddle().of(plain, Progress.NONE).deviation() < 0.12 * NOISE);
    }

    @Test
    void threadsDoNotMatter() {
        GreyVolume shaded = image(i -> phase(i) * shading(i) + ring(31.5, 29.5, i));
        float[] a = new float[GRID.planeSize()];
        float[] b = new float[GRID.planeSize()];
        GreyVolume one = Flattening.ofOrder(2)
                .withParallel(Parallel.SERIAL)
                .of(shaded, Progress.NONE)
                .volume();
        GreyVolume three = Flattening.ofOrder(2)
                .withParallel(Parallel.withThreads(3))
                .of(shaded, Progress.NONE)
                .volume();
        GreyVolume oneRing = RingReduction.aboutTheMiddle()
                .withParallel(Parallel.SERIAL)
                .of(shaded, Progress.NONE)
                .volume();
        GreyVolume threeRing = RingReduction.aboutTheMiddle()
                .withParallel(Parallel.withThreads(3))
                .of(shaded, Progress.NONE)
                .volume();
        for (int z = 0; z < GRID.nz(); z++) {
            one.read(z, a);
            three.read(z, b);
            assertArrayEquals(a, b);
            oneRing.read(z, a);
            threeRing.read(z, b);
            assertArrayEquals(a, b);
        }
    }

    @Test
    void badArguments() {
        assertThrows(IllegalArgumentException.class, () -> Flattening.ofOrder(4));
        assertThrows(IllegalArgumentException.class, () -> RingReduction.aboutTheMiddle()
                .withCentre(Double.NaN, 0));
        VoxelGrid narrow = VoxelGrid.cubic(5, 5, 3, 1e-6);
        assertThrows(IllegalArgumentException.class, () -> Flattening.ofOrder(2)
                .of(Greys.bytes(narrow, i -> i), Progress.NONE));
    }
}
