package io.github.voxelyte.plugins.functions;

import static io.github.voxelyte.plugins.functions.MacroFunction.text;

import ij.WindowManager;
import io.github.voxelyte.microstructure.modification.LayerContact;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Facts of the active label stack, read as every command reads it. */
final class StackFunctions {
    static final List<MacroFunction> ALL = List.of(
            new MacroFunction(
                    "phases",
                    List.of(),
                    "the phases that the active stack holds, separated by commas",
                    "phases = split(Ext.phases(), \",\");",
                    arguments -> phases()),
            new MacroFunction(
                    "axis",
                    List.of(),
                    "the through-plane axis that the active stack remembers: x, y or z",
                    "run(\"Volume Fraction Profile...\", \"axis=\" + Ext.axis());",
                    arguments -> stack().axis().name().toLowerCase(Locale.ROOT)),
            new MacroFunction(
                    "collector",
                    List.of(),
                    "the side of the current collector that the active stack remembers: first or last",
                    "print(\"collector at the \" + Ext.collector() + \" layer\");",
                    arguments -> stack().collector().word()),
            new MacroFunction(
                    "fraction",
                    List.of(text("phase", "electrolyte, active, passivated, additive or void")),
                    "the phase's volume fraction in the active stack, 0 where it is absent",
                    "amsvf = parseFloat(Ext.fraction(\"active\"));",
                    arguments -> fraction(arguments.text(0))),
            new MacroFunction(
                    "contactRatio",
                    List.of(),
                    "the share of the collector's area that touches active material or additive in the active stack",
                    "contact = parseFloat(Ext.contactRatio());",
                    arguments -> contactRatio()));

    private StackFunctions() {}

    /** The active image as labels. */
    static LabelStack stack() {
        List<Key<?>> keys = new ArrayList<>(ImageKeys.LABEL_KEYS);
        keys.add(ImageKeys.VOXEL_UM);
        return LabelStack.of(WindowManager.getCurrentImage(), Options.parse(keys, ""));
    }

    private static String phases() {
        long[] counts = stack().phases().counts();
        return Arrays.stream(Phase.values())
                .filter(phase -> counts[phase.label()] > 0)
                .map(Phase::word)
                .collect(Collectors.joining(","));
    }

    private static String fraction(String word) {
        Phase phase = Phase.named(word)
                .orElseThrow(() -> new IllegalArgumentException("Ext.fraction: the phase '" + word
                        + "' is not known; allowed: " + String.join(", ", Phase.words()) + "."));
        LabelStack stack = stack();
        return Numbers.tenDigits(
                (double) stack.phases().counts()[phase.label()] / stack.grid().size());
    }

    private static String contactRatio() {
        LabelStack stack = stack();
        double[] ratios = LayerContact.of(stack.phases(), stack.axis());
        return Numbers.tenDigits(ratios[stack.collector() == Collector.FIRST ? 0 : ratios.length - 1]);
    }
}
