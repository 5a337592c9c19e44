package io.github.voxelyte.microstructure.synthesis;

import java.util.function.DoubleSupplier;

/**
 * How far the particles' surface is moved in each layer so that the AMSVF, its gradient, the dense faces and the contact
 * ratio come out as asked. The packing already has them nearly right; what is left is a fraction of a voxel. The five
 * shapes of {@link LayerShapes} are scaled in turn, each by bisection on its own quantity, until all are met.
 */
final class SurfaceGrowth {
    private static final int ROUNDS = 40;
    private static final int HALVINGS = 40;
    /** No single shape moves the surface further than this share of the band. */
    private static final double FARTHEST = 0.9;

    private final LayerFractions fractions;
    private final CathodeOptions options;
    private final LayerShapes measures;
    private final double[][] shapes;
    private final double[] scales = new double[LayerShapes.COUNT];

    private SurfaceGrowth(LayerFractions fractions, CathodeOptions options, double layerThickness) {
        this.fractions = fractions;
        this.options = options;
        measures = new LayerShapes(fractions.layers(), layerThickness / options.diameter());
        shapes = new double[LayerShapes.COUNT][fractions.layers()];
        for (int s = 0; s < LayerShapes.COUNT; s++) {
            for (int k = 0; k < fractions.layers(); k++) {
                shapes[s][k] = measures.shape(s, k);
            }
        }
    }

    /**
     * Growth of every layer [m].
     *
     * @param layerThickness along the axis [m]
     */
    static double[] of(LayerFractions fractions, CathodeOptions options, double layerThickness) {
        SurfaceGrowth growth = new SurfaceGrowth(fractions, options, layerThickness);
        growth.solve();
        double[] result = new double[fractions.layers()];
        for (int k = 0; k < result.length; k++) {
            result[k] = growth.at(k);
        }
        return result;
    }

    private void solve() {
        int last = fractions.layers() - 1;
        for (int round = 0; round < ROUNDS; round++) {
            scale(0, () -> measures.mean(this::share), options.fraction());
            if (last > 0) {
                scale(1, () -> measures.rise(this::share), options.gradient());
            }
            if (options.denseFaces() > 0) {
                scale(2, () -> measures.excess(this::share), options.denseFaces());
                scale(3, () -> share(0), options.contactRatio());
                scale(4, () -> share(last), options.contactRatio());
            }
        }
    }

    /** Bisection: every quantity rises with its own shape. */
    private void scale(int shape, DoubleSupplier quantity, double target) {
        double low = -FARTHEST * fractions.band();
        double high = FARTHEST * fractions.band();
        for (int i = 0; i < HALVINGS; i++) {
            scales[shape] = (low + high) / 2;
            if (quantity.getAsDouble() < target) {
                low = scales[shape];
            } else {
                high = scales[shape];
            }
        }
    }

    private double at(int layer) {
        double growth = 0;
        for (int s = 0; s < shapes.length; s++) {
            growth += scales[s] * shapes[s][layer];
        }
        return growth;
    }

    private double share(int layer) {
        return fractions.at(layer, at(layer));
    }
}
