package io.github.voxelyte.solver.cell;

/**
 * What a porous-electrode (DFN) model knows of a voxel electrode.
 *
 * @param thickness along the through-plane axis [m]
 * @param electrolyteFraction ε of the electrolyte, passivated included [1]
 * @param activeFraction ε of the active material [1]
 * @param transportEfficiency D_eff/D of the electrolyte along the through-plane axis, per total cross-section: ε/τ with the
 *     tortuosity factor τ, the inverse of the MacMullin number; 0 if it does not percolate [1]
 * @param electronicEfficiency the same of the active material (with additive, by conductivity) [1]
 * @param specificSurface area active|electrolyte per total volume [1/m]
 * @param surfaceMethod how that area was estimated
 */
public record HomogenizedElectrode(
        double thickness,
        double electrolyteFraction,
        double activeFraction,
        double transportEfficiency,
        double electronicEfficiency,
        double specificSurface,
        String surfaceMethod) {
    /**
     * Radius of equal balls with the same active fraction and surface: R = 3·ε_active/a, so that a DFN model's a = 3·ε/R holds.
     *
     * @return the radius [m]
     */
    public double ballRadius() {
        return 3 * activeFraction / specificSurface;
    }
}
