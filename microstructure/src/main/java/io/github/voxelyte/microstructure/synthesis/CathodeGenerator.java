package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * Makes synthetic composite cathodes: potato-shaped particles of active material of a lognormal size distribution, touching
 * and slightly sintered, in a matrix of electrolyte.
 *
 * <p>Particles are packed ({@link ParticlePacking}) in a box that is periodic in the plane, so that no side wall disturbs
 * the structure and larger samples are statistically the same. Dense faces come from walls a little outside both
 * electrode faces, against which the particles are pressed as by calendering. The particles are then drawn as depths below
 * their surface ({@link DepthField}), the surface is moved by a fraction of a voxel where layers are to be richer or
 * poorer ({@link SurfaceGrowth}), and the deepest voxels, exactly as many as the AMSVF asks for, become active material.
 *
 * <p>The same options, seed and grid give the same voxels on every machine and with any number of threads. Memory: 5
 * bytes a voxel, about 100 a particle; linear time. Instances are immutable and may be shared between threads.
 */
public final class CathodeGenerator {
    /** Width of the rounding where particles meet [particle diameters]. */
    private static final double NECK = 0.08;
    /** How far from the particles' surface the depth is known: the most it can be moved [particle diameters]. */
    private static final double BAND = 0.25;

    private static final double LEAST_BAND_IN_VOXELS = 1.5;
    private static final double LEAST_DIAMETER_IN_VOXELS = 3;
    private static final double LEAST_THICKNESS_WITH_FACES = 3;
    /** Overlaps cost volume: the spheres sum up to the AMSVF times 1 + this × AMSVF, by trial at 30 % to 65 %. */
    private static final double OVERLAP = 0.28;

    private static final double LARGEST_SIZE_IN_SPREADS = 3;
    private static final int MOST_PARTICLES = 20_000_000;

    /** Distance of the walls outside the faces [particle radii × contact ratio / AMSVF], by trial at 1 % to 46 %. */
    private static final double WALL = 0.75;

    private final CathodeOptions options;
    private final Parallel parallel;

    private CathodeGenerator(CathodeOptions options, Parallel parallel) {
        this.options = Objects.requireNonNull(options, "options");
        this.parallel = Objects.requireNonNull(parallel, "parallel");
    }

    /**
     * A generator.
     *
     * @param options what the cathode is to be like
     * @return the generator, for all processors
     */
    public static CathodeGenerator with(CathodeOptions options) {
        return new CathodeGenerator(options, Parallel.allProcessors());
    }

    /**
     * A copy that works with other threads.
     *
     * @param newParallel the threads
     * @return the copy
     */
    public CathodeGenerator withParallel(Parallel newParallel) {
        return new CathodeGenerator(options, newParallel);
    }

    /**
     * Makes the cathode.
     *
     * @param grid its voxels
     * @param progress told what is done; also the way to cancel
     * @return the cathode
     * @throws IllegalArgumentException if the particles are too small for the voxels, or too large for the stack
     */
    public SyntheticCathode generate(VoxelGrid grid, Progress progress) {
        check(grid);
        Particles particles = pack(grid, progress.part(0, 0.4));
        double band = band(grid);
        ScalarField depth = new DepthField(
                        grid, particles, origin(), options.roughness(), NECK * options.diameter(), band, options.seed())
                .compute(parallel, progress.part(0.4, 0.85));
        LayerFractions layers = LayerFractions.of(depth, options.axis(), band, parallel, progress.part(0.85, 0.9));
        double[] growth = SurfaceGrowth.of(layers, options, grid.spacing(options.axis()));
        grow(depth, growth, progress.part(0.9, 0.92));
        long wanted = Math.round(options.fraction() * grid.size());
        ExactThreshold surface = ExactThreshold.of(depth, wanted, parallel, progress.part(0.92, 0.97));
        PhaseMap labels = label(depth, surface, progress.part(0.97, 1));
        double mean = 0;
        for (double g : growth) {
            mean += g / growth.length;
        }
        return SyntheticCathode.measure(options, labels, depth, particles.count(), mean - surface.value());
    }

    private void check(VoxelGrid grid) {
        double d = options.diameter();
        if (d < LEAST_DIAMETER_IN_VOXELS * edge(grid)) {
            throw new IllegalArgumentException("particles of " + CathodeOptions.micrometres(d)
                    + " are too small for voxels of " + CathodeOptions.micrometres(edge(grid))
                    + ": the diameter must be at least " + LEAST_DIAMETER_IN_VOXELS
                    + " voxels; take a larger diameter_um or a smaller voxel_um");
        }
        double thickness = grid.length(options.axis());
        if (options.denseFaces() > 0 && thickness < LEAST_THICKNESS_WITH_FACES * d) {
            throw new IllegalArgumentException("a stack of " + CathodeOptions.micrometres(thickness) + " along "
                    + options.axis() + " is too thin for dense faces and particles of " + CathodeOptions.micrometres(d)
                    + ": it must be at least " + LEAST_THICKNESS_WITH_FACES
                    + " diameters thick; make it thicker or set dense_faces=0");
        }
        double[] lengths = lengths(grid);
        double sphere = StrictMath.PI / 6 * d * d * d;
        double expected = lengths[0]
                * lengths[1]
                * lengths[2]
                * options.fraction()
                / sphere
                / StrictMath.exp(4.5 * options.spread() * options.spread());
        if (expected > MOST_PARTICLES) {
            throw new IllegalArgumentException("about " + (long) expected + " particles would be needed, more than "
                    + MOST_PARTICLES + ": take a larger diameter_um, a smaller spread or a smaller stack");
        }
    }

    private static double edge(VoxelGrid grid) {
        return Math.max(grid.dx(), Math.max(grid.dy(), grid.dz()));
    }

    private double band(VoxelGrid grid) {
        return Math.max(BAND * options.diameter(), LEAST_BAND_IN_VOXELS * edge(grid));
    }

    /** Depth of the walls outside both faces [m]; 0 without dense faces. */
    private double wall() {
        return options.denseFaces() > 0
                ? WALL * options.diameter() / 2 * options.contactRatio() / options.fraction()
                : 0;
    }

    private double[] origin() {
        double[] origin = new double[3];
        origin[index(options.axis())] = wall();
        return origin;
    }

    private static int index(Axis axis) {
        return switch (axis) {
            case X -> 0;
            case Y -> 1;
            case Z -> 2;
        };
    }

    private double largestDiameter() {
        return options.diameter() * StrictMath.exp(LARGEST_SIZE_IN_SPREADS * options.spread());
    }

    private double[] lengths(VoxelGrid grid) {
        double[] lengths = new double[3];
        for (Axis axis : Axis.values()) {
            boolean walled = axis == options.axis() && options.denseFaces() > 0;
            lengths[index(axis)] = walled
                    ? grid.length(axis) + 2 * wall()
                    : Math.max(grid.length(axis), ParticlePacking.LEAST_PERIOD * largestDiameter());
        }
        return lengths;
    }

    private Particles pack(VoxelGrid grid, Progress progress) {
        int axis = index(options.axis());
        boolean walls = options.denseFaces() > 0;
        Box box = new Box(lengths(grid), walls ? axis : -1);
        RandomStream random = RandomStream.numbered(options.seed(), -1);
        double largest = walls ? Math.min(largestDiameter(), box.length(axis)) : largestDiameter();
        double stack = box.volume() * (box.length(axis) - 2 * wall()) / box.length(axis);
        double spheresVolume = stack * options.fraction() * (1 + OVERLAP * options.fraction());
        double[] radii = ParticleSizes.radii(options.diameter(), options.spread(), largest, spheresVolume, random);
        double highest = options.fraction() + Math.abs(options.gradient()) / 2;
        double length = box.length(axis);
        // Where the box is longer than the stack, the density beyond it stays that of the stack's end.
        Particles spheres = new ParticlePacking(box, options.sinter())
                .pack(
                        radii,
                        place -> {
                            double inStack = (place * length - wall()) / grid.length(options.axis());
                            double position = Math.max(0, Math.min(1, inStack));
                            return (options.fraction() + options.gradient() * (position - 0.5)) / highest;
                        },
                        axis,
                        random,
                        parallel,
                        progress);
        double scale = ParticleShape.radiusAtEqualVolume(options.roughness());
        double[] shaped = new double[radii.length];
        for (int i = 0; i < radii.length; i++) {
            shaped[i] = radii[i] * scale;
        }
        return new Particles(box, spheres.centres(), shaped);
    }

    private void grow(ScalarField depth, double[] growth, Progress progress) {
        int nx = depth.grid().nx();
        PlaneBatches.of(depth.grid()).forEach(parallel, progress, z -> {
            float[] plane = depth.plane(z);
            for (int i = 0; i < plane.length; i++) {
                int layer =
                        switch (options.axis()) {
                            case X -> i % nx;
                            case Y -> i / nx;
                            case Z -> z;
                        };
                plane[i] += (float) growth[layer];
            }
        });
    }

    /** Labels the voxels that reach the threshold, and turns their depth into the share of the voxel that is active. */
    private PhaseMap label(ScalarField depth, ExactThreshold surface, Progress progress) {
        VoxelGrid grid = depth.grid();
        byte[][] labels = new byte[grid.nz()][grid.planeSize()];
        double edge = edge(grid);
        long ties = surface.ties();
        for (int z = 0; z < grid.nz(); z++) {
            progress.update((double) z / grid.nz());
            float[] plane = depth.plane(z);
            for (int i = 0; i < plane.length; i++) {
                float value = plane[i];
                if (value > surface.value() || (value == surface.value() && ties-- > 0)) {
                    labels[z][i] = 1;
                }
                plane[i] = (float) Math.max(0, Math.min(1, 0.5 + (value - surface.value()) / edge));
            }
        }
        progress.update(1);
        return new PhaseMap(grid, labels);
    }
}
