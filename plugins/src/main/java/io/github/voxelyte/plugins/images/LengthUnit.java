package io.github.voxelyte.plugins.images;

import java.util.Locale;
import java.util.OptionalDouble;

/** Units of length as images name them. */
public final class LengthUnit {
    /** Metres in a micrometre [m]. */
    public static final double MICROMETRE = 1e-6;

    private static final char MICRO_SIGN = '\u00b5';
    private static final char GREEK_MU = '\u03bc';

    private LengthUnit() {}

    /**
     * How long a unit is.
     *
     * @param name its name: µm, um, micron, nm, mm, cm, m, or these words written out
     * @return the unit [m]; empty if the name is no length that is understood
     */
    public static OptionalDouble metres(String name) {
        if (name == null) {
            return OptionalDouble.empty();
        }
        String plain = name.strip()
                .replace("\\u00B5", "u") // how ImageJ writes the micro sign into TIFF
                .replace(MICRO_SIGN, 'u')
                .replace(GREEK_MU, 'u')
                .toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "um", "micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres" -> OptionalDouble
                    .of(MICROMETRE);
            case "nm", "nanometer", "nanometers", "nanometre", "nanometres" -> OptionalDouble.of(1e-9);
            case "mm", "millimeter", "millimeters", "millimetre", "millimetres" -> OptionalDouble.of(1e-3);
            case "cm", "centimeter", "centimeters", "centimetre", "centimetres" -> OptionalDouble.of(1e-2);
            case "m", "meter", "meters", "metre", "metres" -> OptionalDouble.of(1);
            default -> OptionalDouble.empty();
        };
    }
}
