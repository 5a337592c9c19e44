package io.github.voxelyte.solver.impedance;

import org.apache.commons.math3.complex.Complex;

/**
 * The length ℓ of {@link DiffusionLength} for which a face on an endless row of voxels responds as semi-infinite diffusion does,
 * exactly and at every frequency.
 *
 * <p>In the row, lithium flows by D·(x_k − x_k+1)/h and the amplitude falls by λ from voxel to voxel, λ + 1/λ = 2 + u²,
 * u = h·√(iω/D). The first voxel answers a flux with h/D/(u² + 1 − λ), the half-space with h/D/u, and ℓ is the difference:
 *
 * <pre>ℓ = h·[1/u − 1/(u² + 1 − λ)] = h·[1/2 − u/(4(1 + s))] = (h/u)·[1 − 1/(s + u/2)],   s = √(1 + u²/4)</pre>
 *
 * of which the first form is used for small and the last for large |u|. h/2 at low, √(D/iω) at high frequency.
 */
final class MatchedLength {
    private MatchedLength() {}

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
        Complex s = u.multiply(u).divide(4).add(1).sqrt();
        if (u.abs() < 1) {
            return s.add(1)
                    .multiply(4)
                    .reciprocal()
                    .multiply(u)
                    .negate()
                    .add(0.5)
                    .multiply(h);
        }
        return s.add(u.divide(2)).reciprocal().negate().add(1).divide(u).multiply(h);
    }
}
