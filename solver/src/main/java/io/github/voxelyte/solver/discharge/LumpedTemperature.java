package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.cell.HeatBalance;

/**
 * The temperature of a cell with an energy balance, staggered: a time step is solved at the temperature at its start, and what it
 * heats by gives the temperature at its end. First order in the step.
 *
 * <p>With conduction it is a {@link TemperatureField}; the cell's properties are then those at its mean.
 *
 * <p>Heat per cross-section: I·Σ losses but concentration (dissipation of currents and charge transfer), and Σ i·T·∂U/∂T(x_f) over the
 * reactive faces, i &gt; 0 de-lithiation. Source: A. Latz, J. Zausch, Beilstein J. Nanotechnol. 6 (2015) 987,
 * doi:10.3762/bjnano.6.102; without the heat of mixing.
 */
final class LumpedTemperature {
    /** No step warms or cools the cell by more, as far as its last rate tells [K]. */
    private static final double LARGEST_CHANGE = 0.5;

    private final CellEquations equations;
    private final HeatBalance balance;
    /** How much the last heat changes it in a second [K/s]. */
    double rate;
    /** Now [K]. */
    double kelvin;
    /** Of the last step, or of the start [W/m²]. */
    double heat;

    /** With conduction, else null. */
    final TemperatureField field;

    private double[] sources = new double[0];

    LumpedTemperature(CellEquations equations) {
        this.equations = equations;
        balance = equations.network.cell.heatBalance().orElse(null);
        kelvin = equations.network.cell.temperature();
        field = balance != null && balance.conduction().isPresent()
                ? new TemperatureField(equations.network.geometry, balance, kelvin, equations.parallel())
                : null;
    }

    boolean isConstant() {
        return balance == null;
    }

    /** The heat at the last evaluation of the equations. */
    void updateHeat(LossBudget losses, double[] u, double current) {
        CellNetwork network = equations.network;
        double reversible = 0;
        for (int f = 0; f < equations.surface.length; f++) {
            double i = equations.faradaic(network.firstReactive + f);
            reversible += i * balance.entropyCoefficient().value(equations.surface[f]);
        }
        heat = (losses.dissipation() * current + kelvin * reversible) / network.geometry.area();
        if (field != null) {
            // At rest no heat is counted.
            sources = current == 0
                    ? new double[network.geometry.cells()]
                    : HeatSources.of(equations, u, balance.entropyCoefficient(), field);
        }
        rate = balance.after(kelvin, heat, 1) - kelvin;
    }

    void advance(double step) {
        if (field != null) {
            field.advance(sources, step);
            kelvin = field.mean();
            return;
        }
        kelvin = balance.after(kelvin, heat, step);
    }

    /** Puts the temperature in force. */
    void apply() {
        equations.setTemperature(kelvin);
    }

    /** Smallest of all cells [K]. */
    double least() {
        return field == null ? kelvin : field.least();
    }

    /** Largest of all cells [K]. */
    double largest() {
        return field == null ? kelvin : field.largest();
    }

    void store(DischargeCheckpoint.Writer out) {
        out.number(kelvin);
        out.number(rate);
        if (field != null) {
            field.store(out);
        }
    }

    void load(DischargeCheckpoint.Reader in) {
        kelvin = in.number();
        rate = in.number();
        if (field != null) {
            field.load(in);
        }
        if (!isConstant()) {
            apply();
        }
    }

    double longestStep() {
        return rate == 0 ? Double.POSITIVE_INFINITY : LARGEST_CHANGE / Math.abs(rate);
    }
}
