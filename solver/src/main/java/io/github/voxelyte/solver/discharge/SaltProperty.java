package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.solver.material.ConcentrationRatio;

/** A property of the electrolyte over that at rest, in every voxel of it at one state. */
final class SaltProperty {
    private static final int CHUNK = 8192;

    private final ConcentrationRatio ratio;
    final double[] value;
    /** By ce/ce₀. */
    final double[] slope;

    private SaltProperty(ConcentrationRatio ratio, int count) {
        this.ratio = ratio;
        value = new double[count];
        slope = new double[count];
    }

    /** Null for a property that does not change. */
    static SaltProperty of(ConcentrationRatio ratio, int count) {
        return ratio.isConstant() ? null : new SaltProperty(ratio, count);
    }

    void evaluate(double[] u, int offset, Parallel parallel) {
        int chunks = (value.length + CHUNK - 1) / CHUNK;
        parallel.forEach(chunks, c -> {
            for (int k = c * CHUNK; k < Math.min(value.length, (c + 1) * CHUNK); k++) {
                double y = Math.max(0, u[offset + k]);
                value[k] = ratio.value(y);
                slope[k] = u[offset + k] > 0 ? ratio.derivative(y) : 0;
            }
        });
    }

    /** Mean of two voxels, the first with a weight. */
    double between(int a, int b, double weight) {
        return value[b] + weight * (value[a] - value[b]);
    }

    /** Its change with those of the two concentrations. */
    double change(int a, double changeOfA, int b, double changeOfB, double weight) {
        return weight * slope[a] * changeOfA + (1 - weight) * slope[b] * changeOfB;
    }
}
