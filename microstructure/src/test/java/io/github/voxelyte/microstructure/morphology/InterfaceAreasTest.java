package io.github.voxelyte.microstructure.morphology;

import static io.github.voxelyte.microstructure.morphology.SurfaceEstimator.CROFTON;
import static io.github.voxelyte.microstructure.morphology.SurfaceEstimator.FACES;
import static io.github.voxelyte.microstructure.morphology.SurfaceEstimator.FACES_TWO_THIRDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceAreasTest {
    private static final double UM = 1e-6;

    @Test
    void weightsOnCubicVoxelsAreThePublishedOnes() {
        double[] w = LatticeDirections.weights(VoxelGrid.cubic(2, 2, 2, UM));
        double sum = 0;
        for (double weight : w) {
            sum += weight;
        }
        assertEquals(1, sum, 1e-12);
        assertEquals(2 * 0.04577789120476, w[0], 1e-10);
        assertEquals(2 * 0.03698062787608, w[4], 1e-10);
        assertEquals(2 * 0.03519563978232, w[12], 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1, 2, 3", "0.3, 1, 1", "1, 1, 5"})
    void weightsSumToOneOnOtherVoxels(double dx, double dy, double dz) {
        double sum = 0;
        for (double weight : LatticeDirections.weights(new VoxelGrid(2, 2, 2, dx, dy, dz))) {
            assertTrue(weight > 0 && weight < 1);
            sum += weight;
        }
        assertEquals(1, sum, 1e-9);
    }

    /** Faces stay at 3/2 however fine the voxels; the other two converge to the sphere's area. */
    @ParameterizedTest
    @CsvSource({"20, 0.04, 0.04", "40, 0.01, 0.01", "80, 0.005, 0.005"})
    void sphere(int n, double croftonError, double facesError) {
        double radius = 0.4 * n * UM;
        double exact = 4 * Math.PI * radius * radius;
        Interfaces interfaces = measure(Phantom.ball(VoxelGrid.cubic(n, n, n, UM), radius));
        assertEquals(1.5, interfaces.area(FACES, 0, 1) / exact, 1.5 * facesError);
        assertEquals(1, interfaces.area(FACES_TWO_THIRDS, 1, 0) / exact, facesError);
        assertEquals(1, interfaces.area(CROFTON, 0, 1) / exact, croftonError);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2, 0.02", "1, 1.5, 0.7, 0.02", "1, 1, 3, 0.03"})
    void sphereOnUnequalVoxels(double dx, double dy, double dz, double error) {
        double radius = 24 * UM;
        VoxelGrid grid = new VoxelGrid((int) (60 / dx), (int) (60 / dy), (int) (60 / dz), dx * UM, dy * UM, dz * UM);
        double exact = 4 * Math.PI * radius * radius;
        assertEquals(1, measure(Phantom.ball(grid, radius)).area(CROFTON, 0, 1) / exact, error);
    }

    /** Lines reflected at the lateral faces: a plane across the image has its exact face count and −7.3 % by Crofton. */
    @Test
    void planeNormalToAnAxis() {
        PhaseMap plane = Phantom.fill(VoxelGrid.cubic(12, 10, 8, UM), (x, y, z) -> z < 3 ? 1 : 0);
        Interfaces interfaces = measure(plane);
        double exact = 120 * UM * UM;
        assertEquals(exact, interfaces.area(FACES, 0, 1), 1e-9 * exact);
        assertEquals(0.9267 * exact, interfaces.area(CROFTON, 0, 1), 1e-3 * exact);
        assertEquals(
                exact / (960 * UM * UM * UM), interfaces.specificSurface(FACES, new int[] {1}, new int[] {0}), 1e-3);
    }

    /** Digital planes at any tilt: the bias that the estimators state is what is found. */
    @Test
    void tiltedPlanesStayWithinTheStatedBias() {
        double smallest = 2;
        double largest = 0;
        for (int i = 0; i <= 8; i++) {
            for (int j = 0; j <= i; j++) {
                double a = i / 8.0;
                double b = j / 8.0;
                double slope = Math.sqrt(1 + a * a + b * b);
                int n = 48;
                PhaseMap plane = Phantom.fill(
                        VoxelGrid.cubic(n, n, 3 * n, UM),
                        (x, y, z) -> z - 1.5 * n < a * (x - 24) + b * (y - 24) ? 1 : 0);
                Interfaces interfaces = measure(plane);
                double exact = n * n * slope * UM * UM;
                double crofton = interfaces.area(CROFTON, 0, 1) / exact;
                smallest = Math.min(smallest, crofton);
                largest = Math.max(largest, crofton);
                double faces = (1 + a + b) / slope;
                assertEquals(faces, interfaces.area(FACES, 0, 1) / exact, 0.03);
            }
        }
        assertTrue(smallest > 1 - 0.075, "smallest " + smallest);
        assertTrue(largest < 1 + 0.025, "largest " + largest);
    }

    @Test
    void cylinderAndCube() {
        VoxelGrid grid = VoxelGrid.cubic(64, 64, 64, UM);
        double radius = 24.3 * UM;
        double length = 40 * UM;
        PhaseMap cylinder =
                Phantom.body(grid, (x, y, z) -> Math.abs(z) < length / 2 && x * x + y * y < radius * radius);
        double exact = 2 * Math.PI * radius * (radius + length);
        // The ends are planes normal to an axis (0.927), the side has its normals in a plane (mean 0.981): 0.960
        // together.
        assertEquals(0.96, measure(cylinder).area(CROFTON, 0, 1) / exact, 0.015);
        PhaseMap cube = Phantom.fill(
                grid, (x, y, z) -> Math.min(Math.min(x, y), z) >= 10 && Math.max(Math.max(x, y), z) < 50 ? 1 : 0);
        double faces = 6 * 1600 * UM * UM;
        assertEquals(faces, measure(cube).area(FACES, 0, 1), 1e-9 * faces);
    }

    @Test
    void pairsOfLabelsAddUpToTheSurfaceOfTheirUnion() {
        VoxelGrid grid = new VoxelGrid(30, 31, 32, UM, 1.2 * UM, 0.9 * UM);
        PhaseMap many = Phantom.fill(grid, (x, y, z) -> (x / 7 + y / 5 * 3 + z / 9 * 2) % 4);
        PhaseMap two = Phantom.fill(grid, (x, y, z) -> many.phase(x, y, z) < 2 ? 0 : 1);
        for (SurfaceEstimator estimator : SurfaceEstimator.values()) {
            double sum = measure(many).area(estimator, new int[] {0, 1}, new int[] {2, 3});
            assertEquals(measure(two).area(estimator, 0, 1), sum, 1e-12 * sum);
        }
    }

    @Test
    void mirrorAndAxisPermutationAndThreadsChangeNothing() {
        PhaseMap noise = Phantom.noise(VoxelGrid.cubic(21, 21, 21, UM), 0.4, 3);
        PhaseMap mirrored = Phantom.fill(noise.grid(), (x, y, z) -> noise.phase(20 - x, y, 20 - z));
        PhaseMap turned = Phantom.fill(noise.grid(), (x, y, z) -> noise.phase(y, z, x));
        double area = measure(noise).area(CROFTON, 0, 1);
        assertEquals(area, measure(mirrored).area(CROFTON, 0, 1), 0.003 * area);
        assertEquals(area, measure(turned).area(CROFTON, 0, 1), 0.003 * area);
        assertEquals(
                InterfaceAreas.create()
                        .withParallel(Parallel.SERIAL)
                        .of(noise, Progress.NONE)
                        .area(CROFTON, 0, 1),
                InterfaceAreas.create()
                        .withParallel(Parallel.withThreads(4))
                        .of(noise, Progress.NONE)
                        .area(CROFTON, 0, 1),
                0);
    }

    @Test
    void aLabelHasNoInterfaceWithItself() {
        Interfaces interfaces = measure(Phantom.noise(VoxelGrid.cubic(4, 4, 4, UM), 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> interfaces.area(FACES, 1, 1));
        assertEquals(0, interfaces.area(FACES, 1, 7));
    }

    private static Interfaces measure(PhaseMap phases) {
        return InterfaceAreas.create().of(phases, Progress.NONE);
    }
}
