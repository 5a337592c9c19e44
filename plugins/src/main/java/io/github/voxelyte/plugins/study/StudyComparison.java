package io.github.voxelyte.plugins.study;

import static io.github.voxelyte.plugins.study.StudyElectrodes.HIGH;
import static io.github.voxelyte.plugins.study.StudyElectrodes.LOW;
import static io.github.voxelyte.plugins.study.StudyElectrodes.LOW_AT_STANDARD_CURRENT;
import static io.github.voxelyte.plugins.study.StudyElectrodes.STANDARD;

import io.github.voxelyte.plugins.study.Finding.Row;
import java.util.List;
import java.util.Locale;

/**
 * The numbers of the study (Neumann et al., ACS Appl. Mater. Interfaces 2020) beside ours. The study's tomogram is not public:
 * on another structure these are trends, and the tolerances say which ones.
 */
final class StudyComparison {
    private static final double SEPARATOR = 425e-4 / 1.2e-4; // thickness over conductivity [Ohm cm²]
    private static final double LITHIUM_FREQUENCY = 27.5e3; // 1/(2 pi R_ct C_DL) of the plane [Hz]
    private static final double CATHODE_FREQUENCY = 2.5e3; // as reported [Hz]
    private static final String D75 = "delamination-75";

    private final StudyFolder study;

    StudyComparison(StudyFolder study) {
        this.study = study;
    }

    List<Finding> findings() {
        return List.of(
                separator(),
                frequencies(),
                rest(),
                standardCapacity(),
                lowFraction(),
                highEnergy(),
                rates(),
                contactLoss(8, "42", "30", "-2 %", "within 5 %", -5, 5),
                contactLoss(9, "30", "11", "-9 %", "-20 to -3 %", -20, -3),
                leastContact(),
                contactConductivity(),
                tortuosities(),
                delaminatedTortuosity(),
                delaminatedCapacity(),
                delaminatedImpedance(),
                distribution());
    }

    private static boolean within(double value, double least, double greatest) {
        return value >= least && value <= greatest;
    }

    private static double percent(double value, double reference) {
        return 100 * (value / reference - 1);
    }

    private Finding separator() {
        double thin = 210;
        double thick = 425;
        double ours = (intercept(STANDARD) - intercept("standard-separator")) * thick / (thick - thin);
        double spread = StudyNumbers.separatorResistance(study, STANDARD, "0.1");
        return new Row(
                        1,
                        "resistance of the separator, 425 um",
                        "354 (L/kappa), 361 measured, Ohm cm2",
                        "0.1 % of L/kappa")
                .compared(
                        Math.abs(ours / SEPARATOR - 1) <= 1e-3,
                        "The cell's separator is another one.",
                        "%.2f Ohm cm2, from the intercepts with 425 and 210 um; %.2f in the discharge, where the current"
                                + " spreads in front of the electrode",
                        ours,
                        spread);
    }

    private Finding frequencies() {
        double lithium = StudyNumbers.arc(study, STANDARD, "Li charge transfer", LITHIUM_FREQUENCY)[0];
        double cathode = StudyNumbers.arc(study, STANDARD, "Active charge transfer", CATHODE_FREQUENCY)[0];
        boolean met = Math.abs(lithium / LITHIUM_FREQUENCY - 1) <= 0.01 && within(cathode, 1900, 3400);
        return new Row(
                        2,
                        "characteristic frequencies, Li and cathode",
                        "31 kHz, 2.5 kHz",
                        "27.5 kHz within 1 %; 1.9 to 3.4 kHz")
                .compared(
                        met,
                        "The top of the cathode's arc depends on how deep the current reaches into the electrode, so on"
                                + " its structure and thickness.",
                        "%.4g Hz, %.4g Hz",
                        lithium,
                        cathode);
    }

    private Finding rest() {
        double ours = study.impedance(STANDARD)
                .map(step -> step.fact("open-circuit voltage [V]"))
                .orElse(Double.NaN);
        return new Row(3, "voltage of the charged cell at rest", "4.2 V", "1 mV")
                .compared(Math.abs(ours - 4.2) <= 1e-3, "The cell file starts from another state.", "%.4f V", ours);
    }

    private Finding standardCapacity() {
        double ours = StudyNumbers.capacity(study, STANDARD, "0.1");
        return new Row(
                        4,
                        "capacity at 0.1C, standard",
                        "20 % above the measured 128, about 154 mAh/g",
                        "145 to 165 mAh/g")
                .compared(within(ours, 145, 165), StudyLosses.sentence(study, STANDARD, "0.1"), "%.1f mAh/g", ours);
    }

    private Finding lowFraction() {
        double standard = StudyNumbers.capacity(study, STANDARD, "0.1");
        double own = StudyNumbers.capacity(study, LOW, "0.1");
        double same = study.step("discharge", LOW_AT_STANDARD_CURRENT)
                .map(step -> step.table("discharge").last("Capacity [mAh/g]"))
                .orElse(Double.NaN);
        return new Row(5, "capacity at 0.1C, low AMSVF", "lower than standard", "lower, in both normalisations")
                .compared(
                        own < standard && same < standard,
                        StudyLosses.sentence(study, LOW, "0.1") + " " + StudyLosses.sentence(study, STANDARD, "0.1"),
                        "%.1f (own mass), %.1f (current of the standard), standard %.1f mAh/g",
                        own,
                        same,
                        standard);
    }

    private Finding highEnergy() {
        double standard = StudyNumbers.capacity(study, STANDARD, "0.1");
        double high = StudyNumbers.capacity(study, HIGH, "0.1");
        double change = percent(high, standard);
        return new Row(6, "capacity at 0.1C, high energy (80 um, separator 210 um)", "-15 %", "-25 to -8 %")
                .compared(
                        within(change, -25, -8),
                        StudyLosses.sentence(study, HIGH, "0.1"),
                        "%+.1f %% (%.1f to %.1f mAh/g)",
                        change,
                        standard,
                        high);
    }

    private Finding rates() {
        double[] q = StudyElectrodes.RATES.stream()
                .mapToDouble(rate -> StudyNumbers.capacity(study, STANDARD, rate))
                .toArray();
        return new Row(
                        7,
                        "capacity at 0.1C, 0.25C, 0.5C",
                        "above the measured 98 (0.25C) and 54 (0.5C) mAh/g",
                        "strictly falling")
                .compared(q[0] > q[1] && q[1] > q[2], "The curves end before the knee.", "%.1f, %.1f, %.1f mAh/g", q);
    }

    private Finding contactLoss(
            int number, String from, String to, String reported, String tolerance, double least, double greatest) {
        double before = contactCapacity(from, "0.1");
        double after = contactCapacity(to, "0.1");
        double change = percent(after, before);
        return new Row(number, "contact ratio " + from + " to " + to + " %: capacity at 0.1C", reported, tolerance)
                .compared(
                        within(change, least, greatest),
                        lessContact(from, to),
                        "%+.2f %% (%.1f to %.1f mAh/g)",
                        change,
                        before,
                        after);
    }

    private String lessContact(String from, String to) {
        String before = StudyElectrodes.withContact(study, from).orElse(STANDARD);
        String after = StudyElectrodes.withContact(study, to).orElse(STANDARD);
        return String.format(
                        Locale.ROOT,
                        "The effective conductivity changes by %+.1f %%, the electronic loss at the end from %.2f to %.2f V. ",
                        percent(
                                StudyNumbers.activeConductivity(study, after),
                                StudyNumbers.activeConductivity(study, before)),
                        StudyLosses.electronic(study, before, "0.1"),
                        StudyLosses.electronic(study, after, "0.1"))
                + StudyLosses.sentence(study, after, "0.1");
    }

    private double contactCapacity(String percent, String rate) {
        return StudyElectrodes.withContact(study, percent)
                .map(electrode -> StudyNumbers.capacity(study, electrode, rate))
                .orElse(Double.NaN);
    }

    private Finding leastContact() {
        double standard = contactCapacity("30", "0.1");
        double less = contactCapacity("11", "0.1");
        double least = contactCapacity("1", "0.1");
        double half = least / 2;
        double drop = 1000
                * (voltage(StudyElectrodes.withContact(study, "30").orElse(STANDARD), half)
                        - voltage("contact-1", half));
        return new Row(
                        10,
                        "contact ratio 1 % at 0.1C",
                        "capacity drops already at 0.1C, voltage hardly lower",
                        "less capacity than with 11 % and 30 %; at half of it less than 50 mV lower")
                .compared(
                        least < less && less <= 1.01 * standard && drop < 50,
                        lessContact("30", "1"),
                        "%.1f mAh/g (11 %%: %.1f, 30 %%: %.1f); %.1f mV lower",
                        least,
                        less,
                        standard,
                        drop);
    }

    private double voltage(String electrode, double capacity) {
        return StudyNumbers.voltageAt(study, electrode, "0.1", capacity);
    }

    private Finding contactConductivity() {
        double standard = StudyElectrodes.withContact(study, "30")
                .map(electrode -> StudyNumbers.activeConductivity(study, electrode))
                .orElse(Double.NaN);
        double least = StudyNumbers.activeConductivity(study, "contact-1");
        double change = percent(least, standard);
        return new Row(11, "effective conductivity at 1 % contact", "almost -60 %", "-80 to -40 %")
                .compared(
                        within(change, -80, -40),
                        "The loss is that of the constrictions at the collector beside the electrode's own resistance, so it"
                                + " depends on the size of the patches that are left and on the thickness.",
                        "%+.1f %% (%.4f to %.4f of the material's)",
                        change,
                        standard,
                        least);
    }

    private Finding tortuosities() {
        double z = StudyNumbers.tortuosity(study, STANDARD, "z");
        double x = StudyNumbers.tortuosity(study, STANDARD, "x");
        double y = StudyNumbers.tortuosity(study, STANDARD, "y");
        double low = percent(StudyNumbers.tortuosity(study, LOW, "z"), z);
        double high = percent(StudyNumbers.tortuosity(study, HIGH, "z"), z);
        boolean size = within(z, 1.3, 1.9);
        boolean inPlane = (x + y) / 2 > z;
        boolean others = low < 0 && Math.abs(high) <= 1;
        String missed = (size ? "" : " The through-plane factor is outside of the range.")
                + (inPlane
                        ? ""
                        : " In-plane is lower than through-plane: dense layers lie across the current, and in so small a"
                                + " sample both vary from place to place.")
                + (others ? "" : " The electrodes differ otherwise.");
        return new Row(
                        12,
                        "tortuosity factor of the electrolyte, through-plane (root of it)",
                        "1.340; in-plane slightly larger; low AMSVF 7 to 10 % lower; high energy within 1 %",
                        "1.3 to 1.9, the order")
                .compared(
                        size && inPlane && others,
                        missed.strip(),
                        "%.3f (%.3f); in-plane %.3f and %.3f; low AMSVF %+.1f %%; high energy %+.2f %%",
                        z,
                        Math.sqrt(z),
                        x,
                        y,
                        low,
                        high);
    }

    private Finding delaminatedTortuosity() {
        double z = StudyNumbers.tortuosity(study, STANDARD, "z");
        double change = percent(StudyNumbers.tortuosity(study, D75, "z"), z);
        return new Row(13, "tortuosity factor after 75 % delamination", "unchanged", "exactly (solver: 1e-6)")
                .compared(
                        Math.abs(change) <= 1e-4,
                        "The delaminated electrolyte does not conduct like the rest.",
                        "%+.1e %%",
                        change);
    }

    private Finding delaminatedCapacity() {
        double fast = percent(StudyNumbers.capacity(study, D75, "0.5"), StudyNumbers.capacity(study, STANDARD, "0.5"));
        double slow = percent(StudyNumbers.capacity(study, D75, "0.1"), StudyNumbers.capacity(study, STANDARD, "0.1"));
        double half = StudyNumbers.capacity(study, D75, "0.1") / 2;
        double over = 1000 * (voltage(STANDARD, half) - voltage(D75, half));
        return new Row(
                        14,
                        "75 % delamination: capacity at 0.5C and 0.1C",
                        "-17 % at 0.5C; slightly more at 0.1C; larger overpotential",
                        "-30 to -8 % at 0.5C; the sign at 0.1C is reported")
                .compared(
                        within(fast, -30, -8),
                        String.format(
                                        Locale.ROOT,
                                        "Lithium goes in through %.1f instead of %.1f times the cross-section. ",
                                        area(D75),
                                        area(STANDARD))
                                + StudyLosses.sentence(study, D75, "0.5")
                                + " "
                                + StudyLosses.sentence(study, STANDARD, "0.5"),
                        "%+.1f %% at 0.5C, %+.1f %% at 0.1C, %.1f mV more overpotential half-way at 0.1C",
                        fast,
                        slow,
                        over);
    }

    /** The area that reacts, per cross-section. */
    private double area(String electrode) {
        return study.discharge(electrode, "0.5")
                .map(step -> step.fact("reactive area per cross-section (raw voxel faces)"))
                .orElse(Double.NaN);
    }

    private Finding delaminatedImpedance() {
        double before = intercept(STANDARD);
        double change = percent(intercept(D75), before);
        double blocked = percent(intercept("delamination-75-blocked"), before);
        double second = StudyNumbers.arc(study, D75, "Active charge transfer", CATHODE_FREQUENCY)[1]
                / StudyNumbers.arc(study, STANDARD, "Active charge transfer", CATHODE_FREQUENCY)[1];
        double lithium = StudyNumbers.arc(study, D75, "Li charge transfer", LITHIUM_FREQUENCY)[1]
                / StudyNumbers.arc(study, STANDARD, "Li charge transfer", LITHIUM_FREQUENCY)[1];
        return new Row(
                        15,
                        "75 % delamination, impedance",
                        "second arc grows, the Li arc and the intercept do not",
                        "intercept 0.1 %, second arc x 1.8 to 2.3")
                .compared(
                        Math.abs(change) <= 0.1 && within(second, 1.8, 2.3),
                        "How far the current follows the area that is left depends on the electrode's thickness and"
                                + " conduction, and at 7 MHz on what the gaps at delaminated faces hold.",
                        "intercept %+.3f %% with gaps of 50 nm, %+.3f %% if nothing crosses them; cathode's arc x %.2f,"
                                + " Li arc x %.3f",
                        change,
                        blocked,
                        second,
                        lithium);
    }

    /** The real part at the highest frequency [Ohm cm²]. */
    private double intercept(String electrode) {
        return study.impedance(electrode)
                .map(step -> step.fact("impedance at the highest frequency [Ohm cm2]"))
                .orElse(Double.NaN);
    }

    private Finding distribution() {
        double[] slope = new double[StudyElectrodes.VOLTAGES.size()];
        for (int v = 0; v < slope.length; v++) {
            slope[v] = third(STANDARD, v, 2) - third(STANDARD, v, 0);
        }
        double highSlope = third(HIGH, 0, 2) - third(HIGH, 0, 0);
        double centre = third(HIGH, 2, 1) - Math.min(third(HIGH, 2, 0), third(HIGH, 2, 2));
        boolean falls = slope[0] < 0 && highSlope < 0;
        boolean turns = slope[2] > slope[0];
        String missed = (falls ? "" : " At 3.75 V it does not fall towards the collector in both.")
                + (turns ? "" : " It falls further after that: the collector's side does not catch up.")
                + (centre < 0 ? "" : " The thick one's centre is not its emptiest third.");
        return new Row(
                        16,
                        "lithium distribution: last third less first third",
                        "fills from the separator first, later from the collector; centre of the thick cathode unused",
                        "falls towards the collector at 3.75 V, then rises relative to that; centre of the thick one lowest")
                .compared(
                        falls && turns && centre < 0,
                        missed.strip(),
                        "standard %+.3f, %+.3f, %+.3f at 3.75, 3.3, 2.8 V; high energy %+.3f at 3.75 V, its centre %+.3f at"
                                + " 2.8 V against its emptier side",
                        slope[0],
                        slope[1],
                        slope[2],
                        highSlope,
                        centre);
    }

    /** Mean lithiation of a third of the electrode, from the separator on. */
    private double third(String electrode, int voltage, int number) {
        return StudyNumbers.lithiation(
                study, electrode, StudyElectrodes.VOLTAGES.get(voltage), number / 3.0, (number + 1) / 3.0);
    }
}
