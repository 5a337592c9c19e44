package io.github.voxelyte.plugins.command;

import ij.ImagePlus;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.images.VoxelSize;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a dialog says about the active stack, so that a person sees what the empty fields stand for.
 *
 * @param line size, voxels and, of label stacks, the phases
 * @param axis the through-plane axis that the stack remembers, or the default
 * @param collector the side of the collector that it remembers, or the default
 */
record StackFacts(String line, String axis, String collector) {
    private static final long MOST_VOXELS = 60_000_000; // labels of larger stacks are not counted for a dialog

    static StackFacts of(ImagePlus image, CommandDescription description) {
        StackInfo info = StackInfo.of(image)
                .orElse(new StackInfo(false, StackInfo.DEFAULT_AXIS, StackInfo.DEFAULT_COLLECTOR, List.of()));
        String line = image.getTitle() + ": " + image.getWidth() + "×" + image.getHeight() + "×" + image.getStackSize()
                + " voxels of " + voxels(image) + selection(image);
        boolean isCountable = !image.getStack().isVirtual()
                && (long) image.getWidth() * image.getHeight() * image.getStackSize() <= MOST_VOXELS;
        if (description.input() == CommandDescription.Input.LABELS && isCountable) {
            line += "\n" + phases(image, description);
        }
        return new StackFacts(
                line,
                info.axis().name().toLowerCase(Locale.ROOT),
                info.collector().word());
    }

    private static String voxels(ImagePlus image) {
        var calibration = image.getCalibration();
        String edges =
                edge(calibration.pixelWidth) + "×" + edge(calibration.pixelHeight) + "×" + edge(calibration.pixelDepth);
        try {
            boolean isPhysical = VoxelSize.of(image, Options.parse(List.of(ImageKeys.VOXEL_UM), ""))
                    .isPhysical();
            return isPhysical ? edges + " " + calibration.getUnit() : edges + ", without a unit of length";
        } catch (IllegalArgumentException unusable) {
            return edges + ", which cannot be used: give the voxel size below";
        }
    }

    /** Without the digits that a file's resolution leaves behind, as in 0.3979999999. */
    private static String edge(double length) {
        return Numbers.shortest(new BigDecimal(length).round(new MathContext(5)).doubleValue());
    }

    private static String selection(ImagePlus image) {
        return image.getRoi() == null
                ? ""
                : "; selected: " + image.getRoi().getBounds().width + "×"
                        + image.getRoi().getBounds().height + "×" + image.getStackSize();
    }

    private static String phases(ImagePlus image, CommandDescription description) {
        try {
            LabelStack labels = LabelStack.of(image, Options.parse(description.keys(), ""));
            long[] counts = labels.phases().counts();
            return Arrays.stream(Phase.values())
                    .filter(phase -> counts[phase.label()] > 0)
                    .map(phase -> String.format(
                            Locale.ROOT,
                            "%s %.1f %%",
                            phase.word(),
                            100.0 * counts[phase.label()] / labels.grid().size()))
                    .collect(Collectors.joining(", "));
        } catch (IllegalArgumentException unclear) {
            return "Its labels need a meaning: say below which are active material, electrolyte, …";
        }
    }
}
