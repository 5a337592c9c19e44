package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.elliptic.ConductanceGraph;
import io.github.voxelyte.microstructure.elliptic.ConjugateGradient;
import io.github.voxelyte.microstructure.elliptic.GraphMultigrid;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.cell.HeatBalance;
import io.github.voxelyte.solver.cell.HeatConduction;
import java.util.Arrays;

/**
 * The temperature of every cell of the geometry: ρcp·∂T/∂t = ∇·(λ∇T) + q, by finite volumes and backward Euler.
 *
 * <p>λ between two cells is that of their halves in series; void neither conducts nor stores. The two ends, at lithium and collector,
 * have one temperature each: they hold in equal parts what of the cell's heat capacity is not the voxels', and pass the heat to the
 * surroundings. The sides pass none (or continue at the other side). Memory: some 150 bytes a cell during a step.
 */
final class TemperatureField {
    private static final ConjugateGradient SOLVER = new ConjugateGradient(1e-8, 200);

    /** Differences of the heat between cells below this share of it are rounding [1]. */
    private static final double ROUNDING = 1e-13;

    private final CellGeometry geometry;
    private final Parallel parallel;
    private final int[] ends;
    private final double[] conductance;
    private final int[] position;
    /** Heat capacity [J/K] and heat transfer to the surroundings [W/K] of every node. */
    private final double[] capacity;

    private final double[] transfer;
    private final double ambient;
    private final int[] nodeOf;
    /** Of every node, the two ends last [K]. */
    private final double[] kelvin;

    TemperatureField(CellGeometry geometry, HeatBalance balance, double start, Parallel parallel) {
        this.geometry = geometry;
        this.parallel = parallel;
        HeatConduction heat = balance.conduction().orElseThrow();
        ambient = balance.ambientTemperature();
        int cells = geometry.cells();
        int plane = geometry.nu * geometry.nv;
        nodeOf = new int[cells];
        int count = 0;
        for (int c = 0; c < cells; c++) {
            nodeOf[c] = geometry.material(c) == CellMaterial.VOID ? -1 : count++;
        }
        capacity = new double[count + 2];
        transfer = new double[count + 2];
        position = new int[count + 2];
        Arrays.fill(position, -1);
        kelvin = new double[count + 2];
        Arrays.fill(kelvin, start);
        EdgeList edges = new EdgeList(1);
        double own = 0;
        for (int c = 0; c < cells; c++) {
            if (nodeOf[c] < 0) {
                continue;
            }
            int w = c / plane;
            position[nodeOf[c]] = c;
            capacity[nodeOf[c]] =
                    stored(heat, geometry.material(c)) * geometry.du * geometry.dv * geometry.thickness[w];
            own += capacity[nodeOf[c]];
            for (int direction = 0; direction < 3; direction++) {
                int other = geometry.neighbour(c, 2 * direction + 1);
                if (other >= 0 && nodeOf[other] >= 0) {
                    double series = half(heat, c, direction) + half(heat, other, direction);
                    edges.add(nodeOf[c], nodeOf[other], geometry.faceArea(direction, w) / series);
                }
            }
            if (w == 0) {
                edges.add(nodeOf[c], count, geometry.faceArea(2, 0) / half(heat, c, 2));
            }
            if (w == geometry.nw - 1) {
                edges.add(nodeOf[c], count + 1, geometry.faceArea(2, w) / half(heat, c, 2));
            }
        }
        double whole = balance.heatCapacity() * geometry.area();
        if (own > whole * (1 + 1e-9)) {
            throw new IllegalArgumentException("thermal.heat_capacity_J_per_m2_K is " + balance.heatCapacity()
                    + ", but electrode and separator alone hold " + own / geometry.area()
                    + " J/(m2 K): give at least that, with lithium and collectors");
        }
        for (int end = 0; end < 2; end++) {
            double share = end == 0 ? 1 - heat.collectorShare() : heat.collectorShare();
            capacity[count + end] = 0.5 * Math.max(0, whole - own);
            transfer[count + end] = share * balance.heatTransfer() * geometry.area();
        }
        ends = new int[2 * edges.count()];
        edges.copyEnds(ends, 0);
        conductance = new double[edges.count()];
        edges.copy(0, conductance, 0);
    }

    private static double stored(HeatConduction heat, CellMaterial material) {
        return material.isIonic()
                ? heat.electrolyteCapacity()
                : material == CellMaterial.ACTIVE ? heat.activeCapacity() : heat.additiveCapacity();
    }

    /** Half of a cell along a direction [m²·K/W]. */
    private double half(HeatConduction heat, int cell, int direction) {
        CellMaterial material = geometry.material(cell);
        double lambda = material.isIonic()
                ? heat.electrolyteConductivity()
                : material == CellMaterial.ACTIVE ? heat.activeConductivity() : heat.additiveConductivity();
        return 0.5 * geometry.extent(direction, cell / (geometry.nu * geometry.nv)) / lambda;
    }

    /**
     * One step.
     *
     * @param heat of every cell, constant during the step [W]
     * @param step [s]; nothing happens in none
     */
    void advance(double[] heat, double step) {
        if (!(step > 0)) {
            return;
        }
        int n = kelvin.length;
        double[] r = new double[n];
        for (int c = 0; c < nodeOf.length; c++) {
            if (nodeOf[c] >= 0) {
                r[nodeOf[c]] = heat[c];
            }
        }
        for (int e = 0; e < conductance.length; e++) {
            double flow = conductance[e] * (kelvin[ends[2 * e]] - kelvin[ends[2 * e + 1]]);
            r[ends[2 * e]] -= flow;
            r[ends[2 * e + 1]] += flow;
        }
        double[] ground = new double[n];
        double sum = 0;
        double whole = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            r[i] += transfer[i] * (ambient - kelvin[i]);
            ground[i] = capacity[i] / step + transfer[i];
            sum += r[i];
            whole += ground[i];
            largest = Math.max(largest, Math.abs(r[i]));
        }
        // The rise common to all first: where heat spreads at once, rounding of it would drown the differences.
        double common = sum / whole;
        double uneven = 0;
        for (int i = 0; i < n; i++) {
            kelvin[i] += common;
            r[i] -= ground[i] * common;
            uneven = Math.max(uneven, Math.abs(r[i]));
        }
        if (uneven <= ROUNDING * largest) {
            return;
        }
        ConductanceGraph graph =
                new ConductanceGraph(ends, conductance, ground, position, geometry.nu, geometry.nv, geometry.nw);
        double[] change = new double[n];
        SOLVER.solve(graph, new GraphMultigrid(graph, parallel), r, change, Progress.NONE);
        // What the solution lacks of the heat goes to all alike, so that none is lost.
        double missing = 0;
        for (int i = 0; i < n; i++) {
            missing += r[i] - ground[i] * change[i];
        }
        for (int i = 0; i < n; i++) {
            kelvin[i] += change[i] + missing / whole;
        }
    }

    /** Of a cell; NaN in void [K]. */
    double at(int cell) {
        return nodeOf[cell] < 0 ? Double.NaN : kelvin[nodeOf[cell]];
    }

    /** Mean of the cells by heat capacity, without the two ends [K]. */
    double mean() {
        double sum = 0;
        double whole = 0;
        for (int i = 0; i < kelvin.length - 2; i++) {
            sum += capacity[i] * kelvin[i];
            whole += capacity[i];
        }
        return sum / whole;
    }

    /** Least of the cells [K]. */
    double least() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < kelvin.length - 2; i++) {
            least = Math.min(least, kelvin[i]);
        }
        return least;
    }

    /** Largest of the cells [K]. */
    double largest() {
        double largest = 0;
        for (int i = 0; i < kelvin.length - 2; i++) {
            largest = Math.max(largest, kelvin[i]);
        }
        return largest;
    }

    /** Heat content of cells and ends above 0 K [J]. */
    double content() {
        double sum = 0;
        for (int i = 0; i < kelvin.length; i++) {
            sum += capacity[i] * kelvin[i];
        }
        return sum;
    }

    void store(DischargeCheckpoint.Writer out) {
        out.numbers(kelvin);
    }

    void load(DischargeCheckpoint.Reader in) {
        in.numbers(kelvin);
    }
}
