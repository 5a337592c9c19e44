package io.github.voxelyte.microstructure.view;

/**
 * Colours for numbers: ten of the colours of viridis (Smith and van der Walt 2015, in the public domain by CC0), dark
 * violet for 0 over green to yellow for 1, straight in between. Even in brightness, so it survives print in grey.
 */
public final class ColourMap {
    private static final int[] VIRIDIS = {
        0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725
    };

    private ColourMap() {}

    /**
     * Colour of a number.
     *
     * @param share where it lies between the least and the greatest, 0 to 1; clamped [1]
     * @return 0xRRGGBB
     */
    public static int viridis(double share) {
        double place = Math.max(0, Math.min(1, share)) * (VIRIDIS.length - 1);
        int lower = Math.min((int) place, VIRIDIS.length - 2);
        return mixed(VIRIDIS[lower], VIRIDIS[lower + 1], place - lower);
    }

    /** A colour between two, channel by channel. */
    private static int mixed(int first, int second, double share) {
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = (first >> shift & 0xff) * (1 - share) + (second >> shift & 0xff) * share;
            colour |= (int) Math.round(channel) << shift;
        }
        return colour;
    }
}
