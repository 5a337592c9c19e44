package io.github.voxelyte.plugins.cell;

import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Outlook;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.material.PhysicalConstants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The cell that a command would simulate, seen before it does: to scale, with its size and what it needs of memory. The stack is
 * looked at once, and again only if its labels are to be read in another way.
 */
public final class CellOutlook implements Outlook {
    private static final long MOST_VOXELS = 60_000_000; // more are not counted for a dialog
    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final double MILLIGRAM_PER_CM2 = 0.01;
    private static final double MILLIAMPERE_HOUR_PER_CM2 = 36_000;
    private static final double MILLIAMPERE_PER_CM2 = 10;

    private final ImagePlus image;
    private final Function<Options, Cell> parameters;
    private final Plan plan;
    private Electrode electrode;

    private CellOutlook(ImagePlus image, Function<Options, Cell> parameters, Plan plan) {
        this.image = image;
        this.parameters = parameters;
        this.plan = plan;
    }

    /**
     * Prepares to look at a stack.
     *
     * @param image the active image
     * @param parameters makes the cell of the values of keys
     * @param plan says what is to be done with the cell
     * @return the outlook; empty for stacks that are too large, or not in memory, to be read for a dialog
     */
    public static Optional<Outlook> of(ImagePlus image, Function<Options, Cell> parameters, Plan plan) {
        long voxels = (long) image.getWidth() * image.getHeight() * image.getStackSize();
        boolean isReadable = voxels <= MOST_VOXELS && !image.getStack().isVirtual();
        return isReadable ? Optional.of(new CellOutlook(image, parameters, plan)) : Optional.empty();
    }

    /** What a command has to say of its own. */
    public interface Plan {
        /**
         * Says what would be done.
         *
         * @param options the values in the dialog
         * @param cell what is known of the cell
         * @param say takes a line of text
         * @throws IllegalArgumentException in one sentence, if the command would refuse them
         */
        void describe(Options options, Facts cell, Consumer<String> say);

        /**
         * What it needs of the heap.
         *
         * @param cell what is known of the cell
         * @return bytes
         */
        double bytes(Facts cell);
    }

    /**
     * What is known of a cell that has not been put together.
     *
     * @param parameters everything but the electrode
     * @param grid the electrode's voxels
     * @param oneC current density of the 1C rate [A/m²]
     * @param capacity charge from the initial lithiation to 1 per cross-section [C/m²]
     * @param bytes a discharge needs [bytes]
     * @param unknowns at most: a potential in every voxel that conducts, a lithiation in every active one
     */
    public record Facts(Cell parameters, VoxelGrid grid, double oneC, double capacity, double bytes, double unknowns) {
        /**
         * The state of the resting cell.
         *
         * @return in words
         */
        public String rest() {
            double lithiation = parameters.activeMaterial().initialLithiation();
            return String.format(
                    Locale.ROOT,
                    "At rest: lithiation %.4f, open-circuit voltage %.3f V",
                    lithiation,
                    parameters.activeMaterial().openCircuitPotential().value(lithiation));
        }
    }

    /** The stack, read in one way. */
    private record Electrode(Map<String, Object> how, LabelStack labels, CellSketch sketch, long[] counts) {}

    @Override
    public Scene of(Options options) {
        List<String> lines = new ArrayList<>();
        Optional<Sketch> sketch = Optional.empty();
        try {
            Electrode stack = electrode(options);
            Cell cell = parameters.apply(options);
            sketch = Optional.of(stack.sketch().withSeparator(cell.separatorThickness()));
            Facts facts = facts(stack, cell);
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %.2f mg/cm² active material, %.3f mAh/cm², 1C = %.3f mA/cm²",
                    cell.name(),
                    facts.oneC() / cell.oneCPerVolume() * cell.activeMaterial().density() / MILLIGRAM_PER_CM2,
                    facts.capacity() / MILLIAMPERE_HOUR_PER_CM2,
                    facts.oneC() / MILLIAMPERE_PER_CM2));
            double bytes = plan.bytes(facts);
            double free = IJ.maxMemory() - (double) IJ.currentMemory();
            lines.add(String.format(
                    Locale.ROOT,
                    "%.2f million voxels, up to %.2f million unknowns; about %.0f MB of %.0f MB free",
                    facts.grid().size() / 1e6,
                    facts.unknowns() / 1e6,
                    bytes / MEBIBYTE,
                    free / MEBIBYTE));
            plan.describe(options, facts, lines::add);
            if (bytes > free) {
                throw new IllegalArgumentException(
                        "There is not enough memory: raise Edit › Options › Memory (or -Xmx), or crop.");
            }
        } catch (IllegalArgumentException refused) {
            return new Scene(sketch, lines, Optional.of(refused.getMessage()));
        }
        return new Scene(sketch, lines, Optional.empty());
    }

    private static Facts facts(Electrode stack, Cell cell) {
        LabelStack labels = stack.labels();
        VoxelGrid grid = labels.grid();
        long active = stack.counts()[Phase.ACTIVE.label()];
        double volume = (double) active / grid.size() * grid.count(labels.axis()) * grid.spacing(labels.axis());
        double plane = (double) grid.size() / grid.count(labels.axis());
        double separator = plane * VoxelCell.separatorLayers(grid, labels.axis(), cell);
        return new Facts(
                cell,
                grid,
                volume * cell.oneCPerVolume(),
                volume
                        * cell.activeMaterial().maximumConcentration()
                        * PhysicalConstants.FARADAY
                        * (1 - cell.activeMaterial().initialLithiation()),
                VoxelCell.bytesFor(grid, labels.axis(), cell),
                grid.size() - stack.counts()[Phase.VOID.label()] + active + separator);
    }

    private Electrode electrode(Options options) {
        Map<String, Object> how = new LinkedHashMap<>();
        for (Key<?> key : ImageKeys.LABEL_KEYS) {
            how.put(key.name(), options.find(key));
        }
        how.put(ImageKeys.AXIS.name(), options.find(ImageKeys.AXIS));
        how.put(ImageKeys.COLLECTOR.name(), options.find(ImageKeys.COLLECTOR));
        how.put(ImageKeys.VOXEL_UM.name(), options.find(ImageKeys.VOXEL_UM));
        how.put("selection", image.getRoi() == null ? "" : image.getRoi().getBounds());
        if (electrode == null || !electrode.how().equals(how)) {
            LabelStack labels = LabelStack.of(image, options);
            labels.requirePhysical("a simulation");
            PhaseMap phases = labels.phases();
            electrode = new Electrode(how, labels, new CellSketch(labels, 0), phases.counts());
        }
        return electrode;
    }
}
