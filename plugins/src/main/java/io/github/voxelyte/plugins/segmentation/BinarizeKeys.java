package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.PhansalkarThreshold;
import io.github.voxelyte.microstructure.segmentation.TargetFraction;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The keys of Binarize Tomogram, and which of them go together. */
final class BinarizeKeys {
    static final String TARGET = "Target fraction";
    static final String MANUAL = "Manual";
    static final String MULTI_OTSU = "Multi-Otsu";
    static final String HYSTERESIS = "Hysteresis";
    static final String WATERSHED = "Watershed";
    static final String PHANSALKAR = "Phansalkar";

    static final String TIES_TOGETHER = "together";
    static final String TIES_SMOOTHED = "smoothed";
    static final String TIES_RANDOM = "random";

    private static final int MOST_PHASES = 5;

    static final Key<String> METHOD = Key.choice("method", methods())
            .orElse(TARGET)
            .help("How the thresholds are found: from the wanted fraction, by hand, by a global method of ImageJ on the"
                    + " stack histogram, by Multi-Otsu (the optimum of k-means) for several phases, with hysteresis, by a"
                    + " watershed on the gradient between two confident thresholds, or locally (Phansalkar).")
            .under("Threshold");

    static final Key<Double> FRACTION = Key.number("fraction", Range.FRACTION)
            .orElse(0.46)
            .help("Wanted volume fraction of the active material, for method=[Target fraction].")
            .asked("Active fraction")
            .under("Threshold")
            .when(Applies.where(METHOD, TARGET));

    static final Key<List<Double>> THRESHOLD = Key.numbers("threshold", Range.ANY)
            .help("Lowest grey value of each brighter phase, ascending, for method=Manual; low and high for Hysteresis"
                    + " and Watershed.")
            .asked("Grey values")
            .under("Threshold")
            .when(Applies.where(METHOD, MANUAL, HYSTERESIS, WATERSHED));

    static final Key<Long> TILE = Key.integer("tile", Range.NOT_NEGATIVE)
            .orElse(0L)
            .in("voxels")
            .help(
                    "Edge of tiles that each meet the fraction, for method=[Target fraction], many particles wide; thresholds"
                            + " are interpolated between them. 0: one threshold for all.")
            .asked("Tile edge, 0 for none")
            .under("Threshold")
            .when(Applies.where(METHOD, TARGET));

    static final Key<Long> LOCAL_RADIUS = Key.integer("local_radius", Range.closed(1, 1000))
            .orElse((long) PhansalkarThreshold.DEFAULT_RADIUS)
            .in("voxels")
            .help("Half width of the cube whose mean and deviation set the threshold, for method=Phansalkar.")
            .asked("Local radius")
            .under("Threshold")
            .when(Applies.where(METHOD, PHANSALKAR));

    static final Key<String> TIES = Key.choice("ties", TIES_TOGETHER, TIES_SMOOTHED, TIES_RANDOM)
            .orElse(TIES_TOGETHER)
            .help("Voxels of the threshold's own grey value, for method=[Target fraction]: kept together, or split to"
                    + " meet the fraction to one voxel, by their surroundings or at random.")
            .asked("Voxels at the threshold")
            .under("Threshold")
            .when(Applies.where(METHOD, TARGET));

    static final Key<Long> SEED = Key.integer("seed", Range.ANY)
            .orElse(1L)
            .help("Seed for splitting ties.")
            .under("Threshold")
            .when(Applies.where(TIES, TIES_RANDOM));

    static final Key<Long> PHASES = Key.integer("phases", Range.closed(2, MOST_PHASES))
            .orElse(2L)
            .help("Number of phases; more than 2 need method=Multi-Otsu or Manual.")
            .asked("Number of phases")
            .under("Threshold")
            .when(Applies.where(METHOD, MULTI_OTSU, MANUAL));

    static final Key<List<Integer>> LABELS = Key.labels("labels")
            .help("Labels from the darkest phase to the brightest; where absent 0,1 (active is bright), 4,0,1 (void,"
                    + " electrolyte, active) or 4,3,0,1. 1,0 where the active material is dark.")
            .asked("Labels, dark to bright")
            .under("Threshold");

    static final Key<Double> ISLANDS = Key.number("islands_um3", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("um3")
            .help("Parts of the active material below this volume become electrolyte; 0 keeps all.")
            .asked("Remove islands below")
            .under("Cleaning");

    static final Key<Double> HOLES = Key.number("holes_um3", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("um3")
            .help("Parts of the electrolyte below this volume become active material; 0 keeps all.")
            .asked("Fill holes below")
            .under("Cleaning");

    static final Key<Long> SMOOTH = Key.integer("smooth", Range.closed(0, 10))
            .orElse(0L)
            .help("Passes of a mode filter: each voxel takes the most frequent label of the 27 around it.")
            .asked("Passes of the mode filter")
            .under("Cleaning");

    static final Key<Boolean> THROUGH = Key.flag("through")
            .help("Keep only the electrolyte that joins both faces along the axis; fill the rest.")
            .asked("Keep only electrolyte that joins both faces")
            .under("Cleaning");

    static final Key<Boolean> UNCERTAINTY_TRANSPORT = Key.flag("uncertainty_transport")
            .help("Also solves transport along the axis, both phases, for the low, the chosen and the high threshold of"
                    + " the uncertainty band: six solves.")
            .asked("Solve transport at the band of thresholds")
            .under("Uncertainty")
            .when(Applies.whereNot(METHOD, HYSTERESIS, WATERSHED));

    static final Key<List<Double>> CONDUCTIVITIES = Key.numbers("conductivities_S_per_cm", Range.POSITIVE)
            .in("S/cm")
            .help(
                    "Conductivity of the electrolyte and of the active material, for uncertainty_transport; ratios only where"
                            + " absent.")
            .asked("Conductivities")
            .under("Uncertainty")
            .when(Applies.on(UNCERTAINTY_TRANSPORT));

    static final List<Key<?>> ALL = Stream.of(
                    List.of(METHOD, FRACTION, THRESHOLD, TILE, LOCAL_RADIUS, TIES, SEED, PHASES, LABELS),
                    Preparation.KEYS,
                    List.of(
                            ISLANDS,
                            HOLES,
                            SMOOTH,
                            THROUGH,
                            UNCERTAINTY_TRANSPORT,
                            CONDUCTIVITIES,
                            ImageKeys.AXIS,
                            ImageKeys.COLLECTOR))
            .<Key<?>>flatMap(List::stream)
            .toList();

    private BinarizeKeys() {}

    private static List<String> methods() {
        List<String> methods = new ArrayList<>(List.of(TARGET, MANUAL, MULTI_OTSU, HYSTERESIS, WATERSHED, PHANSALKAR));
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
        require(
                options.get(TILE) == 0 || method.equals(TARGET),
                "tile= belongs to method=[Target fraction]; with method=[" + method + "] leave it out");
        require(options.get(TILE) != 1, "tile=1 is no tile; give 0 for none, or an edge many particles wide");
        checkUncertainty(options, method);
        Preparation.check(options);
        labels(options);
    }

    private static void checkUncertainty(Options options, String method) {
        int conductivities = options.find(CONDUCTIVITIES).map(List::size).orElse(0);
        boolean wanted = options.get(UNCERTAINTY_TRANSPORT);
        require(
                !wanted
                        || classes(options) == 2
                                && !List.of(HYSTERESIS, WATERSHED).contains(method),
                "uncertainty_transport needs a method with one threshold between two phases, not [" + method + "]");
        require(
                wanted || conductivities == 0,
                "conductivities_S_per_cm= belongs to uncertainty_transport; add that word or leave the key out");
        require(
                conductivities == 0 || conductivities == 2,
                "conductivities_S_per_cm= takes two numbers, of the electrolyte and of the active material, not "
                        + conductivities);
    }

    static void require(boolean holds, String otherwise) {
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
