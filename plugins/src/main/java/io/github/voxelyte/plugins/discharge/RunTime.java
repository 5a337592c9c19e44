package io.github.voxelyte.plugins.discharge;

import ij.Prefs;
import java.util.Locale;

/**
 * How long a discharge at constant current takes, judged by the last one that ran to its end in a window on this computer. Kept in
 * ImageJ's preferences as what dialogs remember is: macros neither read nor write it.
 */
final class RunTime {
    private static final String SECONDS = "voxelyte.discharge.last_seconds"; // per discharge
    private static final String UNKNOWNS = "voxelyte.discharge.last_unknowns";

    /** Structure, C-rate and what else runs change the time by about that, up or down. */
    private static final double SPREAD = 2;

    private RunTime() {}

    /** Remembers how long discharges took together. */
    static void keep(double seconds, double unknowns, int discharges) {
        Prefs.set(SECONDS, seconds / discharges);
        Prefs.set(UNKNOWNS, unknowns);
    }

    /** What can honestly be said beforehand. */
    static String told(double unknowns, int discharges) {
        double seconds = Prefs.get(SECONDS, 0);
        double then = Prefs.get(UNKNOWNS, 0);
        if (!(seconds > 0 && then > 0)) {
            return "How long it takes is not known before the first discharge here; the time left is told while it runs";
        }
        double likely = seconds * unknowns / then * discharges;
        return String.format(
                Locale.ROOT,
                "Likely %s to %s, judged by the last discharge here (%s for %.2f million unknowns)",
                DischargeWindow.duration(likely / SPREAD),
                DischargeWindow.duration(likely * SPREAD),
                DischargeWindow.duration(seconds),
                then / 1e6);
    }
}
