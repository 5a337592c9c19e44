package io.github.voxelyte.solver.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads protocols as battery laboratories write them. Steps are separated by semicolons, words in any case:
 *
 * <pre>
 * Discharge at 0.1C until 2.6 V                 (or C/10, 0.178 mA/cm2)
 * Charge at C/10 for 2 h or until 4.3 V or until 1.2 mAh/cm2
 * Hold at 4.3 V until C/50 or for 3 h
 * Rest for 1 h                                  (s, min, h)
 * Follow profile.csv until 2.6 V                (columns time in s, current in mA/cm2, positive on discharge)
 * (Discharge at 0.1C for 10 min; Rest for 1 h) x 20
 * </pre>
 *
 * <p>A discharge without a voltage of its own ends the whole protocol at the lower limit, a charge at the upper one.
 */
public final class ProtocolText {
    private static final double MA_PER_CM2 = 10;
    private static final double MAH_PER_CM2 = 36_000;
    private static final int MOST_STEPS = 100_000;
    private static final String NUMBER = "([0-9]*\\.?[0-9]+(?:e[-+]?[0-9]+)?)";
    private static final Pattern CURRENT = Pattern.compile(NUMBER + "\\s*(c|ma/cm2|ma/cm²)|c/" + NUMBER);
    private static final Pattern VOLTAGE = Pattern.compile(NUMBER + "\\s*v");
    private static final Pattern DURATION = Pattern.compile(NUMBER + "\\s*(s|sec|seconds?|min|minutes?|h|hours?)");
    private static final Pattern CHARGE = Pattern.compile(NUMBER + "\\s*(?:mah/cm2|mah/cm²)");
    private static final Pattern REPEATED = Pattern.compile("(.*)\\)\\s*x\\s*([0-9]+)\\s*", Pattern.DOTALL);
    private static final Pattern VERB = Pattern.compile("(\\S+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern OR = Pattern.compile("\\s+or\\s+");

    private final double oneC;
    private final double lowerLimit;
    private final double upperLimit;
    private final Function<String, double[][]> profiles;

    /**
     * A reader for one cell.
     *
     * @param oneC current density of the 1C rate [A/m²]
     * @param lowerLimit voltage that ends a protocol on discharge [V]
     * @param upperLimit voltage that ends it on charge [V]
     * @param profiles reads a current profile by its name: times [s] from 0 on, ascending, and current densities [A/m²];
     *     each current holds until the next time, the last time is the end
     */
    public ProtocolText(double oneC, double lowerLimit, double upperLimit, Function<String, double[][]> profiles) {
        if (!(lowerLimit < upperLimit)) {
            throw new IllegalArgumentException(
                    "the lower voltage limit, " + lowerLimit + " V, must be below the upper one, " + upperLimit + " V");
        }
        this.oneC = oneC;
        this.lowerLimit = lowerLimit;
        this.upperLimit = upperLimit;
        this.profiles = profiles;
    }

    /**
     * Reads a protocol.
     *
     * @param text the steps
     * @return the protocol
     * @throws IllegalArgumentException in one sentence with the step that is not understood, and how it may look
     */
    public Protocol parse(String text) {
        List<ProtocolStep> steps = new ArrayList<>();
        sequence(text, 0, steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "the protocol is empty: write steps like 'Discharge at 0.1C until 2.6 V;" + " Rest for 1 h'");
        }
        return new Protocol(steps);
    }

    /** Steps of a sequence that may hold repeated groups; cycle 0 outside groups. */
    private void sequence(String text, int cycle, List<ProtocolStep> steps) {
        for (String part : split(text)) {
            String piece = part.trim();
            if (piece.isEmpty()) {
                continue;
            }
            if (!piece.startsWith("(")) {
                step(piece, cycle, steps);
                continue;
            }
            Matcher repeated = REPEATED.matcher(piece.substring(1));
            int times = repeated.matches() && repeated.group(2).length() < 7 ? Integer.parseInt(repeated.group(2)) : 0;
            if (times < 1) {
                throw new IllegalArgumentException("the group '" + piece
                        + "' of the protocol must end in how often it is repeated, as in '(Discharge at 0.1C for 10 min;"
                        + " Rest for 1 h) x 20'");
            }
            for (int n = 1; n <= times; n++) {
                sequence(repeated.group(1), n, steps);
                if (steps.size() > MOST_STEPS) {
                    throw new IllegalArgumentException(
                            "the protocol has more than " + MOST_STEPS + " steps: repeat it less often");
                }
            }
        }
    }

    /** Parts between semicolons outside parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ';' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        if (depth != 0) {
            throw new IllegalArgumentException("the protocol '" + text + "' has a parenthesis without its partner");
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private void step(String written, int cycle, List<ProtocolStep> steps) {
        Matcher words = VERB.matcher(written);
        if (!words.matches()) {
            throw wrong(written, "Discharge at 0.1C until 2.6 V");
        }
        String verb = words.group(1).toLowerCase(Locale.ROOT);
        String rest = words.group(2);
        switch (verb) {
            case "discharge" -> steps.add(constantCurrent(written, rest, 1).inCycle(cycle));
            case "charge" -> steps.add(constantCurrent(written, rest, -1).inCycle(cycle));
            case "rest" -> {
                Ends ends = new Ends(written, rest.toLowerCase(Locale.ROOT));
                if (ends.duration == Double.POSITIVE_INFINITY || ends.others(true, true, true)) {
                    throw wrong(written, "Rest for 1 h");
                }
                steps.add(new ProtocolStep(
                                written,
                                ProtocolStep.Control.CURRENT,
                                0,
                                Double.NaN,
                                false,
                                ends.duration,
                                Double.POSITIVE_INFINITY,
                                0,
                                0)
                        .inCycle(cycle));
            }
            case "hold" -> steps.add(
                    hold(written, rest.toLowerCase(Locale.ROOT)).inCycle(cycle));
            case "follow" -> follow(written, rest, cycle, steps);
            default -> throw wrong(written, "Discharge at 0.1C until 2.6 V");
        }
    }

    private ProtocolStep constantCurrent(String written, String rest, int sign) {
        String[] parts = after("at", rest.toLowerCase(Locale.ROOT), written, "Discharge at 0.1C until 2.6 V");
        double magnitude = current(parts[0], written);
        if (!(magnitude > 0)) {
            throw new IllegalArgumentException(
                    "the step '" + written + "' has no current: give one above 0, or write 'Rest for 1 h'");
        }
        Ends ends = new Ends(written, parts[1]);
        if (ends.endCurrent > 0) {
            throw wrong(written, "Discharge at 0.1C until 2.6 V");
        }
        boolean own = !Double.isNaN(ends.voltage);
        return new ProtocolStep(
                written,
                ProtocolStep.Control.CURRENT,
                sign * magnitude,
                own ? ends.voltage : sign > 0 ? lowerLimit : upperLimit,
                !own,
                ends.duration,
                ends.charge,
                0,
                0);
    }

    private ProtocolStep hold(String written, String rest) {
        String[] parts = after("at", rest, written, "Hold at 4.3 V until C/50");
        Matcher voltage = VOLTAGE.matcher(parts[0].trim());
        Ends ends = new Ends(written, parts[1]);
        if (!voltage.matches() || ends.others(true, true, false)) {
            throw wrong(written, "Hold at 4.3 V until C/50 or for 3 h");
        }
        return new ProtocolStep(
                written,
                ProtocolStep.Control.VOLTAGE,
                Double.parseDouble(voltage.group(1)),
                Double.NaN,
                false,
                ends.duration,
                Double.POSITIVE_INFINITY,
                ends.endCurrent,
                0);
    }

    private void follow(String written, String rest, int cycle, List<ProtocolStep> steps) {
        Matcher until = Pattern.compile("(.*?)\\s+until\\s+(.*)", Pattern.CASE_INSENSITIVE)
                .matcher(rest);
        boolean limited = until.matches();
        String name = (limited ? until.group(1) : rest).trim();
        double own = Double.NaN;
        if (limited) {
            Matcher voltage = VOLTAGE.matcher(until.group(2).trim().toLowerCase(Locale.ROOT));
            if (!voltage.matches()) {
                throw wrong(written, "Follow profile.csv until 2.6 V");
            }
            own = Double.parseDouble(voltage.group(1));
        }
        double[][] profile = profiles.apply(name);
        for (int i = 0; i + 1 < profile[0].length; i++) {
            double density = profile[1][i];
            double limit = density > 0 ? (Double.isNaN(own) ? lowerLimit : own) : upperLimit;
            steps.add(new ProtocolStep(
                    written,
                    ProtocolStep.Control.CURRENT,
                    density,
                    density == 0 ? Double.NaN : limit,
                    true,
                    profile[0][i + 1] - profile[0][i],
                    Double.POSITIVE_INFINITY,
                    0,
                    cycle));
        }
    }

    /** The word, then what follows up to the first condition, and the conditions. */
    private static String[] after(String word, String rest, String written, String example) {
        Matcher m = Pattern.compile(word + "\\s+(.*?)(?:\\s+((?:until|for)\\s.*))?", Pattern.DOTALL)
                .matcher(rest.trim());
        if (!m.matches()) {
            throw wrong(written, example);
        }
        return new String[] {m.group(1), m.group(2) == null ? "" : m.group(2)};
    }

    private double current(String text, String written) {
        Matcher m = CURRENT.matcher(text.trim());
        if (!m.matches()) {
            throw new IllegalArgumentException("the current '" + text.trim() + "' in the step '" + written
                    + "' is not understood: write it as 0.1C, C/10 or 0.178 mA/cm2");
        }
        if (m.group(3) != null) {
            return oneC / Double.parseDouble(m.group(3));
        }
        double number = Double.parseDouble(m.group(1));
        return m.group(2).equals("c") ? number * oneC : number * MA_PER_CM2;
    }

    private static IllegalArgumentException wrong(String written, String example) {
        return new IllegalArgumentException(
                "the step '" + written + "' of the protocol is not understood: write it like '" + example + "'");
    }

    /** The conditions of a step: "for 2 h or until 4.3 V or until C/50". */
    private final class Ends {
        double voltage = Double.NaN;
        double duration = Double.POSITIVE_INFINITY;
        double charge = Double.POSITIVE_INFINITY;
        double endCurrent;

        Ends(String written, String text) {
            if (text.isBlank()) {
                return;
            }
            for (String condition : OR.splitAsStream(text.trim()).toList()) {
                String c = condition.trim().replaceFirst("^(until|for)\\s+", "");
                Matcher v = VOLTAGE.matcher(c);
                Matcher t = DURATION.matcher(c);
                Matcher q = CHARGE.matcher(c);
                if (v.matches()) {
                    voltage = Double.parseDouble(v.group(1));
                } else if (t.matches()) {
                    duration = Double.parseDouble(t.group(1)) * seconds(t.group(2));
                } else if (q.matches()) {
                    charge = Double.parseDouble(q.group(1)) * MAH_PER_CM2;
                } else {
                    endCurrent = current(c, written);
                }
            }
        }

        private double seconds(String unit) {
            return unit.startsWith("s") ? 1 : unit.startsWith("m") ? 60 : 3600;
        }

        /** Whether conditions are given that a step of this kind can't have. */
        boolean others(boolean byVoltage, boolean byCharge, boolean byCurrent) {
            return (byVoltage && !Double.isNaN(voltage))
                    || (byCharge && charge < Double.POSITIVE_INFINITY)
                    || (byCurrent && endCurrent > 0);
        }
    }
}
