package io.github.voxelyte.plugins.study;

import io.github.voxelyte.plugins.study.StudyFolder.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The electrodes of the study: their names in its folder, and what figures call them. */
final class StudyElectrodes {
    static final String STANDARD = "standard";
    static final String LOW = "low";
    static final String HIGH = "high";
    static final String LOW_AT_STANDARD_CURRENT = "low-standard-current";
    static final List<String> RATES = List.of("0.1", "0.25", "0.5");
    static final List<String> VOLTAGES = List.of("3.75", "3.3", "2.8");

    /** Contact ratios of the study [%]; the standard electrode has about the second. */
    static final List<String> CONTACTS = List.of("42", "30", "11", "1");

    static final List<String> DELAMINATIONS = List.of("25", "50", "75");

    private StudyElectrodes() {}

    /** An electrode of a series, its legend, and the number of its colour; the standard electrode has the same in all figures. */
    record Member(String electrode, String legend, int colour) {}

    /** The electrode with a contact ratio; the standard one where it has none of its own. */
    static Optional<String> withContact(StudyFolder study, String percent) {
        String own = "contact-" + percent;
        if (study.transport(own).isPresent() || study.discharge(own, "0.1").isPresent()) {
            return Optional.of(own);
        }
        return percent.equals("30") && study.transport(STANDARD).isPresent() ? Optional.of(STANDARD) : Optional.empty();
    }

    /** The contact series, from the best contact on; legends tell the ratios reached. */
    static List<Member> contacts(StudyFolder study) {
        List<Member> members = new ArrayList<>();
        int others = 0;
        for (String percent : CONTACTS) {
            Optional<String> electrode = withContact(study, percent);
            if (electrode.isPresent()) {
                double reached = contactRatio(study, electrode.get());
                String legend =
                        Double.isNaN(reached) ? percent + " %" : String.format(Locale.ROOT, "%.3g %%", 100 * reached);
                boolean standard = electrode.get().equals(STANDARD);
                members.add(new Member(electrode.get(), legend + " contact", standard ? 0 : ++others));
            }
        }
        return members;
    }

    /** The contact ratio of an electrode: what its discharge, its making or its profile say. */
    static double contactRatio(StudyFolder study, String electrode) {
        for (String rate : RATES) {
            Optional<Step> run = study.discharge(electrode, rate);
            if (run.isPresent()) {
                return run.get().fact("contact ratio");
            }
        }
        Optional<Step> made = study.step("structures", electrode, "crop");
        if (made.isPresent()) {
            return made.get().fact("reached");
        }
        return study.profile(electrode)
                .map(step -> step.table("profile").last("AMSVF"))
                .orElse(Double.NaN);
    }

    /** The delamination series, from the electrode as it is on. */
    static List<Member> delaminations() {
        List<Member> members = new ArrayList<>(List.of(new Member(STANDARD, "0 % delaminated", 0)));
        for (String percent : DELAMINATIONS) {
            members.add(new Member("delamination-" + percent, percent + " %", members.size()));
        }
        return members;
    }
}
