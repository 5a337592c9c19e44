package io.github.voxelyte.microstructure.segmentation;

/** Whole numbers that sort, unsigned, as the grey values do; so that a radix search finds an order statistic exactly. */
final class SortableBits {
    private SortableBits() {}

    /** Bits of a finite value; −0 counts as 0. */
    static int of(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
    }

    /** The value of some bits. */
    static float value(int bits) {
        return Float.intBitsToFloat(bits < 0 ? bits & Integer.MAX_VALUE : ~bits);
    }
}
