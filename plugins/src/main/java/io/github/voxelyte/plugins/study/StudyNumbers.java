package io.github.voxelyte.plugins.study;

import io.github.voxelyte.plugins.study.StudyFolder.Step;
import java.util.List;
import java.util.Optional;

/** Numbers read off the results of a study; NaN where the run is not finished. */
final class StudyNumbers {
    private static final String CAPACITY = "Capacity [mAh/g]";
    private static final String VOLTAGE = "Voltage [V]";

    private StudyNumbers() {}

    /** The tortuosity factor of the electrolyte, with passivated electrolyte where there is any [1]. */
    static double tortuosity(StudyFolder study, String electrode, String axis) {
        return transport(study, electrode, "electrolyte", axis, "Tortuosity factor");
    }

    /** The relative effective conductivity of the active material through the plane [1]. */
    static double activeConductivity(StudyFolder study, String electrode) {
        return transport(study, electrode, "active", "z", "D_eff/D");
    }

    private static double transport(StudyFolder study, String electrode, String phase, String axis, String column) {
        Optional<Step> step = study.transport(electrode);
        if (step.isEmpty()) {
            return Double.NaN;
        }
        CsvColumns table = step.get().table("transport");
        List<String> phases = table.texts("Phase");
        List<String> axes = table.texts("Axis");
        for (int row = 0; row < table.size(); row++) {
            if (phases.get(row).startsWith(phase) && axes.get(row).equals(axis)) {
                return table.numbers(column)[row];
            }
        }
        return Double.NaN;
    }

    /** The capacity at the cut-off [mAh/g]. */
    static double capacity(StudyFolder study, String electrode, String rate) {
        return study.discharge(electrode, rate)
                .map(step -> step.table("discharge").last(CAPACITY))
                .orElse(Double.NaN);
    }

    /** The cell voltage at a capacity [V], between the points of the curve on straight lines. */
    static double voltageAt(StudyFolder study, String electrode, String rate, double capacity) {
        Optional<Step> step = study.discharge(electrode, rate);
        if (step.isEmpty()) {
            return Double.NaN;
        }
        CsvColumns table = step.get().table("discharge");
        return crossing(table.numbers(CAPACITY), table.numbers(VOLTAGE), capacity, 1);
    }

    /** The capacity at which a discharge first falls to a voltage [mAh/g]. */
    static double capacityAt(CsvColumns discharge, double voltage) {
        return crossing(discharge.numbers(VOLTAGE), discharge.numbers(CAPACITY), voltage, -1);
    }

    /** Where x, which goes on in a direction, first reaches a value: y there. */
    static double crossing(double[] x, double[] y, double value, int direction) {
        for (int i = 1; i < x.length; i++) {
            if (direction * (x[i] - value) >= 0 && direction * (x[i - 1] - value) <= 0 && x[i] != x[i - 1]) {
                return y[i - 1] + (value - x[i - 1]) / (x[i] - x[i - 1]) * (y[i] - y[i - 1]);
            }
        }
        return Double.NaN;
    }

    /** The resistance of the separator as it acts in a discharge [Ohm cm²]. */
    static double separatorResistance(StudyFolder study, String electrode, String rate) {
        Optional<Step> step = study.discharge(electrode, rate);
        if (step.isEmpty()) {
            return Double.NaN;
        }
        CsvColumns table = step.get().table("discharge");
        int middle = table.size() / 2;
        return 1000 * table.numbers("Separator loss [V]")[middle] / table.numbers("Current [mA/cm2]")[middle];
    }

    /** Mean lithiation of a part of the thickness, from the separator on, at a snapshot. */
    static double lithiation(StudyFolder study, String electrode, String voltage, double from, double to) {
        Optional<Step> step = study.discharge(electrode, "0.1");
        if (step.isEmpty() || step.get().file("lithiation_profile.csv").isEmpty()) {
            return Double.NaN;
        }
        CsvColumns table = step.get().table("lithiation_profile");
        double[] voltages = table.numbers(VOLTAGE);
        double[] layers = table.numbers("Layer");
        double[] mean = table.numbers("Mean lithiation");
        double count = 1 + java.util.Arrays.stream(layers).max().orElse(0);
        double sum = 0;
        int used = 0;
        for (int row = 0; row < table.size(); row++) {
            double place = (layers[row] + 0.5) / count;
            boolean inside = voltages[row] == Double.parseDouble(voltage) && place >= from && place < to;
            if (inside && Double.isFinite(mean[row])) {
                sum += mean[row];
                used++;
            }
        }
        return sum / used;
    }

    /** A top in the table of arcs: the one with the frequency nearest to a value, within a factor of ten. */
    static double[] arc(StudyFolder study, String electrode, String of, double near) {
        double[] best = {Double.NaN, Double.NaN};
        Optional<Step> step = study.impedance(electrode);
        if (step.isEmpty()) {
            return best;
        }
        CsvColumns table = step.get().table("impedance_arcs");
        List<String> owners = table.texts("Arc of");
        double[] frequency = table.numbers("Frequency [Hz]");
        double[] height = table.numbers("Height [Ohm cm2]");
        double distance = Math.log(10);
        for (int row = 0; row < table.size(); row++) {
            double off = Math.abs(Math.log(frequency[row] / near));
            if (owners.get(row).equalsIgnoreCase(of) && off < distance) {
                distance = off;
                best = new double[] {frequency[row], height[row]};
            }
        }
        return best;
    }
}
