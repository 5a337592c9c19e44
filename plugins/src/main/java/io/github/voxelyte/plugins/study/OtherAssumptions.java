package io.github.voxelyte.plugins.study;

import io.github.voxelyte.plugins.tables.Table;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** How far the capacities depend on what the study leaves open: one row for each other assumption, beside the study's own runs. */
final class OtherAssumptions {
    private static final String OWN = "as above";
    private static final String DELAMINATED = "delamination-75";
    private static final String LITTLE_CONTACT = "contact-11";

    private OtherAssumptions() {}

    /** The table; cells are empty where nothing was run. */
    static Table table(StudyFolder study, SortedMap<String, StudyFolder> assumptions) {
        Table table = new Table(
                "assumptions",
                "Assumption",
                "Standard 0.1C [mAh/g]",
                "Standard 0.5C [mAh/g]",
                "High energy 0.1C [%]",
                "Contact 11 % 0.1C [%]",
                "75 % delaminated 0.1C [%]",
                "75 % delaminated 0.5C [%]");
        row(table, OWN, study, study);
        for (Map.Entry<String, StudyFolder> assumption : assumptions.entrySet()) {
            row(table, assumption.getKey(), assumption.getValue(), study);
        }
        return table;
    }

    /** Changes are against the standard electrode under the same assumption; against the study's own where that is another electrode. */
    private static void row(Table table, String name, StudyFolder folder, StudyFolder study) {
        boolean hasStandard = folder.discharge(StudyElectrodes.STANDARD, "0.1").isPresent();
        StudyFolder against = hasStandard ? folder : study;
        table.row(
                name,
                capacity(folder, StudyElectrodes.STANDARD, "0.1"),
                capacity(folder, StudyElectrodes.STANDARD, "0.5"),
                change(folder, StudyElectrodes.HIGH, "0.1", against),
                change(folder, LITTLE_CONTACT, "0.1", against),
                change(folder, DELAMINATED, "0.1", against),
                change(folder, DELAMINATED, "0.5", against));
    }

    private static double change(StudyFolder folder, String electrode, String rate, StudyFolder against) {
        return 100 * (capacity(folder, electrode, rate) / capacity(against, StudyElectrodes.STANDARD, rate) - 1);
    }

    private static double capacity(StudyFolder folder, String electrode, String rate) {
        Optional<StudyFolder.Step> run = folder.discharge(electrode, rate);
        return run.map(step -> step.table("discharge").last("Capacity [mAh/g]")).orElse(Double.NaN);
    }
}
