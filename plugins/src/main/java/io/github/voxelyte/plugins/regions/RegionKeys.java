package io.github.voxelyte.plugins.regions;

import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;

/** The keys of Find Electrode Regions. */
final class RegionKeys {
    private static final double DEFAULT_FRACTION = 0.46;
    private static final double DEFAULT_ERROR = 0.05;
    private static final long MOST_REGIONS = 1000;

    static final Key<List<Double>> SIZE = Key.numbers("size_um", Range.POSITIVE)
            .orElse(List.of(150.0, 150.0, 40.0))
            .in("um")
            .help("Size of the regions along x, y and z; rounded to whole voxels.")
            .asked("Size x,y,z")
            .under("Regions");

    static final Key<List<Double>> FRACTION = Key.numbers("fraction", Range.FRACTION)
            .orElse(List.of(DEFAULT_FRACTION))
            .help("Volume fraction of the active material wanted; several as in 0.46,0.38.")
            .asked("Active fraction(s)")
            .under("Regions");

    static final Key<Long> COUNT = Key.integer("count", Range.closed(1, MOST_REGIONS))
            .orElse(1L)
            .help("Regions for each fraction; none overlaps another.")
            .asked("Regions a fraction")
            .under("Regions");

    static final Key<Double> TRIM_COLLECTOR = Key.number("trim_collector_um", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("um")
            .help("Leave out this much at the collector.")
            .asked("Leave out at the collector")
            .under("Regions");

    static final Key<Double> TRIM_SEPARATOR = Key.number("trim_separator_um", Range.NOT_NEGATIVE)
            .orElse(0.0)
            .in("um")
            .help("Leave out this much at the separator.")
            .asked("Leave out at the separator")
            .under("Regions");

    static final Key<String> REPRESENTATIVE = Key.text(
                    "representative", "none, or some of fraction, surface, tau, tau_active, as in fraction,surface")
            .orElse("fraction")
            .help("What to measure against the size of sub-volumes: fraction of active material, specific surface,"
                    + " tortuosity factor of the electrolyte (tau) or of the active material (tau_active).")
            .asked("Quantities, or none")
            .under("Representative volume");

    static final Key<Double> ERROR = Key.number("error", new Range(0, true, 1, false))
            .orElse(DEFAULT_ERROR)
            .help("Relative error, at 95 % confidence, for which the needed volume is given.")
            .asked("Relative error")
            .under("Representative volume");

    static final List<Key<?>> ALL = List.of(
            SIZE,
            FRACTION,
            COUNT,
            ImageKeys.AXIS,
            ImageKeys.COLLECTOR,
            TRIM_COLLECTOR,
            TRIM_SEPARATOR,
            REPRESENTATIVE,
            ERROR);

    private RegionKeys() {}
}
