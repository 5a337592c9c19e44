package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.ProbabilityMaps;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ClassMaps;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.GreyStack;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Import Segmentation...: labels from what a pixel classifier (Labkit, Trainable Weka Segmentation, ilastik) wrote, either
 * a probability map for each class or one map of labels.
 */
public final class ImportSegmentation implements Command {
    private static final String AUTOMATIC = "automatic";
    private static final String PROBABILITIES = "probabilities";
    private static final String LABELS_OF_CLASSES = "labels";

    /** 32-bit probabilities above this are taken to go to 255. */
    private static final double MOST_OF_ONE = 1.5;

    static final Key<String> KIND = Key.choice("kind", AUTOMATIC, PROBABILITIES, LABELS_OF_CLASSES)
            .orElse(AUTOMATIC)
            .help(
                    "What the maps hold. Automatic: several channels or maps are probabilities, one 32-bit stack with values"
                            + " between 0 and 1 too, else labels.")
            .asked("Maps hold");

    static final Key<String> MAPS = Key.text("maps", "titles of open images or paths of files, as in a.tif,b.tif")
            .help("One stack a class, in the order of the classes; where absent the channels of the active image.")
            .asked("Titles or files, one a class");

    static final Key<List<Double>> LABELS = Key.numbers("labels", Range.closed(0, 4))
            .help(
                    "Phase of each class in their order, of a label map in the order of its values: 0 electrolyte, 1 active,"
                            + " 2 passivated, 3 additive, 4 void; several classes may be one phase. Absent: 0,1 for two classes.")
            .asked("Phase of each class");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Import Segmentation...",
            "import",
            "Makes labels of the probability maps or label maps of Labkit, Trainable Weka Segmentation or ilastik.",
            Input.MAPS,
            List.of(KIND, MAPS, LABELS, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        List<String> names = execution
                .find(MAPS)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
        ClassMaps maps = execution.classMaps(names);
        GreyStack first = maps.stacks().get(0);
        execution.requireMemory(
                2.0 * first.grid().size(), "importing " + first.grid().size() + " voxels");
        boolean probabilities = areProbabilities(execution, maps);
        Table table = new Table(
                "import",
                "Class",
                "Value",
                "Label",
                "Phase",
                "Fraction",
                "Mean probability",
                "Fraction low",
                "Fraction high");
        PhaseMap labels =
                probabilities ? fromProbabilities(execution, maps, table) : fromLabels(execution, first, maps, table);
        Axis axis = execution
                .find(ImageKeys.AXIS)
                .map(word -> Axis.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(StackInfo.DEFAULT_AXIS);
        Collector collector =
                execution.find(ImageKeys.COLLECTOR).map(Collector::named).orElse(StackInfo.DEFAULT_COLLECTOR);
        execution.add(table);
        execution.add(ResultImages.labels("labels", labels, first.voxelSize(), execution.info(true, axis, collector)));
    }

    private static boolean areProbabilities(Execution execution, ClassMaps maps) {
        String kind = execution.get(KIND);
        GreyStack first = maps.stacks().get(0);
        boolean fractions = first.bits() == 32 && first.max() <= 1 && !isWhole(first);
        boolean probabilities = kind.equals(PROBABILITIES)
                || kind.equals(AUTOMATIC) && (maps.stacks().size() > 1 || fractions);
        execution.record("kind", probabilities ? PROBABILITIES : LABELS_OF_CLASSES);
        if (!probabilities && maps.stacks().size() > 1) {
            throw new IllegalArgumentException("kind=labels needs one stack of labels, not "
                    + maps.stacks().size() + " maps.");
        }
        return probabilities;
    }

    private static boolean isWhole(GreyStack stack) {
        float[] values = new float[stack.grid().planeSize()];
        for (int z = 0; z < stack.grid().nz(); z++) {
            stack.volume().read(z, values);
            for (float value : values) {
                if (value != Math.rint(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static PhaseMap fromProbabilities(Execution execution, ClassMaps maps, Table table) {
        int classes = Math.max(2, maps.stacks().size());
        int[] phases = phases(execution, classes);
        double one = one(maps);
        List<GreyVolume> volumes = maps.stacks().stream().map(GreyStack::volume).toList();
        ProbabilityMaps.Decision decision =
                ProbabilityMaps.of(volumes, one).decide(execution.progress().part(0, 0.9));
        execution.record("value_of_probability_1", one);
        execution.record("share_of_uncertain_voxels", decision.uncertain());
        for (int c = 0; c < classes; c++) {
            table.row(
                    c + 1L,
                    Double.NaN,
                    (long) phases[c],
                    word(phases[c]),
                    decision.fractions()[c],
                    decision.expected()[c],
                    decision.low()[c],
                    decision.high()[c]);
        }
        return Segmentation.relabelled(decision.labels(), phases);
    }

    /** The value that stands for 1: by the largest of all maps and how they are stored. */
    private static double one(ClassMaps maps) {
        double most = maps.stacks().stream().mapToDouble(GreyStack::max).max().orElse(0);
        int bits = maps.stacks().get(0).bits();
        return bits == 32 && most <= MOST_OF_ONE ? 1 : bits == 16 && most > 255 ? 65535 : 255;
    }

    private static PhaseMap fromLabels(Execution execution, GreyStack stack, ClassMaps maps, Table table) {
        boolean[] present = new boolean[1 << 16];
        float[] values = new float[stack.grid().planeSize()];
        int nz = stack.grid().nz();
        for (int z = 0; z < nz; z++) {
            stack.volume().read(z, values);
            for (int i = 0; i < values.length; i++) {
                if (!(values[i] >= 0 && values[i] < present.length && values[i] == Math.rint(values[i]))) {
                    throw new IllegalArgumentException("'" + maps.source() + "' holds the value " + values[i]
                            + " at x = " + i % stack.grid().nx() + ", y = "
                            + i / stack.grid().nx() + ", slice "
                            + (z + 1) + "; labels are whole numbers from 0 to 65535 (kind=probabilities reads"
                            + " probabilities).");
                }
                present[(int) values[i]] = true;
            }
            execution.progress().update(0.4 * (z + 1) / nz);
        }
        int[] found = IntStream.range(0, present.length).filter(v -> present[v]).toArray();
        if (found.length > 255) {
            throw new IllegalArgumentException("'" + maps.source() + "' holds " + found.length
                    + " labels, more than the 255 that an 8-bit label stack can tell apart: it is a map of particles,"
                    + " not of phases; threshold it at 1 first.");
        }
        int[] phases = phases(execution, found.length);
        int[] place = new int[present.length];
        Arrays.setAll(place, v -> 0);
        for (int c = 0; c < found.length; c++) {
            place[found[c]] = c;
        }
        long[] counts = new long[found.length];
        byte[][] planes = new byte[nz][stack.grid().planeSize()];
        for (int z = 0; z < nz; z++) {
            stack.volume().read(z, values);
            for (int i = 0; i < values.length; i++) {
                int c = place[(int) values[i]];
                counts[c]++;
                planes[z][i] = (byte) phases[c];
            }
            execution.progress().update(0.4 + 0.5 * (z + 1) / nz);
        }
        double n = stack.grid().size();
        for (int c = 0; c < found.length; c++) {
            table.row(
                    c + 1L,
                    (double) found[c],
                    (long) phases[c],
                    word(phases[c]),
                    counts[c] / n,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }
        return new PhaseMap(stack.grid(), planes);
    }

    private static String word(int label) {
        return Phase.ofLabel(label).map(Phase::word).orElse("");
    }

    /** The label of each class. */
    private static int[] phases(Execution execution, int classes) {
        List<Double> given = execution.find(LABELS).orElse(List.of());
        if (given.isEmpty() && classes == 2) {
            return new int[] {Phase.ELECTROLYTE.label(), Phase.ACTIVE.label()};
        }
        if (given.size() != classes) {
            throw new IllegalArgumentException("There are " + classes + " classes, but labels= names "
                    + (given.isEmpty() ? "none" : String.valueOf(given.size()))
                    + ": give one label of 0 to 4 for each, as in labels=" + example(classes) + ".");
        }
        for (double label : given) {
            if (label != Math.rint(label)) {
                throw new IllegalArgumentException("labels=" + LABELS.write(given) + " holds " + Numbers.shortest(label)
                        + "; labels are whole numbers from 0 to 4.");
            }
        }
        return given.stream().mapToInt(Double::intValue).toArray();
    }

    private static String example(int classes) {
        return String.join(",", List.of("4", "0", "1", "3", "2").subList(0, Math.max(1, Math.min(5, classes))));
    }
}
