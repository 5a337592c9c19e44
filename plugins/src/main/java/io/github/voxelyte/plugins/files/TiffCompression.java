package io.github.voxelyte.plugins.files;

import ij.io.FileInfo;
import ij.io.ImageReader;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How a block of a TIFF image is compressed. */
enum TiffCompression {
    NONE,
    LZW,
    DEFLATE,
    PACK_BITS,
    OTHER;

    /** After the number in the file (TIFF 6.0, Adobe, 1992; 8 and 32946 are both deflate). */
    static TiffCompression of(long number) {
        if (number == 1) {
            return NONE;
        } else if (number == 5) {
            return LZW;
        } else if (number == 8 || number == 32946) {
            return DEFLATE;
        }
        return number == 32773 ? PACK_BITS : OTHER;
    }

    /**
     * Undoes it.
     *
     * @param bytes as they stand in the file
     * @param length wanted [bytes]
     * @return so many bytes, or fewer if the block is broken
     */
    byte[] expanded(byte[] bytes, int length) {
        byte[] all =
                switch (this) {
                    case LZW -> new TiffLzw().expanded(bytes, length);
                    case DEFLATE -> inflated(bytes, length);
                    case PACK_BITS -> new ImageReader(new FileInfo()).packBitsUncompress(bytes, length);
                    default -> bytes;
                };
        return all.length > length ? Arrays.copyOf(all, length) : all;
    }

    private static byte[] inflated(byte[] bytes, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            byte[] out = new byte[length];
            int filled = 0;
            int more = 1;
            while (filled < length && more > 0) {
                more = inflater.inflate(out, filled, length - filled);
                filled += more;
            }
            return filled == length ? out : Arrays.copyOf(out, filled);
        } catch (DataFormatException broken) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
