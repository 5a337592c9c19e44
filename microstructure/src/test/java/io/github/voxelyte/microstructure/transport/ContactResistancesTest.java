package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.elliptic.ContactResistances;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactResistancesTest {
    private static final VoxelGrid GRID = new VoxelGrid(6, 8, 10, 1e-6, 3e-6, 0.5e-6);
    private static final double[] SIGMA = {1, 10}; // [S/m]

    private static int along(Axis axis, int x, int y, int z) {
        return axis == Axis.X ? x : axis == Axis.Y ? y : z;
    }

    private static PhaseMap halves(Axis axis) {
        return Phantoms.fill(GRID, (x, y, z) -> 2 * along(axis, x, y, z) / GRID.count(axis));
    }

    private static double sigma(PhaseMap phases, Axis axis, ContactResistances contacts) {
        return EffectiveConductivity.along(axis)
                .withRelativeTolerance(1e-10)
                .withContacts(contacts)
                .of(phases, SIGMA, 0, Progress.NONE)
                .effectiveConductivity();
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void interfaceBetweenLayersIsInSeries(Axis axis) {
        double length = GRID.length(axis);
        double r = 3 * length;
        ContactResistances contacts = ContactResistances.NONE.between(1, 0, r);
        double exact = length / (length / 2 / SIGMA[0] + length / 2 / SIGMA[1] + r);
        assertEquals(exact, sigma(halves(axis), axis, contacts), 1e-9 * exact);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void currentAlongAnInterfaceDoesNotCrossIt(Axis axis) {
        Axis normal = axis == Axis.X ? Axis.Y : Axis.X;
        ContactResistances contacts = ContactResistances.NONE.between(0, 1, 1);
        assertEquals(5.5, sigma(halves(normal), axis, contacts), 1e-8);
    }

    /** Slices of grains across a wire of one phase: a resistance at each of the contacts, none against grain 0. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void grainContactsAreInSeries(Axis axis) {
        PhaseMap wire = Phantoms.fill(GRID, (x, y, z) -> 1);
        int n = GRID.count(axis);
        double length = GRID.length(axis);
        double r = 0.2 * length;
        ContactResistances contacts = ContactResistances.NONE.betweenGrains(
                i -> {
                    int at = along(axis, i % 6, i / 6 % 8, i / 48);
                    return at == n - 1 ? 0 : at / 2 + 1;
                },
                r);
        int boundaries = (n - 2) / 2;
        double exact = length / (length / SIGMA[1] + boundaries * r);
        assertEquals(exact, sigma(wire, axis, contacts), 1e-9 * exact);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void planesAddTheirResistance(Axis axis) {
        double length = GRID.length(axis);
        ContactResistances contacts = ContactResistances.NONE.atPlanes(length, 2 * length);
        double exact = 1 / (0.5 / SIGMA[0] + 0.5 / SIGMA[1] + 3);
        assertEquals(exact, sigma(halves(axis), axis, contacts), 1e-9 * exact);
    }

    @Test
    void withPeriodicSidesGrainsRepeat() {
        VoxelGrid odd = VoxelGrid.cubic(5, 7, 6, 1e-6);
        PhaseMap wire = Phantoms.fill(odd, (x, y, z) -> 1);
        ContactResistances contacts = ContactResistances.NONE.betweenGrains(i -> 1 + i / 70, 1e-6);
        EffectiveTransport result = EffectiveConductivity.along(Axis.Z)
                .withRelativeTolerance(1e-10)
                .withPeriodicSides(true)
                .withContacts(contacts)
                .of(wire, SIGMA, 1, Progress.NONE);
        assertEquals(6e-6 / (6e-6 / 10 + 2e-6), result.effectiveConductivity(), 1e-8);
    }

    /** Half of a contact's dissipation belongs to each side. */
    @Test
    void contactsShowInTheMaps() {
        PhaseMap column = Phantoms.fill(VoxelGrid.cubic(1, 1, 4, 1), (x, y, z) -> z / 2);
        TransportMaps maps = EffectiveConductivity.along(Axis.Z)
                .withRelativeTolerance(1e-10)
                .withContacts(ContactResistances.NONE.between(0, 1, 6))
                .mapsOf(column, new double[] {1, 1}, 0, Progress.NONE)
                .orElseThrow();
        assertEquals(0.1, maps.dissipation().value(0, 0, 0), 1e-6);
        assertEquals(0.4, maps.dissipation().value(0, 0, 1), 1e-6);
        assertEquals(0.4, maps.dissipation().value(0, 0, 2), 1e-6);
        assertEquals(0.1, maps.dissipation().value(0, 0, 3), 1e-6);
    }

    /** From no resistance to a nearly blocking one σ falls steadily, in few iterations. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void resistanceOnlyLowersTheConductivity(long seed) {
        PhaseMap phases = Phantoms.random(VoxelGrid.cubic(16, 16, 16, 1), 0.7, seed);
        double last = sigma(phases, Axis.X, ContactResistances.NONE);
        for (double r : new double[] {1e-6, 1e-2, 1, 1e2, 1e6}) {
            EffectiveTransport result = EffectiveConductivity.along(Axis.X)
                    .withContacts(ContactResistances.NONE.between(0, 1, r))
                    .of(phases, SIGMA, 0, Progress.NONE);
            assertTrue(result.effectiveConductivity() < last, "at " + r);
            assertTrue(result.iterations() <= 30, "iterations: " + result.iterations() + " at " + r);
            last = result.effectiveConductivity();
        }
    }

    @Test
    void badNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ContactResistances.NONE.between(0, 1, -1));
        assertThrows(
                IllegalArgumentException.class, () -> ContactResistances.NONE.atPlanes(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> ContactResistances.NONE.betweenGrains(i -> 1, Double.NaN));
    }
}
