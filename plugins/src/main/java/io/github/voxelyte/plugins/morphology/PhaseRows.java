package io.github.voxelyte.plugins.morphology;

import io.github.voxelyte.microstructure.connectivity.Neighbourhood;
import io.github.voxelyte.microstructure.modification.LayerContact;
import io.github.voxelyte.microstructure.morphology.ChordLengths;
import io.github.voxelyte.microstructure.morphology.InterfaceAreas;
import io.github.voxelyte.microstructure.morphology.Interfaces;
import io.github.voxelyte.microstructure.morphology.PhaseConnectivity;
import io.github.voxelyte.microstructure.morphology.SurfaceEstimator;
import io.github.voxelyte.microstructure.morphology.TriplePhaseLine;
import io.github.voxelyte.microstructure.morphology.TwoPointCorrelation;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows about phases: fractions, connectivity, interfaces, contact, triple lines and chords. */
final class PhaseRows {
    private static final int[] ELECTROLYTE = {Phase.ELECTROLYTE.label(), Phase.PASSIVATED.label()};
    private static final int[] CONDUCTING = {Phase.ACTIVE.label(), Phase.ADDITIVE.label()};

    private final PhaseMap phases;
    private final List<Phase> present;
    private final Parallel parallel;
    private final MorphologyTable table;

    PhaseRows(PhaseMap phases, List<Phase> present, Parallel parallel, MorphologyTable table) {
        this.phases = phases;
        this.present = present;
        this.parallel = parallel;
        this.table = table;
    }

    /** Volume fraction of every phase, with its standard error from this one image. */
    void fractions(Progress progress) {
        long[] counts = phases.counts();
        for (int i = 0; i < present.size(); i++) {
            Phase phase = present.get(i);
            table.ratio(
                    "Volume fraction " + phase.word(),
                    (double) counts[phase.label()] / phases.grid().size(),
                    "voxels of the phase / all voxels");
            double error = TwoPointCorrelation.create()
                    .withParallel(parallel)
                    .of(phases, progress.part((double) i / present.size(), (i + 1.0) / present.size()), phase.label())
                    .standardError();
            table.ratio("Standard error of fraction " + phase.word(), error, "two-point correlation of this image");
        }
    }

    /** Percolating, dead-end and isolated share along every axis. */
    void connectivity(Neighbourhood neighbourhood, Progress progress) {
        for (Phase phase : present) {
            connectivity(phase.word(), neighbourhood, progress, phase.label());
        }
        if (present.contains(Phase.PASSIVATED) && present.contains(Phase.ELECTROLYTE)) {
            connectivity("electrolyte and passivated", neighbourhood, progress, ELECTROLYTE);
        }
        if (present.contains(Phase.ADDITIVE) && present.contains(Phase.ACTIVE)) {
            connectivity("active and additive", neighbourhood, progress, CONDUCTING);
        }
    }

    private void connectivity(String name, Neighbourhood neighbourhood, Progress progress, int... labels) {
        List<PhaseConnectivity> shares = PhaseConnectivity.of(phases, neighbourhood, progress, labels);
        String joined = "components joined by " + neighbourhood.name().toLowerCase(Locale.ROOT);
        for (PhaseConnectivity share : shares) {
            String along = " " + name + " along " + word(share.axis());
            table.ratio("Percolating" + along, share.percolating(), joined + " that touch both planes, share of phase");
            table.ratio("Dead-end" + along, share.deadEnd(), joined + " that touch one plane, share of phase");
            table.ratio("Isolated" + along, share.isolated(), joined + " that touch no plane, share of phase");
        }
        table.count("Components " + name, shares.get(0).components(), joined);
    }

    /** Specific surface active|electrolyte and the area of every pair, each by three methods. */
    void interfaces(Progress progress) {
        Interfaces interfaces = InterfaceAreas.create().withParallel(parallel).of(phases, progress);
        for (SurfaceEstimator estimator : SurfaceEstimator.values()) {
            table.perLength(
                    "Specific surface active|electrolyte",
                    interfaces.specificSurface(estimator, new int[] {Phase.ACTIVE.label()}, ELECTROLYTE),
                    estimator.title() + ", per total volume; " + estimator.bias());
        }
        for (int a = 0; a < present.size(); a++) {
            for (int b = a + 1; b < present.size(); b++) {
                for (SurfaceEstimator estimator : SurfaceEstimator.values()) {
                    table.area(
                            "Interface " + present.get(a).word() + "|"
                                    + present.get(b).word(),
                            interfaces.area(
                                    estimator,
                                    present.get(a).label(),
                                    present.get(b).label()),
                            estimator.title());
                }
            }
        }
    }

    /** Contact ratio at both planes. */
    void contact(Axis axis, Collector collector) {
        double[] layers = LayerContact.of(phases, axis);
        double first = layers[0];
        double last = layers[layers.length - 1];
        boolean atFirst = collector == Collector.FIRST;
        String method = "share of the plane that is active or additive";
        table.ratio("Contact ratio at collector", atFirst ? first : last, method + ", " + collector.word() + " layer");
        table.ratio("Contact ratio at separator", atFirst ? last : first, method + ", other layer");
    }

    /** Length of the line where three phases meet, for every three. */
    void tripleLines(Progress progress) {
        for (List<Phase> three : triples()) {
            TriplePhaseLine.Length length = TriplePhaseLine.create()
                    .withParallel(parallel)
                    .of(phases, labels(three, 0), labels(three, 1), labels(three, 2), progress);
            String name = three.get(0).word() + "|" + three.get(1).word() + "|"
                    + three.get(2).word();
            table.length("Triple-phase line " + name, length.edges(), "voxel edges; 3/2 too long for isotropic lines");
            table.length("Triple-phase line " + name, length.corrected(), "voxel edges x 2/3");
            table.perArea("Triple-phase line density " + name, length.density(), "voxel edges x 2/3, per total volume");
        }
    }

    private static int[] labels(List<Phase> phases, int index) {
        return new int[] {phases.get(index).label()};
    }

    private List<List<Phase>> triples() {
        List<List<Phase>> triples = new ArrayList<>();
        for (int a = 0; a < present.size(); a++) {
            for (int b = a + 1; b < present.size(); b++) {
                for (int c = b + 1; c < present.size(); c++) {
                    triples.add(List.of(present.get(a), present.get(b), present.get(c)));
                }
            }
        }
        return triples;
    }

    /** Chord lengths of every phase along every axis. */
    void chords(Progress progress) {
        for (Phase phase : present) {
            for (Axis axis : Axis.values()) {
                ChordLengths.Result chords =
                        ChordLengths.create().withParallel(parallel).along(phases, axis, progress, phase.label());
                String along = " " + phase.word() + " along " + word(axis);
                table.length("Mean chord" + along, chords.mean(), "complete chords, by number");
                table.length("Mean chord by length" + along, chords.meanByLength(), "complete chords, by length");
                table.length(
                        "Mean intercept" + along, chords.meanIntercept(), "2 x length / interfaces, cut chords too");
            }
        }
    }

    private static String word(Axis axis) {
        return axis.name().toLowerCase(Locale.ROOT);
    }
}
