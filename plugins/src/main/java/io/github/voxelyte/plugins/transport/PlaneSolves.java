package io.github.voxelyte.plugins.transport;

import static io.github.voxelyte.plugins.transport.TransportKeys.BLOCKING;
import static io.github.voxelyte.plugins.transport.TransportKeys.BOTTLENECKS;
import static io.github.voxelyte.plugins.transport.TransportKeys.GEOMETRIC;
import static io.github.voxelyte.plugins.transport.TransportKeys.LAYERS;
import static io.github.voxelyte.plugins.transport.TransportKeys.MAPS;
import static io.github.voxelyte.plugins.transport.TransportKeys.START;

import ij.ImagePlus;
import ij.gui.Overlay;
import io.github.voxelyte.microstructure.connectivity.Neighbourhood;
import io.github.voxelyte.microstructure.elliptic.ContactResistances;
import io.github.voxelyte.microstructure.morphology.PhaseConnectivity;
import io.github.voxelyte.microstructure.transport.BlockingElectrode;
import io.github.voxelyte.microstructure.transport.BottleneckSearch;
import io.github.voxelyte.microstructure.transport.Constrictivity;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.transport.ElectrodeTortuosity;
import io.github.voxelyte.microstructure.transport.GeodesicTortuosity;
import io.github.voxelyte.microstructure.transport.TransportMaps;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.images.StackInfo;
import java.awt.Rectangle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One solve between electrode planes for each case and axis, with all that was asked for beside it. */
final class PlaneSolves {
    /** Where the solve ends and what comes after it begins, as parts of a solve's progress [1]. */
    private static final double SOLVED = 0.6;

    private static final double GEOMETRY_DONE = 0.8;

    private final Execution execution;
    private final LabelStack labels;
    private final List<Conductors> cases;
    private final List<Axis> axes;
    private final ContactResistances contacts;
    private final Optional<ScalarField> start;
    private final int[] blocking;
    private final TransportTable table;
    private final LayerList layers;
    private final Optional<NeckList> necks;
    private final BottleneckSearch search;

    PlaneSolves(Execution execution, LabelStack labels, List<Conductors> cases, List<Axis> axes) {
        this.execution = execution;
        this.labels = labels;
        this.cases = cases;
        this.axes = axes;
        contacts = Contacts.of(execution, labels, cases, axes);
        start = execution.find(START).map(this::start);
        blocking = execution.find(BLOCKING).map(this::blocking).orElse(new int[0]);
        boolean physical = labels.voxelSize().isPhysical();
        table = new TransportTable(
                physical, contacts != ContactResistances.NONE, execution.get(GEOMETRIC), blocking.length > 0);
        layers = new LayerList(physical);
        Rectangle crop = execution.selection();
        necks = execution.find(BOTTLENECKS).map(count -> new NeckList(labels, crop.x, crop.y));
        search = necks(execution);
    }

    private static BottleneckSearch necks(Execution execution) {
        Optional<Double> threshold = execution.find(TransportKeys.NECK_THRESHOLD);
        if (execution.find(BOTTLENECKS).isEmpty()) {
            threshold.ifPresent(given -> {
                throw new IllegalArgumentException(TransportKeys.NECK_THRESHOLD.name() + "= is about necks; give "
                        + BOTTLENECKS.name() + "= (how many to list) beside it.");
            });
        } else {
            execution.record("neck threshold", threshold.orElse(BottleneckSearch.DEFAULT_THRESHOLD));
        }
        return threshold.map(BottleneckSearch::new).orElse(BottleneckSearch.create());
    }

    private ScalarField start(String name) {
        if (cases.size() * axes.size() > 1) {
            throw new IllegalArgumentException(
                    "start= is the potential of one phase along one axis; give one phase and axis=x, y or z.");
        }
        return NamedImage.of(START.name(), name).fieldOn(labels.grid());
    }

    private int[] blocking(String text) {
        for (Conductors conductors : cases) {
            if (!conductors.isUniform()) {
                throw new IllegalArgumentException("blocking= is about one electrolyte; " + conductors.name()
                        + " have different conductivities: give one phase, or the same value to all.");
            }
        }
        return Conductors.names(text).stream()
                .flatMap(name -> labels.labelsOf(name).stream())
                .mapToInt(Integer::intValue)
                .distinct()
                .toArray();
    }

    void run() {
        double solves = (double) cases.size() * axes.size();
        double worst = 0;
        int done = 0;
        for (Conductors conductors : cases) {
            Optional<List<PhaseConnectivity>> shares = execution.get(GEOMETRIC)
                    ? Optional.of(
                            PhaseConnectivity.of(labels.raw(), Neighbourhood.FACES, Progress.NONE, conductors.labels()))
                    : Optional.empty();
            for (Axis axis : axes) {
                Progress part = execution.progress().part(done / solves, (done + 1) / solves);
                boolean more = shares.isPresent() || blocking.length > 0;
                EffectiveTransport result = solve(conductors, axis, more ? part.part(0, SOLVED) : part);
                TransportCommand.warnIfClosed(execution, conductors, result);
                TransportTable.Geometry geometry = shares.map(found ->
                                geometry(conductors, axis, found.get(axis.ordinal()), part.part(SOLVED, GEOMETRY_DONE)))
                        .orElse(null);
                table.add(
                        conductors,
                        result,
                        geometry,
                        blocking.length > 0 ? electrode(conductors, axis, part.part(GEOMETRY_DONE, 1)) : null);
                worst = Math.max(worst, result.residual());
                done++;
            }
        }
        execution.record("largest relative residual", worst);
        if (execution.get(LAYERS)) {
            execution.add(layers.table());
            if (!layers.isEmpty()) {
                execution.addPicture("transport_layers", layers.plot());
            }
        }
        necks.ifPresent(list -> {
            execution.add(list.table());
            execution.addRegions(NeckList.NAME, list.rings());
        });
        execution.add(table.table());
    }

    private EffectiveTransport solve(Conductors conductors, Axis axis, Progress part) {
        EffectiveConductivity measure = EffectiveConductivity.along(axis)
                .withRelativeTolerance(execution.get(TransportKeys.TOLERANCE))
                .withPeriodicSides(execution.get(TransportKeys.BOUNDARY).equals(TransportKeys.PERIODIC))
                .withContacts(contacts)
                .withParallel(execution.parallel());
        if (start.isPresent()) {
            measure = measure.withStart(start.get());
        }
        boolean fields = execution.get(MAPS) || execution.get(LAYERS) || necks.isPresent();
        Optional<TransportMaps> maps = fields ? conductors.maps(measure, labels, part) : Optional.empty();
        if (maps.isEmpty()) {
            return conductors.solve(measure, labels, part); // without a path no solve: only the fractions
        }
        deliver(conductors, axis, maps.get());
        return maps.get().transport();
    }

    private void deliver(Conductors conductors, Axis axis, TransportMaps maps) {
        if (execution.get(LAYERS)) {
            layers.add(conductors.name(), word(axis), maps.layers());
        }
        Overlay rings = necks.map(list -> list.add(
                        conductors.name(),
                        word(axis),
                        search.in(maps, Math.toIntExact(execution.get(BOTTLENECKS)), Progress.NONE)))
                .orElse(new Overlay());
        if (execution.get(MAPS)) {
            String place = conductors.name() + "_" + word(axis);
            map("potential_V_" + place, maps.potential());
            map("flux_over_mean_" + place, maps.flux());
            ImagePlus dissipation = map("resistance_share_" + place, maps.dissipation());
            NeckList.mark(dissipation, rings);
        }
    }

    private ImagePlus map(String title, ScalarField field) {
        StackInfo info = execution.info(false, labels.axis(), labels.collector());
        ImagePlus image = ResultImages.field(title, field, labels.voxelSize(), info);
        execution.add(image);
        return image;
    }

    /** Sides insulate here, also where the conduction is periodic. */
    private TransportTable.Geometry geometry(
            Conductors conductors, Axis axis, PhaseConnectivity shares, Progress progress) {
        PhaseMap phases = labels.raw();
        int[] members = conductors.labels();
        return new TransportTable.Geometry(
                GeodesicTortuosity.of(phases, axis, progress.part(0, 0.3), members),
                Constrictivity.of(phases, axis, progress.part(0.3, 1), members),
                shares.percolating(),
                shares.deadEnd(),
                shares.isolated());
    }

    private ElectrodeTortuosity electrode(Conductors conductors, Axis axis, Progress progress) {
        Side separator = labels.collector() == Collector.LAST ? Side.FIRST : Side.LAST;
        return BlockingElectrode.along(axis, separator)
                .withRelativeTolerance(execution.get(TransportKeys.TOLERANCE))
                .withParallel(execution.parallel())
                .of(labels.raw(), conductors.labels(), blocking, progress);
    }

    private static String word(Axis axis) {
        return axis.name().toLowerCase(Locale.ROOT);
    }
}
