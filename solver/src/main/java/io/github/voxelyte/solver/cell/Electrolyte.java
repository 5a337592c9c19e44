package io.github.voxelyte.solver.cell;

import io.github.voxelyte.solver.material.ConcentrationRatio;
import java.util.Objects;

/**
 * The electrolyte at the cell's temperature.
 *
 * @param conductivity κ at rest [S/m]
 * @param transferenceNumber t+ of lithium, 0 to 1
 * @param concentration ce₀ at rest [mol/m³]; without effect while t+ is 1
 * @param diffusivity De at rest [m²/s]; without effect while t+ is 1
 * @param thermodynamicFactor f = (ce/RT)·∂μ/∂ce of the neutral salt at rest; without effect while t+ is 1
 * @param conductivityRatio κ(ce) over κ at rest
 * @param diffusivityRatio De(ce) over De at rest
 * @param thermodynamicRatio f(ce) over f at rest
 */
public record Electrolyte(
        double conductivity,
        double transferenceNumber,
        double concentration,
        double diffusivity,
        double thermodynamicFactor,
        ConcentrationRatio conductivityRatio,
        ConcentrationRatio diffusivityRatio,
        ConcentrationRatio thermodynamicRatio) {
    /** Checks that nothing is missing. */
    public Electrolyte {
        Objects.requireNonNull(conductivityRatio, "conductivityRatio");
        Objects.requireNonNull(diffusivityRatio, "diffusivityRatio");
        Objects.requireNonNull(thermodynamicRatio, "thermodynamicRatio");
    }

    /**
     * An electrolyte whose properties do not depend on concentration.
     *
     * @param conductivity κ [S/m]
     * @param transferenceNumber t+ of lithium, 0 to 1
     * @param concentration ce₀ [mol/m³]
     * @param diffusivity De [m²/s]
     * @param thermodynamicFactor f = (ce/RT)·∂μ/∂ce of the neutral salt
     */
    public Electrolyte(
            double conductivity,
            double transferenceNumber,
            double concentration,
            double diffusivity,
            double thermodynamicFactor) {
        this(
                conductivity,
                transferenceNumber,
                concentration,
                diffusivity,
                thermodynamicFactor,
                ConcentrationRatio.ONE,
                ConcentrationRatio.ONE,
                ConcentrationRatio.ONE);
    }

    /**
     * The same electrolyte with κ, De and f that follow the concentration.
     *
     * @param ofConductivity κ(ce) over κ at rest
     * @param ofDiffusivity De(ce) over De at rest
     * @param ofThermodynamicFactor f(ce) over f at rest
     * @return the changed copy
     */
    public Electrolyte withRatios(
            ConcentrationRatio ofConductivity,
            ConcentrationRatio ofDiffusivity,
            ConcentrationRatio ofThermodynamicFactor) {
        return new Electrolyte(
                conductivity,
                transferenceNumber,
                concentration,
                diffusivity,
                thermodynamicFactor,
                ofConductivity,
                ofDiffusivity,
                ofThermodynamicFactor);
    }

    /**
     * Whether κ, De or f follows the concentration.
     *
     * @return false if all are numbers
     */
    public boolean followsConcentration() {
        return !(conductivityRatio.isConstant() && diffusivityRatio.isConstant() && thermodynamicRatio.isConstant());
    }
}
