package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.HeatBalance;
import io.github.voxelyte.solver.material.PhysicalConstants;

/**
 * A cell put together from a label stack and a cell file: lithium metal, separator, electrode, collector.
 *
 * <p>Memory: some {@value #BYTES_PER_CELL} bytes per voxel of electrode and resolved separator while it is discharged.
 */
public final class VoxelCell {
    private static final double BYTES_PER_CELL = 1200;

    final CellNetwork network;
    private final CellSummary summary;

    private VoxelCell(CellGeometry geometry, Cell cell) {
        network = new CellNetwork(geometry, cell);
        summary = summarize(geometry, cell);
    }

    /**
     * Puts a cell together. The separator of the cell file is added outside the stack; thickness 0 means that the stack holds
     * it.
     *
     * @param labels the electrode
     * @param meaning what the labels mean
     * @param axis the through-plane axis
     * @param collectorLast whether the collector touches the last layer along the axis, else the first
     * @param cell everything else
     * @return the cell
     * @throws IllegalArgumentException if it is no working cell; one sentence says why
     */
    public static VoxelCell of(PhaseMap labels, LabelMeaning meaning, Axis axis, boolean collectorLast, Cell cell) {
        return of(labels, meaning, axis, collectorLast, cell, CellOptions.DEFAULT);
    }

    /**
     * Puts a cell together with options.
     *
     * @param labels the electrode
     * @param meaning what the labels mean
     * @param axis the through-plane axis
     * @param collectorLast whether the collector touches the last layer along the axis, else the first
     * @param cell everything else
     * @param options passive faces, surface correction, periodic sides, particles
     * @return the cell
     * @throws IllegalArgumentException if it is no working cell; one sentence says why
     */
    public static VoxelCell of(
            PhaseMap labels, LabelMeaning meaning, Axis axis, boolean collectorLast, Cell cell, CellOptions options) {
        return new VoxelCell(
                CellGeometry.of(
                        labels,
                        meaning,
                        axis,
                        collectorLast,
                        cell.separatorThickness(),
                        options.withWholeSeparator(needsWholeSeparator(cell))),
                cell);
    }

    private static boolean needsWholeSeparator(Cell cell) {
        boolean heat = cell.heatBalance().flatMap(HeatBalance::conduction).isPresent();
        return heat || SaltTransport.isNeeded(cell);
    }

    /**
     * What a discharge will need of the heap, estimated before anything is put together.
     *
     * @param grid voxels of the stack
     * @param axis the through-plane axis
     * @param cell everything else
     * @return bytes
     */
    public static double bytesFor(VoxelGrid grid, Axis axis, Cell cell) {
        int layers = separatorLayers(grid, axis, cell);
        return BYTES_PER_CELL * grid.size() * (1 + (double) layers / grid.count(axis));
    }

    /**
     * How many layers of cells stand for the separator.
     *
     * @param grid voxels of the stack
     * @param axis the through-plane axis
     * @param cell everything else
     * @return the layers, 0 if the stack holds the separator
     */
    public static int separatorLayers(VoxelGrid grid, Axis axis, Cell cell) {
        return CellGeometry.separatorLayers(grid, axis, cell.separatorThickness(), needsWholeSeparator(cell));
    }

    /**
     * What is known before any discharge.
     *
     * @return the summary
     */
    public CellSummary summary() {
        return summary;
    }

    /**
     * The parameters it was put together with.
     *
     * @return the cell file's content
     */
    public Cell cell() {
        return network.cell;
    }

    /**
     * The network of the cell, element by element, for linear analyses.
     *
     * @param passiveFaces whether faces between active material and electrolyte that do not react are wanted too
     * @return the elements
     */
    public CellElements elements(boolean passiveFaces) {
        return new CellElements(network, passiveFaces);
    }

    /**
     * Area of the contacts between particles that resist, as {@link CellOptions#withGrains} and the cell's resistance make them.
     *
     * @return per cross-section; NaN if there are no particles or their contacts do not resist
     */
    public double grainContactArea() {
        if (network.grainContacts == null) {
            return Double.NaN;
        }
        double sum = 0;
        for (int e = network.firstActive; e < network.firstMixed; e++) {
            sum += network.isGrainContact(e) ? network.area[e - network.firstActive] : 0;
        }
        return sum / area();
    }

    /** Cross-section [m²]. */
    double area() {
        return network.geometry.area();
    }

    private CellSummary summarize(CellGeometry geometry, Cell cell) {
        Clusters conducting = Clusters.conducting(geometry);
        int plane = geometry.nu * geometry.nv;
        long active = 0;
        long connectedActive = 0;
        long electrolyte = 0;
        long connectedElectrolyte = 0;
        for (int c = geometry.separatorLayers * plane; c < geometry.cells(); c++) {
            CellMaterial material = geometry.material(c);
            if (material == CellMaterial.ACTIVE) {
                active++;
                connectedActive += conducting.isJoinedToCollector(c) ? 1 : 0;
            } else if (material.isIonic()) {
                electrolyte++;
                connectedElectrolyte += conducting.isJoinedToLithium(c) ? 1 : 0;
            }
        }
        double reactiveArea = 0;
        for (int e = network.firstReactive; e < network.edges; e++) {
            reactiveArea += network.area[e - network.firstActive];
        }
        ActiveMaterial material = cell.activeMaterial();
        double volume = active * geometry.voxelVolume();
        double perArea = volume / geometry.area();
        double dead = (double) network.deadActive / active;
        return new CellSummary(
                perArea * material.density(),
                perArea
                        * material.maximumConcentration()
                        * PhysicalConstants.FARADAY
                        * (1 - material.initialLithiation()),
                perArea * cell.oneCPerVolume(),
                network.contactArea / geometry.area(),
                (double) connectedActive / active,
                electrolyte == 0 ? Double.NaN : (double) connectedElectrolyte / electrolyte,
                1 - (double) connectedActive / active - dead,
                dead,
                reactiveArea / geometry.area(),
                network.nodes,
                network.active);
    }

    /** Number of all active voxels, dead ones included. */
    long activeVoxels() {
        return network.active + network.deadActive;
    }
}
