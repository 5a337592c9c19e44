package io.github.voxelyte.solver.impedance;

import java.util.List;

/**
 * An impedance spectrum.
 *
 * @param points one a frequency, in the order asked for
 * @param maps one a frequency asked for
 * @param rule what the reaction saw
 * @param state of the cell
 * @param solved number of frequencies that needed iterations; the others followed from those by projection
 * @param iterations linear iterations, two multigrid cycles each
 * @param basis number of real vectors that the spectrum was projected on
 */
public record ImpedanceResult(
        List<ImpedancePoint> points,
        List<CurrentMap> maps,
        SurfaceRule rule,
        LithiationState state,
        int solved,
        int iterations,
        int basis) {
    /** Keeps copies of the lists. */
    public ImpedanceResult {
        points = List.copyOf(points);
        maps = List.copyOf(maps);
    }

    /**
     * Largest residual of all points.
     *
     * @return relative to the current
     */
    public double largestResidual() {
        return points.stream().mapToDouble(ImpedancePoint::residual).max().orElse(0);
    }
}
