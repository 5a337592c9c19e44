package io.github.voxelyte.microstructure.transport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Files that lie beside the repository, in ../shared; tests that need an absent one are skipped. */
final class ReferenceFiles {
    private ReferenceFiles() {}

    /** A file of ../shared, seen from the repository's root or from a module. */
    static Path shared(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve("CITATION.cff"))) {
            root = root.getParent();
        }
        Path file = root == null ? Path.of(name) : root.resolveSibling("shared").resolve(name);
        assumeTrue(Files.exists(file), "skipped: ../shared/" + name + " is not there");
        return file;
    }

    /** The number behind a key, in the first JSON object of an array that has all the given texts. */
    static double number(String json, String key, String... has) {
        for (String object : json.split("\\},", -1)) {
            boolean all = true;
            for (String text : has) {
                all &= object.contains(text);
            }
            if (all) {
                String tail = object.substring(object.indexOf('"' + key + '"') + key.length() + 3);
                return Double.parseDouble(tail.split("[,\\n}]", 2)[0].trim());
            }
        }
        throw new AssertionError("no entry with " + String.join(", ", has));
    }

    /** An 8-bit TIFF stack of one deflated strip a page; unit voxels. */
    static PhaseMap deflatedTiff(Path path) throws IOException, DataFormatException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
        file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        List<byte[]> planes = new ArrayList<>();
        int width = 0;
        int height = 0;
        for (int page = file.getInt(4); page != 0; ) {
            int entries = file.getShort(page);
            int offset = 0;
            int length = 0;
            for (int e = 0; e < entries; e++) {
                int at = page + 2 + 12 * e;
                int value = file.getShort(at + 2) == 3 ? file.getShort(at + 8) & 0xffff : file.getInt(at + 8);
                switch (file.getShort(at) & 0xffff) {
                    case 256 -> width = value;
                    case 257 -> height = value;
                    case 273 -> offset = value;
                    case 279 -> length = value;
                    default -> {
                        // the rest is the same in all pages and known
                    }
                }
            }
            byte[] plane = new byte[width * height];
            Inflater inflater = new Inflater();
            inflater.setInput(file.array(), offset, length);
            int read = inflater.inflate(plane);
            inflater.end();
            if (read != plane.length) {
                throw new IOException("page " + planes.size() + " has " + read + " bytes");
            }
            planes.add(plane);
            page = file.getInt(page + 2 + 12 * entries);
        }
        return new PhaseMap(VoxelGrid.cubic(width, height, planes.size(), 1), planes.toArray(new byte[0][]));
    }
}
