package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.solver.cell.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The network of a {@link VoxelCell} element by element, for linear analyses: nodes are the conducting voxels, the collector
 * and, if the separator is not resolved to its end, the equipotential plane there; a node of active material also has a
 * lithiation. Elements that look alike share an {@link ElementShape}.
 *
 * <p>Memory: 2 bytes an element beside the cell's own network; with passive faces 10 bytes for each of them.
 */
public final class CellElements {
    private final CellNetwork network;
    private final List<ElementShape> shapes = new ArrayList<>();
    private final Map<ElementShape, Integer> known = new HashMap<>();
    private final short[] shape;
    private final EdgeList passive = new EdgeList(1);
    private ElementShape last;
    private int lastIndex;

    CellElements(CellNetwork network, boolean passiveFaces) {
        this.network = network;
        if (passiveFaces) {
            findPassiveFaces();
        }
        double[] passiveShape = new double[passive.count()];
        passive.copy(0, passiveShape, 0);
        shape = new short[network.edges + passive.count()];
        for (int e = 0; e < network.edges; e++) {
            shape[e] = (short) index(describe(e));
        }
        for (int e = 0; e < passiveShape.length; e++) {
            shape[network.edges + e] = (short) passiveShape[e];
        }
    }

    private int index(ElementShape described) {
        if (!described.equals(last)) {
            last = described;
            lastIndex = known.computeIfAbsent(described, s -> {
                shapes.add(s);
                return shapes.size() - 1;
            });
            if (lastIndex > Short.MAX_VALUE) {
                throw new IllegalArgumentException("the cell has more than " + Short.MAX_VALUE
                        + " different layers; make the separator thinner or the voxels larger");
            }
        }
        return lastIndex;
    }

    private ElementShape describe(int e) {
        CellGeometry geometry = network.geometry;
        int second = network.ends[2 * e + 1];
        int place = network.position[network.ends[2 * e]];
        double contact = network.cell.contactResistance();
        if (e < network.firstActive) {
            double conductance = network.constant[e];
            if (geometry.material(place).isIonic()) {
                double share = geometry.separatorShare(place, network.position[second]);
                return new ElementShape(ElementShape.Kind.ELECTROLYTE, 0, 0, 0, conductance, share);
            }
            double area = geometry.faceArea(2, geometry.nw - 1);
            double share = second == network.collector ? contact * conductance / area : 0;
            return new ElementShape(ElementShape.Kind.ADDITIVE, 0, 0, 0, conductance, share);
        }
        double area = network.area[e - network.firstActive];
        double distance = network.distance[e - network.firstActive];
        if (e < network.firstMixed) {
            double series = network.isGrainContact(e) ? network.cell.grainContactResistance() : 0;
            return new ElementShape(ElementShape.Kind.ACTIVE, area, distance, series, 0, 0);
        }
        double series = network.series[e - network.firstMixed];
        if (e < network.firstReactive) {
            double share = second == network.collector && contact > 0 ? contact / series : 0;
            return new ElementShape(ElementShape.Kind.JUNCTION, area, distance, series, 0, share);
        }
        double share = geometry.separatorShare(network.position[second], network.position[second]);
        return new ElementShape(ElementShape.Kind.REACTIVE, area, distance, series, 0, share);
    }

    private void findPassiveFaces() {
        CellGeometry geometry = network.geometry;
        int[] nodeOf = new int[geometry.cells()];
        Arrays.fill(nodeOf, -1);
        for (int i = 0; i < network.nodes; i++) {
            if (network.position[i] >= 0) {
                nodeOf[network.position[i]] = i;
            }
        }
        int plane = geometry.nu * geometry.nv;
        for (int c = 0; c < geometry.cells(); c++) {
            for (int direction = 0; direction < 3; direction++) {
                int other = geometry.neighbour(c, 2 * direction + 1);
                if (other >= 0
                        && nodeOf[c] >= 0
                        && nodeOf[other] >= 0
                        && !Clusters.isReactive(geometry, c, other, direction)) {
                    addPassive(c, other, nodeOf, direction, c / plane, other / plane);
                }
            }
        }
    }

    private void addPassive(int c, int other, int[] nodeOf, int direction, int layer, int otherLayer) {
        CellGeometry geometry = network.geometry;
        boolean first = geometry.material(c) == CellMaterial.ACTIVE
                && geometry.material(other).isIonic();
        boolean second = geometry.material(other) == CellMaterial.ACTIVE
                && geometry.material(c).isIonic();
        if (!first && !second) {
            return;
        }
        double own = geometry.extent(direction, layer);
        double others = geometry.extent(direction, otherLayer);
        double half = 0.5 * (first ? others : own) / network.cell.electrolyte().conductivity();
        int described = index(new ElementShape(
                ElementShape.Kind.PASSIVE,
                geometry.faceArea(direction, layer) * geometry.surfaceFactor,
                first ? own : others,
                half,
                0,
                geometry.separatorShare(first ? other : c, first ? other : c)));
        passive.add(nodeOf[first ? c : other], nodeOf[first ? other : c], described);
    }

    /**
     * Number of potentials.
     *
     * @return the number of nodes
     */
    public int nodes() {
        return network.nodes;
    }

    /**
     * Number of lithiations.
     *
     * @return the number of active voxels that take part
     */
    public int lithiations() {
        return network.active;
    }

    /**
     * Number of elements.
     *
     * @return the number of elements
     */
    public int count() {
        return shape.length;
    }

    /**
     * Where an element starts.
     *
     * @param element its index
     * @return a node; active for {@link ElementShape.Kind#ACTIVE} and the kinds after it
     */
    public int first(int element) {
        return element < network.edges ? network.ends[2 * element] : passive.first(element - network.edges);
    }

    /**
     * Where an element ends.
     *
     * @param element its index
     * @return a node
     */
    public int second(int element) {
        return element < network.edges ? network.ends[2 * element + 1] : passive.second(element - network.edges);
    }

    /**
     * What an element looks like.
     *
     * @param element its index
     * @return index in {@link #shapes()}
     */
    public int shape(int element) {
        return shape[element];
    }

    /**
     * All shapes there are.
     *
     * @return the shapes
     */
    public List<ElementShape> shapes() {
        return List.copyOf(shapes);
    }

    /**
     * The collector's node.
     *
     * @return a node
     */
    public int collector() {
        return network.collector;
    }

    /**
     * Lithiation of a node.
     *
     * @param node the node
     * @return index of its lithiation, −1 if it is not active material
     */
    public int lithiation(int node) {
        return network.activeOf[node];
    }

    /**
     * Electrolyte that belongs to a node.
     *
     * @param node the node
     * @return the volume of its voxel [m³]; 0 if that is no electrolyte
     */
    public double electrolyteVolume(int node) {
        if (!network.isIonic(node)) {
            return 0;
        }
        CellGeometry geometry = network.geometry;
        int layer = network.position[node] / (geometry.nu * geometry.nv);
        return geometry.du * geometry.dv * geometry.thickness[layer];
    }

    /**
     * Nodes of the lithiations.
     *
     * @param lithiation index of a lithiation
     * @return its node
     */
    public int nodeOfLithiation(int lithiation) {
        return network.nodeOf[lithiation];
    }

    /**
     * Places of the nodes in the lattice, as {@code ConductanceGraph} wants them.
     *
     * @return one place a node, −1 for a plane
     */
    public int[] places() {
        return network.position.clone();
    }

    /**
     * Size of the lattice.
     *
     * @return three numbers
     */
    public int[] lattice() {
        return network.lattice();
    }

    /**
     * Nodes next to lithium.
     *
     * @return the nodes
     */
    public int[] lithiumNodes() {
        return network.lithiumNode.clone();
    }

    /**
     * Area of lithium that belongs to each of its nodes.
     *
     * @return [m²]
     */
    public double lithiumArea() {
        return network.lithiumArea[0];
    }

    /**
     * Electrolyte between lithium and each of its nodes.
     *
     * @return [Ω·m²]
     */
    public double lithiumSeries() {
        return network.lithiumSeries[0];
    }

    /**
     * Whether the separator lies outside the label stack.
     *
     * @return true if so; else the stack's electrolyte is the separator too
     */
    public boolean separatorOutside() {
        return network.geometry.separatorLayers > 0;
    }

    /**
     * Charge of an active voxel from lithiation 0 to 1.
     *
     * @return [C]
     */
    public double voxelCharge() {
        return network.voxelCharge();
    }

    /**
     * Cross-section.
     *
     * @return [m²]
     */
    public double area() {
        return network.geometry.area();
    }

    /**
     * The cell file's content.
     *
     * @return parameters
     */
    public Cell cell() {
        return network.cell;
    }

    /**
     * A field on the label stack as values of the lithiations: what {@link #field} turns back.
     *
     * @param field the field
     * @return one value a lithiation
     */
    public double[] lithiations(ScalarField field) {
        CellGeometry geometry = network.geometry;
        int plane = geometry.nu * geometry.nv;
        double[] values = new double[network.active];
        for (int k = 0; k < values.length; k++) {
            int cell = network.position[network.nodeOf[k]];
            int voxel = geometry.voxel(cell % geometry.nu, cell / geometry.nu % geometry.nv, cell / plane);
            values[k] = field.plane(voxel / geometry.grid.planeSize())[voxel % geometry.grid.planeSize()];
        }
        return values;
    }

    /**
     * A value of every active voxel as a field on the label stack.
     *
     * @param values one a lithiation
     * @return the field; NaN where nothing is
     */
    public ScalarField field(double[] values) {
        return new CellFields(network, null, new double[0], 0, null).ofLithiations(values);
    }
}
