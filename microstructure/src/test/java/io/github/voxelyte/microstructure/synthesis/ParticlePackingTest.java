package io.github.voxelyte.microstructure.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticlePackingTest {
    private static final Box WALLED = new Box(new double[] {100, 90, 60}, 2);

    @ParameterizedTest
    @CsvSource({"0.30, 0", "0.46, 0", "0.46, 0.25", "0.60, 0.25"})
    void overlapIsAtMostTheSintering(double fraction, double sinter) {
        Particles packed = pack(WALLED, fraction, sinter, Parallel.allProcessors());
        assertTrue(packed.count() > 200);
        double[][] c = packed.centres();
        double worst = 0;
        for (int i = 0; i < packed.count(); i++) {
            for (int j = 0; j < i; j++) {
                double dx = WALLED.nearest(c[0][i] - c[0][j], 0);
                double dy = WALLED.nearest(c[1][i] - c[1][j], 1);
                double dz = c[2][i] - c[2][j];
                double sum = packed.radii()[i] + packed.radii()[j];
                worst = Math.max(worst, 1 - Math.sqrt(dx * dx + dy * dy + dz * dz) / sum);
            }
        }
        assertEquals(sinter, worst, 0.04);
    }

    @Test
    void wallsHoldAndPeriodicSidesWrap() {
        Particles packed = pack(WALLED, 0.5, 0.1, Parallel.SERIAL);
        for (int i = 0; i < packed.count(); i++) {
            double radius = packed.radii()[i];
            assertTrue(packed.centres()[2][i] >= radius && packed.centres()[2][i] <= 60 - radius);
            assertTrue(packed.centres()[0][i] >= 0 && packed.centres()[0][i] < 100);
            assertTrue(packed.centres()[1][i] >= 0 && packed.centres()[1][i] < 90);
        }
    }

    @Test
    void densityFollowsTheProfileWanted() {
        Box box = new Box(new double[] {100, 100, 200}, -1);
        double[] radii = ParticleSizes.radii(8, 0.2, 20, 0.4 * box.volume(), RandomStream.numbered(1, 0));
        Particles packed = new ParticlePacking(box, 0.2)
                .pack(radii, z -> z < 0.5 ? 0.8 : 1, 2, RandomStream.numbered(1, 1), Parallel.SERIAL, Progress.NONE);
        double lower = 0;
        double upper = 0;
        for (int i = 0; i < packed.count(); i++) {
            double volume = Math.pow(packed.radii()[i], 3);
            if (packed.centres()[2][i] < 100) {
                lower += volume;
            } else {
                upper += volume;
            }
        }
        assertEquals(0.8, lower / upper, 0.08);
    }

    @Test
    void threadsDoNotMatter() {
        Particles one = pack(WALLED, 0.5, 0.2, Parallel.SERIAL);
        Particles three = pack(WALLED, 0.5, 0.2, Parallel.withThreads(3));
        for (int axis = 0; axis < 3; axis++) {
            assertArrayEquals(one.centres()[axis], three.centres()[axis]);
        }
    }

    private static Particles pack(Box box, double fraction, double sinter, Parallel parallel) {
        double[] radii = ParticleSizes.radii(10, 0.2, 20, fraction * box.volume(), RandomStream.numbered(1, 0));
        return new ParticlePacking(box, sinter)
                .pack(radii, z -> 1, 2, RandomStream.numbered(1, 1), parallel, Progress.NONE);
    }
}
