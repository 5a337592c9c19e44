package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;

class ConductivityBoundsTest {
    /** By hand, half and half of 1 and 10: 1/(1/6 + 1/24) − 2 = 2.8 and 1/(1/42 + 1/60) − 20 = 80/17. */
    @Test
    void ofTwoPhases() {
        ConductivityBounds bounds = ConductivityBounds.of(new long[] {50, 50}, new double[] {1, 10});
        assertEquals(20 / 11.0, bounds.wienerLower(), 1e-12);
        assertEquals(5.5, bounds.wienerUpper(), 1e-12);
        assertEquals(2.8, bounds.hashinShtrikmanLower(), 1e-12);
        assertEquals(80 / 17.0, bounds.hashinShtrikmanUpper(), 1e-12);
    }

    /** Maxwell: insulating balls of fraction f leave 2(1 − f)/(2 + f). */
    @Test
    void insulatorLeavesMaxwellsUpperBound() {
        ConductivityBounds bounds = ConductivityBounds.of(new long[] {70, 30}, new double[] {1, 0});
        assertEquals(0, bounds.wienerLower());
        assertEquals(0, bounds.hashinShtrikmanLower());
        assertEquals(2 * 0.7 / 2.3, bounds.hashinShtrikmanUpper(), 1e-12);
    }

    @Test
    void onePhaseLeavesNoRoom() {
        ConductivityBounds bounds = ConductivityBounds.of(new long[] {0, 9}, new double[] {1, 10});
        assertEquals(10, bounds.wienerLower(), 1e-12);
        assertEquals(10, bounds.hashinShtrikmanLower(), 1e-12);
        assertEquals(10, bounds.hashinShtrikmanUpper(), 1e-12);
        assertTrue(bounds.allow(10));
        assertFalse(bounds.allow(10.1));
    }

    @Test
    void randomMixtureLiesWithinBothAndALaminateOnlyInTheWider() {
        PhaseMap mixture = Phantoms.random(VoxelGrid.cubic(20, 20, 20, 1e-6), 0.5, 1);
        PhaseMap laminate = Phantoms.fill(VoxelGrid.cubic(8, 8, 8, 1e-6), (x, y, z) -> z % 2);
        EffectiveConductivity measure = EffectiveConductivity.along(Axis.X);
        EffectiveTransport a = measure.of(mixture, new double[] {1, 10}, 0, Progress.NONE);
        EffectiveTransport b = measure.of(laminate, new double[] {1, 10}, 0, Progress.NONE);
        assertTrue(a.bounds().allow(a.effectiveConductivity()));
        assertTrue(a.bounds().allowIfIsotropic(a.effectiveConductivity()));
        assertTrue(b.bounds().allow(b.effectiveConductivity()));
        assertFalse(b.bounds().allowIfIsotropic(b.effectiveConductivity()));
    }

    /** The value at a loose tolerance lies above the converged one, and the estimate from below under it. */
    @Test
    void energyBoundsTheValueFromAbove() {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(24, 24, 24, 1e-6), 0.5, 2);
        EffectiveTransport exact =
                EffectiveConductivity.along(Axis.Z).withRelativeTolerance(1e-11).ofPhase(phases, 1, Progress.NONE);
        for (double tolerance : new double[] {1e-1, 1e-2, 1e-3}) {
            EffectiveTransport loose = EffectiveConductivity.along(Axis.Z)
                    .withRelativeTolerance(tolerance)
                    .ofPhase(phases, 1, Progress.NONE);
            assertTrue(loose.upperBound() >= exact.effectiveConductivity() * (1 - 1e-12), "at " + tolerance);
            assertTrue(loose.lowerEstimate() <= exact.effectiveConductivity() * (1 + 1e-9), "at " + tolerance);
            // However loose the tolerance: an error is never said to be smaller than it is.
            assertTrue(loose.iterations() > 0 && loose.energyError() > 0, "at " + tolerance);
        }
    }
}
