package io.github.voxelyte.plugins.impedance;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.impedance.LithiationState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The state of a cell from a lithiation snapshot of a discharge. */
final class DischargeState {
    /** From here on the overpotentials that are left out change a charge transfer by more than 2 % [V]. */
    private static final double LARGE_DRIVE = 0.01;

    private static final String CELL = " " + CellAssembly.CELL.name() + "=";
    private static final double MILLIVOLT = 1e-3;

    private DischargeState() {}

    /**
     * Reads the snapshot that the key names.
     *
     * @return lithiation on the labels' voxels, if the key is given
     * @throws IllegalArgumentException in one sentence, if it is of another stack
     */
    static Optional<ScalarField> find(Execution execution, LabelStack labels) {
        Optional<String> name = execution.find(ImpedanceCommand.STATE);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        NamedImage image = NamedImage.of(ImpedanceCommand.STATE.name(), name.get());
        ScalarField field = image.fieldOn(labels.grid());
        requireSameMaterial(name.get(), field, labels);
        warnOfAnotherCell(execution, image.image());
        return Optional.of(field);
    }

    /** A snapshot has a number where there is active material, and nowhere else. */
    private static void requireSameMaterial(String name, ScalarField field, LabelStack labels) {
        long without = 0;
        long beside = 0;
        int plane = labels.grid().planeSize();
        for (int z = 0; z < labels.grid().nz(); z++) {
            float[] values = field.plane(z);
            for (int i = 0; i < plane; i++) {
                boolean active = labels.phases().phase(z * plane + i) == Phase.ACTIVE.label();
                without += active && Float.isNaN(values[i]) ? 1 : 0;
                beside += !active && !Float.isNaN(values[i]) ? 1 : 0;
            }
        }
        if (without + beside > 0) {
            throw new IllegalArgumentException("state=" + name + " is no lithiation snapshot of this stack: " + without
                    + " voxels of active material have no lithiation in it, and " + beside
                    + " others have one; give the snapshot of a discharge of the same labels.");
        }
    }

    private static void warnOfAnotherCell(Execution execution, ImagePlus image) {
        List<String> history = StackInfo.of(image).map(StackInfo::history).orElse(List.of());
        if (history.isEmpty() || !history.get(history.size() - 1).contains(CELL)) {
            execution.warn("Nothing in the info of the state says from which cell file it came.");
            return;
        }
        String line = history.get(history.size() - 1);
        String rest = line.substring(line.indexOf(CELL) + CELL.length());
        String asked = execution.get(CellAssembly.CELL);
        if (!(rest + " ").startsWith(asked + " ")) {
            int end = rest.indexOf(' ');
            throw new IllegalArgumentException("The state comes from a discharge with the cell file "
                    + (end < 0 ? rest : rest.substring(0, end)) + ", the impedance is asked for with " + asked
                    + "; give the same to both.");
        }
    }

    /** The state of the assembled cell; says how far from rest it is. */
    static LithiationState of(Execution execution, VoxelCell cell, Optional<ScalarField> given) {
        if (given.isEmpty()) {
            return LithiationState.uniform(cell);
        }
        LithiationState before = LithiationState.frozen(cell, given.get());
        boolean kept = execution.get(ImpedanceCommand.RELAX).equals("none");
        execution.record(
                "state",
                kept
                        ? "as the discharge left it: every voxel responds with its own lithiation, currents that even it out are left out"
                        : "fully relaxed from that of the discharge: lithium evened out wherever electrons and ions can carry it");
        execution.record("mean lithiation before the rest", before.mean());
        execution.record("off rest, root mean square over reactive faces [mV]", before.drive() / MILLIVOLT);
        execution.record("off rest, largest [mV]", before.largestDrive() / MILLIVOLT);
        if (!kept) {
            return LithiationState.relaxed(cell, given.get());
        }
        if (before.drive() > LARGE_DRIVE) {
            execution.warn(String.format(
                    Locale.ROOT,
                    "The state is far from rest: open-circuit potentials differ by %.0f mV (root mean square, largest %.0f mV), and the"
                            + " currents which that drives are left out; the spectrum is meaningful where a period is much"
                            + " shorter than the time in which the cell relaxes.",
                    before.drive() / MILLIVOLT,
                    before.largestDrive() / MILLIVOLT));
        }
        return before;
    }
}
