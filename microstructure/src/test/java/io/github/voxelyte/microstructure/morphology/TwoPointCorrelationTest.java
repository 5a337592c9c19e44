package io.github.voxelyte.microstructure.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoPointCorrelationTest {
    private static final double UM = 1e-6;

    /** Independent voxels: the error is √(ε(1−ε)/N); rays through unresolved structure see up to twice as much. */
    @Test
    void independentVoxels() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(64, 64, 64, UM), 0.4, 3);
        CorrelationCurve curve = TwoPointCorrelation.create().of(noise, Progress.NONE, 1);
        double exact = Math.sqrt(0.24 / (64.0 * 64 * 64));
        assertTrue(curve.reachedZero());
        assertEquals(1.5, curve.standardError() / exact, 0.5);
    }

    /** Balls thrown at random: the error from one image is the scatter over many, or somewhat more. */
    @Test
    void randomBallsScatterAsPredicted() {
        VoxelGrid grid = new VoxelGrid(80, 70, 50, UM, UM, UM);
        int images = 60;
        double sum = 0;
        double squares = 0;
        double predicted = 0;
        for (int seed = 0; seed < images; seed++) {
            PhaseMap balls = randomBalls(grid, 6, 230, seed);
            double fraction = (double) balls.counts()[1] / grid.size();
            sum += fraction;
            squares += fraction * fraction;
            if (seed % 10 == 0) {
                predicted +=
                        TwoPointCorrelation.create().of(balls, Progress.NONE, 1).standardError() / (images / 10.0);
            }
        }
        double scatter = Math.sqrt((squares - sum * sum / images) / (images - 1));
        assertEquals(1.15, predicted / scatter, 0.3);
    }

    /** The covariance of a Boolean model of balls integrates to (1−ε)²∫(e^(θK(r)) − 1)dr, K the set covariance. */
    @Test
    void integralRangeOfTheBooleanModel() {
        VoxelGrid grid = VoxelGrid.cubic(140, 140, 140, UM);
        double radius = 6;
        int balls = 1400;
        double volume = Math.pow(140 + 2 * radius, 3);
        double density = balls / volume;
        double fraction = 1 - Math.exp(-density * 4.0 / 3 * Math.PI * Math.pow(radius, 3));
        double integral = 0;
        double step = 0.01;
        for (double r = step / 2; r < 2 * radius; r += step) {
            double s = r / (2 * radius);
            double common = 4.0 / 3 * Math.PI * Math.pow(radius, 3) * (1 - 1.5 * s + 0.5 * s * s * s);
            integral += 4 * Math.PI * r * r * step * Math.expm1(density * common);
        }
        double exact = (1 - fraction) * (1 - fraction) * integral / (fraction * (1 - fraction));
        double mean = 0;
        for (int seed = 0; seed < 4; seed++) {
            CorrelationCurve curve =
                    TwoPointCorrelation.create().of(randomBalls(grid, radius, balls, seed), Progress.NONE, 1);
            assertEquals(fraction, curve.fraction(), 5 * curve.standardError());
            mean += curve.integralRange() / (UM * UM * UM) / 4;
        }
        assertEquals(1, mean / exact, 0.15);
    }

    /** A Boolean model: the number of balls follows Poisson's law, by waiting times. */
    private static PhaseMap randomBalls(VoxelGrid grid, double radius, int mean, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[grid.size()];
        for (double t = -Math.log(1 - random.nextDouble()); t < mean; t -= Math.log(1 - random.nextDouble())) {
            double cx = random.nextDouble() * (grid.nx() + 2 * radius) - radius;
            double cy = random.nextDouble() * (grid.ny() + 2 * radius) - radius;
            double cz = random.nextDouble() * (grid.nz() + 2 * radius) - radius;
            for (int z = (int) Math.max(0, cz - radius); z < Math.min(grid.nz(), cz + radius); z++) {
                for (int y = (int) Math.max(0, cy - radius); y < Math.min(grid.ny(), cy + radius); y++) {
                    for (int x = (int) Math.max(0, cx - radius); x < Math.min(grid.nx(), cx + radius); x++) {
                        double rx = x + 0.5 - cx;
                        double ry = y + 0.5 - cy;
                        double rz = z + 0.5 - cz;
                        if (rx * rx + ry * ry + rz * rz < radius * radius) {
                            labels[grid.index(x, y, z)] = 1;
                        }
                    }
                }
            }
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    @Test
    void uniformPhaseHasNoError() {
        PhaseMap full = Phantom.fill(VoxelGrid.cubic(9, 9, 9, UM), (x, y, z) -> 1);
        CorrelationCurve curve = TwoPointCorrelation.create().of(full, Progress.NONE, 1);
        assertEquals(1, curve.fraction());
        assertEquals(0, curve.standardError());
    }

    @Test
    void errorFallsWithTheRootOfTheVolumeAndThreadsDoNotMatter() {
        PhaseMap noise = Phantom.noise(new VoxelGrid(90, 31, 33, UM, 2 * UM, UM), 0.3, 7);
        CorrelationCurve curve =
                TwoPointCorrelation.create().withParallel(Parallel.SERIAL).of(noise, Progress.NONE, 1);
        assertEquals(
                curve,
                TwoPointCorrelation.create()
                        .withParallel(Parallel.withThreads(4))
                        .of(noise, Progress.NONE, 1));
        double volume = curve.volumeForError(0.02);
        assertEquals(0.02 * curve.fraction(), 1.959964 * curve.standardErrorIn(volume), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> curve.volumeForError(0));
    }
}
