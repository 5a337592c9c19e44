package io.github.voxelyte.plugins.discharge;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.discharge.FaceRule;
import io.github.voxelyte.solver.discharge.LabelMeaning;
import io.github.voxelyte.solver.discharge.NoCurrentPathException;
import io.github.voxelyte.solver.discharge.SubCell;
import io.github.voxelyte.solver.discharge.SubCellFacts;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the sub-cell of a tile of an electrode, with those keys of Simulate Discharge that make sense for tiles in parallel. It stands in no
 * menu: studies use it.
 */
public final class SubCellCommand implements Command {
    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Electrode discharge",
            "electrode_discharge",
            "Discharges the tiles of an electrode in parallel, at one voltage.",
            CommandDescription.Input.LABELS,
            List.of(
                    CellAssembly.CELL,
                    DischargeKeys.BPX,
                    DischargeKeys.BPX_ELECTROLYTE,
                    DischargeKeys.C_RATE,
                    DischargeKeys.CURRENT,
                    DischargeKeys.CUTOFF,
                    CellAssembly.SEPARATOR,
                    DischargeKeys.FACE_RULE,
                    CellAssembly.SURFACE_CORRECTION,
                    CellAssembly.SIDES,
                    ImageKeys.AXIS,
                    ImageKeys.COLLECTOR));

    private Made made;

    /**
     * A tile.
     *
     * @param facts what is known of it
     * @param axis its through-plane axis, x, y or z
     * @param cell the sub-cell at rest; empty if it carries no current
     */
    public record Made(SubCellFacts facts, String axis, Optional<SubCell> cell) {}

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        Options options = execution.options();
        Cell parameters = parameters(options);
        LabelStack labels = execution.labels();
        labels.requirePhysical("a discharge");
        execution.requireMemory(
                VoxelCell.bytesFor(labels.grid(), labels.axis(), parameters),
                "A tile of " + labels.grid().size() + " voxels");
        String idle = "";
        Optional<SubCell> cell = Optional.empty();
        try {
            VoxelCell tile = CellAssembly.assemble(labels, parameters, CellAssembly.options(options));
            cell = Optional.of(SubCell.of(tile, discharge(options, execution.parallel())));
        } catch (NoCurrentPathException e) {
            idle = e.getMessage();
        }
        SubCellFacts facts = SubCell.facts(labels.phases(), LabelMeaning.VOXELYTE, labels.axis(), parameters, idle);
        made = new Made(facts, labels.axis().name().toLowerCase(Locale.ROOT), cell);
    }

    /**
     * What the command has made.
     *
     * @return the tile; only after it has run
     */
    public Made made() {
        return made;
    }

    /**
     * What all tiles have in common.
     *
     * @param options the values of the keys
     * @return the content of the cell file
     * @throws IllegalArgumentException if tiles cannot be computed with it
     */
    public static Cell parameters(Options options) {
        Cell parameters = DischargeCommand.parameters(options);
        requireComputable(parameters);
        return parameters;
    }

    /**
     * How tiles are discharged.
     *
     * @param options the values of the keys
     * @param parallel the threads of one tile
     * @return cut-off, face rule and tolerances
     */
    public static Discharge discharge(Options options, Parallel parallel) {
        return Discharge.withDefaults()
                .withFaceRule(FaceRule.of(options.get(DischargeKeys.FACE_RULE)))
                .withCutOff(options.get(DischargeKeys.CUTOFF))
                .withParallel(parallel);
    }

    /**
     * The current of all tiles together.
     *
     * @param options the values of the keys
     * @param facts of all tiles
     * @return I [A]
     */
    public static double current(Options options, List<SubCellFacts> facts) {
        Optional<Double> density = options.find(DischargeKeys.CURRENT);
        if (density.isPresent()) {
            double area = facts.stream().mapToDouble(SubCellFacts::area).sum();
            return density.get() * Units.MILLIAMPERE_PER_CM2 * area;
        }
        double oneC = facts.stream().mapToDouble(SubCellFacts::oneC).sum();
        return rate(options) * oneC;
    }

    private static double rate(Options options) {
        return options.find(DischargeKeys.C_RATE).map(rates -> rates.get(0)).orElse(DischargeCommand.DEFAULT_C_RATE);
    }

    /**
     * Refuses what could be asked of one cell but not of tiles.
     *
     * @param options the values of the keys
     * @param cell the text of a cell file in place of the key's; empty for none
     * @throws IllegalArgumentException in one sentence
     */
    public static void check(Options options, String cell) {
        boolean hasRate = options.find(DischargeKeys.C_RATE).isPresent();
        if (hasRate && options.find(DischargeKeys.CURRENT).isPresent()) {
            throw new IllegalArgumentException("c_rate and current_mA_per_cm2 both say the current; give one of them.");
        }
        if (hasRate && options.get(DischargeKeys.C_RATE).size() > 1) {
            throw new IllegalArgumentException("c_rate must be one number; several go into an axis, as in"
                    + " \"axes\": {\"rate\": {\"values\": [0.1, 0.5]}} and \"c_rate\": \"${rate}\".");
        }
        Cell parameters = cell.isEmpty() ? DischargeCommand.parameters(options) : CellFile.parse(cell, "of the study");
        requireComputable(parameters);
    }

    private static void requireComputable(Cell parameters) {
        if (parameters.grainContactResistance() > 0) {
            throw new IllegalArgumentException("The cell file's grain_contacts need the particles' numbers, which tiles"
                    + " do not have; leave the block out.");
        }
        if (parameters.heatBalance().isPresent()) {
            throw new IllegalArgumentException("The cell file has a block 'thermal': tiles in parallel are computed at"
                    + " one constant temperature; leave the block out.");
        }
    }
}
