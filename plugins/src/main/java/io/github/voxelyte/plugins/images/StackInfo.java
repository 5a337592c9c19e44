package io.github.voxelyte.plugins.images;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What Voxelyte writes into the info of its images (Image › Show Info), and reads from there: it survives saving as TIFF,
 * duplicating and cropping.
 *
 * @param labels whether the image is a label stack with the meaning of {@link Phase}
 * @param axis the through-plane axis
 * @param collector the side of the current collector
 * @param history what made the image, one line a command, oldest first
 */
public record StackInfo(boolean labels, Axis axis, Collector collector, List<String> history) {
    /** The axis where nothing else is said: the slices. */
    public static final Axis DEFAULT_AXIS = Axis.Z;

    /** The collector's side where nothing else is said. */
    public static final Collector DEFAULT_COLLECTOR = Collector.LAST;

    private static final String PREFIX = "voxelyte.";
    private static final String LABELS = PREFIX + "labels";
    private static final String AXIS = PREFIX + "axis";
    private static final String COLLECTOR = PREFIX + "collector";
    private static final String HISTORY = PREFIX + "history";

    /** Keeps the history as it is now. */
    public StackInfo {
        history = List.copyOf(history);
    }

    /**
     * What an image's info says.
     *
     * @param image the image
     * @return the info; empty if Voxelyte did not make the image
     */
    public static Optional<StackInfo> of(ImagePlus image) {
        String text = image.getInfoProperty();
        if (text == null || !text.contains(PREFIX)) {
            return Optional.empty();
        }
        boolean labels = false;
        Axis axis = DEFAULT_AXIS;
        Collector collector = DEFAULT_COLLECTOR;
        List<String> history = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(": ");
            String value = colon < 0 ? "" : line.substring(colon + 2).strip();
            switch (colon < 0 ? "" : line.substring(0, colon)) {
                case LABELS -> labels = true;
                case AXIS -> axis = Axis.valueOf(value.toUpperCase(Locale.ROOT));
                case COLLECTOR -> collector = Collector.named(value);
                case HISTORY -> history.add(value);
                default -> {
                    // somebody else's line
                }
            }
        }
        return Optional.of(new StackInfo(labels, axis, collector, history));
    }

    /**
     * Writes this into an image's info.
     *
     * @param image the image, one that Voxelyte has just made
     */
    public void writeTo(ImagePlus image) {
        StringBuilder text = new StringBuilder();
        if (labels) {
            line(
                    text,
                    LABELS,
                    Arrays.stream(Phase.values())
                            .map(phase -> phase.label() + "=" + phase.word())
                            .collect(Collectors.joining(" ")));
        }
        line(text, AXIS, axis.name().toLowerCase(Locale.ROOT));
        line(text, COLLECTOR, collector.word());
        history.forEach(entry -> line(text, HISTORY, entry));
        image.setProperty("Info", text.toString());
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(": ").append(value).append('\n');
    }
}
