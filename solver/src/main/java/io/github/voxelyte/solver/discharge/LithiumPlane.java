package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.solver.cell.Cell;

/**
 * Lithium metal: U = 0, Butler–Volmer with the resistance of the electrolyte's half voxel in series at every link; by Newton's method in
 * the bracket that the resistance gives.
 */
final class LithiumPlane {
    private static final int CHUNK = 8192;
    private static final int MAX_ITERATIONS = 100;

    /** Current of every link into the cell [A]. */
    final double[] current;

    /** Its derivative by −φ [S]. */
    final double[] conductance;

    /** Charge-transfer overpotential of every link [V]. */
    final double[] overpotential;

    private final CellNetwork network;
    private final Parallel parallel;
    private ButlerVolmer law;
    private double exchangeCurrent;

    LithiumPlane(CellNetwork network, Parallel parallel) {
        this.network = network;
        this.parallel = parallel;
        int links = network.lithiumNode.length;
        current = new double[links];
        conductance = new double[links];
        overpotential = new double[links];
        setCell(network.cell);
    }

    /** Takes over the values of a cell, at its temperature. */
    void setCell(Cell cell) {
        law = new ButlerVolmer(cell.counterElectrode().symmetryFactor(), cell.temperature());
        exchangeCurrent = cell.counterElectrode().exchangeCurrentDensity();
    }

    /**
     * Computes all links at a state.
     *
     * @param u the state
     * @param kappaFactor κ over that of the network
     * @param salt of the electrolyte, or null
     * @param layers double layers, or null
     */
    void evaluate(double[] u, double kappaFactor, SaltTransport salt, DoubleLayers layers) {
        parallel.forEach((current.length + CHUNK - 1) / CHUNK, c -> {
            int to = Math.min(current.length, (c + 1) * CHUNK);
            for (int l = c * CHUNK; l < to; l++) {
                link(l, u, kappaFactor, salt, layers);
            }
        });
    }

    private void link(int l, double[] u, double kappaFactor, SaltTransport salt, DoubleLayers layers) {
        double total = -u[network.lithiumNode[l]];
        double resistance = network.lithiumSeries[l] / kappaFactor;
        if (salt != null) {
            resistance /= salt.conductivityAt(network.lithiumNode[l]);
        }
        double exchange = salt == null ? 1 : salt.exchange(network.lithiumNode[l], u);
        double i0 = exchangeCurrent * exchange;
        if (layers != null) {
            solveLayer(layers, l, total, resistance, i0);
        }
        double eta = layers == null ? solveOverpotential(total, resistance, i0, overpotential[l]) : overpotential[l];
        double slope = i0 * law.slope(eta) + (layers == null ? 0 : layers.rate(layers.lithiumPlace(l)));
        overpotential[l] = eta;
        current[l] = network.lithiumArea[l] * (total - eta) / resistance;
        conductance[l] = network.lithiumArea[l] * slope / (1 + slope * resistance);
        if (salt != null) {
            double byExchange = network.lithiumArea[l] * exchangeCurrent * law.value(eta) / (1 + slope * resistance);
            double byLogKappa = conductance[l] * resistance * current[l] / network.lithiumArea[l];
            salt.setLithiumSlope(l, network.lithiumNode[l], byExchange, exchange, byLogKappa);
        }
    }

    /** η with η + R·[i0·bv(η) + C·η̇] = total: the same equation with the layer's part of it taken to the other side. */
    private void solveLayer(DoubleLayers layers, int l, double total, double resistance, double i0) {
        int place = layers.lithiumPlace(l);
        double rate = layers.rate(place);
        double start = layers.start(place);
        double part = 1 / (1 + resistance * rate);
        double eta = solveOverpotential(
                start + (total - start + resistance * layers.memory(place)) * part,
                resistance * part,
                i0,
                overpotential[l]);
        overpotential[l] = eta;
        double slope = i0 * law.slope(eta) + rate;
        layers.take(
                place, eta, rate * (eta - start) - layers.memory(place), rate / slope, 1 / (1 + resistance * slope));
    }

    /** η with η + R·i0·bv(η) = total. */
    private double solveOverpotential(double total, double resistance, double i0, double guess) {
        double low = Math.min(0, total);
        double high = Math.max(0, total);
        double eta = Math.min(high, Math.max(low, guess));
        for (int n = 0; n < MAX_ITERATIONS; n++) {
            double rest = eta + resistance * i0 * law.value(eta) - total;
            if (rest > 0) {
                high = eta;
            } else {
                low = eta;
            }
            double next = eta - rest / (1 + resistance * i0 * law.slope(eta));
            if (!(next >= low && next <= high)) {
                next = 0.5 * (low + high);
            }
            double step = Math.abs(next - eta);
            eta = next;
            if (step <= 1e-15 * (1 + Math.abs(eta))) {
                break;
            }
        }
        return eta;
    }
}
