package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeometricMeasuresTest {
    private static GeodesicTortuosity geodesic(PhaseMap phases, Axis axis) {
        return GeodesicTortuosity.of(phases, axis, Progress.NONE, 1);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void straightWaysHaveTheLengthOfTheThickness(Axis axis) {
        PhaseMap block = Phantoms.fill(new VoxelGrid(6, 5, 8, 1e-6, 2e-6, 0.5e-6), (x, y, z) -> 1);
        GeodesicTortuosity result = geodesic(block, axis);
        assertEquals(1, result.mean(), 1e-6);
        assertEquals(0, result.deviation(), 1e-3);
        assertEquals(1, result.shortest(), 1e-6);
        assertEquals(240 / block.grid().count(axis), result.reachedFaces());
    }

    /** One voxel wide: 6 layers down, 9 across, 5 on, 20 voxels on 11 layers. */
    @Test
    void bentChannelHasItsLength() {
        PhaseMap channel = Phantoms.fill(
                VoxelGrid.cubic(10, 3, 11, 1e-6),
                (x, y, z) -> y == 1 && (x == 0 && z <= 5 || z == 5 || x == 9 && z >= 5) ? 1 : 0);
        assertEquals(20 / 11.0, geodesic(channel, Axis.Z).mean(), 1e-6);
        assertEquals(1, geodesic(channel, Axis.Z).reachedFaces());
        assertEquals(Double.POSITIVE_INFINITY, geodesic(channel, Axis.Y).mean());
    }

    /** Behind a small hole ways fan out: T is the distance to the hole, first order in the voxel. */
    @ParameterizedTest
    @CsvSource({"20, 0.08", "40, 0.05", "80, 0.03"})
    void waysBehindAHoleFanOut(int n, double tolerance) {
        double h = 1.0 / n;
        PhaseMap fan = Phantoms.fill(new VoxelGrid(n, 1, n, h, h, h), (x, y, z) -> z > 0 || x == 0 ? 1 : 0);
        ScalarField way = GeodesicTortuosity.wayFromFirstFace(fan, Axis.Z, Progress.NONE, 1);
        double worst = 0;
        for (int z = 1; z < n; z++) {
            for (int x = 0; x < n; x++) {
                double exact = h / 2 + Math.hypot(x * h, z * h);
                worst = Math.max(worst, Math.abs(way.value(x, 0, z) - exact));
            }
        }
        assertTrue(worst < tolerance, "worst " + worst);
    }

    @Test
    void turnsWithTheAxes() {
        PhaseMap one = Phantoms.random(new VoxelGrid(11, 14, 9, 1e-6, 2e-6, 0.7e-6), 0.6, 6);
        PhaseMap turned = Phantoms.fill(new VoxelGrid(9, 11, 14, 0.7e-6, 1e-6, 2e-6), (x, y, z) -> one.phase(y, z, x));
        assertEquals(geodesic(one, Axis.Z).mean(), geodesic(turned, Axis.X).mean(), 1e-6);
        assertTrue(geodesic(one, Axis.Z).mean() > 1);
    }

    @Test
    void cancellingStopsTheFront() {
        PhaseMap block = Phantoms.fill(VoxelGrid.cubic(8, 8, 8, 1), (x, y, z) -> 1);
        assertThrows(
                CancellationException.class,
                () -> GeodesicTortuosity.of(
                        block,
                        Axis.X,
                        fraction -> {
                            throw new CancellationException();
                        },
                        1));
    }

    @Test
    void straightSlotIsNotConstricted() {
        PhaseMap slot = Phantoms.fill(VoxelGrid.cubic(12, 10, 10, 1e-6), (x, y, z) -> x >= 3 && x < 9 ? 1 : 0);
        Constrictivity result = Constrictivity.of(slot, Axis.Z, Progress.NONE, 1);
        assertEquals(1, result.value(), 1e-9);
        assertEquals(3e-6, result.bulgeRadius(), 0.02e-6);
    }

    /** A slot 4 voxels wide opens into one 12 wide: balls of radius 6 fit inside but only those of 2 come in. */
    @Test
    void narrowMouthHoldsBallsBack() {
        PhaseMap bottle = Phantoms.fill(
                VoxelGrid.cubic(16, 3, 30, 1e-6),
                (x, y, z) -> z < 4 ? (x >= 6 && x < 10 ? 1 : 0) : x >= 2 && x < 14 ? 1 : 0);
        Constrictivity result = Constrictivity.of(bottle, Axis.Z, Progress.NONE, 1);
        assertEquals(6e-6, result.bulgeRadius(), 0.03e-6);
        assertEquals(2e-6, result.neckRadius(), 0.03e-6);
        assertEquals(1 / 9.0, result.value(), 0.005);
    }

    @Test
    void phaseWithoutAMouthIsClosed() {
        PhaseMap closed = Phantoms.fill(VoxelGrid.cubic(9, 9, 9, 1e-6), (x, y, z) -> z > 2 && x > 1 ? 1 : 0);
        assertEquals(0, Constrictivity.of(closed, Axis.Z, Progress.NONE, 1).value());
        PhaseMap full = Phantoms.fill(VoxelGrid.cubic(4, 4, 4, 1e-6), (x, y, z) -> 1);
        assertEquals(
                Double.NaN, Constrictivity.of(full, Axis.Z, Progress.NONE, 1).value());
    }
}
