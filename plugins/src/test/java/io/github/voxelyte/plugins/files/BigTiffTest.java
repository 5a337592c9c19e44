package io.github.voxelyte.plugins.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ImageProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BigTIFF files written here, byte by byte, and read again. */
class BigTiffTest {
    private static final int NX = 37;
    private static final int NY = 23;
    private static final int NZ = 3;
    private static final int CLEAR = 256;
    private static final int END = 257;

    @TempDir
    Path folder;

    private static int value(int x, int y, int z, int bytes) {
        int wave = (x * 7 + y * 13 + z * 29) / 3 % 11 * (bytes == 1 ? 20 : bytes == 2 ? 5000 : 100_000);
        return x < NX / 2 ? 3 : wave; // constant runs and jumps
    }

    @ParameterizedTest
    @CsvSource({
        // compression, predictor, bytes, block width (0: strips), rows, big-endian
        "1, 1, 1, 0, 23, false",
        "1, 1, 2, 0, 5, true",
        "1, 1, 2, 16, 16, false",
        "5, 1, 1, 0, 4, false",
        "5, 2, 2, 0, 7, true",
        "5, 2, 1, 16, 16, false",
        "8, 1, 2, 0, 1, false",
        "8, 2, 2, 16, 32, true",
        "8, 2, 4, 0, 10, false",
        "32946, 2, 1, 0, 23, false",
        "32773, 1, 1, 0, 6, false",
        "32773, 1, 2, 0, 23, true"
    })
    void compressedStripsAndTilesAreRead(
            int compression, int predictor, int bytes, int tile, int rows, boolean bigEndian) throws IOException {
        Path path = folder.resolve("big.tif");
        new Writer(compression, predictor, bytes, tile, rows, bigEndian).write(path, 16);
        assertHolds(path, bytes);
    }

    private static void assertHolds(Path path, int bytes) throws IOException {
        assertTrue(BigTiff.is(path));
        BigTiffStack stack = new BigTiffStack(path, BigTiff.images(path));
        assertEquals(NZ, stack.size());
        assertEquals(8 * bytes, stack.getBitDepth());
        for (int z = 0; z < NZ; z++) {
            ImageProcessor slice = stack.getProcessor(z + 1);
            for (int y = 0; y < NY; y++) {
                for (int x = 0; x < NX; x++) {
                    assertEquals(value(x, y, z, bytes), slice.getf(x, y), x + "," + y + "," + z);
                }
            }
        }
    }

    /** The file has a hole of more than 4 GB in it, which takes no room on the disk. */
    @Test
    void offsetsBeyondFourGigabytesAreFollowed() throws IOException {
        Path path = folder.resolve("large.tif");
        new Writer(8, 2, 2, 0, 10, false).write(path, (1L << 32) + 12_345);
        assertHolds(path, 2);
    }

    @Test
    void brokenBlocksAreNamed() throws IOException {
        Path path = folder.resolve("big.tif");
        Writer writer = new Writer(8, 1, 2, 0, 10, false);
        writer.write(path, 16);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(file.length() - 20);
        }
        BigTiffStack cut = new BigTiffStack(path, BigTiff.images(path));
        assertHolds(cut.getProcessor(1));
        UncheckedIOException told = assertThrows(UncheckedIOException.class, () -> cut.getProcessor(NZ));
        assertEquals("'big.tif' is cut short", told.getCause().getMessage());
    }

    /** Java's own writer of TIFF is the other party: 60 000 bytes fill the table of codes several times. */
    @Test
    void lzwOfAnotherProgramIsExpanded() throws IOException {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Random random = new Random(5);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 300 < 100 ? i / 7 : random.nextInt(256));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("TIFF").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionType("LZW");
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        }
        ByteBuffer tiff = ByteBuffer.wrap(file.toByteArray());
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int[] offsets = classic(tiff, 273);
        int[] lengths = classic(tiff, 279);
        ByteArrayOutputStream expanded = new ByteArrayOutputStream();
        for (int strip = 0; strip < offsets.length; strip++) {
            byte[] packed = Arrays.copyOfRange(tiff.array(), offsets[strip], offsets[strip] + lengths[strip]);
            int rows = classic(tiff, 278)[0];
            int wanted = 300 * Math.min(rows, 200 - strip * rows);
            expanded.write(new TiffLzw().expanded(packed, wanted));
            byte[] half = new TiffLzw().expanded(Arrays.copyOf(packed, packed.length / 2), wanted);
            assertTrue(half.length < wanted && half.length > wanted / 4, half.length + " of " + wanted);
        }
        assertArrayEquals(bytes, expanded.toByteArray());
    }

    /** The numbers of a field of the first image of a TIFF file with 32-bit offsets. */
    private static int[] classic(ByteBuffer tiff, int tag) {
        int directory = tiff.getInt(4);
        for (int at = directory + 2; at < directory + 2 + 12 * tiff.getShort(directory); at += 12) {
            if (tiff.getShort(at) == tag) {
                boolean isShort = tiff.getShort(at + 2) == 3;
                int[] values = new int[tiff.getInt(at + 4)];
                int start = values.length * (isShort ? 2 : 4) <= 4 ? at + 8 : tiff.getInt(at + 8);
                for (int i = 0; i < values.length; i++) {
                    values[i] = isShort ? tiff.getShort(start + 2 * i) & 0xffff : tiff.getInt(start + 4 * i);
                }
                return values;
            }
        }
        throw new AssertionError("no field " + tag);
    }

    private static void assertHolds(ImageProcessor first) {
        assertEquals(value(NX - 1, NY - 1, 0, 2), first.getf(NX - 1, NY - 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 1 | 1 | images compressed by method 7 (read are deflate, LZW, PackBits)",
                "8 | 3 | 4 | predictor 3"
            })
    void whatIsNotReadIsNamed(int compression, int predictor, int bytes, String what) throws IOException {
        Path path = folder.resolve("big.tif");
        new Writer(compression, predictor, bytes, 0, 5, false).write(path, 16);
        IllegalArgumentException told = assertThrows(IllegalArgumentException.class, () -> BigTiff.images(path));
        assertEquals(
                "'big.tif' is a BigTIFF with " + what
                        + ", which is not read here; save it uncompressed, or open it in Fiji by Bio-Formats.",
                told.getMessage());
    }

    /** Writes the directories first, then the blocks. */
    private record Writer(int compression, int predictor, int bytes, int tile, int rows, boolean bigEndian) {
        private static final int ENTRIES = 10;

        void write(Path path, long start) throws IOException {
            ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            List<List<byte[]>> slices = new ArrayList<>();
            for (int z = 0; z < NZ; z++) {
                slices.add(blocks(z, order));
            }
            int count = slices.get(0).size();
            int each = 8 + 20 * ENTRIES + 8 + 16 * count;
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(0);
                ByteBuffer head = ByteBuffer.allocate(16).order(order);
                head.put((byte) (bigEndian ? 'M' : 'I')).put((byte) (bigEndian ? 'M' : 'I'));
                head.putShort((short) 43)
                        .putShort((short) 8)
                        .putShort((short) 0)
                        .putLong(start);
                file.write(head.array());
                long data = start + (long) NZ * each;
                for (int z = 0; z < NZ; z++) {
                    long at = start + (long) z * each;
                    long lists = at + 8 + 20 * ENTRIES + 8;
                    ByteBuffer directory = ByteBuffer.allocate(each).order(order);
                    directory.putLong(ENTRIES);
                    boolean tiled = tile > 0;
                    number(directory, 256, NX);
                    number(directory, 257, NY);
                    number(directory, 258, 8 * bytes);
                    number(directory, 259, compression);
                    number(directory, 277, 1);
                    number(directory, 317, predictor);
                    number(directory, tiled ? 322 : 11, tile);
                    number(directory, tiled ? 323 : 278, rows);
                    list(directory, tiled ? 324 : 273, count, lists);
                    list(directory, tiled ? 325 : 279, count, lists + 8L * count);
                    directory.putLong(z == NZ - 1 ? 0 : at + each);
                    long next = data;
                    if (count == 1) { // a value of 8 bytes stands in its entry
                        directory.putLong(8 + 8 * 20 + 12, next);
                        directory.putLong(8 + 9 * 20 + 12, slices.get(z).get(0).length);
                    }
                    for (byte[] block : slices.get(z)) {
                        directory.putLong(next);
                        next += block.length;
                    }
                    slices.get(z).forEach(block -> directory.putLong(block.length));
                    file.seek(at);
                    file.write(directory.array());
                    file.seek(data);
                    for (byte[] block : slices.get(z)) {
                        file.write(block);
                    }
                    data = next;
                }
            }
        }

        private static void number(ByteBuffer directory, int tag, int value) {
            directory
                    .putShort((short) tag)
                    .putShort((short) 4)
                    .putLong(1)
                    .putInt(value)
                    .putInt(0);
        }

        private static void list(ByteBuffer directory, int tag, int count, long at) {
            directory.putShort((short) tag).putShort((short) 16).putLong(count).putLong(at);
        }

        private List<byte[]> blocks(int z, ByteOrder order) throws IOException {
            List<byte[]> blocks = new ArrayList<>();
            int width = tile > 0 ? tile : NX;
            for (int y = 0; y < NY; y += rows) {
                int height = tile > 0 ? rows : Math.min(rows, NY - y);
                for (int x = 0; x < NX; x += width) {
                    ByteBuffer block =
                            ByteBuffer.allocate(width * height * bytes).order(order);
                    for (int j = 0; j < height; j++) {
                        int before = 0;
                        for (int i = 0; i < width; i++) {
                            boolean inside = x + i < NX && y + j < NY;
                            int value = inside ? value(x + i, y + j, z, bytes) : 0;
                            int written = predictor == 2 ? value - before : value;
                            before = value;
                            switch (bytes) {
                                case 1 -> block.put((byte) written);
                                case 2 -> block.putShort((short) written);
                                default -> block.putInt(written);
                            }
                        }
                    }
                    blocks.add(compressed(block.array()));
                }
            }
            return blocks;
        }

        private byte[] compressed(byte[] block) throws IOException {
            return switch (compression) {
                case 5 -> lzw(block);
                case 8, 32946 -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                        deflater.write(block);
                    }
                    yield out.toByteArray();
                }
                case 32773 -> packBits(block);
                default -> block;
            };
        }

        /** Runs of equal bytes, and single bytes. */
        private static byte[] packBits(byte[] block) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int i = 0; i < block.length; ) {
                int run = 1;
                while (run < 128 && i + run < block.length && block[i + run] == block[i]) {
                    run++;
                }
                out.write(run == 1 ? 0 : 257 - run);
                out.write(block[i]);
                i += run;
            }
            return out.toByteArray();
        }

        /** With the code width growing one code early, as TIFF 6.0 has it. */
        private static byte[] lzw(byte[] block) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long[] pending = new long[2]; // bits, how many
            Map<String, Integer> codes = new HashMap<>();
            int width = 9;
            put(out, pending, CLEAR, width);
            reset(codes);
            String known = "";
            for (byte each : block) {
                String longer = known + (char) (each & 0xff);
                if (codes.containsKey(longer)) {
                    known = longer;
                    continue;
                }
                put(out, pending, codes.get(known), width);
                codes.put(longer, codes.size() + 2); // beside the two codes that are no strings
                int next = codes.size() + 2;
                width = next > 2047 ? 12 : next > 1023 ? 11 : next > 511 ? 10 : 9;
                if (next > 4094) {
                    put(out, pending, CLEAR, width);
                    reset(codes);
                    width = 9;
                }
                known = String.valueOf((char) (each & 0xff));
            }
            put(out, pending, codes.get(known), width);
            put(out, pending, END, width);
            if (pending[1] > 0) {
                out.write((int) (pending[0] << 8 - pending[1]));
            }
            return out.toByteArray();
        }

        private static void reset(Map<String, Integer> codes) {
            codes.clear();
            for (int i = 0; i < 256; i++) {
                codes.put(String.valueOf((char) i), i);
            }
        }

        private static void put(ByteArrayOutputStream out, long[] pending, int code, int width) {
            pending[0] = pending[0] << width | code;
            pending[1] += width;
            while (pending[1] >= 8) {
                pending[1] -= 8;
                out.write((int) (pending[0] >> pending[1]));
                pending[0] &= (1L << pending[1]) - 1;
            }
        }
    }
}
