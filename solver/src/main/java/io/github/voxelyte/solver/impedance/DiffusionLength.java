package io.github.voxelyte.solver.impedance;

import org.apache.commons.math3.complex.Complex;

/**
 * The length ℓ over which lithium diffuses from the middle of a voxel's content to its face at a frequency:
 *
 * <pre>x_f − x̄ = −i·ℓ/(F·cmax·D),   ℓ = h·(u − 1 + e^−u)/u²,   u = h·√(iω/D)</pre>
 *
 * h/2 at low frequency, √(D/iω) (semi-infinite, E. Warburg 1899) at high. Series for small |u|, where the fraction cancels.
 */
final class DiffusionLength {
    private static final double SERIES_BELOW = 0.05;
    private static final int SERIES_TERMS = 8;

    private DiffusionLength() {}

    /**
     * The length.
     *
     * @param h extent of the voxel normal to the face [m]
     * @param omega angular frequency [1/s]
     * @param d diffusivity [m²/s]
     * @return ℓ [m]
     */
    static Complex of(double h, double omega, double d) {
        double a = h * Math.sqrt(omega / (2 * d));
        Complex u = new Complex(a, a);
        if (u.abs() < SERIES_BELOW) {
            // Σ (−u)^k/(k+2)!
            Complex sum = Complex.ZERO;
            Complex term = new Complex(0.5);
            for (int k = 0; k < SERIES_TERMS; k++) {
                sum = sum.add(term);
                term = term.multiply(u).multiply(-1.0 / (k + 3));
            }
            return sum.multiply(h);
        }
        Complex numerator = u.subtract(1).add(u.negate().exp());
        return numerator.divide(u).divide(u).multiply(h);
    }
}
