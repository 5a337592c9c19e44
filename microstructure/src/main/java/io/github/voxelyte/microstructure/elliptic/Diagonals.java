package io.github.voxelyte.microstructure.elliptic;

/**
 * The diagonals that voxels of one phase can have, by code: 1 + the number of neighbours along u + 3·those along v + 9·those along w
 * + 27 beside the first electrode plane + 54 beside the last one; 0 for a voxel that does not conduct.
 */
final class Diagonals {
    private static final int CODES = 128;

    private final double[] diagonal = new double[CODES];
    private final double[] inverse = new double[CODES];

    /**
     * All of them.
     *
     * @param g conductance of a face along u, v, w
     * @param plane conductance to an electrode plane
     */
    Diagonals(double[] g, double plane) {
        for (int code = 1; code < CODES; code++) {
            int c = code - 1;
            diagonal[code] = c % 3 * g[0] + c / 3 % 3 * g[1] + c / 9 % 3 * g[2] + (c / 27 % 2 + c / 54 % 2) * plane;
            inverse[code] = diagonal[code] > 0 ? 1 / diagonal[code] : 0;
        }
    }

    /** inverses = 1/diagonal, of a block; 0 where nothing conducts. */
    void invert(byte[] codes, float[] inverses, int block) {
        for (int i = 4 * block; i < 4 * block + 4; i++) {
            inverses[i] = (float) inverse[codes[i]];
        }
    }

    /** potential = sums/diagonal, the arrays but the first from a start of their own; 0 where nothing conducts. */
    void balance(double[] sums, byte[] codes, int codeStart, double[] potential, int potentialStart, int from, int to) {
        for (int i = from; i < to; i++) {
            potential[potentialStart + i] = sums[i] * inverse[codes[codeStart + i]];
        }
    }

    /** inflow = sums − diagonal·potential, codes and potential from a start of their own; 0 where nothing conducts. */
    void inflow(
            double[] sums,
            byte[] codes,
            int codeStart,
            double[] potential,
            int potentialStart,
            double[] inflow,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            // Without a branch: 0 − 0 where nothing conducts.
            int code = codes[codeStart + i];
            inflow[i] = diagonal[code] * (sums[i] * inverse[code] - potential[potentialStart + i]);
        }
    }
}
