package io.github.voxelyte.solver.spectrum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.complex.Complex;

/**
 * Reads measured spectra: CSV of frequency [Hz], Z′, −Z″ (comma, semicolon, tab or blanks; a line of heads may come first and then
 * names the columns: a head with {@code imag} or {@code Z''} without a minus holds Z″ itself), Gamry text (.DTA, the last table ZCURVE), BioLogic text
 * exports (.mpt). Decimal commas are understood where the columns are not separated by commas.
 */
public final class MeasuredSpectrum {
    private MeasuredSpectrum() {}

    /**
     * Reads a file.
     *
     * @param path the file
     * @return the spectrum, in the file's unit [Ω]
     * @throws IllegalArgumentException in one sentence, if it cannot be read or holds no spectrum
     */
    public static Spectrum read(Path path) {
        String text;
        try {
            text = decoded(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the measured spectrum " + path + " cannot be read: " + e.getMessage(), e);
        }
        return parse(text, path.toString());
    }

    /** UTF-8, or where it is none, Latin 1: instruments write their unit signs in Windows' encoding. */
    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Reads a text.
     *
     * @param text the file's content
     * @param name how to call it in messages
     * @return the spectrum
     * @throws IllegalArgumentException in one sentence, if it holds no spectrum
     */
    public static Spectrum parse(String text, String name) {
        String[] lines = text.replace("\uFEFF", "").split("\\R", -1);
        List<double[]> rows;
        if (Arrays.stream(lines).anyMatch(line -> line.startsWith("ZCURVE"))) {
            rows = gamry(lines, name);
        } else if (lines[0].startsWith("EC-Lab") || lines[0].startsWith("BT-Lab")) {
            rows = bioLogic(lines, name);
        } else {
            rows = table(lines, 0, name);
        }
        rows.removeIf(row -> !(row[0] > 0));
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " holds no impedance: expected are columns frequency [Hz], Z', -Z''"
                            + " as CSV, or a text export of Gamry (.DTA) or BioLogic (.mpt)");
        }
        double[] frequencies = rows.stream().mapToDouble(row -> row[0]).toArray();
        Complex[] impedances =
                rows.stream().map(row -> new Complex(row[1], row[2])).toArray(Complex[]::new);
        return new Spectrum(frequencies, impedances);
    }

    /** Head, units and rows after the last ZCURVE; rows start with a tab. */
    private static List<double[]> gamry(String[] lines, String name) {
        int at = 0;
        for (int i = 0; i < lines.length; i++) {
            at = lines[i].startsWith("ZCURVE") ? i : at;
        }
        if (at + 1 >= lines.length) {
            throw new IllegalArgumentException(name + " ends after ZCURVE");
        }
        List<String> heads = Arrays.asList(lines[at + 1].trim().split("\t", -1));
        int f = heads.indexOf("Freq");
        int re = heads.indexOf("Zreal");
        int im = heads.indexOf("Zimag");
        if (f < 0 || re < 0 || im < 0) {
            throw new IllegalArgumentException(name + " has no columns Freq, Zreal, Zimag after ZCURVE");
        }
        List<double[]> rows = new ArrayList<>();
        for (int i = at + 3; i < lines.length && lines[i].startsWith("\t"); i++) {
            String[] cells = lines[i].trim().split("\t", -1);
            if (cells.length > Math.max(f, Math.max(re, im))) {
                rows.add(new double[] {
                    number(cells[f], true, name, i), number(cells[re], true, name, i), number(cells[im], true, name, i)
                });
            }
        }
        return rows;
    }

    /** The second line says how many header lines there are; the last of them holds the heads. */
    private static List<double[]> bioLogic(String[] lines, String name) {
        int header = 0;
        for (String line : lines) {
            if (line.startsWith("Nb header lines")) {
                header = (int) number(line.substring(line.indexOf(':') + 1).trim(), true, name, 1);
                break;
            }
        }
        if (header < 1 || header >= lines.length) {
            throw new IllegalArgumentException(name + " names no number of header lines ('Nb header lines : …')");
        }
        return table(lines, header - 1, name);
    }

    private static List<double[]> table(String[] lines, int from, String name) {
        List<double[]> rows = new ArrayList<>();
        int[] column = {0, 1, 2};
        double sign = -1;
        String separator = null;
        for (int i = from; i < lines.length; i++) {
            String line = lines[i].trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (separator == null) {
                separator = separator(line);
            }
            String[] cells = line.split(separator, -1);
            boolean decimalComma = !separator.contains(",");
            if (rows.isEmpty() && !isNumber(cells[0], decimalComma)) {
                int[] named = columns(cells);
                if (named != null) {
                    column = new int[] {named[0], named[1], named[2]};
                    sign = named[3];
                }
                continue;
            }
            int needed = Math.max(column[0], Math.max(column[1], column[2]));
            if (cells.length <= needed) {
                throw new IllegalArgumentException(name + ", line " + (i + 1) + ": " + cells.length
                        + " columns, at least " + (needed + 1) + " are needed (frequency [Hz], Z', -Z'')");
            }
            rows.add(new double[] {
                number(cells[column[0]], decimalComma, name, i),
                number(cells[column[1]], decimalComma, name, i),
                sign * number(cells[column[2]], decimalComma, name, i)
            });
        }
        return rows;
    }

    private static String separator(String line) {
        if (line.contains("\t")) {
            return "\t";
        }
        return line.contains(";") ? "\\s*;\\s*" : line.contains(",") ? "\\s*,\\s*" : "\\s+";
    }

    /** Columns of frequency, real, imaginary part and the sign of the latter, by their heads; null if they say nothing. */
    private static int[] columns(String[] heads) {
        int[] found = {-1, -1, -1, 1};
        for (int k = 0; k < heads.length; k++) {
            String head = heads[k].trim().replace("\"", "").toLowerCase(Locale.ROOT);
            boolean imaginary = head.contains("im") || head.contains("z''") || head.contains("z\"");
            boolean real = !imaginary && (head.contains("re") || head.contains("z'"));
            if (found[0] < 0 && isFrequency(head)) {
                found[0] = k;
            } else if (found[2] < 0 && imaginary && !head.contains("time")) {
                found[2] = k;
                found[3] = head.startsWith("-") || head.startsWith("neg") || head.startsWith("\u2212") ? -1 : 1;
            } else if (found[1] < 0 && real && !isFrequency(head)) {
                found[1] = k;
            }
        }
        return found[0] >= 0 && found[1] >= 0 && found[2] >= 0 ? found : null;
    }

    private static boolean isFrequency(String head) {
        return head.startsWith("freq") || head.matches("f([^a-z].*)?");
    }

    private static boolean isNumber(String text, boolean decimalComma) {
        try {
            Double.parseDouble(plain(text, decimalComma));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static double number(String text, boolean decimalComma, String name, int line) {
        try {
            return Double.parseDouble(plain(text, decimalComma));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + ", line " + (line + 1) + ": '" + text.trim() + "' is no number", e);
        }
    }

    private static String plain(String text, boolean decimalComma) {
        String trimmed = text.trim().replace("\"", "");
        return decimalComma ? trimmed.replace(',', '.') : trimmed;
    }
}
