package io.github.voxelyte.plugins.files;

import java.util.Arrays;

/**
 * The LZW decoder of TIFF: codes of 9 to 12 bits, highest bit first, growing one code early. After section 13 of TIFF 6.0
 * (Adobe, 1992). Linear in the bytes written.
 */
final class TiffLzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MOST = 4096;

    private final int[] prefix = new int[MOST];
    private final byte[] last = new byte[MOST];
    private final int[] length = new int[MOST];

    TiffLzw() {
        for (int code = 0; code < CLEAR; code++) {
            last[code] = (byte) code;
            length[code] = 1;
        }
    }

    /**
     * Expands one strip or tile.
     *
     * @param packed its bytes
     * @param wanted how many bytes it should give
     * @return so many, or fewer where it is broken or ends before
     */
    byte[] expanded(byte[] packed, int wanted) {
        byte[] out = new byte[wanted];
        int filled = 0;
        int width = 9;
        int next = FIRST;
        int before = CLEAR;
        long bits = 0;
        int held = 0;
        int read = 0;
        while (filled < wanted) {
            while (held < width && read < packed.length) {
                bits = bits << 8 | packed[read++] & 0xff;
                held += 8;
            }
            if (held < width) {
                break; // cut short
            }
            held -= width;
            int code = (int) (bits >> held) & (1 << width) - 1;
            if (code == END || code > next || code == next && before == CLEAR || next == MOST && code != CLEAR) {
                break;
            }
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
            } else {
                if (before != CLEAR) {
                    prefix[next] = before;
                    length[next] = length[before] + 1;
                    last[next] = first(code == next ? before : code);
                    next++;
                }
                filled = write(code, out, filled);
                width = next > 2046 ? 12 : next > 1022 ? 11 : next > 510 ? 10 : 9;
            }
            before = code;
        }
        return filled == wanted ? out : Arrays.copyOf(out, filled);
    }

    private byte first(int code) {
        int at = code;
        while (length[at] > 1) {
            at = prefix[at];
        }
        return last[at];
    }

    /** Writes the string of a code, as far as there is room. */
    private int write(int code, byte[] out, int from) {
        int at = code;
        for (int place = from + length[code] - 1; place >= from; place--) {
            if (place < out.length) {
                out[place] = last[at];
            }
            at = prefix[at];
        }
        return Math.min(out.length, from + length[code]);
    }
}
