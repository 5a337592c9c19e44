package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell's elements with the coefficients of a state: one set for each lithiation there is. Elements that respond alike share an
 * {@link ElementClass}; where all voxels have one lithiation, the classes are the shapes.
 *
 * <p>Lithiations other than the most frequent one are taken in steps of {@value #STEP}.
 */
final class LinearNetwork {
    private static final double STEP = 1e-4;

    final CellElements elements;
    /** Coefficients by level of lithiation. */
    final LinearCell[] cells;
    /** Salt, if t+ is below 1. */
    final Optional<LinearSalt> salt;

    final List<ElementClass> classes;
    private final int[] levels;
    private final int[] classOf;

    LinearNetwork(CellElements elements, LithiationState state, double passiveDoubleLayer) {
        this.elements = elements;
        double[] lithiation = state.values();
        salt = elements.cell().electrolyte().transferenceNumber() < 1
                ? Optional.of(LinearSalt.of(elements.cell()))
                : Optional.empty();
        Map<Double, Integer> known = new HashMap<>();
        double common = state.mostFrequent();
        known.put(common, 0);
        List<LinearCell> found = new ArrayList<>(List.of(LinearCell.of(elements.cell(), common, passiveDoubleLayer)));
        levels = new int[lithiation.length];
        for (int k = 0; k < levels.length; k++) {
            double x = lithiation[k];
            double level = x == common ? x : Math.min(1 - STEP, Math.max(STEP, STEP * Math.rint(x / STEP)));
            levels[k] = known.computeIfAbsent(level, l -> {
                found.add(LinearCell.of(elements.cell(), l, passiveDoubleLayer));
                return found.size() - 1;
            });
        }
        cells = found.toArray(LinearCell[]::new);
        List<ElementShape> shapes = elements.shapes();
        classes = new ArrayList<>();
        if (cells.length == 1) {
            shapes.forEach(shape -> classes.add(new ElementClass(shape, 0, 0)));
            classOf = null;
            return;
        }
        classOf = new int[elements.count()];
        Map<Long, Integer> index = new HashMap<>();
        for (int e = 0; e < classOf.length; e++) {
            int shape = elements.shape(e);
            int first = level(elements.first(e));
            int second = level(elements.second(e));
            long key = ((long) shape * cells.length + first) * cells.length + second;
            classOf[e] = index.computeIfAbsent(key, unused -> {
                classes.add(new ElementClass(shapes.get(shape), first, second));
                return classes.size() - 1;
            });
        }
    }

    private int level(int node) {
        int k = elements.lithiation(node);
        return k < 0 ? 0 : levels[k];
    }

    /** Index of an element's class. */
    int classOf(int element) {
        return classOf == null ? elements.shape(element) : classOf[element];
    }

    /** Index of a voxel's coefficients. */
    int levelOf(int lithiation) {
        return levels[lithiation];
    }

    /** Whether all voxels have one lithiation: then few classes make up the network. */
    boolean isUniform() {
        return cells.length == 1;
    }
}
