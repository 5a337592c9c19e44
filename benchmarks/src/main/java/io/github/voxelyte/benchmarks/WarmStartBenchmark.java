package io.github.voxelyte.benchmarks;

import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.TransportMaps;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What solving again costs after a share of the conducting voxels has been taken off its surface at random: from a linear
 * potential, and from the solution before the change. In turn, some times each; the least times count.
 *
 * @param problem volume, phase and measure
 * @param share share of the phase's voxels taken off [1]
 */
record WarmStartBenchmark(TransportBenchmark problem, double share) {
    private static final int TRANSPORT_ARGUMENTS = 7;
    private static final long SEED = 1;
    private static final int TIMES = 3;

    /**
     * Reads the arguments RAW NX NY NZ PHASE AXIS TOLERANCE SHARE.
     *
     * @throws IllegalArgumentException if one is missing or out of range
     */
    static WarmStartBenchmark parse(List<String> arguments) {
        if (arguments.size() != TRANSPORT_ARGUMENTS + 1) {
            throw new IllegalArgumentException("warm takes the arguments RAW NX NY NZ PHASE AXIS TOLERANCE SHARE, got "
                    + arguments.size() + " of them");
        }
        String text = arguments.get(TRANSPORT_ARGUMENTS);
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 0.5) {
                return new WarmStartBenchmark(
                        TransportBenchmark.parse(arguments.subList(0, TRANSPORT_ARGUMENTS)), share);
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number out of range.
        }
        throw new IllegalArgumentException("SHARE must be a number from 0 to 0.5, not '" + text + "'");
    }

    /** Solves before the change, after it afresh, and after it from the potential before; returns a line of JSON. */
    String run() throws IOException {
        PhaseMap before = RawVolume.read(problem.file(), problem.grid());
        PhaseMap after = changed(before);
        EffectiveConductivity measure = problem.measure();
        double[] conductivity = new double[256];
        conductivity[problem.phase()] = 1;
        TransportMaps maps = measure.mapsOf(before, conductivity, problem.phase(), Progress.NONE)
                .orElseThrow(() -> new IllegalArgumentException("label " + problem.phase() + " does not percolate"));
        EffectiveConductivity started = measure.withStart(maps.potential());
        CountedSolve fresh = null;
        CountedSolve warm = null;
        for (int time = 0; time < TIMES; time++) {
            fresh = less(fresh, CountedSolve.of(() -> measure.ofPhase(after, problem.phase(), Progress.NONE)));
            warm = less(warm, CountedSolve.of(() -> started.ofPhase(after, problem.phase(), Progress.NONE)));
        }
        double gone = 1 - (double) after.counts()[problem.phase()] / before.counts()[problem.phase()];
        return String.format(
                Locale.ROOT,
                "{\"changed\": %.4f, \"fresh_iterations\": %d, \"warm_iterations\": %d, \"fresh_cpu_s\": %.3f, "
                        + "\"warm_cpu_s\": %.3f, \"fresh_d_eff\": %.12g, \"warm_d_eff\": %.12g}",
                gone,
                fresh.transport().iterations(),
                warm.transport().iterations(),
                fresh.cpuSeconds(),
                warm.cpuSeconds(),
                fresh.transport().relativeConductivity(),
                warm.transport().relativeConductivity());
    }

    private static CountedSolve less(CountedSolve one, CountedSolve other) {
        return one != null && one.cpuSeconds() <= other.cpuSeconds() ? one : other;
    }

    /** Gives another label to voxels of the phase at its surface, at random, until their share is met on average. */
    private PhaseMap changed(PhaseMap phases) {
        VoxelGrid grid = phases.grid();
        int phase = problem.phase();
        long surface = 0;
        for (int z = 0; z < grid.nz(); z++) {
            for (int i = 0; i < grid.planeSize(); i++) {
                surface += isSurface(phases, i % grid.nx(), i / grid.nx(), z) ? 1 : 0;
            }
        }
        double probability = share * phases.counts()[phase] / surface;
        SplittableRandom random = new SplittableRandom(SEED);
        byte[][] planes = new byte[grid.nz()][];
        for (int z = 0; z < grid.nz(); z++) {
            planes[z] = phases.plane(z).clone();
            for (int i = 0; i < grid.planeSize(); i++) {
                if (isSurface(phases, i % grid.nx(), i / grid.nx(), z) && random.nextDouble() < probability) {
                    planes[z][i] = (byte) (phase + 1);
                }
            }
        }
        return new PhaseMap(grid, planes);
    }

    private boolean isSurface(PhaseMap phases, int x, int y, int z) {
        VoxelGrid grid = phases.grid();
        int phase = problem.phase();
        return phases.phase(x, y, z) == phase
                && (x > 0 && phases.phase(x - 1, y, z) != phase
                        || x < grid.nx() - 1 && phases.phase(x + 1, y, z) != phase
                        || y > 0 && phases.phase(x, y - 1, z) != phase
                        || y < grid.ny() - 1 && phases.phase(x, y + 1, z) != phase
                        || z > 0 && phases.phase(x, y, z - 1) != phase
                        || z < grid.nz() - 1 && phases.phase(x, y, z + 1) != phase);
    }
}
