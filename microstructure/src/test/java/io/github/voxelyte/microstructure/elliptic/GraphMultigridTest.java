package io.github.voxelyte.microstructure.elliptic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphMultigridTest {
    /** A box of nodes with given contrast of random conductances, both z faces grounded. */
    private static ConductanceGraph box(int n, double contrast, long seed) {
        return box(n, contrast, 1, seed);
    }

    private static ConductanceGraph box(int n, double low, double high, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sigma = new double[n * n * n];
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] = random.nextBoolean() ? high : low;
        }
        int[] ends = new int[6 * sigma.length];
        double[] g = new double[3 * sigma.length];
        double[] ground = new double[sigma.length];
        int[] position = new int[sigma.length];
        int e = 0;
        int[] stride = {1, n, n * n};
        for (int i = 0; i < sigma.length; i++) {
            position[i] = i;
            int[] at = {i % n, i / n % n, i / (n * n)};
            for (int a = 0; a < 3; a++) {
                if (at[a] < n - 1) {
                    ends[2 * e] = i;
                    ends[2 * e + 1] = i + stride[a];
                    g[e++] = 2 / (1 / sigma[i] + 1 / sigma[i + stride[a]]);
                }
            }
            if (at[2] == 0 || at[2] == n - 1) {
                ground[i] = 2 * sigma[i];
            }
        }
        return new ConductanceGraph(Arrays.copyOf(ends, 2 * e), Arrays.copyOf(g, e), ground, position, n, n, n);
    }

    private static double[] random(int n, long seed) {
        return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
    }

    @ParameterizedTest
    @CsvSource({"16, 1", "32, 1", "48, 1", "32, 1e-2", "32, 1e-4", "32, 1e-6", "32, 1e-8", "48, 1e-6"})
    void fewIterationsWhateverTheSizeAndTheContrast(int n, double contrast) {
        ConductanceGraph graph = box(n, contrast, 1);
        double[] exact = random(graph.nodes(), 2);
        double[] b = new double[graph.nodes()];
        graph.apply(exact, b);
        double[] x = new double[graph.nodes()];
        ConjugateGradient.Outcome outcome = new ConjugateGradient(1e-10, 100)
                .solve(graph, new GraphMultigrid(graph, Parallel.SERIAL), b, x, Progress.NONE);
        assertTrue(outcome.iterations() <= 14, "iterations: " + outcome.iterations());
        assertTrue(outcome.residual() <= 1e-10);
    }

    /** Products of conductances and squares of potentials stay in the range of float. */
    @ParameterizedTest
    @CsvSource({"1e-20", "1e20"})
    void unitsDoNotMatter(double unit) {
        ConductanceGraph graph = box(32, 1e-6 * unit, unit, 1);
        double[] exact = random(graph.nodes(), 2);
        double[] b = new double[graph.nodes()];
        graph.apply(exact, b);
        double[] x = new double[graph.nodes()];
        ConjugateGradient.Outcome outcome = new ConjugateGradient(1e-10, 100)
                .solve(graph, new GraphMultigrid(graph, Parallel.SERIAL), b, x, Progress.NONE);
        assertTrue(outcome.iterations() <= 14, "iterations: " + outcome.iterations());
    }

    @Test
    void findsTheSolution() {
        ConductanceGraph graph = box(20, 0.1, 3);
        double[] exact = random(graph.nodes(), 4);
        double[] b = new double[graph.nodes()];
        graph.apply(exact, b);
        double[] x = new double[graph.nodes()];
        new ConjugateGradient(1e-12, 100).solve(graph, new GraphMultigrid(graph, Parallel.SERIAL), b, x, Progress.NONE);
        assertArrayEquals(exact, x, 1e-8);
    }

    @Test
    void threadsAgreeBitForBit() {
        ConductanceGraph graph = box(40, 1e-3, 5);
        double[] r = random(graph.nodes(), 6);
        double[] one = new double[graph.nodes()];
        double[] three = new double[graph.nodes()];
        new GraphMultigrid(graph, Parallel.SERIAL).apply(r, one);
        new GraphMultigrid(graph, Parallel.withThreads(3)).apply(r, three);
        assertArrayEquals(one, three, 0);
    }

    /** Two nodes in series between ground and a super-node that takes all the current. */
    @Test
    void superNodesAndParallelEdgesAddUp() {
        ConductanceGraph graph = new ConductanceGraph(
                new int[] {0, 1, 0, 1, 1, 2},
                new double[] {1, 1, 4},
                new double[] {4, 0, 0},
                new int[] {0, 1, -1},
                2,
                1,
                1);
        double[] x = new double[3];
        new ConjugateGradient(1e-12, 50)
                .solve(graph, new GraphMultigrid(graph, Parallel.SERIAL), new double[] {0, 0, 1}, x, Progress.NONE);
        assertEquals(1 / 4.0, x[0], 1e-9);
        assertEquals(1 / 4.0 + 1 / 2.0, x[1], 1e-9);
        assertEquals(1, x[2], 1e-9);
    }

    /** A torus: the first and the last nodes of a row have four neighbours on one side of the diagonal. */
    @Test
    void buildingTheLevelsLeavesTheNetworkAsItIs() {
        int n = 8;
        int size = n * n * n;
        int[] ends = new int[6 * size];
        int[] position = new int[size];
        double[] g = new SplittableRandom(9).doubles(3L * size, 0.1, 1).toArray();
        int[] stride = {1, n, n * n};
        for (int i = 0; i < size; i++) {
            position[i] = i;
            for (int a = 0; a < 3; a++) {
                int at = i / stride[a] % n;
                ends[6 * i + 2 * a] = i;
                ends[6 * i + 2 * a + 1] = i + ((at + 1) % n - at) * stride[a];
            }
        }
        double[] ground = new double[size];
        ground[0] = 1;
        ConductanceGraph graph = new ConductanceGraph(ends, g, ground, position, n, n, n);
        double[] v = random(size, 10);
        double[] before = new double[size];
        double[] after = new double[size];
        graph.apply(v, before);
        GraphMultigrid multigrid = new GraphMultigrid(graph, Parallel.SERIAL);
        graph.apply(v, after);
        assertArrayEquals(before, after, 0);
        double[] x = new double[size];
        ConjugateGradient.Outcome outcome =
                new ConjugateGradient(1e-10, 30).solve(graph, multigrid, before, x, Progress.NONE);
        assertTrue(outcome.iterations() <= 14, "iterations: " + outcome.iterations());
        assertArrayEquals(v, x, 1e-7);
    }

    @Test
    void negativeConductanceIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConductanceGraph(new int[] {0, 1}, new double[] {-1}, new double[2], new int[2], 2, 1, 1));
    }

    @Test
    void unreachableToleranceIsAnError() {
        ConductanceGraph graph = box(12, 1e-3, 7);
        double[] b = random(graph.nodes(), 8);
        assertThrows(NoConvergenceException.class, () -> new ConjugateGradient(1e-9, 2)
                .solve(graph, new GraphMultigrid(graph, Parallel.SERIAL), b, new double[b.length], Progress.NONE));
    }
}
