package io.github.voxelyte.plugins.cell;

import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.CellOptions;
import io.github.voxelyte.solver.discharge.CellSummary;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.Optional;

/** Puts the cell of a command together: the keys that say how, and what is recorded of it. */
public final class CellAssembly {
    /** The cell file. */
    public static final Key<String> CELL = Key.text(
                    "cell", String.join(", ", CellFile.builtInNames()) + ", or a cell file")
            .orElse(CellFile.DEFAULT)
            .help("A built-in cell by its name, or the path of a cell file (JSON).")
            .asked("Materials")
            .offering(CellFile.builtInNames())
            .under("Cell");

    /** The separator's thickness. */
    public static final Key<Double> SEPARATOR = Key.number("separator_um", Range.closed(0, 1e5))
            .in("um")
            .help("Separator outside the stack; 0: the stack holds it. Where absent the cell file's.")
            .asked("Separator, if not the cell file's")
            .under("Cell");

    /** Passive faces. */
    public static final Key<String> FACE_MASK = Key.text(
                    "face_mask", "the title of an open 8-bit stack, or the path of one")
            .help("Faces of active voxels that do not react, as Delaminate Particles gives them.")
            .asked("Face mask")
            .offeringImages()
            .under("Model");

    /** The image that numbers the particles. */
    public static final Key<String> GRAINS = ParticleContacts.GRAINS;

    /** Whether the area of voxel faces is corrected. */
    public static final Key<Boolean> SURFACE_CORRECTION = Key.flag("surface_correction")
            .help("Takes 2/3 of the area of every reactive voxel face: what they count too much of a smooth surface.")
            .asked("Take 2/3 of the area of voxel faces")
            .under("Model");

    /** The lateral sides. */
    public static final Key<String> SIDES = Key.choice("sides", "no flux", "periodic")
            .orElse("no flux")
            .help("Lateral sides: closed, or continued at the opposite side.")
            .asked("Side faces")
            .under("Model");

    private static final double MICROMETRE = 1e-6;

    private CellAssembly() {}

    /**
     * The content of the cell file, with the separator of its key.
     *
     * @param options the values of the command's keys
     * @return the parameters
     */
    public static Cell parameters(Options options) {
        Cell parameters = CellFile.open(options.get(CELL));
        Optional<Double> separator = options.find(SEPARATOR);
        return separator.isPresent() ? parameters.withSeparatorThickness(separator.get() * MICROMETRE) : parameters;
    }

    /**
     * Puts the cell together.
     *
     * @param execution the command's
     * @param labels the electrode
     * @param parameters everything else
     * @return the cell
     * @throws IllegalArgumentException if it is no working cell; one sentence says why
     */
    public static VoxelCell assemble(Execution execution, LabelStack labels, Cell parameters) {
        CellOptions options = options(execution.options());
        Optional<String> mask = execution.find(FACE_MASK);
        if (mask.isPresent()) {
            options = options.withFaceMask(
                    NamedImage.of(FACE_MASK.name(), mask.get()).labelsOn(labels.grid()));
        }
        return assemble(labels, parameters, ParticleContacts.add(execution, labels, parameters, options));
    }

    /**
     * Puts a cell together whose options are known.
     *
     * @param labels the electrode
     * @param parameters the content of the cell file
     * @param options everything else
     * @return the cell
     * @throws IllegalArgumentException if it is no working cell; one sentence says why
     */
    public static VoxelCell assemble(LabelStack labels, Cell parameters, CellOptions options) {
        return VoxelCell.of(
                labels.phases(),
                LabelMeaning.VOXELYTE,
                labels.axis(),
                labels.collector() == Collector.LAST,
                parameters,
                options);
    }

    /**
     * What the keys for the sides and for the surface say.
     *
     * @param keys the values of the command's keys
     * @return the options
     */
    public static CellOptions options(Options keys) {
        CellOptions options =
                CellOptions.DEFAULT.withPeriodicSides(keys.get(SIDES).equals("periodic"));
        return keys.get(SURFACE_CORRECTION) ? options.withSurfaceFactor(CellOptions.SMOOTH_SURFACE) : options;
    }

    /**
     * Keeps for the summary how the cell hangs together.
     *
     * @param execution the command's
     * @param cell the cell
     */
    public static void record(Execution execution, VoxelCell cell) {
        CellSummary summary = cell.summary();
        execution.record("contact ratio", summary.contactRatio());
        execution.record("connected active material", summary.connectedActive());
        execution.record("connected electrolyte", summary.connectedElectrolyte());
        execution.record("floating active material (kept, net current zero)", summary.floatingActive());
        execution.record("dead active material (taken out)", summary.deadActive());
        execution.record(
                execution.get(SURFACE_CORRECTION)
                        ? "reactive area per cross-section (2/3 of the voxel faces)"
                        : "reactive area per cross-section (raw voxel faces)",
                summary.activeArea());
        ParticleContacts.describe(execution, cell);
        execution.record("unknown potentials", summary.potentials());
        execution.record("unknown lithiations", summary.lithiations());
    }
}
