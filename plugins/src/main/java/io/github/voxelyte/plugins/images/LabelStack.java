package io.github.voxelyte.plugins.images;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A label stack of the user: labels, their meaning, axis and collector. Voxelyte's own stacks say all that themselves;
 * foreign ones are 0/255 masks, use Voxelyte's labels, or are explained by keys.
 *
 * <p>8-bit slices in memory are wrapped, not copied. The image is never changed.
 */
public final class LabelStack {
    private static final int MASK = 255;

    private final String title;
    private final VoxelSize voxelSize;
    private final PhaseMap raw;
    private final Phase[] meaning;
    private final Axis axis;
    private final Collector collector;
    private final List<String> history;
    private final List<String> remarks;

    private LabelStack(ImagePlus image, VoxelSize voxelSize, PhaseMap raw, Options options) {
        this.title = image.getTitle();
        this.voxelSize = voxelSize;
        this.raw = raw;
        this.remarks = new ArrayList<>();
        Optional<StackInfo> info = StackInfo.of(image);
        this.meaning = meaning(info.isPresent() && info.get().labels(), options);
        this.axis = given(options, "axis")
                .map(word -> Axis.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(info.map(StackInfo::axis).orElse(StackInfo.DEFAULT_AXIS));
        this.collector = given(options, "collector")
                .map(Collector::named)
                .orElse(info.map(StackInfo::collector).orElse(StackInfo.DEFAULT_COLLECTOR));
        this.history = info.map(StackInfo::history).orElse(List.of());
    }

    /**
     * Reads an image.
     *
     * @param image the image; may be null, a virtual stack, or carry a rectangular selection
     * @param options values of the command's keys; those of {@link ImageKeys} are looked at
     * @return the stack
     * @throws IllegalArgumentException in one sentence, if the image is no label stack
     */
    public static LabelStack of(ImagePlus image, Options options) {
        StackInput input = StackInput.of(image);
        VoxelSize voxelSize = VoxelSize.of(image, options);
        VoxelGrid grid = voxelSize.grid(input.nx(), input.ny(), input.nz());
        byte[][] planes = new byte[grid.nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = labels(input, z);
        }
        return new LabelStack(image, voxelSize, new PhaseMap(grid, planes), options);
    }

    private static byte[] labels(StackInput input, int z) {
        Object pixels = input.pixels(z);
        if (pixels instanceof byte[] bytes) {
            return bytes;
        }
        if (!(pixels instanceof short[] wide)) {
            throw new IllegalArgumentException("'" + input.image().getTitle() + "' is a " + input.bits()
                    + "-bit stack; labels must be 8-bit (or 16-bit): use Binarize Tomogram, or Image › Type.");
        }
        byte[] narrow = new byte[wide.length];
        for (int i = 0; i < wide.length; i++) {
            int label = wide[i] & 0xffff;
            if (label > 255) {
                throw new IllegalArgumentException(
                        "'" + input.image().getTitle() + "' holds the value " + label
                                + " in slice " + (z + 1)
                                + "; labels go from 0 to 255: make phases of a map of particles first (Process › Math › Macro).");
            }
            narrow[i] = (byte) label;
        }
        return narrow;
    }

    private static Optional<String> given(Options options, String key) {
        Object value = options.inForce().get(key);
        boolean isSide = value instanceof String word && !"all".equals(word);
        return isSide ? Optional.of((String) value) : Optional.empty();
    }

    private Phase[] meaning(boolean own, Options options) {
        Phase[] result = new Phase[256];
        boolean keys = false;
        for (Phase phase : Phase.values()) {
            for (int label :
                    options.find(ImageKeys.LABEL_KEYS.get(phase.label())).orElse(List.of())) {
                if (result[label] != null) {
                    throw new IllegalArgumentException("Label " + label + " is given as " + result[label].word()
                            + " and as " + phase.word() + "; it can only be one of them.");
                }
                result[label] = phase;
                keys = true;
            }
        }
        List<Integer> present = present();
        if (!own && !keys && present.contains(MASK) && present.stream().allMatch(v -> v == 0 || v == MASK)) {
            result[MASK] = Phase.ACTIVE;
            remarks.add("'" + title + "' is read as a mask: 0 electrolyte, 255 active.");
        }
        for (int label : present) {
            if (result[label] == null) {
                result[label] = Phase.ofLabel(label).orElse(null);
            }
            if (!own && !keys && label > 1 && label <= Phase.VOID.label()) {
                remarks.add("'" + title + "' was not made by Voxelyte; its label " + label + " is read as "
                        + result[label].word() + " (keys active, electrolyte, … say otherwise).");
            }
        }
        List<Integer> unknown =
                present.stream().filter(label -> result[label] == null).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("'" + title + "' holds the values " + list(present) + "; "
                    + list(unknown) + " have no meaning: name them by the keys " + String.join(", ", Phase.words())
                    + ", as in active=" + unknown.get(0) + ".");
        }
        return result;
    }

    private List<Integer> present() {
        long[] counts = raw.counts();
        return IntStream.range(0, counts.length)
                .filter(label -> counts[label] > 0)
                .boxed()
                .toList();
    }

    private static String list(List<Integer> labels) {
        int most = 12; // a grey stack taken for labels would fill the screen
        String text = labels.stream().limit(most).map(String::valueOf).collect(Collectors.joining(", "));
        return labels.size() > most ? text + ", … (" + labels.size() + " values)" : text;
    }

    /**
     * The labels as they are in the image.
     *
     * @return the user's labels, wrapped where possible
     */
    public PhaseMap raw() {
        return raw;
    }

    /**
     * The labels with the meaning of {@link Phase}.
     *
     * @return labels 0 to 4; the image's own arrays if it uses these labels already, else a copy
     */
    public PhaseMap phases() {
        boolean same = present().stream().allMatch(label -> meaning[label].label() == label);
        if (same) {
            return raw;
        }
        VoxelGrid grid = raw.grid();
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (int z = 0; z < planes.length; z++) {
            byte[] from = raw.plane(z);
            for (int i = 0; i < from.length; i++) {
                planes[z][i] = (byte) meaning[from[i] & 0xff].label();
            }
        }
        return new PhaseMap(grid, planes);
    }

    /**
     * The labels of the image that a word stands for.
     *
     * @param word the name of a phase, or a label of the image
     * @return the labels, all present in the image, ascending
     * @throws IllegalArgumentException if the word is neither, or nothing of it is there
     */
    public List<Integer> labelsOf(String word) {
        Optional<Phase> phase = Phase.named(word);
        if (phase.isPresent()) {
            List<Integer> labels = present().stream()
                    .filter(label -> meaning[label] == phase.get())
                    .toList();
            if (labels.isEmpty()) {
                throw new IllegalArgumentException("There is no " + word + " in '" + title + "': " + contents() + ".");
            }
            return labels;
        }
        double number = Numbers.parse(word)
                .orElseThrow(() -> new IllegalArgumentException("The phase '" + word + "' is not known; allowed: "
                        + String.join(", ", Phase.words()) + ", or a label of the stack."));
        List<Integer> labels =
                present().stream().filter(label -> label == number).toList();
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no label " + Numbers.shortest(number) + " in '" + title + "': " + contents() + ".");
        }
        return labels;
    }

    /**
     * What the stack holds.
     *
     * @return as in "it holds 0 (electrolyte), 1 (active)"
     */
    private String contents() {
        return "it holds "
                + present().stream()
                        .map(label -> label + " (" + meaning[label].word() + ")")
                        .collect(Collectors.joining(", "));
    }

    /**
     * The meaning of a label of the image.
     *
     * @param label a label that is present
     * @return what it stands for
     */
    public Phase phaseOf(int label) {
        return meaning[label];
    }

    /**
     * The grid; in metres where {@link #voxelSize} is physical.
     *
     * @return the grid
     */
    public VoxelGrid grid() {
        return raw.grid();
    }

    /**
     * The size of the voxels.
     *
     * @return the edges
     */
    public VoxelSize voxelSize() {
        return voxelSize;
    }

    /**
     * Refuses to compute a physical quantity where the stack has no unit of length.
     *
     * @param quantity what would be computed, with "a" or "the"
     */
    public void requirePhysical(String quantity) {
        voxelSize.requirePhysical(quantity, title);
    }

    /**
     * The through-plane axis: the key, else what the stack remembers, else z.
     *
     * @return the axis
     */
    public Axis axis() {
        return axis;
    }

    /**
     * The side of the current collector: the key, else what the stack remembers, else last.
     *
     * @return the side
     */
    public Collector collector() {
        return collector;
    }

    /**
     * What made the stack.
     *
     * @return one line a command, oldest first
     */
    public List<String> history() {
        return history;
    }

    /**
     * The image's title.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /** How the labels were read, where that is not plain. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
