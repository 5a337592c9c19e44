package io.github.voxelyte.microstructure.files;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * A VTK image file (.vti), as ParaView and other programs read it: one number a voxel and array, on the cells of an image. The
 * arrays stand appended behind the XML head, raw, little endian, x fastest, each behind its length in bytes as a 64-bit
 * number (VTK file formats, Kitware, "XML file formats", file version 1.0). Spacing is in micrometres; the first voxel's
 * outer corner is the origin.
 *
 * <p>Written plane by plane: memory for one plane, linear time. Instances are immutable.
 */
public final class VtkImageFile {
    private static final double MICROMETRE = 1e-6; // [m]

    private enum Type {
        UNSIGNED_8("UInt8", Byte.BYTES),
        UNSIGNED_16("UInt16", Short.BYTES),
        FLOAT_32("Float32", Float.BYTES);

        private final String name;
        private final int bytes;

        Type(String name, int bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }

    private record Array(String name, Type type, IntFunction<Object> planes) {}

    private final VoxelGrid grid;
    private final List<Array> arrays;

    private VtkImageFile(VoxelGrid grid, List<Array> arrays) {
        this.grid = grid;
        this.arrays = List.copyOf(arrays);
    }

    /**
     * A file without arrays.
     *
     * @param grid the voxels; edges in metres
     * @return the file, to which arrays are to be added
     */
    public static VtkImageFile of(VoxelGrid grid) {
        return new VtkImageFile(grid, List.of());
    }

    /**
     * Adds labels.
     *
     * @param name what the array is called
     * @param labels labels on the same voxels
     * @return a copy with them
     */
    public VtkImageFile with(String name, PhaseMap labels) {
        requireSame(labels.grid());
        return with(new Array(name, Type.UNSIGNED_8, labels::plane));
    }

    /**
     * Adds a field.
     *
     * @param name what the array is called, with its unit
     * @param field numbers on the same voxels; NaN where there is none
     * @return a copy with it
     */
    public VtkImageFile with(String name, ScalarField field) {
        requireSame(field.grid());
        return with(new Array(name, Type.FLOAT_32, field::plane));
    }

    /**
     * Adds numbers of any width, read plane by plane.
     *
     * @param name what the array is called
     * @param bits 8 or 16 (unsigned), or 32 (float)
     * @param planes for each z the array byte[], short[] or float[] of nx·ny numbers, x fastest
     * @return a copy with them
     */
    public VtkImageFile with(String name, int bits, IntFunction<Object> planes) {
        Type type =
                switch (bits) {
                    case 8 -> Type.UNSIGNED_8;
                    case 16 -> Type.UNSIGNED_16;
                    case 32 -> Type.FLOAT_32;
                    default -> throw new IllegalArgumentException("bits must be 8, 16 or 32, not " + bits + ".");
                };
        return with(new Array(name, type, planes));
    }

    private VtkImageFile with(Array array) {
        List<Array> more = new ArrayList<>(arrays);
        more.add(array);
        return new VtkImageFile(grid, more);
    }

    private void requireSame(VoxelGrid other) {
        if (!other.equals(grid)) {
            throw new IllegalArgumentException(
                    "an array on " + other + " does not belong into a file on " + grid + ".");
        }
    }

    /**
     * Writes the file.
     *
     * @param file where to; replaced if it is there
     * @param progress told about the planes; also the way to cancel
     * @throws IOException if the file system fails
     */
    public void write(Path file, Progress progress) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(head().getBytes(StandardCharsets.UTF_8));
            double planes = Math.max(1.0, (double) arrays.size() * grid.nz());
            for (int a = 0; a < arrays.size(); a++) {
                Array array = arrays.get(a);
                out.write(length(array).array());
                ByteBuffer buffer = ByteBuffer.allocate(grid.planeSize() * array.type().bytes)
                        .order(ByteOrder.LITTLE_ENDIAN);
                for (int z = 0; z < grid.nz(); z++) {
                    progress.update((a * (double) grid.nz() + z) / planes);
                    out.write(fill(buffer, array.planes().apply(z)).array());
                }
            }
            out.write("\n  </AppendedData>\n</VTKFile>\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private ByteBuffer length(Array array) {
        long bytes = (long) grid.size() * array.type().bytes;
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes);
    }

    private static ByteBuffer fill(ByteBuffer buffer, Object plane) {
        buffer.clear();
        if (plane instanceof byte[] bytes) {
            buffer.put(bytes);
        } else if (plane instanceof short[] shorts) {
            buffer.asShortBuffer().put(shorts);
        } else {
            buffer.asFloatBuffer().put((float[]) plane);
        }
        return buffer;
    }

    private String head() {
        StringBuilder head = new StringBuilder("<?xml version=\"1.0\"?>\n");
        head.append(
                "<VTKFile type=\"ImageData\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n");
        String extent = String.format(Locale.ROOT, "0 %d 0 %d 0 %d", grid.nx(), grid.ny(), grid.nz());
        head.append("  <ImageData WholeExtent=\"" + extent + "\" Origin=\"0 0 0\" Spacing=\"" + micrometres(grid.dx())
                + " " + micrometres(grid.dy()) + " " + micrometres(grid.dz()) + "\">\n");
        head.append("    <Piece Extent=\"" + extent + "\">\n      <CellData>\n");
        long offset = 0;
        for (Array array : arrays) {
            head.append("        <DataArray type=\"" + array.type().name + "\" Name=\"" + escaped(array.name())
                    + "\" format=\"appended\" offset=\"" + offset + "\"/>\n");
            offset += Long.BYTES + (long) grid.size() * array.type().bytes;
        }
        head.append("      </CellData>\n    </Piece>\n  </ImageData>\n  <AppendedData encoding=\"raw\">\n   _");
        return head.toString();
    }

    /** Rounded to 12 digits, so that 0.4 µm does not become 0.39999999999999997. */
    private static String micrometres(double metres) {
        return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.11e", metres / MICROMETRE)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
