package io.github.voxelyte.plugins.discharge;

/** The units of the tables in SI units. */
public final class Units {
    /** 1 mA/cm² [A/m²]. */
    public static final double MILLIAMPERE_PER_CM2 = 10;
    /** 1 mAh/cm² [C/m²]. */
    public static final double MILLIAMPERE_HOUR_PER_CM2 = 36_000;
    /** 1 mAh/g [C/kg]. */
    public static final double MILLIAMPERE_HOUR_PER_G = 3600;
    /** 1 mg/cm² [kg/m²]. */
    public static final double MILLIGRAM_PER_CM2 = 0.01;
    /** 1 mol/cm³ [mol/m³]. */
    public static final double MOLE_PER_CM3 = 1e6;
    /** 1 h [s]. */
    public static final double HOUR = 3600;
    /** 1 µm [m]. */
    public static final double MICROMETRE = 1e-6;

    private Units() {}
}
