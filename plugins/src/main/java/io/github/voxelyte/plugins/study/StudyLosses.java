package io.github.voxelyte.plugins.study;

import io.github.voxelyte.plugins.study.StudyFolder.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What ends a discharge, in a sentence made of its own numbers. */
final class StudyLosses {
    private static final List<Loss> LOSSES = List.of(
            new Loss("Concentration loss [V]", "diffusion within the particles"),
            new Loss("Electronic loss [V]", "the active material's conduction"),
            new Loss("Electrolyte loss [V]", "the electrolyte in the electrode"));

    private StudyLosses() {}

    private record Loss(String column, String cause) {}

    /** A loss at the end of a discharge [V]; NaN where the run is missing. */
    static double electronic(StudyFolder study, String electrode, String rate) {
        return study.discharge(electrode, rate)
                .map(step -> step.table("discharge"))
                .filter(table -> table.has(LOSSES.get(1).column))
                .map(table -> table.last(LOSSES.get(1).column))
                .orElse(Double.NaN);
    }

    /** The mean lithiation at the end, the three losses that depend on the structure, and the largest as what limits. */
    static String sentence(StudyFolder study, String electrode, String rate) {
        Optional<CsvColumns> found = study.discharge(electrode, rate).map(StudyLosses::table);
        if (found.isEmpty() || !LOSSES.stream().allMatch(loss -> found.get().has(loss.column))) {
            return "";
        }
        CsvColumns table = found.get();
        double[] volts =
                LOSSES.stream().mapToDouble(loss -> table.last(loss.column)).toArray();
        int largest = 0;
        for (int i = 1; i < volts.length; i++) {
            largest = volts[i] > volts[largest] ? i : largest;
        }
        return String.format(
                Locale.ROOT,
                "What ends %s at %sC is %s: at a mean lithiation of %.3f it loses %.2f V by concentration in the active"
                        + " material, %.2f V by its conduction, %.3f V in the electrolyte.",
                electrode,
                rate,
                LOSSES.get(largest).cause,
                table.last("Mean lithiation"),
                volts[0],
                volts[1],
                volts[2]);
    }

    private static CsvColumns table(Step step) {
        return step.table("discharge");
    }
}
