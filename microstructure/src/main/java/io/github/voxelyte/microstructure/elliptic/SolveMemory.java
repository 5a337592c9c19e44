package io.github.voxelyte.microstructure.elliptic;

import java.util.Locale;

/**
 * Memory of a solve, estimated before it starts: the one place that knows the bytes per voxel.
 *
 * <p>{@link VoxelConduction}, counted in voxels of the blocks of 2×2×2 that are kept, those with a conducting voxel: a vector in double
 * and four in float on half of the voxels each, 12 bytes, and a few planes of others; the blocks themselves, 5 bytes; the coarse levels,
 * about a row per block at 60 to 110 bytes (most while they are built), 14 bytes; the stencil, 3 bytes with one conductivity, 14 with
 * several or with contacts; the other half of the potential where fields are asked for, 4 bytes. Counted in voxels of the box: where
 * blocks lie, while they are sought, 1 byte; labels without the clusters that join nothing, 1 byte; fields on request, 12 bytes.
 *
 * <p>{@link PeriodicConduction}: the same, and the potentials of two more fields on half of the voxels, 8 bytes.
 *
 * <p>{@link ChargingConduction}: as with one conductivity, and the faces that charge, 1 byte.
 */
public final class SolveMemory {
    private static final int VECTORS = 13;
    private static final int BLOCKS = 5;
    private static final int COARSE = 14;
    private static final int UNIFORM_STENCIL = 3;
    private static final int VARIABLE_STENCIL = 14;
    private static final int OTHER_HALF = 4;
    private static final int BOX = 2;
    private static final int FIELDS = 12;
    private static final int OTHER_FIELDS = 8;

    /** While clusters that join their own repetition are sought, two copies of the labels included. */
    private static final int SEARCH = 14;

    private static final int CHARGING = 1;

    private SolveMemory() {}

    /**
     * Bytes of a solve.
     *
     * @param boxVoxels voxels of the box
     * @param keptVoxels voxels of the blocks with a conducting voxel
     * @param uniform whether one conductivity and no contact resistance is all there is
     * @param fields whether fields are asked for
     * @return the estimate [bytes]
     */
    static long bytes(long boxVoxels, long keptVoxels, boolean uniform, boolean fields) {
        int kept = VECTORS + BLOCKS + COARSE + (uniform ? UNIFORM_STENCIL : VARIABLE_STENCIL);
        return boxVoxels * (BOX + (fields ? FIELDS : 0)) + keptVoxels * (kept + (fields ? OTHER_HALF : 0));
    }

    /** Bytes of the solves for three fields in a repeated structure; see {@link #bytes}. */
    static long periodicBytes(long boxVoxels, long keptVoxels, boolean uniform) {
        return bytes(boxVoxels, keptVoxels, uniform, false) + keptVoxels * OTHER_FIELDS;
    }

    /**
     * Refuses the solves for three fields in a repeated structure that do not fit, before anything is allocated.
     *
     * @param boxVoxels voxels of the box with an even number of voxels along every axis
     * @param conducting those that conduct, at least so many
     * @throws IllegalArgumentException if more memory is needed than is free, with both numbers and the remedies
     */
    public static void requirePeriodic(long boxVoxels, long conducting) {
        long bytes = Math.max(boxVoxels * SEARCH, periodicBytes(boxVoxels, conducting, true));
        require(bytes, available(bytes));
    }

    /**
     * Refuses the solve of a structure with a surface that charges which does not fit, before anything is allocated.
     *
     * @param boxVoxels voxels of the box
     * @param conducting those that conduct, at least so many
     * @throws IllegalArgumentException if more memory is needed than is free, with both numbers and the remedies
     */
    public static void requireCharging(long boxVoxels, long conducting) {
        long bytes = chargingBytes(boxVoxels, conducting);
        require(bytes, available(bytes));
    }

    /** Bytes of the solve of a structure with a surface that charges; see {@link #bytes}. */
    static long chargingBytes(long boxVoxels, long keptVoxels) {
        return bytes(boxVoxels, keptVoxels, true, false) + keptVoxels * CHARGING;
    }

    /** Heap that could still be used [bytes]. Collects garbage only if it matters. */
    static long available(long wanted) {
        Runtime runtime = Runtime.getRuntime();
        long free = free(runtime);
        if (wanted > free) {
            runtime.gc();
            free = free(runtime);
        }
        return free;
    }

    private static long free(Runtime runtime) {
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /**
     * Refuses what does not fit.
     *
     * @throws IllegalArgumentException if more is needed than is there
     */
    static void require(long bytes, long available) {
        if (bytes > available) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the solve needs about %d MB and %d MB of heap are free: close images, crop or resample the stack,"
                            + " or allow more memory (Edit > Options > Memory & Threads, or -Xmx)",
                    bytes >> 20,
                    available >> 20));
        }
    }
}
