package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.cell.Cell;
import java.util.Arrays;

/** Finds the nodes and edges of a {@link CellNetwork}; used once. */
final class NetworkBuilder {
    private final CellGeometry geometry;
    private final double kappa;
    private final double additive;
    private final double contactResistance;

    final int[] nodeOfCell;
    int nodes;
    final int[] position;
    final int collector;
    final int[] activeOf;
    final int[] nodeOf;
    final EdgeList constantEdges = new EdgeList(1);
    final EdgeList activeEdges = new EdgeList(2);
    final EdgeList mixedEdges = new EdgeList(3);
    /** Area, distance, series resistance, and the direction of the face seen from the active voxel. */
    final EdgeList reactiveEdges = new EdgeList(4);

    int[] lithiumNode;
    double[] lithiumArea;
    double[] lithiumSeries;
    double contactArea;
    long deadActive;

    NetworkBuilder(CellGeometry geometry, Cell cell) {
        this.geometry = geometry;
        kappa = cell.electrolyte().conductivity();
        additive = cell.additiveConductivity();
        contactResistance = cell.contactResistance();
        Clusters clusters = Clusters.coupled(geometry);
        int cells = geometry.cells();
        nodeOfCell = new int[cells];
        int active = 0;
        long activeCells = 0;
        for (int c = 0; c < cells; c++) {
            CellMaterial material = geometry.material(c);
            boolean isActive = material == CellMaterial.ACTIVE;
            activeCells += isActive ? 1 : 0;
            nodeOfCell[c] = -1;
            if (material != CellMaterial.VOID) {
                if (clusters.isJoinedToLithium(c) || clusters.isJoinedToCollector(c)) {
                    nodeOfCell[c] = nodes++;
                    active += isActive ? 1 : 0;
                } else if (isActive) {
                    deadActive++;
                }
            }
        }
        requireCell(activeCells, clusters);
        collector = nodes++;
        boolean separatorEnd = geometry.separatorRest > 0;
        nodes += separatorEnd ? 1 : 0;
        position = new int[nodes];
        activeOf = new int[nodes];
        nodeOf = new int[active];
        Arrays.fill(position, -1);
        Arrays.fill(activeOf, -1);
        int next = 0;
        for (int c = 0; c < cells; c++) {
            if (nodeOfCell[c] >= 0) {
                position[nodeOfCell[c]] = c;
                if (geometry.material(c) == CellMaterial.ACTIVE) {
                    activeOf[nodeOfCell[c]] = next;
                    nodeOf[next++] = nodeOfCell[c];
                }
            }
        }
        for (int c = 0; c < cells; c++) {
            if (nodeOfCell[c] >= 0) {
                addEdges(c);
            }
        }
        addCollector();
        addLithium(separatorEnd);
    }

    private void requireCell(long activeCells, Clusters clusters) {
        if (activeCells == 0) {
            throw new NoCurrentPathException("the stack holds no active material (label 1, or the key active)");
        }
        int plane = geometry.nu * geometry.nv;
        boolean contact = false;
        for (int c = geometry.cells() - plane; c < geometry.cells(); c++) {
            contact |= geometry.material(c).isElectronic();
        }
        if (!contact) {
            throw new NoCurrentPathException("no active material or additive touches the collector: choose the other"
                    + " collector side, or crop the stack to contact");
        }
        if (!clusters.joinsLithiumAndCollector()) {
            throw new NoCurrentPathException("no path joins lithium and collector: active material joined to the"
                    + " collector has no reactive face to electrolyte that is joined to the lithium side");
        }
    }

    private int layer(int c) {
        return c / (geometry.nu * geometry.nv);
    }

    private void addEdges(int c) {
        CellMaterial a = geometry.material(c);
        int w = layer(c);
        for (int direction = 0; direction < 3; direction++) {
            int other = geometry.neighbour(c, 2 * direction + 1);
            if (other < 0 || nodeOfCell[other] < 0) {
                continue;
            }
            CellMaterial b = geometry.material(other);
            double area = geometry.faceArea(direction, w);
            double ha = geometry.extent(direction, w);
            double hb = geometry.extent(direction, layer(other));
            int i = nodeOfCell[c];
            int j = nodeOfCell[other];
            if (a.isIonic() && b.isIonic()) {
                constantEdges.add(i, j, kappa * area / (0.5 * (ha + hb)));
            } else if (a == CellMaterial.ACTIVE && b == CellMaterial.ACTIVE) {
                activeEdges.add(i, j, area, ha);
            } else if (a.isElectronic() && b.isElectronic()) {
                if (a == b) {
                    constantEdges.add(i, j, additive * area / ha);
                } else {
                    double series = 0.5 * ha / additive;
                    boolean firstIsActive = a == CellMaterial.ACTIVE;
                    mixedEdges.add(firstIsActive ? i : j, firstIsActive ? j : i, area, ha, series);
                }
            } else if (Clusters.isReactive(geometry, c, other, direction)) {
                boolean firstIsActive = a == CellMaterial.ACTIVE;
                double electrolyteHalf = 0.5 * (firstIsActive ? hb : ha) / kappa;
                reactiveEdges.add(
                        firstIsActive ? i : j,
                        firstIsActive ? j : i,
                        area * geometry.surfaceFactor,
                        firstIsActive ? ha : hb,
                        electrolyteHalf,
                        2 * direction + (firstIsActive ? 1 : 0));
            }
        }
    }

    private void addCollector() {
        int plane = geometry.nu * geometry.nv;
        double area = geometry.faceArea(2, geometry.nw - 1);
        double h = geometry.thickness[geometry.nw - 1];
        for (int c = geometry.cells() - plane; c < geometry.cells(); c++) {
            int node = nodeOfCell[c];
            if (node < 0 || !geometry.material(c).isElectronic()) {
                continue;
            }
            contactArea += area;
            if (activeOf[node] >= 0) {
                mixedEdges.add(node, collector, area, h, contactResistance);
            } else {
                constantEdges.add(node, collector, area / (0.5 * h / additive + contactResistance));
            }
        }
    }

    private void addLithium(boolean separatorEnd) {
        int plane = geometry.nu * geometry.nv;
        double area = geometry.faceArea(2, 0);
        double half = 0.5 * geometry.thickness[0];
        if (separatorEnd) {
            int end = nodes - 1;
            for (int c = 0; c < plane; c++) {
                constantEdges.add(nodeOfCell[c], end, kappa * area / half);
            }
            lithiumNode = new int[] {end};
            lithiumArea = new double[] {geometry.area()};
            lithiumSeries = new double[] {geometry.separatorRest / kappa};
            return;
        }
        lithiumNode = Arrays.copyOf(nodeOfCell, plane);
        lithiumArea = new double[plane];
        lithiumSeries = new double[plane];
        Arrays.fill(lithiumArea, area);
        Arrays.fill(lithiumSeries, half / kappa);
    }

    /** For every reactive face, what its active voxel has on the opposite side. */
    int[] opposites() {
        int faces = reactiveEdges.count();
        int[] opposite = new int[faces];
        // Reactive face of an active voxel in a direction, found by voxel and direction.
        int[] faceOf = new int[6 * nodeOf.length];
        Arrays.fill(faceOf, -1);
        double[] direction = new double[faces];
        reactiveEdges.copy(3, direction, 0);
        for (int f = 0; f < faces; f++) {
            faceOf[6 * activeOf[reactiveEdges.first(f)] + (int) direction[f]] = f;
        }
        for (int f = 0; f < faces; f++) {
            int node = reactiveEdges.first(f);
            int back = (int) direction[f] ^ 1;
            int other = geometry.neighbour(position[node], back);
            int face = faceOf[6 * activeOf[node] + back];
            opposite[f] = -1;
            if (face >= 0) {
                opposite[f] = -2 - face;
            } else if (other >= 0 && nodeOfCell[other] >= 0 && activeOf[nodeOfCell[other]] >= 0) {
                opposite[f] = activeOf[nodeOfCell[other]];
            }
        }
        return opposite;
    }
}
