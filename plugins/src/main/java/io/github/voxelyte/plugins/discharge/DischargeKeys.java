package io.github.voxelyte.plugins.discharge;

import io.github.voxelyte.plugins.cell.CellAssembly;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.solver.discharge.Discharge;
import java.util.List;

/** The keys of the discharge command. */
final class DischargeKeys {
    static final Key<String> BPX = Key.file("bpx")
            .help(
                    "BPX file whose positive electrode replaces the cell's active material; density, film and double layer stay.")
            .asked("Active material from BPX")
            .under("Cell");
    static final Key<Boolean> BPX_ELECTROLYTE = Key.flag("bpx_electrolyte")
            .help(
                    "Takes the electrolyte of the BPX file too, with conductivity and diffusivity as functions of concentration;"
                            + " its thermodynamic factor is then 2.")
            .asked("Electrolyte from BPX too")
            .under("Cell")
            .when(Applies.given(BPX));
    static final Key<String> PROTOCOL = Key.text(
                    "protocol", "steps as in [Discharge at 0.1C until 2.6 V; Rest for 1 h]")
            .help("Discharges, charges, rests, holds, current profiles, in sequence and repeated, instead of c_rate:"
                    + " see docs/solver.md.")
            .under("Current");
    static final Key<Double> CURRENT = Key.number("current_mA_per_cm2", Range.POSITIVE)
            .in("mA/cm2")
            .help("Current per cross-section, instead of c_rate.")
            .asked("Current, in place of the C-rate")
            .under("Current")
            .when(Applies.absent(PROTOCOL));
    static final Key<List<Double>> C_RATE = Key.numbers("c_rate", Range.POSITIVE)
            .help("C-rate, or a list; 1C is the cell file's. Default 0.1 where neither current nor protocol is given.")
            .asked("C-rate(s), 0.1 if empty")
            .under("Current")
            .when(Applies.absent(PROTOCOL).and(Applies.absent(CURRENT)));
    static final Key<Double> CUTOFF = Key.number("cutoff_V", Range.open(0, 10))
            .orElse(Discharge.DEFAULT_CUT_OFF)
            .in("V")
            .help(
                    "Voltage at which the discharge ends; in a protocol, where any discharge without a voltage of its own ends it.")
            .asked("Lower cut-off")
            .under("Current");
    static final Key<Double> UPPER = Key.number("upper_cutoff_V", Range.open(0, 10))
            .orElse(4.3)
            .in("V")
            .help("Voltage at which a charge without a voltage of its own ends the protocol.")
            .asked("Upper cut-off")
            .under("Current")
            .when(Applies.given(PROTOCOL));
    static final Key<List<Double>> SNAPSHOTS = Key.numbers("snapshots_V", Range.open(0, 10))
            .in("V")
            .help("Voltages at which fields and layer profiles are kept, on the first discharge that passes them.")
            .asked("Snapshots at voltages")
            .under("What to keep");
    static final Key<List<Double>> SNAPSHOT_TIMES = Key.numbers("snapshots_h", Range.NOT_NEGATIVE)
            .in("h")
            .help("Times since the start at which fields and layer profiles are kept; those after the end never come.")
            .asked("Snapshots at times")
            .under("What to keep");
    private static final Applies SNAPPED = Applies.given(SNAPSHOTS).or(Applies.given(SNAPSHOT_TIMES));
    static final Key<Boolean> MAPS = Key.flag("maps")
            .help(
                    "Keeps potentials, the magnitude of the current density [mA/cm2] and, with t+ below 1, the salt's concentration"
                            + " [mol/cm3], with a field of temperature that [C], at the snapshots too.")
            .asked("Also potentials and current density")
            .under("What to keep")
            .when(SNAPPED);
    static final Key<Boolean> VTI = Key.flag("vti")
            .help(
                    "Writes a VTK image file for ParaView at every snapshot: labels, lithiation, potentials [V], current density"
                            + " [mA/cm2] and, where they vary, salt [mol/cm3] and temperature [C]; needs output=.")
            .asked("Also VTK image files for ParaView")
            .under("What to keep")
            .when(SNAPPED.and(Applies.given(ImageKeys.OUTPUT)));
    static final Key<Boolean> VIEWS = Key.flag("views")
            .help("Draws the lithiation at the snapshots in three dimensions.")
            .asked("Also views in three dimensions")
            .under("What to keep")
            .when(SNAPPED);
    static final Key<String> FACE_RULE = Key.choice("face_rule", "parabolic", "half voxel", "cell centre")
            .orElse(Discharge.DEFAULT_FACE_RULE.toString())
            .help("What the reaction at a voxel face sees: the largest modelling error. See docs/solver.md.")
            .asked("Reaction at a voxel face")
            .under("Model");
    static final Key<Boolean> DOUBLE_LAYER = Key.flag("double_layer")
            .help(
                    "Charges and discharges the cell file's double layers in time: for pulses of milliseconds. Every jump of the"
                            + " current costs some thirty steps more.")
            .asked("Double layers in time")
            .under("Model");
    static final Key<Double> STEP_TOLERANCE = Key.number("step_tolerance", Range.closed(1e-7, 1e-2))
            .orElse(Discharge.DEFAULT_LITHIATION_TOLERANCE)
            .help(
                    "Largest estimated error of a voxel's lithiation in a time step; a hundredth of it takes two to five times the steps.")
            .asked("Largest error of a step, of lithiation")
            .under("Accuracy");
    static final Key<Double> TOLERANCE = Key.number("tolerance", Range.closed(1e-10, 1e-3))
            .orElse(Discharge.DEFAULT_CURRENT_TOLERANCE)
            .help(
                    "How exactly currents balance at every step: sum of the residuals of all voxels over the cell current.")
            .asked("Balance of currents")
            .under("Accuracy");
    static final Key<String> MEASURED = Key.file("measured")
            .help(
                    "Measured curve (CSV with capacity in mAh/g or mAh/cm2 and voltage) to be drawn over the simulated one.")
            .asked("Measured curve")
            .under("What to keep");
    static final Key<Boolean> RESUME = Key.flag("resume")
            .help("Goes on where an interrupted run of the same parameters into the same output folder was.")
            .asked("Go on with an interrupted run")
            .under("What to keep")
            .when(Applies.given(ImageKeys.OUTPUT));

    static final List<Key<?>> ALL = List.of(
            CellAssembly.CELL,
            BPX,
            BPX_ELECTROLYTE,
            C_RATE,
            CURRENT,
            PROTOCOL,
            CUTOFF,
            UPPER,
            CellAssembly.SEPARATOR,
            STEP_TOLERANCE,
            TOLERANCE,
            SNAPSHOTS,
            SNAPSHOT_TIMES,
            MAPS,
            VTI,
            VIEWS,
            FACE_RULE,
            DOUBLE_LAYER,
            CellAssembly.FACE_MASK,
            CellAssembly.GRAINS,
            CellAssembly.SURFACE_CORRECTION,
            CellAssembly.SIDES,
            MEASURED,
            RESUME,
            ImageKeys.AXIS,
            ImageKeys.COLLECTOR);

    private DischargeKeys() {}
}
