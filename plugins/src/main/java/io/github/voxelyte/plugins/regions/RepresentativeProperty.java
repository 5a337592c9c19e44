package io.github.voxelyte.plugins.regions;

import io.github.voxelyte.microstructure.morphology.InterfaceAreas;
import io.github.voxelyte.microstructure.morphology.SurfaceEstimator;
import io.github.voxelyte.microstructure.regions.RepresentativeVolume;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.images.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be measured against the size of sub-volumes. */
enum RepresentativeProperty {
    /** Volume fraction of the active material. */
    FRACTION("Volume fraction active", "1", Integer.MAX_VALUE, 1) {
        @Override
        RepresentativeVolume.Property measured(Axis axis, Parallel parallel) {
            return part ->
                    (double) part.counts()[Phase.ACTIVE.label()] / part.grid().size();
        }
    },
    /** Specific surface active|electrolyte. */
    SURFACE("Specific surface active|electrolyte", "1/um", 512, 1e-6) {
        @Override
        RepresentativeVolume.Property measured(Axis axis, Parallel parallel) {
            int[] electrolyte = {Phase.ELECTROLYTE.label(), Phase.PASSIVATED.label()};
            int[] active = {Phase.ACTIVE.label()};
            return part -> InterfaceAreas.create()
                    .withParallel(parallel)
                    .of(part, Progress.NONE)
                    .specificSurface(SurfaceEstimator.CROFTON, active, electrolyte);
        }
    },
    /** Tortuosity factor of the electrolyte along the through-plane axis. */
    TAU("Tortuosity factor electrolyte", "1", 24, 1) {
        @Override
        RepresentativeVolume.Property measured(Axis axis, Parallel parallel) {
            return tortuosityFactor(axis, parallel, Phase.ELECTROLYTE, Phase.PASSIVATED);
        }
    },
    /** Tortuosity factor of the active material along the through-plane axis. */
    TAU_ACTIVE("Tortuosity factor active", "1", 24, 1) {
        @Override
        RepresentativeVolume.Property measured(Axis axis, Parallel parallel) {
            return tortuosityFactor(axis, parallel, Phase.ACTIVE);
        }
    };

    private static final int LABELS = 256;
    private static final double TOLERANCE = 1e-4; // far below the scatter between sub-volumes

    private final String title;
    private final String unit;
    private final int most;
    private final double toUnit;

    RepresentativeProperty(String title, String unit, int most, double toUnit) {
        this.title = title;
        this.unit = unit;
        this.most = most;
        this.toUnit = toUnit;
    }

    /** Tortuosity factor of some phases that conduct alike; infinite in a part where they do not percolate. */
    private static RepresentativeVolume.Property tortuosityFactor(Axis axis, Parallel parallel, Phase... conducting) {
        double[] conductivity = new double[LABELS];
        for (Phase phase : conducting) {
            conductivity[phase.label()] = 1;
        }
        EffectiveConductivity transport = EffectiveConductivity.along(axis)
                .withRelativeTolerance(TOLERANCE)
                .withParallel(parallel);
        return part -> transport
                .of(part, conductivity, conducting[0].label(), Progress.NONE)
                .tortuosityFactor();
    }

    /** The measurement on a sub-volume, in SI. */
    abstract RepresentativeVolume.Property measured(Axis axis, Parallel parallel);

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /** Sub-volumes of a size at most. */
    int most() {
        return most;
    }

    /** What an SI value is multiplied with. */
    double toUnit() {
        return toUnit;
    }

    /** The largest value that is possible. */
    double largest() {
        return this == FRACTION ? 1 : Double.POSITIVE_INFINITY;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the key {@code representative}. */
    static List<RepresentativeProperty> parse(String text) {
        List<RepresentativeProperty> chosen = new ArrayList<>();
        if (text.equalsIgnoreCase("none")) {
            return chosen;
        }
        for (String word : text.split(",", -1)) {
            chosen.add(Arrays.stream(values())
                    .filter(property -> property.word().equalsIgnoreCase(word.strip()))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("representative=" + text + " is not known; allowed: "
                                    + "none, or some of "
                                    + Arrays.stream(values())
                                            .map(RepresentativeProperty::word)
                                            .collect(Collectors.joining(", "))
                                    + ", as in fraction,surface.")));
        }
        return chosen;
    }
}
