package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.TargetFraction;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import java.util.ArrayList;
import java.util.List;

/** The keys of Binarize Tomogram, and which of them go together. */
final class BinarizeKeys {
    static final String TARGET = "Target fraction";
    static final String MANUAL = "Manual";
    static final String MULTI_OTSU = "Multi-Otsu";
    static final String HYSTERESIS = "Hysteresis";
    static final String WATERSHED = "Watershed";

    static final String TIES_TOGETHER = "together";
    static final String TIES_SMOOTHED = "smoothed";
    static final String TIES_RANDOM = "random";

    private static final int MOST_PHASES = 5;

    static final Key<String> METHOD = Key.choice("method", methods())
            .orElse(TARGET)
            .help("How the thresholds are found: from the wanted fraction, by hand, by a global method of ImageJ on the"
                    + " stack histogram, by Multi-Otsu (the optimum of k-means) for several phases, with hysteresis, or by a"
                    + " watershed on the gradient between two confident thresholds.");

    static final Key<Double> FRACTION = Key.number("fraction", Range.FRACTION)
            .orElse(0.46)
            .help("Wanted volume fraction of the active material, for method=[Target fraction].");

    static final Key<List<Double>> THRESHOLD = Key.numbers("threshold", Range.ANY)
            .help("Lowest grey value of each brighter phase, ascending, for method=Manual; low and high for Hysteresis"
                    + " and Watershed.");

    static final Key<String> TIES = Key.choice("ties", TIES_TOGETHER, TIES_SMOOTHED, TIES_RANDOM)
            .orElse(TIES_TOGETHER)
            .help("Voxels of the threshold's own grey value, for method=[Target fraction]: kept together, or split to"
                    + " meet the fraction to one voxel, by their surroundings or at random.");

    static final Key<Long> SEED = Key.integer("seed", Range.ANY).orElse(1L).help("Seed for splitting ties.");

    static final Key<Long> PHASES = Key.integer("phases", Range.closed(2, MOST_PHASES))
            .orElse(2L)
            .help("Number of phases; more than 2 need method=Multi-Otsu or Manual.");

    static final Key<List<Integer>> LABELS = Key.labels("labels")
            .help("Labels from the darkest phase to the brightest; where absent 0,1 (active is bright), 4,0,1 (void,"
                    + " electrolyte, active) or 4,3,0,1. 1,0 where the active material is dark.");

    static final Key<String> FILTER = Key.choice("filter", GreyFilter.names())
            .orElse(GreyFilter.NONE)
            .help("Filter before the threshold, in three dimensions; Gaussian works in 32 bits.");

    static final Key<Double> RADIUS = Key.number("radius", Range.closed(0.5, 20))
            .orElse(1.0)
            .in("voxels")
            .help("Radius of the median, standard deviation of the Gaussian.");

    static final Key<Double> ISLANDS = Key.number("islands_um3", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("um3")
            .help("Parts of the active material below this volume become electrolyte; 0 keeps all.");

    static final Key<Double> HOLES = Key.number("holes_um3", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("um3")
            .help("Parts of the electrolyte below this volume become active material; 0 keeps all.");

    static final Key<Long> SMOOTH = Key.integer("smooth", Range.closed(0, 10))
            .orElse(0L)
            .help("Passes of a mode filter: each voxel takes the most frequent label of the 27 around it.");

    static final Key<Boolean> THROUGH =
            Key.flag("through").help("Keep only the electrolyte that joins both faces along the axis; fill the rest.");

    static final List<Key<?>> ALL = List.of(
            METHOD,
            FRACTION,
            THRESHOLD,
            TIES,
            SEED,
            PHASES,
            LABELS,
            FILTER,
            RADIUS,
            ISLANDS,
            HOLES,
            SMOOTH,
            THROUGH,
            ImageKeys.AXIS,
            ImageKeys.COLLECTOR);

    private BinarizeKeys() {}

    private static List<String> methods() {
        List<String> methods = new ArrayList<>(List.of(TARGET, MANUAL, MULTI_OTSU, HYSTERESIS, WATERSHED));
        methods.addAll(GlobalThreshold.methods());
        return methods;
    }

    /** Refuses what cannot go together, before the image is read. */
    static void check(Options options) {
        String method = options.get(METHOD);
        int thresholds = options.find(THRESHOLD).map(List::size).orElse(0);
        long phases = options.get(PHASES);
        switch (method) {
            case TARGET -> TargetFraction.of(options.get(FRACTION));
            case MANUAL -> require(thresholds > 0, "method=Manual needs threshold=…, a grey value");
            case HYSTERESIS, WATERSHED -> require(
                    thresholds == 2, "method=" + method + " needs threshold=low,high, two grey values");
            default -> {
                // no threshold to be given
            }
        }
        require(
                thresholds == 0 || List.of(MANUAL, HYSTERESIS, WATERSHED).contains(method),
                "threshold= belongs to method=Manual, Hysteresis or Watershed; with method=[" + method
                        + "] leave it out");
        require(
                phases == 2 || method.equals(MULTI_OTSU) || method.equals(MANUAL),
                "phases=" + phases + " needs method=Multi-Otsu or Manual; [" + method + "] tells two phases apart");
        require(
                phases == 2 || !method.equals(MANUAL) || phases == thresholds + 1,
                "phases=" + phases + " needs " + (phases - 1) + " thresholds, but threshold= has " + thresholds);
        labels(options);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise + ".");
        }
    }

    /** How many classes of grey values there are. */
    private static int classes(Options options) {
        return switch (options.get(METHOD)) {
            case MANUAL -> options.get(THRESHOLD).size() + 1;
            case MULTI_OTSU -> Math.toIntExact(options.get(PHASES));
            default -> 2;
        };
    }

    /** The label of each class, from dark to bright. */
    static int[] labels(Options options) {
        int classes = classes(options);
        List<Integer> given = options.find(LABELS).orElse(List.of());
        if (!given.isEmpty()) {
            require(
                    given.size() == classes,
                    "labels= has " + given.size() + " labels, but there are " + classes + " phases");
            require(
                    given.stream().allMatch(label -> Phase.ofLabel(label).isPresent()),
                    "labels=" + LABELS.write(given) + " holds a label without meaning; allowed: 0 to 4");
            return given.stream().mapToInt(Integer::intValue).toArray();
        }
        return switch (classes) {
            case 2 -> new int[] {Phase.ELECTROLYTE.label(), Phase.ACTIVE.label()};
            case 3 -> new int[] {Phase.VOID.label(), Phase.ELECTROLYTE.label(), Phase.ACTIVE.label()};
            case 4 -> new int[] {
                Phase.VOID.label(), Phase.ADDITIVE.label(), Phase.ELECTROLYTE.label(), Phase.ACTIVE.label()
            };
            default -> throw new IllegalArgumentException(classes
                    + " phases need labels=…, one label of 0 to 4 for each, from the darkest to the brightest.");
        };
    }
}
