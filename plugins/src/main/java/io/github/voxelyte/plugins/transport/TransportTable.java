package io.github.voxelyte.plugins.transport;

import io.github.voxelyte.microstructure.transport.ConductivityBounds;
import io.github.voxelyte.microstructure.transport.Constrictivity;
import io.github.voxelyte.microstructure.transport.EffectiveTransport;
import io.github.voxelyte.microstructure.transport.ElectrodeTortuosity;
import io.github.voxelyte.microstructure.transport.GeodesicTortuosity;
import io.github.voxelyte.plugins.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table {@code transport}: a row a solve, with further columns for what else was asked for. */
final class TransportTable {
    private static final double MICROMETRE = 1e-6; // [m]
    private static final List<String> COLUMNS = List.of(
            "Phase",
            "Axis",
            "Fraction",
            "Connected fraction",
            "D_eff/D",
            "Tortuosity factor",
            "Tortuosity factor (connected)",
            "Tortuosity",
            "MacMullin number",
            "Effective conductivity [S/cm]",
            "Iterations",
            "Residual",
            "Flux imbalance",
            "Status",
            "D_eff/D from below (estimate)",
            "D_eff/D from above (bound)",
            "Wiener lower bound",
            "Wiener upper bound",
            "Hashin-Shtrikman lower bound",
            "Hashin-Shtrikman upper bound");
    private static final List<String> GEOMETRIC = List.of(
            "Geodesic tortuosity",
            "Geodesic tortuosity (s.d.)",
            "Constrictivity",
            "Neck radius [%s]",
            "Bulge radius [%s]",
            "Through-connected share",
            "Dead-end share",
            "Isolated share");
    private static final List<String> ELECTRODE = List.of(
            "Electrode tortuosity factor",
            "Reached fraction",
            "Charging area [1/%s]",
            "Iterations (electrode)",
            "Residual (electrode)");

    private final Table table;
    private final boolean resist;
    private final double unit;

    /**
     * An empty table.
     *
     * @param physical whether lengths are in micrometres
     * @param resist whether contacts resist, so that no lower bound holds
     * @param geometric whether geometric measures come beside
     * @param electrode whether the electrode tortuosity factor comes beside
     */
    TransportTable(boolean physical, boolean resist, boolean geometric, boolean electrode) {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(geometric ? GEOMETRIC : List.of());
        columns.addAll(electrode ? ELECTRODE : List.of());
        String length = physical ? "um" : "voxel edges";
        columns.replaceAll(column -> column.contains("%s") ? String.format(Locale.ROOT, column, length) : column);
        table = new Table("transport", columns.toArray(new String[0]));
        this.resist = resist;
        unit = physical ? MICROMETRE : 1;
    }

    /** What a phase looks like geometrically along an axis; shares are of the phase's own voxels. */
    record Geometry(
            GeodesicTortuosity geodesic,
            Constrictivity constrictivity,
            double throughConnected,
            double deadEnd,
            double isolated) {}

    /** Adds a row; geometry and electrode are null where they were not asked for. */
    void add(Conductors conductors, EffectiveTransport result, Geometry geometry, ElectrodeTortuosity electrode) {
        ConductivityBounds bounds = result.bounds();
        double reference = result.referenceConductivity();
        List<Object> cells = new ArrayList<>(List.of(
                conductors.name(),
                result.axis().name().toLowerCase(Locale.ROOT),
                result.fraction(),
                result.connectedFraction(),
                result.relativeConductivity(),
                result.tortuosityFactor(),
                result.connectedTortuosityFactor(),
                result.tortuosity(),
                result.macMullinNumber(),
                conductors.effectiveSiemensPerCentimetre(result),
                result.iterations(),
                result.residual(),
                result.fluxImbalance(),
                result.status().name(),
                result.lowerEstimate() / reference,
                result.upperBound() / reference,
                resist ? Double.NaN : bounds.wienerLower() / reference,
                bounds.wienerUpper() / reference,
                resist ? Double.NaN : bounds.hashinShtrikmanLower() / reference,
                bounds.hashinShtrikmanUpper() / reference));
        if (geometry != null) {
            cells.addAll(Arrays.asList(
                    geometry.geodesic().mean(),
                    geometry.geodesic().deviation(),
                    geometry.constrictivity().value(),
                    geometry.constrictivity().neckRadius() / unit,
                    geometry.constrictivity().bulgeRadius() / unit,
                    geometry.throughConnected(),
                    geometry.deadEnd(),
                    geometry.isolated()));
        }
        if (electrode != null) {
            cells.addAll(Arrays.asList(
                    electrode.tortuosityFactor(),
                    electrode.reachedFraction(),
                    electrode.interfaceArea() * unit,
                    electrode.iterations(),
                    electrode.residual()));
        }
        table.row(cells.toArray());
    }

    Table table() {
        return table;
    }
}
