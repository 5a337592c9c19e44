package io.github.voxelyte.solver.impedance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.discharge.ReferenceCell;
import java.nio.file.Path;
import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against independent sparse direct solutions of the same discrete equations, 7 MHz to 1 mHz. */
class ReferenceImpedanceTest {
    private static final double OHM_CM2 = 1e-4;

    private Path folder;

    @BeforeEach
    void findCases() {
        assumeTrue(ReferenceCell.folder().isPresent(), "../shared/cases/cell is missing: reference cases skipped");
        folder = ReferenceCell.folder().orElseThrow();
    }

    private static SurfaceRule rule(String run) {
        return run.contains("__A")
                ? SurfaceRule.CELL_CENTRE
                : run.contains("__B") ? SurfaceRule.HALF_VOXEL : SurfaceRule.DIFFUSION_LENGTH;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slab__A",
                "slab__B",
                "slab__T",
                "comb__A",
                "comb__B",
                "comb__T",
                "checker__A",
                "checker__B",
                "mini__A",
                "mini__B",
                "mini__T",
                "mini_r2__A",
                "mini_r2__B",
                "mini_r2__T"
            })
    void agreesAtEveryFrequency(String run) {
        JsonNode reference = ReferenceCell.read(folder.resolve(run + "_eis.json"));
        JsonNode expected = reference.path("eis");
        double[] frequencies = ReferenceCell.numbers(expected.path("f_Hz"));
        double[] re = ReferenceCell.numbers(expected.path("ReZ_Ohm_cm2"));
        double[] im = ReferenceCell.numbers(expected.path("ImZ_Ohm_cm2"));
        ImpedanceResult result = Impedance.withDefaults()
                .withRule(rule(run))
                .withParallel(Parallel.SERIAL)
                .run(ReferenceCell.cell(folder, reference), frequencies, Progress.NONE);
        for (int k = 0; k < frequencies.length; k++) {
            ImpedancePoint point = result.points().get(k);
            Complex difference = point.impedance().divide(OHM_CM2).subtract(new Complex(re[k], im[k]));
            assertEquals(0, difference.abs() / Math.hypot(re[k], im[k]), 2e-6, "at " + frequencies[k] + " Hz");
            Complex sum = point.shares().values().stream().reduce(Complex.ZERO, Complex::add);
            assertEquals(
                    0, sum.subtract(point.impedance()).abs() / point.impedance().abs(), 1e-9, "sum of shares");
            assertTrue(point.residual() <= Impedance.DEFAULT_TOLERANCE, "residual " + point.residual());
        }
        // Most frequencies follow from others without an iteration.
        assertTrue(result.solved() < frequencies.length / 3, "solved " + result.solved());
    }
}
