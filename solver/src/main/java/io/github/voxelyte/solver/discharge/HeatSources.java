package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.material.LithiationFunction;

/**
 * Where a cell's heat arises: the dissipation of every edge goes in halves to its two cells, that of a reactive face with charge
 * transfer, film and i·T·∂U/∂T too; what collector and lithium dissipate goes to the cell beside them. The sum is the heat of the lumped
 * balance.
 */
final class HeatSources {
    private HeatSources() {}

    /**
     * The heat of every cell of the geometry at the state of the last evaluation [W].
     *
     * @param temperature of the cells, for the reversible heat
     */
    static double[] of(
            CellEquations equations, double[] u, LithiationFunction entropyCoefficient, TemperatureField temperature) {
        CellNetwork network = equations.network;
        double[] heat = new double[network.geometry.cells()];
        for (int e = 0; e < network.edges; e++) {
            int first = network.position[network.ends[2 * e]];
            int second = network.position[network.ends[2 * e + 1]];
            double power = equations.current[e] * (u[network.ends[2 * e]] - u[network.ends[2 * e + 1]]);
            if (e >= network.firstReactive) {
                double x = equations.surface[e - network.firstReactive];
                power -= equations.current[e] * equations.openCircuitPotential().value(x);
                power += equations.faradaic(e) * temperature.at(first) * entropyCoefficient.value(x);
            }
            if (second < 0) {
                heat[first] += power;
            } else {
                heat[first] += 0.5 * power;
                heat[second] += 0.5 * power;
            }
        }
        for (int l = 0; l < network.lithiumNode.length; l++) {
            int node = network.lithiumNode[l];
            heat[network.position[node]] -= equations.lithiumPlane.current[l] * u[node];
        }
        return heat;
    }
}
