package io.github.voxelyte.solver.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.material.KirchhoffVariable;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.TabulatedFunction;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parabolic rule: what is opposite a face across its voxel, alone, in pairs and in a random cell. */
class ParabolicFacesTest {
    private static final Cell CELL = CellFile.open(CellFile.DEFAULT);
    private static final double H = 1e-6;

    private static Cell with(LithiationFunction diffusivity, double film) {
        ActiveMaterial old = CELL.activeMaterial();
        return CELL.withActiveMaterial(new ActiveMaterial(
                old.initialLithiation(),
                old.maximumConcentration(),
                old.density(),
                old.conductivity(),
                diffusivity,
                old.openCircuitPotential(),
                old.exchangeCurrentDensity(),
                old.symmetryFactor(),
                0,
                film));
    }

    private static FaceReaction reaction(Cell cell) {
        return new FaceReaction(
                cell,
                FaceRule.PARABOLIC,
                new KirchhoffVariable(cell.activeMaterial().diffusivity()));
    }

    private static void choose(FaceReaction face, Cell cell, double drop, double x, double h) {
        LithiationFunction d = cell.activeMaterial().diffusivity();
        face.setFace(drop, 0, x, 1, 0, d.value(x), d.derivative(x), h, h / 0.024, 1);
    }

    /** Within the cell's range, to full surfaces, and ±1 V: the current of each face solves its equation with what the other one found. */
    @ParameterizedTest
    @CsvSource({"0, 1e-6", "1e-3, 1e-6", "0, 1e-7", "1e-3, 1e-5"})
    void twoOppositeFacesAgreeWithEach(double film, double h) {
        Cell cell = with(CELL.activeMaterial().diffusivity(), film);
        FacePair pair = new FacePair(reaction(cell), reaction(cell));
        FaceReaction alone = reaction(cell);
        Random random = new Random(3);
        int far = 0;
        for (int n = 0; n < 3000; n++) {
            double x = 0.3 + 0.69 * random.nextDouble();
            double open = cell.activeMaterial().openCircuitPotential().value(x);
            double wide = n % 3 == 0 ? 1 : 0.1;
            double first = open + wide * (2 * random.nextDouble() - 1);
            double second = open + wide * (2 * random.nextDouble() - 1);
            choose(pair.first, cell, first, x, h);
            choose(pair.second, cell, second, x, h);
            pair.solve(0, random.nextDouble() - 0.5);
            assertHolds(alone, cell, first, x, h, pair.first.current, pair.second.current);
            assertHolds(alone, cell, second, x, h, pair.second.current, pair.first.current);
            far += pair.first.surface > 0.98 || pair.second.surface < 0.02 ? 1 : 0;
        }
        assertTrue(h < 1e-6 || far > 100, "surfaces near full or empty: " + far);
    }

    /** Newton's method for the one face would change its current no more. */
    private static void assertHolds(
            FaceReaction face, Cell cell, double drop, double x, double h, double current, double opposite) {
        choose(face, cell, drop, x, h);
        face.setOpposite(face.flux(opposite));
        face.evaluate(current);
        double scale = 1e-9 * (Math.abs(current) + Math.abs(opposite)) + 1e-12;
        assertEquals(0, face.rest / face.restSlope, scale, "x " + x + ", " + drop + " V, " + opposite + " A/m²");
    }

    /** The start of the iteration does not show: the residual is a function of the state. */
    @Test
    void theRootsDoNotDependOnTheGuess() {
        FacePair pair = new FacePair(reaction(CELL), reaction(CELL));
        Random random = new Random(5);
        for (int n = 0; n < 500; n++) {
            double x = 0.4 + 0.55 * random.nextDouble();
            double open = CELL.activeMaterial().openCircuitPotential().value(x);
            double first = open + 0.3 * (random.nextDouble() - 0.5);
            double second = open + 0.3 * (random.nextDouble() - 0.5);
            double[] roots = new double[2];
            for (int k = 0; k < 2; k++) {
                choose(pair.first, CELL, first, x, H);
                choose(pair.second, CELL, second, x, H);
                pair.solve(k == 0 ? 0 : 50, k == 0 ? 0 : -300);
                roots[k] = pair.first.current;
            }
            assertEquals(roots[0], roots[1], 1e-10 * Math.abs(roots[0]) + 1e-12, "x " + x);
        }
    }

    /** D that falls a thousandfold would turn the surface back: it goes on straight, and currents still rise with the potential. */
    @Test
    void aSteepDiffusivityKeepsTheCurrentMonotone() {
        Cell steep = with(
                TabulatedFunction.log10Linear(
                        new double[] {0, 0.45, 0.55, 1}, new double[] {1e-13, 1e-13, 1e-17, 1e-17}),
                0);
        FaceReaction face = reaction(steep);
        for (double x : new double[] {0.44, 0.47, 0.5, 0.53}) {
            for (double q : new double[] {-1e-11, 0, 1e-11}) {
                double last = Double.NEGATIVE_INFINITY;
                double open = steep.activeMaterial().openCircuitPotential().value(x);
                for (double drop = open - 1; drop < open + 1; drop += 0.004) {
                    choose(face, steep, drop, x, H);
                    face.setOpposite(q);
                    face.solve(0);
                    assertTrue(
                            face.current >= last - 1e-9 * Math.abs(last), "at x " + x + " and " + (drop - open) + " V");
                    assertTrue(face.conductance > 0);
                    last = face.current;
                }
                assertTrue(last > 0);
            }
        }
    }

    private static VoxelCell random(VoxelGrid grid, Cell cell, boolean masked) {
        byte[] labels = new byte[grid.size()];
        byte[] mask = new byte[grid.size()];
        Random random = new Random(6);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextDouble() < 0.55 ? 1 : 0);
            mask[i] = (byte) (masked ? random.nextInt(64) : 0);
        }
        return VoxelCell.of(
                PhaseMap.ofFlat(grid, labels),
                LabelMeaning.VOXELYTE,
                Axis.Z,
                true,
                cell,
                masked ? CellOptions.DEFAULT.withFaceMask(PhaseMap.ofFlat(grid, mask)) : CellOptions.DEFAULT);
    }

    /** Against differences: unequal edges, masked faces, a film, another temperature, and a kink in D. */
    @ParameterizedTest
    @CsvSource({"1e-6, false, 298.15", "2e-6, true, 298.15", "0.4e-6, false, 330", "3e-6, true, 280"})
    void theDerivativesAreThoseOfTheResidual(double dz, boolean masked, double kelvin) {
        LithiationFunction kinked = TabulatedFunction.log10Linear(
                new double[] {0.3, 0.52, 0.58, 0.9}, new double[] {3e-15, 2e-15, 7e-16, 6e-16});
        VoxelCell cell = random(new VoxelGrid(4, 5, 5, 1e-6, 0.7e-6, dz), with(kinked, 2e-3), masked);
        CellEquations equations = new CellEquations(cell.network, FaceRule.PARABOLIC, false, Parallel.SERIAL);
        equations.setTemperature(kelvin);
        int pairs = 0;
        int neighbours = 0;
        for (int opposite : cell.network.opposite) {
            pairs += opposite < -1 ? 1 : 0;
            neighbours += opposite >= 0 ? 1 : 0;
        }
        assertTrue(pairs > 4 && neighbours > 20, pairs + " and " + neighbours);
        int n = equations.unknowns;
        Random random = new Random(9);
        double[] u = new double[n];
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            boolean lithiation = i >= cell.network.nodes;
            u[i] = lithiation
                    ? 0.5 + 0.1 * random.nextDouble()
                    : (cell.network.isElectronic(i) ? 3.9 : 0) + 0.05 * random.nextDouble();
            v[i] = random.nextDouble() - 0.5;
        }
        TimeFormula time = new TimeFormula(50, 0, new double[n], new double[n]);
        DerivativeDifferences both = DerivativeDifferences.at(equations, u, v, time);
        for (int i = 0; i < n; i++) {
            assertEquals(both.difference()[i], both.derivative()[i], 1e-7 * both.largest(), "unknown " + i);
        }
    }

    /** Sums are gathered in fixed chunks; pairs lie across them. */
    @Test
    void theNumberOfThreadsDoesNotShow() {
        VoxelCell cell = random(new VoxelGrid(24, 24, 24, 1e-6, 1e-6, 1e-6), CELL, false);
        assertTrue(cell.network.edges - cell.network.firstReactive > 16_384);
        double[][] r = new double[2][];
        for (int k = 0; k < 2; k++) {
            CellEquations equations = new CellEquations(
                    cell.network, FaceRule.PARABOLIC, false, k == 0 ? Parallel.SERIAL : Parallel.withThreads(3));
            int n = equations.unknowns;
            double[] u = new double[n];
            Random random = new Random(1);
            for (int i = 0; i < n; i++) {
                u[i] = i >= cell.network.nodes
                        ? 0.6 + 0.02 * random.nextDouble()
                        : (cell.network.isElectronic(i) ? 3.8 : 0);
            }
            r[k] = new double[n];
            TimeFormula time = new TimeFormula(10, 0, new double[n], new double[n]);
            equations.evaluate(u, time);
            equations.evaluate(u, time);
            equations.residual(u, time, 0, r[k]);
        }
        assertTrue(Arrays.equals(r[0], r[1]));
    }
}
