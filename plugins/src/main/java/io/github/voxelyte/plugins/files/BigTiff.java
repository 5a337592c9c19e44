package io.github.voxelyte.plugins.files;

import ij.io.FileInfo;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The images of a BigTIFF file (TIFF with 64-bit offsets, magic number 43), which ImageJ itself does not open. Read are
 * grey images in strips or tiles, uncompressed or by deflate, LZW or PackBits; anything else is refused by name. Layout after "The BigTIFF File Format" (Aware Systems) and TIFF 6.0 (Adobe, 1992).
 */
final class BigTiff {
    private static final int MAGIC = 43;
    private static final int LONGEST_LIST = 1 << 24; // strips of an image, bytes of a description
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L; // of an array
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_LENGTHS = 279;
    private static final int ROWS_PER_STRIP = 278;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int SAMPLE_FORMAT = 339;
    private static final int[] BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 0, 0, 0, 8, 8, 8}; // of each field type

    private final RandomAccessFile file;
    private final String name;
    private final boolean littleEndian;

    private BigTiff(RandomAccessFile file, String name, boolean littleEndian) {
        this.file = file;
        this.name = name;
        this.littleEndian = littleEndian;
    }

    /** Whether a file starts like a BigTIFF. */
    static boolean is(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] start = new byte[4];
            if (file.read(start) < start.length) {
                return false;
            }
            boolean little = start[0] == 'I' && start[1] == 'I' && start[2] == MAGIC && start[3] == 0;
            boolean big = start[0] == 'M' && start[1] == 'M' && start[2] == 0 && start[3] == MAGIC;
            return little || big;
        }
    }

    /** The images, in the order of the file. */
    static List<TiffBlocks> images(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            boolean littleEndian = file.read() == 'I';
            BigTiff tiff = new BigTiff(file, path.getFileName().toString(), littleEndian);
            List<TiffBlocks> images = new ArrayList<>();
            long next = tiff.bytes(8, 8).getLong();
            while (next != 0) {
                long count = tiff.bytes(next, 8).getLong();
                tiff.require(count > 0 && count < 1 << 16, "a broken directory");
                ByteBuffer directory = tiff.bytes(next + 8, (int) count * 20 + 8);
                images.add(tiff.image(path, directory, (int) count));
                next = directory.getLong((int) count * 20);
            }
            tiff.require(!images.isEmpty(), "no image");
            return images;
        } catch (EOFException cut) {
            throw new IllegalArgumentException("'" + path.getFileName() + "' is cut short.", cut);
        }
    }

    private TiffBlocks image(Path path, ByteBuffer directory, int count) throws IOException {
        Map<Integer, long[]> fields = new HashMap<>();
        for (int entry = 0; entry < count; entry++) {
            int at = entry * 20;
            fields.put(directory.getShort(at) & 0xffff, values(directory, at));
        }
        require(first(fields, SAMPLES, 1) == 1, "more than one channel (RGB)");
        FileInfo info = new FileInfo();
        info.fileFormat = FileInfo.TIFF;
        info.directory = path.toAbsolutePath().getParent() + java.io.File.separator;
        info.fileName = name;
        info.width = (int) first(fields, WIDTH, 0);
        info.height = (int) first(fields, HEIGHT, 0);
        info.nImages = 1;
        info.intelByteOrder = littleEndian;
        info.whiteIsZero = first(fields, PHOTOMETRIC, 1) == 0;
        info.fileType = type(first(fields, BITS, 1), first(fields, SAMPLE_FORMAT, 1));
        return blocks(info, fields);
    }

    private TiffBlocks blocks(FileInfo info, Map<Integer, long[]> fields) {
        boolean isTiled = fields.containsKey(TILE_WIDTH);
        long[] offsets = fields.getOrDefault(isTiled ? TILE_OFFSETS : STRIP_OFFSETS, new long[0]);
        long[] lengths = fields.getOrDefault(isTiled ? TILE_LENGTHS : STRIP_LENGTHS, new long[0]);
        long width = isTiled ? first(fields, TILE_WIDTH, 0) : info.width;
        long height = isTiled
                ? first(fields, TILE_HEIGHT, 0)
                : Math.min(info.height, first(fields, ROWS_PER_STRIP, info.height));
        require(info.width > 0 && info.height > 0 && width > 0 && height > 0, "an image without size");
        long slice = (long) info.width * info.height * info.getBytesPerPixel();
        require(slice < MOST_BYTES && width * height * info.getBytesPerPixel() < MOST_BYTES, "an image above 2 GB");
        TiffCompression compression = TiffCompression.of(first(fields, COMPRESSION, 1));
        require(
                compression != TiffCompression.OTHER,
                "images compressed by method " + first(fields, COMPRESSION, 1) + " (read are deflate, LZW, PackBits)");
        if (!isTiled && compression == TiffCompression.NONE && followEachOther(offsets, lengths)) {
            height = info.height; // one block, however many strips it is cut into
            lengths = new long[] {Arrays.stream(lengths).sum()};
            offsets = new long[] {offsets[0]};
        }
        long across = (info.width + width - 1) / width;
        long down = (info.height + height - 1) / height;
        require(
                offsets.length == across * down && offsets.length == lengths.length,
                "an image without " + (isTiled ? "all its tiles" : "all its strips"));
        long predictor = first(fields, PREDICTOR, 1);
        boolean differences = predictor == 2;
        boolean isFloat = info.fileType == FileInfo.GRAY32_FLOAT || info.fileType == FileInfo.GRAY64_FLOAT;
        require(predictor == 1 || differences && !isFloat, "predictor " + predictor);
        return new TiffBlocks(info, offsets, lengths, (int) width, (int) height, compression, differences);
    }

    private static boolean followEachOther(long[] offsets, long[] lengths) {
        return offsets.length > 0
                && offsets.length == lengths.length
                && IntStream.range(1, offsets.length).allMatch(i -> offsets[i] == offsets[i - 1] + lengths[i - 1]);
    }

    private int type(long bits, long format) {
        boolean isSigned = format == 2;
        boolean isFloat = format == 3;
        if (bits == 8 && !isSigned) {
            return FileInfo.GRAY8;
        }
        if (bits == 16 && !isFloat) {
            return isSigned ? FileInfo.GRAY16_SIGNED : FileInfo.GRAY16_UNSIGNED;
        }
        if (bits == 32) {
            return isFloat ? FileInfo.GRAY32_FLOAT : isSigned ? FileInfo.GRAY32_INT : FileInfo.GRAY32_UNSIGNED;
        }
        require(bits == 64 && isFloat, "numbers of " + bits + " bits and sample format " + format);
        return FileInfo.GRAY64_FLOAT;
    }

    private static long first(Map<Integer, long[]> fields, int tag, long otherwise) {
        long[] values = fields.getOrDefault(tag, new long[0]);
        return values.length == 0 ? otherwise : values[0];
    }

    /** The whole numbers of a field; empty for text and for types that hold none. */
    private long[] values(ByteBuffer directory, int at) throws IOException {
        int type = directory.getShort(at + 2) & 0xffff;
        long count = directory.getLong(at + 4);
        int width = type < BYTES.length ? BYTES[type] : 0;
        boolean isWhole = type == 1 || type == 3 || type == 4 || type == 13 || type == 16 || type == 18;
        if (!isWhole || width == 0) {
            return new long[0];
        }
        require(count >= 0 && count * width < LONGEST_LIST, "a list that is too long");
        boolean inPlace = count * width <= 8;
        ByteBuffer data = inPlace
                ? directory.slice(at + 12, 8).order(directory.order())
                : bytes(directory.getLong(at + 12), (int) (count * width));
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (width) {
                case 1 -> data.get(i) & 0xff;
                case 2 -> data.getShort(i * 2) & 0xffff;
                case 4 -> data.getInt(i * 4) & 0xffffffffL;
                default -> data.getLong(i * 8);
            };
        }
        return values;
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        require(at > 0 && at < file.length(), "an offset beyond its end");
        byte[] bytes = new byte[count];
        file.seek(at);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("'" + name + "' is a BigTIFF with " + otherwise
                    + ", which is not read here; save it uncompressed, or open it in Fiji by Bio-Formats.");
        }
    }
}
