package io.github.voxelyte.plugins.files;

import ij.io.FileInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the strips or tiles of one image lie in a TIFF file, and how they become its pixels.
 *
 * @param info size, type of numbers, order of bytes, and the file
 * @param offsets of the blocks, row by row
 * @param lengths of the blocks in the file [bytes]
 * @param width of a block [pixels]
 * @param height of a block [pixels]
 * @param compression of every block
 * @param differences whether a row holds the difference of each pixel from the one before (predictor 2)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TiffBlocks(
        FileInfo info,
        long[] offsets,
        long[] lengths,
        int width,
        int height,
        TiffCompression compression,
        boolean differences) {

    /**
     * All bytes of the image, row by row.
     *
     * @param file the file
     * @return the bytes of the pixels, in the file's order
     * @throws IOException if a block is not there or does not hold what it should
     */
    byte[] read(RandomAccessFile file) throws IOException {
        int pixel = info.getBytesPerPixel();
        byte[] image = new byte[info.width * info.height * pixel];
        int across = (info.width + width - 1) / width;
        for (int b = 0; b < offsets.length; b++) {
            int x = b % across * width;
            int y = b / across * height;
            boolean isStrip = width == info.width;
            int rows = isStrip ? Math.min(height, info.height - y) : height; // tiles are always whole
            byte[] block = block(file, b, rows * width * pixel);
            if (differences) {
                sum(block, rows, pixel);
            }
            int shown = Math.min(width, info.width - x) * pixel;
            for (int row = 0; row < Math.min(rows, info.height - y); row++) {
                System.arraycopy(block, row * width * pixel, image, ((y + row) * info.width + x) * pixel, shown);
            }
        }
        return image;
    }

    private byte[] block(RandomAccessFile file, int number, int length) throws IOException {
        long inFile = lengths[number];
        if (offsets[number] + inFile > file.length() || inFile > Integer.MAX_VALUE - 8) {
            throw new IOException("'" + info.fileName + "' is cut short");
        }
        byte[] bytes = new byte[(int) inFile];
        file.seek(offsets[number]);
        file.readFully(bytes);
        byte[] expanded = compression.expanded(bytes, length);
        if (expanded.length < length) {
            throw new IOException("block " + (number + 1) + " of '" + info.fileName + "' holds " + expanded.length
                    + " bytes instead of " + length);
        }
        return expanded;
    }

    /** From differences to values, each row for itself. */
    private void sum(byte[] block, int rows, int pixel) {
        ByteBuffer numbers =
                ByteBuffer.wrap(block).order(info.intelByteOrder ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int row = 0; row < rows; row++) {
            for (int column = 1; column < width; column++) {
                int at = (row * width + column) * pixel;
                switch (pixel) {
                    case 1 -> block[at] += block[at - 1];
                    case 2 -> numbers.putShort(at, (short) (numbers.getShort(at) + numbers.getShort(at - 2)));
                    default -> numbers.putInt(at, numbers.getInt(at) + numbers.getInt(at - 4));
                }
            }
        }
    }
}
