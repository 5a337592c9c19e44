package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.ScalarField;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** The fields of a cell at one instant, on the voxels of the label stack. */
public final class CellFields {
    private final CellNetwork network;
    private final CellEquations equations;
    private final double[] u;
    private final double time;
    private final double deadLithiation;

    private final TemperatureField temperature;

    CellFields(CellNetwork network, CellEquations equations, double[] u, double time, TemperatureField temperature) {
        this.network = network;
        this.equations = equations;
        this.u = u;
        this.time = time;
        this.temperature = temperature;
        deadLithiation = network.cell.activeMaterial().initialLithiation();
    }

    /**
     * When it is.
     *
     * @return time since the start [s]
     */
    public double time() {
        return time;
    }

    /**
     * The cell's voltage.
     *
     * @return between collector and lithium [V]
     */
    public double voltage() {
        return u[network.collector];
    }

    /**
     * Lithiation of active material; NaN elsewhere.
     *
     * @return the field
     */
    public ScalarField lithiation() {
        return field((node, material) -> {
            if (material != CellMaterial.ACTIVE) {
                return Double.NaN;
            }
            return node < 0 ? deadLithiation : u[network.nodes + network.activeOf[node]];
        });
    }

    /**
     * Electrochemical potential of lithium ions over F against lithium, in electrolyte; NaN elsewhere.
     *
     * @return the field [V]
     */
    public ScalarField electrolytePotential() {
        return field((node, material) -> node >= 0 && material.isIonic() ? u[node] : Double.NaN);
    }

    /**
     * Electric potential against lithium, in active material and additive; NaN elsewhere.
     *
     * @return the field [V]
     */
    public ScalarField electronicPotential() {
        return field((node, material) -> node >= 0 && material.isElectronic() ? u[node] : Double.NaN);
    }

    /**
     * Salt concentration in electrolyte; NaN elsewhere.
     *
     * @return the field [mol/m³], empty if t+ is 1 and it stays what it was
     */
    public Optional<ScalarField> saltConcentration() {
        SaltTransport salt = equations.salt;
        double initial = network.cell.electrolyte().concentration();
        return Optional.ofNullable(salt)
                .map(moves -> field((node, material) -> node < 0 || moves.saltOf[node] < 0
                        ? Double.NaN
                        : initial * u[network.nodes + network.active + moves.saltOf[node]]));
    }

    /**
     * Temperature above another one, everywhere but in void, where it is NaN. Single precision would not show the differences in a
     * cell on the absolute scale.
     *
     * @param zero the other one [K]
     * @return the field [K], empty if the cell has one temperature
     */
    public Optional<ScalarField> temperatureAbove(double zero) {
        return Optional.ofNullable(temperature).map(field -> ofCells(cell -> field.at(cell) - zero));
    }

    /**
     * Magnitude of the current density in the middle of every conducting voxel: per direction the mean of the currents through
     * its two opposite faces, as far as they lie within the same phase or react, over the face's area; NaN elsewhere.
     *
     * @return the field [A/m²]
     */
    public ScalarField currentDensity() {
        CellGeometry g = network.geometry;
        double[][] flow = new double[3][network.nodes];
        int plane = g.nu * g.nv;
        for (int e = 0; e < network.edges; e++) {
            int a = network.ends[2 * e];
            int b = network.ends[2 * e + 1];
            int first = network.position[a];
            int second = network.position[b];
            // Collector and separator end lie off the lattice, beyond the last and the first layer.
            int towards = first < 0 ? 4 : second >= 0 ? g.direction(first, second) : b == network.collector ? 5 : 4;
            double j = (towards & 1) == 1 ? equations.current[e] : -equations.current[e];
            int direction = towards >> 1;
            flow[direction][a] += 0.5 * j;
            flow[direction][b] += 0.5 * j;
        }
        for (int l = 0; l < network.lithiumNode.length; l++) {
            flow[2][network.lithiumNode[l]] += 0.5 * equations.lithiumPlane.current[l];
        }
        return field((node, material) -> {
            if (node < 0) {
                return material == CellMaterial.VOID ? Double.NaN : 0;
            }
            int w = network.position[node] / plane;
            double sum = 0;
            for (int d = 0; d < 3; d++) {
                double density = flow[d][node] / g.faceArea(d, w);
                sum += density * density;
            }
            return Math.sqrt(sum);
        });
    }

    /**
     * Mean lithiation and its standard deviation over the active voxels of every layer, from the lithium side; NaN where
     * a layer has none. The stack's own separator layers count.
     *
     * @return mean and standard deviation, two arrays
     */
    public double[][] lithiationByLayer() {
        CellGeometry g = network.geometry;
        int layers = g.nw - g.separatorLayers;
        double[][] profile = new double[2][layers];
        int[] nodeOf = nodeOfCell();
        int plane = g.nu * g.nv;
        for (int l = 0; l < layers; l++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            int first = (g.separatorLayers + l) * plane;
            for (int c = first; c < first + plane; c++) {
                if (g.material(c) == CellMaterial.ACTIVE) {
                    double x = nodeOf[c] < 0 ? deadLithiation : u[network.nodes + network.activeOf[nodeOf[c]]];
                    sum += x;
                    squares += x * x;
                    count++;
                }
            }
            double mean = count > 0 ? sum / count : Double.NaN;
            profile[0][l] = mean;
            profile[1][l] = count > 0 ? Math.sqrt(Math.max(0, squares / count - mean * mean)) : Double.NaN;
        }
        return profile;
    }

    /** A value of every active voxel that takes part; NaN elsewhere. */
    ScalarField ofLithiations(double[] values) {
        return field((node, material) ->
                node >= 0 && material == CellMaterial.ACTIVE ? values[network.activeOf[node]] : Double.NaN);
    }

    private interface NodeValue {
        double of(int node, CellMaterial material);
    }

    private int[] nodeOfCell() {
        int[] nodeOf = new int[network.geometry.cells()];
        java.util.Arrays.fill(nodeOf, -1);
        for (int i = 0; i < network.nodes; i++) {
            if (network.position[i] >= 0) {
                nodeOf[network.position[i]] = i;
            }
        }
        return nodeOf;
    }

    private ScalarField field(NodeValue value) {
        int[] nodeOf = nodeOfCell();
        return ofCells(cell -> value.of(nodeOf[cell], network.geometry.material(cell)));
    }

    /** A value of every cell of the geometry on the voxels of the stack. */
    private ScalarField ofCells(IntToDoubleFunction value) {
        CellGeometry g = network.geometry;
        ScalarField field = ScalarField.zeros(g.grid);
        int planeSize = g.grid.planeSize();
        for (int w = g.separatorLayers; w < g.nw; w++) {
            for (int v = 0; v < g.nv; v++) {
                for (int s = 0; s < g.nu; s++) {
                    int cell = g.cell(s, v, w);
                    int voxel = g.voxel(s, v, w);
                    field.plane(voxel / planeSize)[voxel % planeSize] = (float) value.applyAsDouble(cell);
                }
            }
        }
        return field;
    }
}
