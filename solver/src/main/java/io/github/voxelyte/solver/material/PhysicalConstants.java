package io.github.voxelyte.solver.material;

/** Constants of nature, exact since the SI of 2019 (CODATA 2018, doi:10.1103/RevModPhys.93.025010). */
public final class PhysicalConstants {
    /** Faraday constant [C/mol]. */
    public static final double FARADAY = 96485.33212;
    /** Molar gas constant [J/(mol·K)]. */
    public static final double GAS = 8.314462618;
    /** 0 °C [K]. */
    public static final double ZERO_CELSIUS = 273.15;

    private PhysicalConstants() {}
}
