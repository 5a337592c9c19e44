package io.github.voxelyte.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.DischargeListener;
import io.github.voxelyte.solver.discharge.DischargeResult;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Cost of a discharge of the default cell made of a raw volume at 1 µm (label 0 electrolyte, 1 active material, collector behind the last
 * layer), on one thread, and its ratio to one transport solve of the same volume (electrolyte along z, default tolerance; the second of
 * two), or to half a second if that is more.
 *
 * @param file the volume, unsigned bytes, x fastest
 * @param grid its size
 * @param rate C-rate
 * @param cutOff where it ends [V]
 */
record DischargeBenchmark(Path file, VoxelGrid grid, double rate, double cutOff) {
    private static final String ARGUMENTS = "RAW NX NY NZ C_RATE [CUTOFF_V]";
    private static final double MICROMETRE = 1e-6;
    private static final double LEAST_SOLVE = 0.5; // [s]

    /**
     * Reads the arguments RAW NX NY NZ C_RATE [CUTOFF_V].
     *
     * @throws IllegalArgumentException if one is missing or no number
     */
    static DischargeBenchmark parse(List<String> arguments) {
        if (arguments.size() < 5 || arguments.size() > 6) {
            throw new IllegalArgumentException(
                    "discharge takes the arguments " + ARGUMENTS + ", got " + arguments.size() + " of them");
        }
        try {
            VoxelGrid grid = VoxelGrid.cubic(
                    Integer.parseInt(arguments.get(1)),
                    Integer.parseInt(arguments.get(2)),
                    Integer.parseInt(arguments.get(3)),
                    MICROMETRE);
            double end = arguments.size() == 6 ? Double.parseDouble(arguments.get(5)) : Discharge.DEFAULT_CUT_OFF;
            return new DischargeBenchmark(Path.of(arguments.get(0)), grid, Double.parseDouble(arguments.get(4)), end);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("discharge takes numbers for " + ARGUMENTS + ": " + e.getMessage(), e);
        }
    }

    /** Reads the volume, solves the transport twice and the discharge once; one line of JSON. */
    String run() throws IOException {
        PhaseMap labels = RawVolume.read(file, grid);
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        EffectiveConductivity transport = EffectiveConductivity.along(Axis.Z).withParallel(Parallel.SERIAL);
        transport.ofPhase(labels, Labels.ELECTROLYTE, Progress.NONE);
        long begin = process.getProcessCpuTime();
        transport.ofPhase(labels, Labels.ELECTROLYTE, Progress.NONE);
        double solve = (process.getProcessCpuTime() - begin) * 1e-9;
        long start = process.getProcessCpuTime();
        VoxelCell cell = VoxelCell.of(labels, LabelMeaning.VOXELYTE, Axis.Z, true, CellFile.open(CellFile.DEFAULT));
        DischargeResult result = Discharge.withDefaults()
                .withCutOff(cutOff)
                .withParallel(Parallel.SERIAL)
                .run(cell, rate * cell.summary().oneC(), DischargeListener.NONE, Progress.NONE);
        double cpu = (process.getProcessCpuTime() - start) * 1e-9;
        return String.format(
                Locale.ROOT,
                "{\"stop\": \"%s\", \"steps\": %d, \"newton\": %d, \"linear\": %d, \"capacity_mAh_per_g\": %.4f, \"cpu_s\": %.1f,"
                        + " \"transport_cpu_s\": %.2f, \"ratio\": %.0f}",
                result.stop(),
                result.steps(),
                result.newtonSteps(),
                result.linearIterations(),
                result.last().charge() / cell.summary().arealLoading() / 3600,
                cpu,
                solve,
                cpu / Math.max(solve, LEAST_SOLVE));
    }
}
