package io.github.voxelyte.solver.discharge;

/**
 * What is known of a cell before it is discharged.
 *
 * @param arealLoading mass of active material per cross-section [kg/m²]
 * @param theoreticalCapacity charge from the initial lithiation to 1 per cross-section [C/m²]
 * @param oneC current density of the 1C rate [A/m²]
 * @param contactRatio share of the collector's area that active material and additive touch
 * @param connectedActive share of the active material with an electronic path to the collector
 * @param connectedElectrolyte share of the stack's electrolyte with an ionic path to the lithium side
 * @param floatingActive share of the active material without electronic path to the collector, but with a reactive face to
 *     electrolyte that takes part: kept; lithium can shift through it, net current zero
 * @param deadActive share of the active material that nothing joins to the rest: taken out, its lithiation stays
 * @param activeArea reactive area per cross-section, raw voxel faces
 * @param potentials number of unknown potentials
 * @param lithiations number of unknown lithiations
 */
public record CellSummary(
        double arealLoading,
        double theoreticalCapacity,
        double oneC,
        double contactRatio,
        double connectedActive,
        double connectedElectrolyte,
        double floatingActive,
        double deadActive,
        double activeArea,
        int potentials,
        int lithiations) {}
