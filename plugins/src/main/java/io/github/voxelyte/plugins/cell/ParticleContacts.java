package io.github.voxelyte.plugins.cell;

import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.CellOptions;
import io.github.voxelyte.solver.discharge.VoxelCell;
import java.util.Optional;

/** Resistance where particles of the active material touch: the key of their numbers, and what is said of it. */
final class ParticleContacts {
    /** The image that numbers the particles. */
    static final Key<String> GRAINS = Key.text("grains", "the title of an open image, or the path of one")
            .help(
                    "Numbers of the particles (8, 16 or 32 bits, 0 none); where two touch, the cell file's grain_contacts resist.")
            .asked("Particle numbers")
            .offeringImages()
            .under("Model");

    private ParticleContacts() {}

    /**
     * Gives the particles to a cell's options.
     *
     * @param execution the command's
     * @param labels the electrode
     * @param cell the cell file's content
     * @param options everything else
     * @return the options, with particles where the key is given
     */
    static CellOptions add(Execution execution, LabelStack labels, Cell cell, CellOptions options) {
        Optional<String> name = execution.find(GRAINS);
        boolean resists = cell.grainContactResistance() > 0;
        if (name.isPresent() && !resists) {
            execution.warn(
                    "grains= changes nothing: the cell file gives no grain_contacts.resistance_Ohm_cm2 above 0.");
        } else if (name.isEmpty() && resists) {
            execution.warn(
                    "The cell file's grain_contacts do nothing without grains=, the image of the particles' numbers.");
        }
        return name.isEmpty()
                ? options
                : options.withGrains(NamedImage.of(GRAINS.name(), name.get()).numbersOn(labels.grid()));
    }

    /**
     * Records how much particles touch.
     *
     * @param execution the command's
     * @param cell the cell
     */
    static void describe(Execution execution, VoxelCell cell) {
        double area = cell.grainContactArea();
        if (Double.isNaN(area)) {
            return;
        }
        execution.record("grain-contact area per cross-section (raw voxel faces)", area);
        if (area == 0) {
            execution.warn("The resistance of grain contacts acts nowhere: no two particles of active material touch.");
        }
    }
}
