package io.github.voxelyte.microstructure.elliptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseInverseTest {
    /** Random conductances between all pairs of nodes, and a weak one from the first node to ground. */
    private static double[][] network(int n, double toGround) {
        SplittableRandom random = new SplittableRandom(n);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double g = random.nextDouble();
                a[i][j] = -g;
                a[j][i] = -g;
                a[i][i] += g;
                a[j][j] += g;
            }
        }
        a[0][0] += toGround;
        return a;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 150})
    void solves(int n) {
        double[][] a = network(n, 0.1);
        float[] x = new float[n];
        float[] b = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 5 - 2;
        }
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += a[i][j] * x[j];
            }
            b[i] = (float) sum;
        }
        float[] y = new float[n];
        new DenseInverse(a).apply(b, y);
        for (int i = 0; i < n; i++) {
            assertEquals(x[i], y[i], 1e-3);
        }
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        assertThrows(IllegalArgumentException.class, () -> new DenseInverse(new double[][] {{1, -2}, {-2, 1}}));
        assertThrows(IllegalArgumentException.class, () -> new DenseInverse(new double[][] {{Double.NaN}}));
        assertThrows(IllegalArgumentException.class, () -> new DenseInverse(new double[][] {{1e300 * 1e300}}));
    }
}
