package io.github.voxelyte.plugins.output;

import ij.ImagePlus;
import ij.ImageStack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of an image's pixels: little endian, x fastest, slice by slice. Titles and metadata do not enter. */
public final class PixelDigest {
    private PixelDigest() {}

    /**
     * Digests an image.
     *
     * @param image any image
     * @return 64 hexadecimal digits
     */
    public static String sha256(ImagePlus image) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        ImageStack stack = image.getStack();
        for (int slice = 1; slice <= stack.getSize(); slice++) {
            Object pixels = stack.getProcessor(slice).getPixels();
            if (pixels instanceof byte[] bytes) {
                digest.update(bytes);
            } else if (pixels instanceof short[] shorts) {
                ByteBuffer buffer = buffer(shorts.length * Short.BYTES);
                buffer.asShortBuffer().put(shorts);
                digest.update(buffer);
            } else if (pixels instanceof float[] floats) {
                ByteBuffer buffer = buffer(floats.length * Float.BYTES);
                buffer.asFloatBuffer().put(floats);
                digest.update(buffer);
            } else {
                int[] colors = (int[]) pixels;
                ByteBuffer buffer = buffer(colors.length * Integer.BYTES);
                buffer.asIntBuffer().put(colors);
                digest.update(buffer);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
