package io.github.voxelyte.plugins.segmentation;

import io.github.voxelyte.microstructure.segmentation.ThresholdBand;
import io.github.voxelyte.microstructure.segmentation.Thresholding;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * What the band of thresholds makes of transport: both phases along the through-plane axis for the low, the chosen and the
 * high fraction of the active material, each cleaned in the same way.
 */
final class TransportBand {
    /** Of a solve, beside the labels and the grey values. */
    static final double BYTES_PER_VOXEL = 26;

    private static final List<String> BOUNDS = List.of("low", "mid", "high");
    private static final List<Phase> PHASES = List.of(Phase.ELECTROLYTE, Phase.ACTIVE);

    private final Execution execution;
    private final Axis axis;
    private final Table table = new Table(
            "uncertainty",
            "Bound",
            "Threshold",
            "Fraction active",
            "Phase",
            "Axis",
            "Connected fraction",
            "D_eff/D",
            "Tortuosity factor",
            "Effective conductivity [S/cm]",
            "Status");

    TransportBand(Execution execution, Axis axis) {
        this.execution = execution;
        this.axis = axis;
    }

    /**
     * Solves for the three thresholds.
     *
     * @param chosen the cleaned labels of the chosen threshold
     * @param clean cleans labels of another threshold
     */
    void measure(
            Segmentation segmentation,
            ThresholdBand band,
            GreyVolume volume,
            PhaseMap chosen,
            BiFunction<PhaseMap, Progress, PhaseMap> clean,
            Progress progress) {
        int[] labels = BinarizeKeys.labels(execution.options());
        for (int b = 0; b < BOUNDS.size(); b++) {
            // a higher threshold makes less of the bright phase
            int side = segmentation.activeIsDark() ? b - 1 : 1 - b;
            double level = band.level() + side * band.halfWidth();
            Progress part = progress.part(b / 3.0, (b + 1) / 3.0);
            PhaseMap map = chosen;
            if (side != 0) {
                PhaseMap raw = Thresholding.at(level)
                        .withLabels(labels)
                        .withParallel(execution.parallel())
                        .apply(volume, part.part(0, 0.1));
                map = clean.apply(raw, part.part(0.1, 0.2));
            }
            solve(BOUNDS.get(b), level, map, part.part(0.2, 1));
        }
        execution.add(table);
    }

    private void solve(String bound, double level, PhaseMap map, Progress progress) {
        long[] counts = map.counts();
        double active = counts[Phase.ACTIVE.label()] / (double) map.grid().size();
        List<Double> conductivities =
                execution.find(BinarizeKeys.CONDUCTIVITIES).orElse(List.of(Double.NaN, Double.NaN));
        for (int p = 0; p < PHASES.size(); p++) {
            Phase phase = PHASES.get(p);
            if (counts[phase.label()] == 0) {
                execution.warn("There is no " + phase.word() + " at the " + bound + " fraction.");
                continue;
            }
            EffectiveTransport result = EffectiveConductivity.along(axis)
                    .withParallel(execution.parallel())
                    .ofPhase(map, phase.label(), progress.part(p / 2.0, (p + 1) / 2.0));
            table.row(
                    bound,
                    level,
                    active,
                    phase.word(),
                    axis.name().toLowerCase(Locale.ROOT),
                    result.connectedFraction(),
                    result.relativeConductivity(),
                    result.tortuosityFactor(),
                    result.relativeConductivity() * conductivities.get(p),
                    result.status().name());
        }
    }
}
