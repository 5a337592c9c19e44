package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting from the potential of a similar structure: fewer iterations, the same number. */
class WarmStartTest {
    private static final double[] SIGMA = {0, 1};

    /** A Gaussian random field of 40 waves, cut at a level: label 1 above. Neighbouring levels differ at surfaces only. */
    private static PhaseMap waves(int nx, int ny, int nz, double level) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] waves = new double[40][];
        for (int k = 0; k < waves.length; k++) {
            waves[k] = new double[] {
                0.25 * random.nextGaussian(),
                0.25 * random.nextGaussian(),
                0.25 * random.nextGaussian(),
                2 * Math.PI * random.nextDouble()
            };
        }
        return Phantoms.fill(VoxelGrid.cubic(nx, ny, nz, 1e-6), (x, y, z) -> {
            double sum = 0;
            for (double[] w : waves) {
                sum += Math.cos(w[0] * x + w[1] * y + w[2] * z + w[3]);
            }
            return sum / Math.sqrt(waves.length / 2.0) > level ? 1 : 0;
        });
    }

    private static TransportMaps solved(EffectiveConductivity measure, PhaseMap phases) {
        return measure.mapsOf(phases, SIGMA, 1, Progress.NONE).orElseThrow();
    }

    /** One and four per cent of the conducting voxels change: two iterations in place of four, three of five. */
    @ParameterizedTest
    @CsvSource({"0.11, 1e-4, 3", "0.15, 1e-4, 4", "0.05, 1e-4, 4", "0.11, 1e-3, 2", "0.15, 1e-3, 3"})
    void aSmallChangeCostsFewerIterationsForTheSameConductivity(double level, double tolerance, int most) {
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X);
        ScalarField before = solved(measure, waves(48, 48, 48, 0.1)).potential();
        PhaseMap changed = waves(48, 48, 48, level);
        double exact = measure.withRelativeTolerance(1e-9)
                .ofPhase(changed, 1, Progress.NONE)
                .relativeConductivity();
        EffectiveConductivity loose = measure.withRelativeTolerance(tolerance);
        EffectiveTransport fresh = loose.ofPhase(changed, 1, Progress.NONE);
        EffectiveTransport warm = loose.withStart(before).ofPhase(changed, 1, Progress.NONE);
        assertTrue(warm.iterations() <= most, "iterations " + warm.iterations());
        assertTrue(warm.iterations() < fresh.iterations(), warm.iterations() + " against " + fresh.iterations());
        assertEquals(exact, warm.relativeConductivity(), 0.2 * tolerance * exact);
    }

    @Test
    void fromItsOwnSolutionNothingIsLeftToDo() {
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.Z);
        PhaseMap phases = waves(30, 24, 40, 0);
        TransportMaps maps = solved(measure, phases);
        EffectiveTransport again = measure.withStart(maps.potential()).ofPhase(phases, 1, Progress.NONE);
        assertTrue(
                maps.transport().iterations() > 4,
                "iterations " + maps.transport().iterations());
        assertTrue(again.iterations() <= 1, "iterations " + again.iterations());
        double fresh = maps.transport().relativeConductivity();
        assertEquals(fresh, again.relativeConductivity(), 1e-7 * fresh);
    }

    /** Sides of odd counts are unfolded inside; the start is still that of one period. */
    @Test
    void periodicSidesOfOddCountsStartToo() {
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X).withPeriodicSides(true);
        PhaseMap phases = waves(24, 21, 15, 0);
        TransportMaps maps = solved(measure, phases);
        EffectiveTransport again = measure.withStart(maps.potential()).ofPhase(phases, 1, Progress.NONE);
        assertTrue(again.iterations() <= 1, "iterations " + again.iterations());
    }

    /** Whatever the start, the end is the same. */
    @Test
    void aStartWithoutAnyValueIsALinearOne() {
        PhaseMap phases = waves(24, 24, 24, 0);
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.Y);
        ScalarField nothing = ScalarField.zeros(phases.grid());
        for (int z = 0; z < 24; z++) {
            Arrays.fill(nothing.plane(z), Float.NaN);
        }
        EffectiveTransport fresh = measure.ofPhase(phases, 1, Progress.NONE);
        EffectiveTransport same = measure.withStart(nothing).ofPhase(phases, 1, Progress.NONE);
        assertEquals(fresh.effectiveConductivity(), same.effectiveConductivity(), 0);
        assertEquals(fresh.iterations(), same.iterations());
    }

    @Test
    void aStartOnOtherVoxelsIsRefused() {
        ScalarField other = ScalarField.zeros(VoxelGrid.cubic(4, 4, 5, 1e-6));
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X).withStart(other);
        PhaseMap phases = Phantoms.fill(VoxelGrid.cubic(4, 4, 4, 1e-6), (x, y, z) -> 1);
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> measure.ofPhase(phases, 1, Progress.NONE));
        assertTrue(refusal.getMessage().contains("4×4×5"), refusal.getMessage());
    }
}
