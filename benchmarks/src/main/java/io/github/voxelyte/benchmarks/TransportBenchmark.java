package io.github.voxelyte.benchmarks;

import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Cost of the effective conductivity of one phase of a raw volume: three solves of the same problem, the first to warm up,
 * the second timed, the third for the live heap.
 *
 * @param file the volume, unsigned bytes, x fastest
 * @param grid its size
 * @param phase label that conducts
 * @param measure axis, tolerance and threads
 */
record TransportBenchmark(Path file, VoxelGrid grid, int phase, EffectiveConductivity measure) {
    private static final String ARGUMENTS = "RAW NX NY NZ PHASE AXIS TOLERANCE [THREADS]";

    /**
     * What one run tells.
     *
     * @param counted the second solve
     * @param peakBytesPerVoxel peak live heap of the third solve less that before it, per voxel of the box
     */
    record Result(CountedSolve counted, double peakBytesPerVoxel) {

        String toJson() {
            return String.format(
                    Locale.ROOT,
                    "{\"iterations\": %d, \"residual\": %.4e, \"d_eff\": %.12g, \"cpu_s\": %.3f, \"wall_s\": %.3f, "
                            + "\"peak_bytes_per_voxel\": %.2f, \"thread_cpu_s\": %.3f, \"compiler_s\": %.3f}",
                    counted.transport().iterations(),
                    counted.transport().residual(),
                    counted.transport().relativeConductivity(),
                    counted.cpuSeconds(),
                    counted.wallSeconds(),
                    peakBytesPerVoxel,
                    counted.threadSeconds(),
                    counted.compilerSeconds());
        }
    }

    /**
     * Reads the arguments RAW NX NY NZ PHASE AXIS TOLERANCE [THREADS].
     *
     * @throws IllegalArgumentException if one is missing or out of range
     */
    static TransportBenchmark parse(List<String> arguments) {
        if (arguments.size() < 7 || arguments.size() > 8) {
            throw new IllegalArgumentException(
                    "transport takes the arguments " + ARGUMENTS + ", got " + arguments.size() + " of them");
        }
        VoxelGrid grid = VoxelGrid.cubic(
                wholeNumber("NX", arguments.get(1), 1, Integer.MAX_VALUE),
                wholeNumber("NY", arguments.get(2), 1, Integer.MAX_VALUE),
                wholeNumber("NZ", arguments.get(3), 1, Integer.MAX_VALUE),
                1);
        int phase = wholeNumber("PHASE", arguments.get(4), 0, 255);
        EffectiveConductivity measure =
                EffectiveConductivity.along(axis(arguments.get(5))).withRelativeTolerance(number(arguments.get(6)));
        if (arguments.size() == 8) {
            measure = measure.withParallel(Parallel.withThreads(wholeNumber("THREADS", arguments.get(7), 1, 1024)));
        }
        return new TransportBenchmark(Path.of(arguments.get(0)), grid, phase, measure);
    }

    private static int wholeNumber(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number out of range.
        }
        throw new IllegalArgumentException(
                name + " must be a whole number from " + least + " to " + most + ", not '" + text + "'");
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "TOLERANCE must be a number between 0 and 1, such as 1e-6, not '" + text + "'", e);
        }
    }

    private static Axis axis(String text) {
        for (Axis axis : Axis.values()) {
            if (axis.name().equalsIgnoreCase(text)) {
                return axis;
            }
        }
        throw new IllegalArgumentException("AXIS must be x, y or z, not '" + text + "'");
    }

    /** Reads the volume and solves three times. */
    Result run() throws IOException {
        PhaseMap phases = RawVolume.read(file, grid);
        CountedSolve counted = CountedSolve.of(() -> measure.ofPhase(phases, phase, Progress.NONE));
        double peak = PeakHeap.during(progress -> measure.ofPhase(phases, phase, progress));
        return new Result(counted, peak / grid.size());
    }
}
