package io.github.voxelyte.microstructure.voxels;

import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Grey values of a volume, 8-bit, 16-bit or 32-bit, one array per xy-plane, x fastest.
 *
 * <p>The arrays are wrapped, not copied; or each plane is asked for when it is needed, so that a volume larger than the
 * memory can be read slice by slice. All three types are read as {@code float}, which holds 8-bit and 16-bit values
 * exactly. A 32-bit plane with NaN or infinite values is refused when it is read.
 *
 * <p>Algorithms never change a volume they are given. Instances may be shared between threads; planes that are asked for
 * one by one are asked for by one thread at a time.
 */
public final class GreyVolume {
    /** How a grey value is stored. */
    public enum Type {
        /** Unsigned bytes, 0 to 255. */
        UNSIGNED_8(1),
        /** Unsigned shorts, 0 to 65535. */
        UNSIGNED_16(2),
        /** Floats. */
        FLOAT_32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /**
         * Memory of one voxel.
         *
         * @return bytes in a voxel
         */
        public int bytes() {
            return bytes;
        }

        /**
         * Whether the values are whole numbers, one grey level apart.
         *
         * @return true for 8-bit and 16-bit
         */
        public boolean isInteger() {
            return this != FLOAT_32;
        }
    }

    private final VoxelGrid grid;
    private final Type type;
    private final IntFunction<?> planes;

    private GreyVolume(VoxelGrid grid, Type type, IntFunction<?> planes) {
        this.grid = Objects.requireNonNull(grid, "grid");
        this.type = type;
        this.planes = planes;
    }

    /**
     * Wraps 8-bit planes without copying.
     *
     * @param grid the grid
     * @param planes unsigned bytes, one array of nx·ny per z
     * @return the volume
     */
    public static GreyVolume ofBytes(VoxelGrid grid, byte[][] planes) {
        return inMemory(grid, Type.UNSIGNED_8, planes);
    }

    /**
     * Wraps 16-bit planes without copying.
     *
     * @param grid the grid
     * @param planes unsigned shorts, one array of nx·ny per z
     * @return the volume
     */
    public static GreyVolume ofShorts(VoxelGrid grid, short[][] planes) {
        return inMemory(grid, Type.UNSIGNED_16, planes);
    }

    /**
     * Wraps 32-bit planes without copying.
     *
     * @param grid the grid
     * @param planes floats, one array of nx·ny per z
     * @return the volume
     */
    public static GreyVolume ofFloats(VoxelGrid grid, float[][] planes) {
        return inMemory(grid, Type.FLOAT_32, planes);
    }

    /**
     * Wraps a scalar field without copying.
     *
     * @param field the field
     * @return the volume
     */
    public static GreyVolume of(ScalarField field) {
        return new GreyVolume(field.grid(), Type.FLOAT_32, field::plane);
    }

    /**
     * A volume whose planes are asked for one at a time, each time they are needed.
     *
     * @param grid the grid
     * @param type how the values are stored
     * @param source gives plane z as {@code byte[]}, {@code short[]} or {@code float[]} of nx·ny values
     * @return the volume
     */
    public static GreyVolume planeByPlane(VoxelGrid grid, Type type, IntFunction<?> source) {
        Object lock = new Object();
        return new GreyVolume(grid, type, z -> {
            Object plane;
            synchronized (lock) {
                plane = source.apply(z);
            }
            return checked(grid, type, z, plane);
        });
    }

    private static GreyVolume inMemory(VoxelGrid grid, Type type, Object[] planes) {
        Objects.requireNonNull(grid, "grid");
        if (planes.length != grid.nz()) {
            throw new IllegalArgumentException("expected " + grid.nz() + " planes, got " + planes.length);
        }
        Object[] kept = planes.clone();
        for (int z = 0; z < kept.length; z++) {
            checked(grid, type, z, kept[z]);
        }
        return new GreyVolume(grid, type, z -> kept[z]);
    }

    private static Object checked(VoxelGrid grid, Type type, int z, Object plane) {
        int length;
        if (type == Type.UNSIGNED_8 && plane instanceof byte[] bytes) {
            length = bytes.length;
        } else if (type == Type.UNSIGNED_16 && plane instanceof short[] shorts) {
            length = shorts.length;
        } else if (type == Type.FLOAT_32 && plane instanceof float[] floats) {
            length = floats.length;
        } else {
            throw new IllegalArgumentException("plane " + z + " does not hold values of type " + type);
        }
        if (length != grid.planeSize()) {
            throw new IllegalArgumentException(
                    "expected " + grid.planeSize() + " voxels in plane " + z + ", got " + length);
        }
        return plane;
    }

    /**
     * The grid.
     *
     * @return the grid
     */
    public VoxelGrid grid() {
        return grid;
    }

    /**
     * How the values are stored.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Reads one xy-plane.
     *
     * @param z the plane, from 0
     * @param values receives the nx·ny grey values, x fastest
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public void read(int z, float[] values) {
        int n = grid.planeSize();
        switch (type) {
            case UNSIGNED_8 -> {
                byte[] plane = (byte[]) planes.apply(z);
                for (int i = 0; i < n; i++) {
                    values[i] = plane[i] & 0xff;
                }
            }
            case UNSIGNED_16 -> {
                short[] plane = (short[]) planes.apply(z);
                for (int i = 0; i < n; i++) {
                    values[i] = plane[i] & 0xffff;
                }
            }
            case FLOAT_32 -> {
                float[] plane = (float[]) planes.apply(z);
                System.arraycopy(plane, 0, values, 0, n);
                refuseNonFinite(z, values, n);
            }
        }
    }

    private void refuseNonFinite(int z, float[] values, int n) {
        float zero = 0;
        for (int i = 0; i < n; i++) {
            zero += values[i] * 0f; // stays 0 unless a value is NaN or infinite
        }
        if (zero == 0) {
            return;
        }
        int first = 0;
        while (Float.isFinite(values[first])) {
            first++;
        }
        throw new IllegalArgumentException("the 32-bit stack holds NaN or infinite values, in slice " + (z + 1)
                + " first " + values[first] + " at x = " + first % grid.nx() + ", y = " + first / grid.nx()
                + ": replace them before (Process > Math > NaN Background or Macro...)");
    }
}
