package io.github.voxelyte.solver.impedance;

import org.apache.commons.math3.complex.Complex;

/**
 * The linear response of a square metre of face between active material and electrolyte at one frequency.
 *
 * <p>With Δ = φs − φe between the cells, ψ = U′·x of the voxel, v the drop at the face itself, i the Faradaic and j the
 * whole current density:
 *
 * <pre>Δ = v + R·j,   j = iωC·v + i,   v = (R_ct + R_film + Z_D)·i + ψ,   Z_D = p·ℓ(ω)/(F·cmax·D)
 * j = G·Δ − B·ψ,   i = B·Δ − E·ψ,   Y = iωC + 1/Z_F,   G = Y/(1+RY),   B = 1/(Z_F·(1+RY)),   E = B·(1+iωRC)</pre>
 *
 * @param electronicHalf part of R in the active half voxel [Ω·m²]
 * @param electrolyteHalf part of R in the electrolyte's [Ω·m²]
 * @param reaction R_ct [Ω·m²]
 * @param film R_film [Ω·m²]
 * @param diffusion Z_D [Ω·m²]
 * @param capacitance iωC [S/m²]
 * @param admittance G [S/m²]
 * @param coupling B [S/m²]
 * @param exchange E [S/m²]
 */
record FaceResponse(
        double electronicHalf,
        double electrolyteHalf,
        double reaction,
        double film,
        Complex diffusion,
        Complex capacitance,
        Complex admittance,
        Complex coupling,
        Complex exchange) {
    /**
     * A reactive face.
     *
     * @param cell coefficients
     * @param rule what the reaction sees
     * @param h extent of the active voxel normal to the face [m]
     * @param electrolyteHalf resistance of half the electrolyte voxel [Ω·m²]
     * @param omega angular frequency [1/s]
     */
    static FaceResponse reactive(LinearCell cell, SurfaceRule rule, double h, double electrolyteHalf, double omega) {
        boolean resolved = rule != SurfaceRule.CELL_CENTRE;
        double inActive = resolved ? 0.5 * h / cell.sigma() : 0;
        double inElectrolyte = resolved ? electrolyteHalf : 0;
        Complex length =
                switch (rule) {
                    case CELL_CENTRE -> Complex.ZERO;
                    case HALF_VOXEL -> new Complex(0.5 * h);
                    case MATCHED_LENGTH -> MatchedLength.of(h, omega, cell.diffusivity());
                    case DIFFUSION_LENGTH -> DiffusionLength.of(h, omega, cell.diffusivity());
                };
        Complex diffusion = length.multiply(cell.fall() / (cell.chargePerVolume() * cell.diffusivity()));
        Complex faradaic = diffusion.add(cell.transferResistance() + cell.filmResistance());
        Complex capacitance = new Complex(0, omega * cell.doubleLayer());
        double resistance = inActive + inElectrolyte;
        Complex y = capacitance.add(faradaic.reciprocal());
        Complex damping = y.multiply(resistance).add(1);
        Complex coupling = faradaic.multiply(damping).reciprocal();
        return new FaceResponse(
                inActive,
                inElectrolyte,
                cell.transferResistance(),
                cell.filmResistance(),
                diffusion,
                capacitance,
                y.divide(damping),
                coupling,
                coupling.multiply(capacitance.multiply(resistance).add(1)));
    }

    /** A face without reaction: a capacitance behind the half voxels. */
    static FaceResponse passive(LinearCell cell, SurfaceRule rule, double h, double electrolyteHalf, double omega) {
        boolean resolved = rule != SurfaceRule.CELL_CENTRE;
        double inActive = resolved ? 0.5 * h / cell.sigma() : 0;
        double inElectrolyte = resolved ? electrolyteHalf : 0;
        Complex capacitance = new Complex(0, omega * cell.passiveDoubleLayer());
        Complex admittance = capacitance.divide(
                capacitance.multiply(inActive + inElectrolyte).add(1));
        return new FaceResponse(
                inActive, inElectrolyte, 0, 0, Complex.ZERO, capacitance, admittance, Complex.ZERO, Complex.ZERO);
    }
}
