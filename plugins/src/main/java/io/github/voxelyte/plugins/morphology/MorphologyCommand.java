package io.github.voxelyte.plugins.morphology;

import static io.github.voxelyte.plugins.morphology.MorphologyTable.UM;

import io.github.voxelyte.microstructure.connectivity.Neighbourhood;
import io.github.voxelyte.microstructure.morphology.LocalThickness;
import io.github.voxelyte.microstructure.morphology.Particle;
import io.github.voxelyte.microstructure.morphology.ParticleLabels;
import io.github.voxelyte.microstructure.morphology.ParticleMeasurement;
import io.github.voxelyte.microstructure.morphology.ParticleSeparation;
import io.github.voxelyte.microstructure.morphology.ThicknessDistribution;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Electrode Morphology...: what a label stack says about the geometry of its phases and particles. */
public final class MorphologyCommand implements Command {
    private static final double BYTES_PER_VOXEL = 17;
    private static final double LARGEST_EXACT_FLOAT = 1 << 24;
    private static final int SLICES = 10;

    private static final Key<String> NEIGHBOURHOOD = Key.choice("neighbourhood", "faces", "edges", "corners")
            .orElse("faces")
            .help("Which voxels count as joined in the connectivity: 6 (faces), 18 (edges) or 26 (corners).")
            .asked("Voxels are joined by");

    private static final Key<Double> DEPTH = Key.number("depth_um", Range.NOT_NEGATIVE)
            .in("um")
            .help("Depth of the h-maxima that separate particles; larger cuts fewer necks; where absent one voxel.")
            .asked("Depth of necks to cut");

    private static final Key<Boolean> MAPS = Key.flag("maps")
            .help("Also give the local thickness and the particles as 32-bit stacks.")
            .asked("Maps of local thickness and particles");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Electrode Morphology...",
            "morphology",
            "Measures fractions, connectivity, interfaces, contact ratios, triple-phase lines, chords, local thickness"
                    + " and particles.",
            Input.LABELS,
            List.of(ImageKeys.AXIS, ImageKeys.COLLECTOR, NEIGHBOURHOOD, DEPTH, MAPS));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        stack.requirePhysical("the morphology in um");
        execution.requireMemory(
                BYTES_PER_VOXEL * stack.grid().size(),
                "the morphology of " + stack.grid().size() + " voxels");
        PhaseMap phases = stack.phases();
        long[] counts = phases.counts();
        List<Phase> present = Arrays.stream(Phase.values())
                .filter(phase -> counts[phase.label()] > 0)
                .toList();
        Progress progress = execution.progress();
        MorphologyTable table = new MorphologyTable();
        PhaseRows rows = new PhaseRows(phases, present, execution.parallel(), table);
        rows.fractions(progress.part(0, 0.1));
        rows.contact(stack.axis(), stack.collector());
        rows.interfaces(progress.part(0.1, 0.2));
        rows.tripleLines(reportingNothing(progress, 0.2));
        rows.connectivity(
                Neighbourhood.valueOf(execution.get(NEIGHBOURHOOD).toUpperCase(Locale.ROOT)),
                reportingNothing(progress, 0.22));
        rows.chords(reportingNothing(progress, 0.25));
        thickness(execution, stack, phases, present, table);
        if (present.contains(Phase.ACTIVE)) {
            particles(execution, stack, phases, table);
        } else {
            execution.warn("There is no active material in '" + stack.title() + "', so there are no particles.");
        }
        execution.add(table.table());
        progress.update(1);
    }

    /** Many short measurements: the bar stands still, cancelling works. */
    private static Progress reportingNothing(Progress progress, double at) {
        return fraction -> progress.update(at);
    }

    private static void thickness(
            Execution execution, LabelStack stack, PhaseMap phases, List<Phase> present, MorphologyTable table) {
        List<MorphologyPlots.ThicknessCurve> curves = new ArrayList<>();
        boolean maps = execution.get(MAPS);
        for (int i = 0; i < present.size(); i++) {
            Phase phase = present.get(i);
            double from = 0.3 + 0.4 * i / present.size();
            ScalarField field = LocalThickness.create()
                    .withParallel(execution.parallel())
                    .of(phases, execution.progress().part(from, from + 0.4 / present.size()), phase.label());
            ThicknessDistribution thickness = ThicknessDistribution.of(field);
            String method = "largest inscribed ball (Hildebrand and Ruegsegger), by volume; to about one voxel";
            table.length("Local thickness mean " + phase.word(), thickness.mean(), method);
            table.length("Local thickness standard deviation " + phase.word(), thickness.deviation(), method);
            table.length("Local thickness d10 " + phase.word(), thickness.d10(), method);
            table.length("Local thickness d50 " + phase.word(), thickness.d50(), method);
            table.length("Local thickness d90 " + phase.word(), thickness.d90(), method);
            curves.add(MorphologyPlots.ThicknessCurve.of(phase, field, thickness.largest()));
            if (maps) {
                execution.add(ResultImages.field(
                        "thickness_" + phase.word() + "_um", scaled(field), stack.voxelSize(), info(execution, stack)));
            }
        }
        execution.addPicture("local_thickness", MorphologyPlots.thickness(curves));
    }

    private static ScalarField scaled(ScalarField metres) {
        for (int z = 0; z < metres.grid().nz(); z++) {
            float[] plane = metres.plane(z);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) (plane[i] / UM);
            }
        }
        return metres;
    }

    private static void particles(Execution execution, LabelStack stack, PhaseMap phases, MorphologyTable table) {
        Progress progress = execution.progress();
        ParticleSeparation separation = ParticleSeparation.create().withParallel(execution.parallel());
        if (execution.find(DEPTH).isPresent()) {
            separation = separation.withDepth(execution.get(DEPTH) * UM);
        }
        ParticleLabels labels = separation.of(phases, progress.part(0.7, 0.9), Phase.ACTIVE.label());
        ParticleMeasurement.Result measured =
                ParticleMeasurement.create().withParallel(execution.parallel()).of(labels, progress.part(0.9, 0.97));
        Axis axis = stack.axis();
        Collector collector = stack.collector();
        ParticleRows rows = new ParticleRows(measured, stack.grid(), axis, collector, SLICES);
        rows.addTo(table, separation.depthOn(stack.grid()));
        execution.add(rows.particles());
        execution.add(rows.contacts());
        execution.add(rows.sizeAgainstDistance());
        double length = stack.grid().length(axis);
        execution.addPicture("particle_sizes", MorphologyPlots.sizes(measured.particles()));
        execution.addPicture(
                "size_against_distance",
                MorphologyPlots.sizeAgainstDistance(
                        measured.particles(), length, rows.against(), p -> distance(p, axis, collector, length)));
        if (execution.get(MAPS)) {
            if (labels.count() > LARGEST_EXACT_FLOAT) {
                execution.warn("More than 16777216 particles: neighbouring labels in the map may be equal.");
            }
            execution.add(ResultImages.field("particles", asField(labels), stack.voxelSize(), info(execution, stack)));
        }
        execution.record("particles", labels.count());
        execution.record("h_maxima_depth_um", separation.depthOn(stack.grid()) / UM);
    }

    private static double distance(Particle p, Axis axis, Collector collector, double length) {
        double position =
                switch (axis) {
                    case X -> p.x();
                    case Y -> p.y();
                    case Z -> p.z();
                };
        return collector == Collector.LAST ? length - position : position;
    }

    private static ScalarField asField(ParticleLabels labels) {
        ScalarField field = ScalarField.zeros(labels.grid());
        for (int z = 0; z < labels.grid().nz(); z++) {
            int[] from = labels.plane(z);
            float[] to = field.plane(z);
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i];
            }
        }
        return field;
    }

    private static StackInfo info(Execution execution, LabelStack stack) {
        return execution.info(false, stack.axis(), stack.collector());
    }
}
