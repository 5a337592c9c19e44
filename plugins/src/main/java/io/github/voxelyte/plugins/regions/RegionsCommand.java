package io.github.voxelyte.plugins.regions;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.morphology.CorrelationCurve;
import io.github.voxelyte.microstructure.morphology.TwoPointCorrelation;
import io.github.voxelyte.microstructure.regions.FractionMatch;
import io.github.voxelyte.microstructure.regions.Region;
import io.github.voxelyte.microstructure.regions.RegionSearch;
import io.github.voxelyte.microstructure.regions.RepresentativeCurve;
import io.github.voxelyte.microstructure.regions.RepresentativeVolume;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;

/** Find Electrode Regions...: crops with a wanted fraction, and the size of a representative volume. */
public final class RegionsCommand implements Command {
    private static final double UM = 1e-6; // [m]
    private static final double UM3 = 1e-18; // [m³]
    private static final double BYTES_PER_VOXEL = 6;
    private static final double SMALLEST_EDGE = 8; // in voxels

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Find Electrode Regions...",
            "regions",
            "Finds crops of a given size whose volume fraction of active material is nearest to the one wanted, and"
                    + " measures how large a representative volume must be.",
            Input.LABELS,
            RegionKeys.ALL);

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        stack.requirePhysical("a region's size in um");
        List<RepresentativeProperty> properties =
                RepresentativeProperty.parse(execution.get(RegionKeys.REPRESENTATIVE));
        execution.requireMemory(
                BYTES_PER_VOXEL * stack.grid().size(),
                "the search in " + stack.grid().size() + " voxels");
        stack.labelsOf(Phase.ACTIVE.word());
        PhaseMap phases = stack.phases();
        List<FractionMatch> found = search(execution, stack, phases);
        double share = properties.isEmpty() ? 1 : 0.4;
        execution.progress().update(share);
        execution.add(table(found, stack.grid()));
        execution.addPicture("regions", RegionPictures.map(phases, found));
        representative(execution, stack, phases, properties);
        for (int i = found.size() - 1; i >= 0; i--) {
            ImagePlus crop = ResultImages.labels(
                    "region_" + (i + 1),
                    found.get(i).region().cut(phases),
                    stack.voxelSize(),
                    execution.info(true, stack.axis(), stack.collector()));
            execution.add(crop);
        }
    }

    private static List<FractionMatch> search(Execution execution, LabelStack stack, PhaseMap phases) {
        List<Double> size = execution.get(RegionKeys.SIZE);
        if (size.size() != 3) {
            throw new IllegalArgumentException("size_um takes three lengths (x,y,z), as in 150,150,40, not "
                    + size.size() + (size.size() == 1 ? " number." : " numbers."));
        }
        VoxelGrid grid = stack.grid();
        int nx = voxels(size.get(0), grid.dx());
        int ny = voxels(size.get(1), grid.dy());
        int nz = voxels(size.get(2), grid.dz());
        boolean[] active = new boolean[256];
        active[Phase.ACTIVE.label()] = true;
        double[] wanted = execution.get(RegionKeys.FRACTION).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        int count = Math.toIntExact(execution.get(RegionKeys.COUNT));
        List<FractionMatch> found = RegionSearch.ofSize(nx, ny, nz)
                .within(untrimmed(execution, stack))
                .of(phases, active, wanted, count, execution.progress().part(0, 0.4));
        if (found.size() < count * wanted.length) {
            execution.warn("Only " + found.size() + " of " + count * wanted.length
                    + " regions fit without overlap: choose a smaller size or count.");
        }
        execution.record("regions", found.size());
        return found;
    }

    private static int voxels(double micrometres, double edge) {
        return (int) Math.max(1, Math.round(micrometres * UM / edge));
    }

    /** The stack without what is trimmed at the collector and the separator. */
    private static Region untrimmed(Execution execution, LabelStack stack) {
        VoxelGrid grid = stack.grid();
        Axis axis = stack.axis();
        int collector = (int) Math.round(execution.get(RegionKeys.TRIM_COLLECTOR) * UM / grid.spacing(axis));
        int separator = (int) Math.round(execution.get(RegionKeys.TRIM_SEPARATOR) * UM / grid.spacing(axis));
        int first = stack.collector() == Collector.FIRST ? collector : separator;
        int layers = grid.count(axis) - collector - separator;
        if (layers < 1) {
            throw new IllegalArgumentException("trim_collector_um and trim_separator_um leave nothing of the "
                    + grid.count(axis) + " layers along " + axis + ": trim less.");
        }
        return switch (axis) {
            case X -> new Region(first, 0, 0, layers, grid.ny(), grid.nz());
            case Y -> new Region(0, first, 0, grid.nx(), layers, grid.nz());
            case Z -> new Region(0, 0, first, grid.nx(), grid.ny(), layers);
        };
    }

    private static Table table(List<FractionMatch> found, VoxelGrid grid) {
        Table table = new Table(
                "regions",
                "Region",
                "X [um]",
                "Y [um]",
                "Z [um]",
                "Width [um]",
                "Height [um]",
                "Depth [um]",
                "X [voxels]",
                "Y [voxels]",
                "Z [voxels]",
                "Wanted fraction",
                "Fraction",
                "Difference");
        for (int i = 0; i < found.size(); i++) {
            FractionMatch match = found.get(i);
            Region r = match.region();
            table.row(
                    i + 1,
                    r.x() * grid.dx() / UM,
                    r.y() * grid.dy() / UM,
                    r.z() * grid.dz() / UM,
                    r.nx() * grid.dx() / UM,
                    r.ny() * grid.dy() / UM,
                    r.nz() * grid.dz() / UM,
                    r.x(),
                    r.y(),
                    r.z(),
                    match.wanted(),
                    match.fraction(),
                    match.fraction() - match.wanted());
        }
        return table;
    }

    private static void representative(
            Execution execution, LabelStack stack, PhaseMap phases, List<RepresentativeProperty> properties) {
        if (properties.isEmpty()) {
            return;
        }
        double error = execution.get(RegionKeys.ERROR);
        VoxelGrid grid = stack.grid();
        Table curve = new Table(
                "representative_curve",
                "Property",
                "Edge [um]",
                "Volume [um3]",
                "Sub-volumes",
                "Without value",
                "Mean",
                "Unit",
                "Standard deviation",
                "95 % of the mean (+/-)",
                "95 % of single sub-volumes (+/-)");
        Table needed = new Table(
                "representative",
                "Property",
                "Relative error",
                "Volume [um3]",
                "Lateral edge [um]",
                "Exponent",
                "Extrapolated",
                "Method");
        double edge = SMALLEST_EDGE * Math.max(grid.dx(), Math.max(grid.dy(), grid.dz()));
        List<Double> edges = RepresentativeVolume.edges(grid, edge);
        for (int i = 0; i < properties.size(); i++) {
            RepresentativeProperty property = properties.get(i);
            double from = 0.45 + 0.5 * i / properties.size();
            Progress part = execution.progress().part(from, from + 0.5 / properties.size());
            RepresentativeCurve measured = RepresentativeVolume.create()
                    .withMost(property.most())
                    .of(phases, property.measured(stack.axis(), execution.parallel()), edges, part);
            addPoints(curve, property, measured);
            double volume = measured.volumeForError(error);
            needed.row(
                    property.title(),
                    error,
                    volume / UM3,
                    lateralEdge(volume, stack) / UM,
                    measured.exponent(),
                    measured.isExtrapolated(volume) ? "yes" : "no",
                    "scatter over independent sub-volumes");
            execution.addPicture("representative_" + property.word(), RegionPictures.curve(property, measured));
        }
        CorrelationCurve correlation = TwoPointCorrelation.create()
                .withParallel(execution.parallel())
                .of(phases, execution.progress().part(0.95, 1), Phase.ACTIVE.label());
        double volume = correlation.volumeForError(error);
        needed.row(
                RepresentativeProperty.FRACTION.title(),
                error,
                volume / UM3,
                lateralEdge(volume, stack) / UM,
                1.0,
                volume > grid.voxelVolume() * grid.size() ? "yes" : "no",
                "two-point correlation of the whole stack");
        execution.record("fraction", correlation.fraction());
        execution.record("fraction_standard_error", correlation.standardError());
        if (!correlation.reachedZero()) {
            execution.warn("The two-point correlation has not fallen to zero within half the stack: the error of the"
                    + " fraction is larger than stated.");
        }
        execution.add(curve);
        execution.add(needed);
    }

    private static void addPoints(Table table, RepresentativeProperty property, RepresentativeCurve measured) {
        double unit = property.toUnit();
        for (RepresentativeCurve.Point p : measured.points()) {
            table.row(
                    property.title(),
                    p.edge() / UM,
                    p.volume() / UM3,
                    p.count(),
                    p.excluded(),
                    p.mean() * unit,
                    property.unit(),
                    p.scatter() * unit,
                    p.meanError() * unit,
                    p.band() * unit);
        }
    }

    /** Edge of a cube of the volume, or of a square of it through the whole thickness if the cube is thicker. */
    private static double lateralEdge(double volume, LabelStack stack) {
        double thickness = stack.grid().length(stack.axis());
        double cube = Math.cbrt(volume);
        return cube <= thickness ? cube : Math.sqrt(volume / thickness);
    }
}
