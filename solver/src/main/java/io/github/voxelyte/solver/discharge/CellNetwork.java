package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.cell.Cell;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Nodes and edges of a cell: one potential per conducting cell of the geometry, one for the collector, one for the
 * equipotential end of a resolved separator; one lithiation per active voxel.
 *
 * <p>Edges stand in four groups, one after the other: of constant conductance (electrolyte, additive), between active voxels, from an
 * active voxel to additive or collector, and reactive faces from an active voxel to electrolyte. In the last three the first
 * end is the active one.
 */
final class CellNetwork {
    final CellGeometry geometry;
    final Cell cell;

    final int nodes;
    /** Place in the lattice nu×nv×nw, −1 for collector and separator end. */
    final int[] position;

    final int collector;
    /** Lithiation index of a node, −1 if it is no active material. */
    final int[] activeOf;
    /** Node of every lithiation. */
    final int[] nodeOf;

    final int active;

    /** Both ends of every edge. */
    final int[] ends;

    final int edges;
    final int firstActive;
    final int firstMixed;
    final int firstReactive;

    /** Conductance of the constant edges [S]. */
    final double[] constant;
    /** Area of every edge's face [m²], distance of the centres [m]; from {@link #firstActive} on. */
    final double[] area;

    final double[] distance;
    /** Resistance beside the active half voxel: additive and contact, or electrolyte half voxel [Ω·m²]; from firstMixed. */
    final double[] series;
    /** Which edges between active voxels join two particles, edge − firstActive; null where such contacts don't resist. */
    final BitSet grainContacts;

    /** What is opposite a reactive face across its voxel: active index ≥ 0, or −2 − reactive face, or −1; from firstReactive. */
    final int[] opposite;

    /** Nodes next to lithium, with area [m²] and resistance between [Ω·m²]. */
    final int[] lithiumNode;

    final double[] lithiumArea;
    final double[] lithiumSeries;

    /** Edges of every node, rows of the adjacency: edge e where the node is its first end, ~e where it is the second. */
    final int[] rowStart;

    final int[] rowEdge;

    /** Cell area in contact with the collector, active and additive [m²]. */
    final double contactArea;

    /** Active voxels that are taken out of the network. */
    final long deadActive;

    CellNetwork(CellGeometry geometry, Cell cell) {
        this.geometry = geometry;
        this.cell = cell;
        NetworkBuilder b = new NetworkBuilder(geometry, cell);
        nodes = b.nodes;
        position = b.position;
        collector = b.collector;
        activeOf = b.activeOf;
        nodeOf = b.nodeOf;
        active = nodeOf.length;
        firstActive = b.constantEdges.count();
        firstMixed = firstActive + b.activeEdges.count();
        firstReactive = firstMixed + b.mixedEdges.count();
        edges = firstReactive + b.reactiveEdges.count();
        ends = new int[2 * edges];
        area = new double[edges - firstActive];
        distance = new double[edges - firstActive];
        series = new double[edges - firstMixed];
        constant = new double[firstActive];
        int at = 0;
        for (EdgeList list : new EdgeList[] {b.constantEdges, b.activeEdges, b.mixedEdges, b.reactiveEdges}) {
            list.copyEnds(ends, at);
            if (list == b.constantEdges) {
                list.copy(0, constant, 0);
            } else {
                list.copy(0, area, at - firstActive);
                list.copy(1, distance, at - firstActive);
                if (list != b.activeEdges) {
                    list.copy(2, series, at - firstMixed);
                }
            }
            at += list.count();
        }
        grainContacts = geometry.hasGrains() && cell.grainContactResistance() > 0 ? grainContacts() : null;
        opposite = b.opposites();
        lithiumNode = b.lithiumNode;
        lithiumArea = b.lithiumArea;
        lithiumSeries = b.lithiumSeries;
        contactArea = b.contactArea;
        deadActive = b.deadActive;
        rowStart = new int[nodes + 1];
        for (int end : ends) {
            rowStart[end + 1]++;
        }
        for (int i = 0; i < nodes; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        rowEdge = new int[2 * edges];
        int[] fill = Arrays.copyOf(rowStart, nodes);
        for (int e = 0; e < edges; e++) {
            rowEdge[fill[ends[2 * e]]++] = e;
            rowEdge[fill[ends[2 * e + 1]]++] = ~e;
        }
    }

    /** The edge of an entry of {@link #rowEdge}. */
    static int edge(int entry) {
        return entry ^ (entry >> 31);
    }

    private BitSet grainContacts() {
        BitSet contacts = new BitSet(firstMixed - firstActive);
        for (int e = firstActive; e < firstMixed; e++) {
            int a = geometry.grain(position[ends[2 * e]]);
            int b = geometry.grain(position[ends[2 * e + 1]]);
            contacts.set(e - firstActive, a != b && a != 0 && b != 0);
        }
        return contacts;
    }

    /** Whether an edge joins two particles whose contact resists. */
    boolean isGrainContact(int e) {
        return grainContacts != null && e >= firstActive && e < firstMixed && grainContacts.get(e - firstActive);
    }

    /** Charge of a voxel of active material from x = 0 to 1 [C]. */
    double voxelCharge() {
        return io.github.voxelyte.solver.material.PhysicalConstants.FARADAY
                * cell.activeMaterial().maximumConcentration()
                * geometry.voxelVolume();
    }

    boolean isElectronic(int node) {
        return node == collector
                || (position[node] >= 0 && geometry.material(position[node]).isElectronic());
    }

    boolean isIonic(int node) {
        return position[node] >= 0 && geometry.material(position[node]).isIonic();
    }

    /** Size of the lattice. */
    int[] lattice() {
        return new int[] {geometry.nu, geometry.nv, geometry.nw};
    }
}
