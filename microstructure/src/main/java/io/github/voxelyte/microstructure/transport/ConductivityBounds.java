package io.github.voxelyte.microstructure.transport;

/**
 * Bounds on the effective conductivity of a mixture from the volume fractions f_i and conductivities σ_i alone.
 *
 * <p>Wiener's hold for every structure: 1/Σ(f_i/σ_i) ≤ σ_eff ≤ Σ f_i·σ_i (O. Wiener, Abh. Sächs. Ges. Wiss. 32 (1912) 509).
 * On voxels too: they are the energies of a uniform current and of a uniform field. Hashin and Shtrikman's hold for
 * structures that are isotropic and large: σ_HS = 1/Σ(f_i/(σ_i + 2σ*)) − 2σ* with σ* the smallest or the largest
 * conductivity (J. Appl. Phys. 33 (1962) 3125, doi:10.1063/1.1728579). A small or layered volume may well lie outside
 * them; then it is not representative of an isotropic material.
 *
 * @param wienerLower layers in series [S/m]; 0 if a part insulates
 * @param wienerUpper layers in parallel [S/m]
 * @param hashinShtrikmanLower lower bound of isotropic structures [S/m]
 * @param hashinShtrikmanUpper upper bound of isotropic structures [S/m]
 */
public record ConductivityBounds(
        double wienerLower, double wienerUpper, double hashinShtrikmanLower, double hashinShtrikmanUpper) {

    /** Rounding and the solver's tolerance [1]. */
    private static final double SLACK = 1e-6;

    /**
     * The bounds of a mixture.
     *
     * @param counts voxels of every label
     * @param conductivity conductivity of every label [S/m], as long
     * @return the bounds
     */
    public static ConductivityBounds of(long[] counts, double[] conductivity) {
        long voxels = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] > 0) {
                voxels += counts[label];
                least = Math.min(least, conductivity[label]);
                most = Math.max(most, conductivity[label]);
            }
        }
        double series = 0;
        double parallel = 0;
        double lower = 0;
        double upper = 0;
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] > 0) {
                double fraction = (double) counts[label] / voxels;
                series += fraction / conductivity[label];
                parallel += fraction * conductivity[label];
                lower += fraction / (conductivity[label] + 2 * least);
                upper += fraction / (conductivity[label] + 2 * most);
            }
        }
        return new ConductivityBounds(
                1 / series, parallel, Math.max(0, 1 / lower - 2 * least), Math.max(0, 1 / upper - 2 * most));
    }

    /**
     * Whether a conductivity can be that of a structure with these fractions.
     *
     * @param conductivity effective conductivity [S/m]
     * @return true within Wiener's bounds, to 1e-6
     */
    public boolean allow(double conductivity) {
        return conductivity >= wienerLower * (1 - SLACK) && conductivity <= wienerUpper * (1 + SLACK);
    }

    /**
     * Whether a conductivity can be that of an isotropic structure with these fractions.
     *
     * @param conductivity effective conductivity [S/m]
     * @return true within Hashin and Shtrikman's bounds, to 1e-6
     */
    public boolean allowIfIsotropic(double conductivity) {
        return conductivity >= hashinShtrikmanLower * (1 - SLACK) && conductivity <= hashinShtrikmanUpper * (1 + SLACK);
    }
}
