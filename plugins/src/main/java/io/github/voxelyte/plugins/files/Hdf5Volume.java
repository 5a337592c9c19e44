package io.github.voxelyte.plugins.files;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntToDoubleFunction;

/**
 * A three-dimensional dataset of an HDF5 file, read by jhdf. The last dimension is x, as in C and NumPy; leading
 * dimensions of length 1 are left out. Unsigned 8 and 16 bits stay, all else becomes 32-bit. Voxel edges come from the
 * attribute {@code element_size_um} (z, y, x), as other HDF5 plugins of ImageJ write it.
 */
final class Hdf5Volume {
    private static final String ELEMENT_SIZE = "element_size_um";

    private Hdf5Volume() {}

    /**
     * Opens a dataset.
     *
     * @param file the file
     * @param wanted path of the dataset inside; null for the largest with three dimensions
     * @param room refuses what needs more memory, in bytes, than there is
     * @param progress told about the planes; also the way to cancel
     */
    static ImagePlus open(Path file, String wanted, DoubleConsumer room, Progress progress) {
        try (HdfFile hdf = new HdfFile(file)) {
            List<Dataset> volumes = new ArrayList<>();
            collect(hdf, volumes);
            Dataset dataset = choose(file.getFileName().toString(), volumes, wanted);
            int[] size = dataset.getDimensions();
            int[] zyx = Arrays.copyOfRange(size, size.length - 3, size.length);
            room.accept((double) zyx[0] * zyx[1] * zyx[2] * bits(dataset) / Byte.SIZE);
            ImagePlus image = new ImagePlus(file.getFileName().toString(), read(dataset, zyx, progress));
            image.setDimensions(1, zyx[0], 1);
            calibrate(image, dataset);
            return image;
        } catch (HdfException
                | NoClassDefFoundError problem) { // the latter: the native decoder LZ4 does not come with it
            throw new IllegalArgumentException(
                    "'" + file.getFileName() + "' cannot be read as HDF5 (" + problem.getMessage()
                            + "); datasets must be plain or compressed by gzip or LZF.",
                    problem);
        }
    }

    private static void collect(Group group, List<Dataset> found) {
        for (Node node : group) {
            if (node instanceof Group inner) {
                collect(inner, found);
            } else if (node instanceof Dataset dataset && isVolume(dataset)) {
                found.add(dataset);
            }
        }
    }

    private static boolean isVolume(Dataset dataset) {
        int[] size = dataset.getDimensions();
        boolean isNumber =
                dataset.getDataType() instanceof FixedPoint || dataset.getDataType() instanceof FloatingPoint;
        boolean leadingOnes =
                Arrays.stream(size, 0, Math.max(0, size.length - 3)).allMatch(edge -> edge == 1);
        return isNumber && size.length >= 3 && leadingOnes && !dataset.isEmpty();
    }

    private static Dataset choose(String name, List<Dataset> volumes, String wanted) {
        String all = String.join(", ", volumes.stream().map(Node::getPath).toList());
        if (wanted == null) {
            return volumes.stream()
                    .max(Comparator.comparingLong(Dataset::getSize))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + name + "' holds no dataset of numbers with three dimensions."));
        }
        String path = wanted.startsWith("/") ? wanted : "/" + wanted;
        return volumes.stream()
                .filter(dataset -> dataset.getPath().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' has no dataset '" + wanted
                        + "' of three dimensions; it has " + (all.isEmpty() ? "none" : all) + "."));
    }

    private static int bits(Dataset dataset) {
        boolean isUnsigned = dataset.getDataType() instanceof FixedPoint whole && !whole.isSigned();
        int bits = dataset.getDataType().getSize() * Byte.SIZE;
        return isUnsigned && bits <= 16 ? bits : 32;
    }

    private static ImageStack read(Dataset dataset, int[] zyx, Progress progress) {
        int bits = bits(dataset);
        Object[] planes = new Object[zyx[0]];
        for (int z = 0; z < zyx[0]; z++) {
            int size = zyx[1] * zyx[2];
            planes[z] = bits == 8 ? new byte[size] : bits == 16 ? new short[size] : new float[size];
        }
        if (dataset instanceof ChunkedDataset chunked) {
            readChunks(chunked, zyx, planes, progress);
        } else {
            readPlanes(dataset, zyx, planes, progress);
        }
        ImageStack stack = new ImageStack(zyx[2], zyx[1]);
        for (Object plane : planes) {
            stack.addSlice(null, plane);
        }
        return stack;
    }

    /** Plane by plane, for data without chunks. */
    private static void readPlanes(Dataset dataset, int[] zyx, Object[] planes, Progress progress) {
        int rank = dataset.getDimensions().length;
        for (int z = 0; z < zyx[0]; z++) {
            progress.update(z / (double) zyx[0]);
            long[] offset = new long[rank];
            offset[rank - 3] = z;
            int[] count = new int[rank];
            Arrays.fill(count, 1);
            count[rank - 2] = zyx[1];
            count[rank - 1] = zyx[2];
            Object rows = dataset.getData(offset, count);
            for (int level = 0; level < rank - 2; level++) {
                rows = Array.get(rows, 0);
            }
            for (int i = 0; i < zyx[1] * zyx[2]; i++) {
                set(planes[z], i, ((Number) Array.get(Array.get(rows, i / zyx[2]), i % zyx[2])).doubleValue());
            }
        }
    }

    /**
     * Chunk by chunk, each decoded once. Not by {@code getData(offset, count)}: in jhdf 0.9.4 that loses all chunks but the first
     * (jhdf issue 727).
     */
    private static void readChunks(ChunkedDataset dataset, int[] zyx, Object[] planes, Progress progress) {
        int[] whole = dataset.getChunkDimensions();
        int rank = whole.length;
        int[] chunk = Arrays.copyOfRange(whole, rank - 3, rank);
        for (int z0 = 0; z0 < zyx[0]; z0 += chunk[0]) {
            progress.update(z0 / (double) zyx[0]);
            for (int y0 = 0; y0 < zyx[1]; y0 += chunk[1]) {
                for (int x0 = 0; x0 < zyx[2]; x0 += chunk[2]) {
                    int[] offset = new int[rank];
                    offset[rank - 3] = z0;
                    offset[rank - 2] = y0;
                    offset[rank - 1] = x0;
                    IntToDoubleFunction numbers = numbers(dataset.getDataType(), dataset.getDecompressedChunk(offset));
                    int nx = Math.min(chunk[2], zyx[2] - x0);
                    for (int z = 0; z < Math.min(chunk[0], zyx[0] - z0); z++) {
                        for (int y = 0; y < Math.min(chunk[1], zyx[1] - y0); y++) {
                            int from = (z * chunk[1] + y) * chunk[2];
                            int to = (y0 + y) * zyx[2] + x0;
                            for (int x = 0; x < nx; x++) {
                                set(planes[z0 + z], to + x, numbers.applyAsDouble(from + x));
                            }
                        }
                    }
                }
            }
        }
    }

    /** The numbers of a chunk by their place in it. */
    private static IntToDoubleFunction numbers(DataType type, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int width = type.getSize();
        if (type instanceof FloatingPoint real) {
            buffer.order(real.getByteOrder());
            return switch (width) {
                case 4 -> i -> buffer.getFloat(i * 4);
                case 8 -> i -> buffer.getDouble(i * 8);
                default -> throw new IllegalArgumentException("numbers of " + width + " bytes are not read.");
            };
        }
        FixedPoint whole = (FixedPoint) type;
        buffer.order(whole.getByteOrder());
        boolean isSigned = whole.isSigned();
        return switch (width) {
            case 1 -> i -> isSigned ? buffer.get(i) : buffer.get(i) & 0xff;
            case 2 -> i -> isSigned ? buffer.getShort(i * 2) : buffer.getShort(i * 2) & 0xffff;
            case 4 -> i -> isSigned ? buffer.getInt(i * 4) : buffer.getInt(i * 4) & 0xffffffffL;
            case 8 -> i -> buffer.getLong(i * 8);
            default -> throw new IllegalArgumentException("whole numbers of " + width + " bytes are not read.");
        };
    }

    private static void set(Object pixels, int at, double value) {
        if (pixels instanceof byte[] bytes) {
            bytes[at] = (byte) (int) value;
        } else if (pixels instanceof short[] shorts) {
            shorts[at] = (short) (int) value;
        } else {
            ((float[]) pixels)[at] = (float) value;
        }
    }

    private static void calibrate(ImagePlus image, Dataset dataset) {
        Attribute attribute = dataset.getAttribute(ELEMENT_SIZE);
        Object edges = attribute == null ? null : attribute.getData();
        if (edges == null || !edges.getClass().isArray() || Array.getLength(edges) != 3) {
            return;
        }
        double[] zyx = new double[3];
        for (int i = 0; i < 3; i++) {
            zyx[i] = ((Number) Array.get(edges, i)).doubleValue();
            if (!(zyx[i] > 0)) {
                return;
            }
        }
        image.getCalibration().pixelDepth = zyx[0];
        image.getCalibration().pixelHeight = zyx[1];
        image.getCalibration().pixelWidth = zyx[2];
        image.getCalibration().setUnit("um");
    }
}
