package io.github.voxelyte.microstructure.view;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Draws a voxel structure: one ray per pixel, parallel to the camera's axis, through the grid from voxel to voxel
 * (Amanatides and Woo, A fast voxel traversal algorithm for ray tracing, Eurographics 1987) to the first voxel that is
 * not transparent.
 *
 * <p>Shading: a light from the upper left before the picture on the surface's normal (the face's, mixed with the
 * direction in which the 5×5×5 voxels around thin out), darkened in hollows and with the depth behind the outer faces.
 * The grid's edges are drawn as lines. Everything is drawn larger and averaged, which smooths edges.
 *
 * <p>Time: pixels times voxels along a ray at most; memory 4 bytes per drawn pixel. Instances are immutable and may be
 * shared between threads.
 */
public final class VoxelRenderer {
    /** Width of the picture unless set. */
    public static final int DEFAULT_WIDTH = 800;
    /** Colour of the background. */
    public static final int BACKGROUND = 0xffffff;

    private static final int LARGEST_WIDTH = 8000;
    private static final int SAMPLES = 2;
    private static final int EDGE_COLOUR = 0x8a8f94;
    private static final double MARGIN = 0.02;
    private static final int BLOCK = 64;

    private final Camera camera;
    private final int width;
    private final Parallel parallel;

    private VoxelRenderer(Camera camera, int width, Parallel parallel) {
        this.camera = Objects.requireNonNull(camera, "camera");
        this.width = width;
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * Draws as a camera sees it.
     *
     * @param camera from where
     * @return the renderer, pictures {@link #DEFAULT_WIDTH} wide
     */
    public static VoxelRenderer with(Camera camera) {
        return new VoxelRenderer(camera, DEFAULT_WIDTH, Parallel.allProcessors());
    }

    /**
     * Sets the width; the height follows from the structure.
     *
     * @param pixels width of the picture, 16 to 8000 [pixels]
     * @return a copy with this width
     */
    public VoxelRenderer withWidth(int pixels) {
        if (pixels < 16 || pixels > LARGEST_WIDTH) {
            throw new IllegalArgumentException("the picture's width must lie between 16 and 8000 pixels: " + pixels);
        }
        return new VoxelRenderer(camera, pixels, parallel);
    }

    /**
     * Sets the number of threads, which changes nothing but the time.
     *
     * @param threads the parallelism
     * @return a copy with these threads
     */
    public VoxelRenderer withParallel(Parallel threads) {
        return new VoxelRenderer(camera, width, threads);
    }

    /**
     * Draws a structure.
     *
     * @param paint its colours
     * @param progress told about blocks of rows
     * @return the picture, opaque
     */
    public Raster draw(VoxelPaint paint, Progress progress) {
        VoxelGrid grid = paint.grid();
        double[][] frame = camera.frame();
        double halfWidth = Camera.halfExtent(grid, frame[0]);
        double halfHeight = Camera.halfExtent(grid, frame[1]);
        int columns = width * SAMPLES;
        double pixel = 2 * halfWidth / (columns * (1 - 2 * MARGIN));
        int rows = (int) Math.ceil((2 * halfHeight / pixel + 2 * MARGIN * columns) / SAMPLES) * SAMPLES;
        rows = Math.min(rows, SAMPLES * LARGEST_WIDTH);
        pixel = Math.max(pixel, 2 * halfHeight / rows);
        Raster large = new Raster(columns, rows, new int[columns * rows]);
        BoxEdges edges = new BoxEdges(grid, frame, pixel, columns, rows);
        edges.drawHidden(large, BACKGROUND, EDGE_COLOUR);
        castRays(new RayCaster(paint, frame), large, pixel, progress);
        edges.drawVisible(large, EDGE_COLOUR);
        return large.shrunk(SAMPLES);
    }

    private void castRays(RayCaster caster, Raster large, double pixel, Progress progress) {
        int columns = large.width();
        int rows = large.height();
        for (int first = 0; first < rows; first += BLOCK) {
            int start = first;
            parallel.forEach(Math.min(BLOCK, rows - first), k -> {
                int row = start + k;
                double up = (rows / 2.0 - row - 0.5) * pixel;
                RayCaster.Ray ray = caster.ray();
                for (int column = 0; column < columns; column++) {
                    double right = (column + 0.5 - columns / 2.0) * pixel;
                    int colour = ray.cast(right, up);
                    if (colour != RayCaster.NOTHING) {
                        large.pixels()[row * columns + column] = 0xff000000 | colour;
                    }
                }
            });
            progress.update((double) Math.min(first + BLOCK, rows) / rows);
        }
    }

    /** Length of the diagonal of a grid [m]. */
    static double diagonal(VoxelGrid grid) {
        double square = 0;
        for (Axis axis : Axis.values()) {
            square += grid.length(axis) * grid.length(axis);
        }
        return Math.sqrt(square);
    }
}
