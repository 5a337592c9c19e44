package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.material.PhysicalConstants;

/**
 * i = i0·[exp(αFη/RT) − exp(−(1−α)Fη/RT)] and its derivative with respect to η.
 *
 * <p>Beyond |exponent| = 200 the exponentials go on as straight lines: far outside physics, but an iteration may pass there.
 */
final class ButlerVolmer {
    private static final double LARGEST_EXPONENT = 200;

    private final double anodic;
    private final double cathodic;

    ButlerVolmer(double symmetryFactor, double temperature) {
        double f = PhysicalConstants.FARADAY / (PhysicalConstants.GAS * temperature);
        anodic = symmetryFactor * f;
        cathodic = (1 - symmetryFactor) * f;
    }

    /** i/i0 at an overpotential [V]. */
    double value(double eta) {
        return exp(anodic * eta) - exp(-cathodic * eta);
    }

    /** d(i/i0)/dη [1/V]. */
    double slope(double eta) {
        return anodic * slopeOfExp(anodic * eta) + cathodic * slopeOfExp(-cathodic * eta);
    }

    private static double exp(double a) {
        return a > LARGEST_EXPONENT ? Math.exp(LARGEST_EXPONENT) * (1 + a - LARGEST_EXPONENT) : Math.exp(a);
    }

    private static double slopeOfExp(double a) {
        return Math.exp(Math.min(a, LARGEST_EXPONENT));
    }
}
