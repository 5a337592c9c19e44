package io.github.voxelyte.plugins.transport;

import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;

/** The keys of the command. */
final class TransportKeys {
    static final Key<String> PHASE = Key.text(
                    "phase", "electrolyte, active, passivated, additive, void or a label; or a list")
            .orElse(Phase.ELECTROLYTE.word())
            .help("Phase that conducts, or a label of the stack; of a list each one alone, one after the other.")
            .asked("Conducting phase(s)")
            .under("What to solve");
    static final Key<String> CONDUCTIVITIES = Key.text(
                    "conductivities_S_per_cm", "numbers in the order of phase, or electrolyte=1.2e-4,active=0.01")
            .in("S/cm")
            .help("Lets several phases conduct together; in the order of phase where that is given, else of the labels,"
                    + " or by name. Ratios refer to the first that conducts.")
            .asked("Conductivities")
            .under("What to solve");
    static final Key<String> AXIS = Key.choice("axis", "all", "x", "y", "z")
            .orElse("all")
            .help("Direction of transport: all three, or one.")
            .asked("Direction")
            .under("What to solve");
    static final String NO_FLUX = "no flux";
    static final String PERIODIC = "periodic";
    static final String FULLY_PERIODIC = "fully periodic";
    static final Key<String> BOUNDARY = Key.choice("boundary", NO_FLUX, PERIODIC, FULLY_PERIODIC)
            .orElse(NO_FLUX)
            .help(
                    "What the side faces do: let nothing through, or join the opposite side. Fully periodic: the stack"
                            + " repeats in all directions, and the whole tensor is computed for a mean field instead of planes.")
            .asked("Side faces")
            .under("What to solve");
    static final Key<Double> TOLERANCE = Key.number("tolerance", Range.open(0, 1))
            .orElse(EffectiveConductivity.DEFAULT_RELATIVE_TOLERANCE)
            .help("Relative residual of the linear solve at which to stop; D_eff is more exact than that.")
            .asked("Relative tolerance")
            .under("What to solve");
    static final Key<Boolean> MAPS = Key.flag("maps")
            .help(
                    "Also gives stacks of the potential for 1 V between the faces, the flux over the mean one, and the share"
                            + " of the resistance.")
            .asked("Maps of potential and flux")
            .under("What to measure besides")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<Boolean> LAYERS = Key.flag("layers")
            .help("Also lists potential, current and tortuosity factor of every layer along the axis.")
            .asked("Layers along the axis")
            .under("What to measure besides")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<Boolean> GEOMETRIC = Key.flag("geometric")
            .help("Also gives geodesic tortuosity, constrictivity, and percolating, dead-end and isolated shares.")
            .asked("Geodesic tortuosity, constrictivity, dead ends")
            .under("What to measure besides")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<Long> BOTTLENECKS = Key.integer("bottlenecks", Range.closed(1, 100_000))
            .help("How many necks to list and to mark on the stack, those with most of the resistance first.")
            .asked("Number of bottlenecks")
            .under("What to measure besides")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<Double> NECK_THRESHOLD = Key.number("neck_threshold", Range.atLeast(1.01))
            .help("Dissipation over the mean from which a voxel belongs to a neck; 5 where absent.")
            .asked("Neck from dissipation, times the mean")
            .under("What to measure besides")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC).and(Applies.given(BOTTLENECKS)));
    static final Key<String> BLOCKING = Key.text("blocking", "phases or labels, such as active or active,additive")
            .help("Phases whose surface charges: adds the electrode tortuosity factor that the impedance of a symmetric"
                    + " cell with blocking electrodes gives, separator opposite to the collector.")
            .asked("Phases of a blocking electrode")
            .under("What to measure besides")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<String> INTERFACE = Key.text("interface_resistance_Ohm_cm2", "pairs such as electrolyte-active=10")
            .in("Ohm_cm2")
            .help("Resistance between two phases or labels that conduct, or a list of them.")
            .asked("Between phases")
            .under("Resistances between voxels")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<String> GRAINS = Key.text("grains", "the title of an open stack of particle numbers, or its path")
            .help("Number of the particle of every voxel, 0 for none, such as the map of Electrode Morphology.")
            .asked("Particle numbers")
            .offeringImages()
            .under("Resistances between voxels")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<Double> GRAIN_RESISTANCE = Key.number("grain_resistance_Ohm_cm2", Range.NOT_NEGATIVE)
            .in("Ohm_cm2")
            .help("Resistance where two particles of grains touch.")
            .asked("Between particles")
            .under("Resistances between voxels")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC).and(Applies.given(GRAINS)));
    static final Key<List<Double>> PLANE_RESISTANCE = Key.numbers("plane_resistance_Ohm_cm2", Range.NOT_NEGATIVE)
            .in("Ohm_cm2")
            .help("Resistance at the two outer faces: one number for both, or that of the first and of the last.")
            .asked("At the outer faces")
            .under("Resistances between voxels")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));
    static final Key<String> START = Key.text("start", "the title of an open 32-bit stack, or its path")
            .help("Potential to start from, such as the map of a similar stack: fewer iterations, the same result.")
            .asked("Potential to start from")
            .offeringImages()
            .under("What to solve")
            .when(Applies.whereNot(BOUNDARY, FULLY_PERIODIC));

    static final List<Key<?>> ALL = List.of(
            PHASE,
            CONDUCTIVITIES,
            AXIS,
            BOUNDARY,
            TOLERANCE,
            MAPS,
            LAYERS,
            GEOMETRIC,
            BOTTLENECKS,
            NECK_THRESHOLD,
            BLOCKING,
            INTERFACE,
            GRAINS,
            GRAIN_RESISTANCE,
            PLANE_RESISTANCE,
            START,
            ImageKeys.COLLECTOR);

    /** Keys that only make sense between electrode planes. */
    static final List<Key<?>> OF_PLANES = List.of(
            MAPS,
            LAYERS,
            GEOMETRIC,
            BOTTLENECKS,
            NECK_THRESHOLD,
            BLOCKING,
            INTERFACE,
            GRAINS,
            GRAIN_RESISTANCE,
            PLANE_RESISTANCE,
            START);

    private TransportKeys() {}
}
