package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.AnisotropicDiffusion;
import io.github.voxelyte.microstructure.segmentation.Flattening;
import io.github.voxelyte.microstructure.segmentation.NoiseEstimate;
import io.github.voxelyte.microstructure.segmentation.NonLocalMeans;
import io.github.voxelyte.microstructure.segmentation.RingReduction;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;

/** What happens to grey values before a threshold: shading, then rings, then noise are taken out. */
final class Preparation {
    private static final String NON_LOCAL_MEANS = "non-local means";
    private static final String DIFFUSION = "anisotropic diffusion";

    /** The place of a word is the order of the polynomial. */
    private static final List<String> ORDERS = List.of("slice means", "plane", "quadratic", "cubic");

    private static final String NO_SHADING = "none";

    static final Key<String> FLATTEN = Key.choice(
                    "flatten", NO_SHADING, ORDERS.get(0), ORDERS.get(1), ORDERS.get(2), ORDERS.get(3))
            .orElse(NO_SHADING)
            .help("Divides each slice by the shading that both phases share (beam hardening, drift): a factor, or a"
                    + " polynomial of x and y of order 1, 2, 3. Grey value 0 must mean no attenuation.")
            .asked("Flatten by")
            .under("Shading and rings");

    static final Key<Boolean> RINGS = Key.flag("rings")
            .help("Subtracts ring artefacts about the rotation axis, slice by slice.")
            .asked("Subtract rings")
            .under("Shading and rings");

    static final Key<List<Double>> RING_CENTRE = Key.numbers("ring_centre", Range.ANY)
            .in("voxels")
            .help(
                    "Rotation axis x,y for rings, counted in voxels from the first; the middle of the slices where absent.")
            .asked("Rotation axis x,y")
            .under("Shading and rings")
            .when(Applies.on(RINGS));

    static final Key<String> FILTER = Key.choice(
                    "filter", GreyFilter.NONE, GreyFilter.MEDIAN, GreyFilter.GAUSSIAN, NON_LOCAL_MEANS, DIFFUSION)
            .orElse(GreyFilter.NONE)
            .help(
                    "Filter before the threshold, in three dimensions. All but the median give 32-bit values; the last two"
                            + " keep edges.")
            .under("Filter");

    static final Key<Double> RADIUS = Key.number("radius", Range.closed(0.5, 20))
            .orElse(1.0)
            .in("voxels")
            .help("Radius of the median, standard deviation of the Gaussian.")
            .under("Filter")
            .when(Applies.where(FILTER, GreyFilter.MEDIAN, GreyFilter.GAUSSIAN));

    static final Key<Double> STRENGTH = Key.number("strength", Range.closed(0.1, 20))
            .orElse(NonLocalMeans.DEFAULT_STRENGTH)
            .help("How much non-local means and anisotropic diffusion smooth, in multiples of the noise found.")
            .asked("Strength, times the noise")
            .under("Filter")
            .when(Applies.where(FILTER, NON_LOCAL_MEANS, DIFFUSION));

    static final Key<Long> SEARCH = Key.integer("search", Range.closed(1, NonLocalMeans.MOST_SEARCH))
            .orElse((long) NonLocalMeans.DEFAULT_SEARCH)
            .in("voxels")
            .help("How far non-local means looks for similar patches; its time grows with the third power.")
            .asked("Search radius")
            .under("Filter")
            .when(Applies.where(FILTER, NON_LOCAL_MEANS));

    static final Key<Long> ITERATIONS = Key.integer("iterations", Range.closed(1, AnisotropicDiffusion.MOST_STEPS))
            .orElse((long) AnisotropicDiffusion.DEFAULT_STEPS)
            .help("Steps of anisotropic diffusion.")
            .asked("Steps")
            .under("Filter")
            .when(Applies.where(FILTER, DIFFUSION));

    static final List<Key<?>> KEYS = List.of(FLATTEN, RINGS, RING_CENTRE, FILTER, RADIUS, STRENGTH, SEARCH, ITERATIONS);

    private Preparation() {}

    /** Refuses what cannot go together, before the image is read. */
    static void check(Options options) {
        int centre = options.find(RING_CENTRE).map(List::size).orElse(0);
        BinarizeKeys.require(
                centre == 0 || options.get(RINGS), "ring_centre= belongs to rings; add that word or leave the key out");
        BinarizeKeys.require(centre == 0 || centre == 2, "ring_centre= takes two numbers x,y, not " + centre);
    }

    /** Bytes that a voxel needs beside the image, at most. */
    static int bytesPerVoxel(Options options, GreyVolume.Type type) {
        boolean corrected = isFlattened(options) || options.get(RINGS);
        int both = isFlattened(options) && options.get(RINGS) ? 2 * Float.BYTES : 0;
        int filter =
                switch (options.get(FILTER)) {
                    case NON_LOCAL_MEANS -> Float.BYTES;
                    case DIFFUSION -> 2 * Float.BYTES;
                    default -> GreyFilter.bytesPerVoxel(
                            options.get(FILTER), corrected ? GreyVolume.Type.FLOAT_32 : type);
                };
        return Math.max(both, (corrected ? Float.BYTES : 0) + filter);
    }

    private static boolean isFlattened(Options options) {
        return !options.get(FLATTEN).equals(NO_SHADING);
    }

    /** The prepared grey values; what was found goes into the summary. */
    static GreyVolume apply(Execution execution, GreyVolume raw, Progress progress) {
        GreyVolume volume = raw;
        if (isFlattened(execution.options())) {
            Flattening.Flattened flat = Flattening.ofOrder(ORDERS.indexOf(execution.get(FLATTEN)))
                    .withParallel(execution.parallel())
                    .of(volume, progress.part(0, 0.15));
            execution.record("shading_lowest_highest", List.of(flat.lowest(), flat.highest()));
            volume = flat.volume();
        }
        if (execution.get(RINGS)) {
            RingReduction.Reduced reduced = rings(execution).of(volume, progress.part(0.15, 0.3));
            execution.record("rings_root_mean_square", reduced.deviation());
            volume = reduced.volume();
        }
        return filtered(execution, volume, progress.part(0.3, 1));
    }

    private static RingReduction rings(Execution execution) {
        RingReduction reduction = RingReduction.aboutTheMiddle().withParallel(execution.parallel());
        return execution
                .find(RING_CENTRE)
                .map(centre -> reduction.withCentre(centre.get(0), centre.get(1)))
                .orElse(reduction);
    }

    private static GreyVolume filtered(Execution execution, GreyVolume volume, Progress progress) {
        String filter = execution.get(FILTER);
        boolean isTold = filter.equals(NON_LOCAL_MEANS) || filter.equals(DIFFUSION);
        if (!isTold) {
            return GreyFilter.apply(filter, execution.get(RADIUS), volume, progress);
        }
        double noise = NoiseEstimate.of(volume, progress.part(0, 0.05));
        execution.record("noise", noise);
        if (noise == 0) {
            execution.warn("The grey values hold no noise, so that " + filter + " changes nothing.");
        }
        Progress rest = progress.part(0.05, 1);
        double strength = execution.get(STRENGTH);
        return filter.equals(NON_LOCAL_MEANS)
                ? NonLocalMeans.withDefaults()
                        .withSearch(Math.toIntExact(execution.get(SEARCH)))
                        .withStrength(strength)
                        .withParallel(execution.parallel())
                        .of(volume, noise, rest)
                : AnisotropicDiffusion.withDefaults()
                        .withSteps(Math.toIntExact(execution.get(ITERATIONS)))
                        .withStrength(strength)
                        .withParallel(execution.parallel())
                        .of(volume, noise, rest);
    }
}
