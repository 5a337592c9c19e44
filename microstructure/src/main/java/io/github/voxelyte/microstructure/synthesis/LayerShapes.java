package io.github.voxelyte.microstructure.synthesis;

import java.util.function.IntToDoubleFunction;

/** What is measured on a profile of layers along the through-plane axis, and the smooth shapes that change it. */
final class LayerShapes {
    /** Number of shapes: constant, linear, a bump under both faces, a hem at the first face, a hem at the last. */
    static final int COUNT = 5;

    private static final double DENSE_FROM = 0.3;
    private static final double DENSE_TO = 1.0;
    private static final double MIDDLE_FROM = 1.2;
    private static final double BUMP_HALF_WIDTH = 0.55;
    private static final double HEM = 0.35;

    private final int layers;
    private final double thickness;

    /**
     * Shapes over the layers.
     *
     * @param thickness of a layer [particle diameters]
     */
    LayerShapes(int layers, double thickness) {
        this.layers = layers;
        this.thickness = thickness;
    }

    /** Value of a shape in a layer, −1 to 1. */
    double shape(int shape, int layer) {
        double first = (layer + 0.5) * thickness;
        double last = (layers - layer - 0.5) * thickness;
        return switch (shape) {
            case 0 -> 1;
            case 1 -> 2 * (layer + 0.5) / layers - 1;
            case 2 -> bump(Math.min(first, last));
            case 3 -> hem(first);
            default -> hem(last);
        };
    }

    private static double bump(double depth) {
        double centred = (depth - (DENSE_FROM + DENSE_TO) / 2) / BUMP_HALF_WIDTH;
        double b = Math.max(0, 1 - centred * centred);
        return b * b;
    }

    private static double hem(double depth) {
        double h = Math.max(0, 1 - depth / HEM);
        return h * h;
    }

    /** Mean of a profile. */
    double mean(IntToDoubleFunction profile) {
        double sum = 0;
        for (int k = 0; k < layers; k++) {
            sum += profile.applyAsDouble(k);
        }
        return sum / layers;
    }

    /** Rise of the regression line through a profile, from the first outer face to the last; 0 for a single layer. */
    double rise(IntToDoubleFunction profile) {
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < layers; k++) {
            double place = shape(1, k);
            sum += place * profile.applyAsDouble(k);
            squares += place * place;
        }
        return squares == 0 ? 0 : 2 * sum / squares;
    }

    /** Mean of the layers next to both faces less the mean of the middle; NaN where there is no middle. */
    double excess(IntToDoubleFunction profile) {
        double dense = 0;
        double middle = 0;
        int denseLayers = 0;
        int middleLayers = 0;
        for (int k = 0; k < layers; k++) {
            double depth = Math.min(k + 0.5, layers - k - 0.5) * thickness;
            if (depth >= DENSE_FROM && depth <= DENSE_TO) {
                dense += profile.applyAsDouble(k);
                denseLayers++;
            } else if (depth > MIDDLE_FROM) {
                middle += profile.applyAsDouble(k);
                middleLayers++;
            }
        }
        return dense / denseLayers - middle / middleLayers;
    }
}
