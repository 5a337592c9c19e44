package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.Coating;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;
import java.util.Optional;

/** Coat Particles...: a coating of given thickness, as voxels, or as an interface resistance below half a voxel. */
public final class CoatParticlesCommand implements Command {
    private static final double S_PER_CM = 100; // [S/m]
    private static final double OHM_CM2 = 1e-4; // [Ω·m²]

    static final Key<Double> THICKNESS = Key.number("thickness_um", Range.POSITIVE)
            .in("um")
            .help("Thickness of the coating; below half a voxel's edge it is given as a resistance only.");
    static final Key<Long> LABEL = Key.integer("label", Range.closed(2, 255))
            .orElse((long) Coating.DEFAULT_LABEL)
            .help("Label of the coating's voxels; later commands have to be told what it is, as in electrolyte=0,5.")
            .asked("Label of the coating");
    static final Key<Double> CONDUCTIVITY = Key.number("conductivity_S_per_cm", Range.POSITIVE)
            .in("S/cm")
            .help("Ionic conductivity of the coating; with it the interface resistance is reported.")
            .asked("Its ionic conductivity");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Coat Particles...",
            "coat",
            "Coats the active material with a label of its own.",
            Input.LABELS,
            List.of(THICKNESS, LABEL, CONDUCTIVITY, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        double thickness = execution.get(THICKNESS) * Change.MICROMETRE;
        LabelStack stack = execution.labels();
        stack.requirePhysical("the thickness of a coating");
        execution.requireMemory(
                8.0 * stack.grid().size(), "coating " + stack.grid().size() + " voxels");
        Optional<Double> conductivity = execution.find(CONDUCTIVITY);
        int label = Math.toIntExact(execution.get(LABEL));
        Coating.Result result = Coating.labelled(label)
                .withParallel(execution.parallel())
                .of(stack.phases(), thickness, execution.progress());
        double resistance = conductivity
                .map(sigma -> Coating.interfaceResistance(thickness, sigma * S_PER_CM) / OHM_CM2)
                .orElse(Double.NaN);
        if (result.voxelsChanged() == 0) {
            if (conductivity.isEmpty()) {
                throw new IllegalArgumentException(
                        "The coating is thinner than half a voxel's edge, so no voxel holds it: "
                                + "give conductivity_S_per_cm= and take the interface resistance, or resample to finer voxels.");
            }
            execution.warn("the coating is thinner than half a voxel's edge: labels are unchanged, put "
                    + "film_resistance_Ohm_cm2 = " + resistance + " into the cell file.");
        } else if (label > 4) {
            execution.warn("the coating has label " + label + ": tell later commands what it is, as in electrolyte=0,"
                    + label + " active=1.");
        }
        Change.report(
                execution,
                DESCRIPTION,
                "coating thickness [um]",
                0,
                execution.get(THICKNESS),
                result.meanThickness() / Change.MICROMETRE,
                result.voxelsChanged());
        execution.record("interface_resistance_Ohm_cm2", resistance);
        Change.deliver(execution, stack, result.labels());
    }
}
