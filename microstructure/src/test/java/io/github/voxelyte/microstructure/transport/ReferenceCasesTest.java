package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Against other programs: hypre, pyamg (../shared/cases/transport.json) and hypre on a real electrode
 * (../shared/data/README.md). Skipped where those files are missing.
 */
class ReferenceCasesTest {
    private static final int MOST_ITERATIONS = 12;

    private static void check(PhaseMap phases, String geometry, String json, int label, Axis axis) {
        EffectiveTransport result = EffectiveConductivity.along(axis).ofPhase(phases, label, Progress.NONE);
        double expected = ReferenceFiles.number(
                json,
                "Deff",
                "\"geometry\": \"" + geometry + '"',
                "\"direction\": \"" + axis.name().toLowerCase(Locale.ROOT) + '"',
                "\"conducting_label\": " + label);
        String what = geometry + " label " + label + " along " + axis;
        assertEquals(expected, result.relativeConductivity(), 1e-8 * expected, what);
        assertTrue(result.iterations() <= MOST_ITERATIONS, what + ": iterations " + result.iterations());
    }

    @Test
    void overlappingBallsBothPhasesAllAxes() throws IOException {
        String json = Files.readString(ReferenceFiles.shared("cases/transport.json"));
        PhaseMap phases = ReferenceGeometry.balls(150, 150, 40, 0.46, 5, 0.3, 20240501);
        assertEquals(
                "6171407b664afc8fc43cdf51d7991884f46a6a1bbc0e8d4924a699bf3d95240e", ReferenceGeometry.sha256(phases));
        for (Axis axis : Axis.values()) {
            check(phases, "boolean150x150x40", json, 0, axis);
            check(phases, "boolean150x150x40", json, 1, axis);
        }
    }

    /** 17.5 % conducting, tortuosity factor 23: long thin paths. Takes long: by hand, with -Dvoxelyte.reference=all. */
    @Test
    @EnabledIfSystemProperty(named = "voxelyte.reference", matches = "all")
    void thresholdedNoise() throws IOException {
        String json = Files.readString(ReferenceFiles.shared("cases/transport.json"));
        PhaseMap phases = ReferenceGeometry.gaussian(200, 0.175, 5, 20240505);
        assertEquals(
                "56fe6317600014e70fe59cb13daa25e76a4c1afad57ac2e29dc9d1131a81fbe4", ReferenceGeometry.sha256(phases));
        check(phases, "gauss200", json, 0, Axis.X);
    }

    @Test
    void realElectrodeAlongItsMostResistiveAxis() throws IOException, DataFormatException {
        checkElectrode(Axis.Z, 0.2615756133, 0.1560787597);
    }

    /** By hand, with -Dvoxelyte.reference=all. */
    @Test
    @EnabledIfSystemProperty(named = "voxelyte.reference", matches = "all")
    void realElectrodeAlongTheOthers() throws IOException, DataFormatException {
        checkElectrode(Axis.X, 0.3227334534, 0.2194233645);
        checkElectrode(Axis.Y, 0.3112561929, 0.1963718345);
    }

    private static void checkElectrode(Axis axis, double notActive, double active)
            throws IOException, DataFormatException {
        PhaseMap phases = ReferenceFiles.deflatedTiff(ReferenceFiles.shared("data/nmc1-crop-labels.tif"));
        EffectiveConductivity measure = EffectiveConductivity.along(axis);
        EffectiveTransport pore = measure.of(phases, new double[] {1, 0, 1}, 0, Progress.NONE);
        EffectiveTransport solid = measure.ofPhase(phases, 1, Progress.NONE);
        assertEquals(notActive, pore.relativeConductivity(), 1e-8 * notActive, "not active along " + axis);
        assertEquals(active, solid.relativeConductivity(), 1e-8 * active, "active along " + axis);
        assertEquals(0.4967507812, pore.fraction(), 1e-10);
        assertEquals(0.5032492187, solid.fraction(), 1e-10);
        assertTrue(Math.max(pore.iterations(), solid.iterations()) <= MOST_ITERATIONS);
    }
}
