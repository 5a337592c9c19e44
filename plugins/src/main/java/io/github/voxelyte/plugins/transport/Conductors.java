package io.github.voxelyte.plugins.transport;

import io.github.voxelyte.microstructure.transport.ConductivityBounds;
import io.github.voxelyte.microstructure.transport.ConductivityTensor;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.transport.PeriodicConductivity;
import io.github.voxelyte.microstructure.transport.TransportMaps;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What conducts in one solve. */
final class Conductors {
    private static final double SIEMENS_PER_CENTIMETRE = 100; // [S/m]
    private static final String KEY = TransportKeys.CONDUCTIVITIES.name();

    private final String name;
    private final int reference;
    private final double[] conductivity; // of every label of the stack [S/m], or 1 where only ratios are wanted
    private final boolean physical;

    private Conductors(String name, int reference, double[] conductivity, boolean physical) {
        this.name = name;
        this.reference = reference;
        this.conductivity = conductivity;
        this.physical = physical;
    }

    /** Solves along one axis; ratios refer to the first phase. */
    EffectiveTransport solve(EffectiveConductivity measure, LabelStack labels, Progress progress) {
        return measure.of(labels.raw(), conductivity, reference, progress);
    }

    /** The same with maps; empty if nothing joins the two faces. */
    Optional<TransportMaps> maps(EffectiveConductivity measure, LabelStack labels, Progress progress) {
        return measure.mapsOf(labels.raw(), conductivity, reference, progress);
    }

    /** The whole tensor, the structure repeating in all directions. */
    ConductivityTensor tensor(PeriodicConductivity measure, LabelStack labels, Progress progress) {
        return measure.of(labels.raw(), conductivity, reference, progress);
    }

    /** Whether conductivities in S/cm were given, rather than ratios wanted. */
    boolean isPhysical() {
        return physical;
    }

    /** Whether a label conducts. */
    boolean conducts(int label) {
        return conductivity[label] > 0;
    }

    /** Which labels conduct, of 256. */
    boolean[] conducting() {
        boolean[] conducting = new boolean[256];
        for (int label = 0; label < conducting.length; label++) {
            conducting[label] = conducts(label);
        }
        return conducting;
    }

    /** The labels that conduct. */
    int[] labels() {
        return IntStream.range(0, 256).filter(this::conducts).toArray();
    }

    /** Voxels that conduct. */
    long voxels(LabelStack labels) {
        long[] counts = labels.raw().counts();
        return Arrays.stream(labels()).mapToLong(label -> counts[label]).sum();
    }

    /** Whether all that conducts does so alike. */
    boolean isUniform() {
        return Arrays.stream(labels()).allMatch(label -> conductivity[label] == conductivity[reference]);
    }

    /** What σ_eff must lie between. */
    ConductivityBounds bounds(LabelStack labels) {
        return ConductivityBounds.of(labels.raw().counts(), conductivity);
    }

    /** The name for the table: one phase, or several joined by plus signs. */
    String name() {
        return name;
    }

    /** Effective conductivity [S/cm]; NaN where the user gave no conductivities. */
    double effectiveSiemensPerCentimetre(EffectiveTransport result) {
        return physical ? result.effectiveConductivity() / SIEMENS_PER_CENTIMETRE : Double.NaN;
    }

    /** One phase against everything else. */
    static Conductors alone(LabelStack labels, String phase) {
        double[] conductivity = new double[256];
        List<Integer> members = labels.labelsOf(phase);
        members.forEach(label -> conductivity[label] = 1);
        return new Conductors(phase, members.get(0), conductivity, false);
    }

    /**
     * Several phases together.
     *
     * @param phases their names, in the order of the values; empty where the values name them or go by labels
     * @param text {@code 1.2e-4,0.01}, or {@code electrolyte=1.2e-4,active=0.01} [S/cm]
     */
    static Conductors together(LabelStack labels, List<String> phases, String text) {
        String[] items = text.split(",", -1);
        List<String> order = phases.isEmpty() ? Phase.words() : phases;
        double[] conductivity = new double[256];
        List<String> names = new ArrayList<>();
        int reference = -1;
        for (int i = 0; i < items.length; i++) {
            String[] pair = items[i].strip().split("=", -1);
            boolean named = pair.length == 2;
            if (!named && (pair.length > 2 || i >= order.size())) {
                throw new IllegalArgumentException(KEY + "=" + text + " has more values than there are phases ("
                        + String.join(", ", order) + "); give one each, or name them as in active=0.01.");
            }
            String phase = named ? pair[0].strip() : order.get(i);
            double value = value(text, pair[pair.length - 1].strip());
            if (value == 0) {
                continue; // insulates, present or not
            }
            List<Integer> members = labels.labelsOf(phase);
            members.forEach(label -> conductivity[label] = value * SIEMENS_PER_CENTIMETRE);
            names.add(phase);
            reference = reference < 0 ? members.get(0) : reference;
        }
        if (reference < 0) {
            throw new IllegalArgumentException(KEY + "=" + text + " lets nothing conduct; give a value above 0.");
        }
        if (!phases.isEmpty() && items.length != phases.size()) {
            throw new IllegalArgumentException(KEY + "=" + text + " has " + items.length + " values for "
                    + phases.size() + " phases (" + String.join(", ", phases) + ").");
        }
        return new Conductors(String.join("+", names), reference, conductivity, true);
    }

    private static double value(String text, String number) {
        double value = Numbers.parse(number)
                .orElseThrow(() -> new IllegalArgumentException(
                        KEY + "=" + text + ": '" + number + "' is not a number [S/cm], as in 1.2e-4."));
        if (!Range.NOT_NEGATIVE.contains(value)) {
            throw new IllegalArgumentException(
                    KEY + "=" + text + ": " + number + " S/cm is below 0; conductivities are at least 0.");
        }
        return value;
    }

    /** Names in a list such as {@code electrolyte,active}. */
    static List<String> names(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
