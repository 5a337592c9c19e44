package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.material.PhysicalConstants;

/**
 * The double layers of a cell in time: through every reactive face, and into lithium, flows
 *
 * <pre>j = i_F(v) + C·v̇,   v = Δφ − R_h·j,</pre>
 *
 * v being the potential difference across charge transfer and film and R_h the half voxels beside them (none with the cell-centre
 * rule). v̇ is that of {@link TimeFormula}, so v needs no unknown of its own: with f = ∂v̇/∂v and what v̇ holds of earlier times it
 * follows from the faradaic current. Lithium in the active material follows i_F alone; v is continuous where the current jumps.
 * Source: A. Latz, J. Zausch, Electrochim. Acta 110 (2013) 358, doi:10.1016/j.electacta.2013.06.043.
 *
 * <p>Places are the reactive faces, then the links to lithium. Memory: 80 bytes a place.
 */
final class DoubleLayers {
    /** What part of the fastest time constant is as good as no time: the ohmic jump of a current. */
    private static final double JUMP = 1e-4;

    /** Shortest step, as a part of the fastest time constant. */
    private static final double SHORTEST = 1e-5;

    private final CellNetwork network;
    private final int faces;
    private final double activeCapacitance;
    private final double lithiumCapacitance;
    /** Smallest C·R_ct of a cell at rest [s]. */
    private final double fastest;

    /** Potential differences [V]: now, of the two states before, and of the last evaluation. */
    private double[] now;

    private double[] last;
    private double[] beforeLast;
    private double[] trial;
    private final double[] startRate;
    /** C·v̇ of the last evaluation [A/m²]. */
    private final double[] charging;
    /** Share of ∂j/∂v that is the layer's: 1 where it charges freely, 0 where it follows at once. */
    private final double[] share;
    /** ∂j/∂v̇ over C at given unknowns. */
    private final double[] byRate;
    /** R_h of every reactive face [Ω·m²]. */
    private final double[] half;

    /** Faradaic current of every reactive face [A], and its derivatives by Δφ [S] and lithiation [A]. */
    final double[] faradaic;

    final double[] conductance;
    final double[] byFirst;
    /** And by the salt's concentration [A]. */
    final double[] bySalt;

    private TimeFormula time;

    DoubleLayers(CellNetwork network) {
        this.network = network;
        Cell cell = network.cell;
        faces = network.edges - network.firstReactive;
        activeCapacitance = cell.activeMaterial().doubleLayer();
        lithiumCapacitance = cell.counterElectrode().doubleLayer();
        double thermal = PhysicalConstants.GAS * cell.temperature() / PhysicalConstants.FARADAY;
        double active = activeCapacitance * thermal / cell.activeMaterial().exchangeCurrentDensity();
        double lithium = lithiumCapacitance * thermal / cell.counterElectrode().exchangeCurrentDensity();
        fastest = active > 0 && (lithium == 0 || active < lithium) ? active : lithium;
        int places = faces + network.lithiumNode.length;
        now = new double[places];
        last = new double[places];
        beforeLast = new double[places];
        trial = new double[places];
        startRate = new double[places];
        charging = new double[places];
        share = new double[places];
        byRate = new double[places];
        half = new double[faces];
        faradaic = new double[faces];
        conductance = new double[faces];
        byFirst = new double[faces];
        bySalt = new double[faces];
    }

    /** Whether a cell has any. */
    static boolean isNeeded(Cell cell) {
        return cell.activeMaterial().doubleLayer() > 0
                || cell.counterElectrode().doubleLayer() > 0;
    }

    /** A step in which only the ohmic drops follow the current [s]. */
    double jump() {
        return JUMP * fastest;
    }

    double shortestStep() {
        return SHORTEST * fastest;
    }

    /** At rest every layer has the open-circuit potential of its side. */
    void rest(double openCircuit) {
        java.util.Arrays.fill(now, 0, faces, openCircuit);
    }

    /** The formula that v̇ follows from here on. */
    void setTime(TimeFormula formula) {
        time = formula;
    }

    private double capacitance(int place) {
        return place < faces ? activeCapacitance : lithiumCapacitance;
    }

    /** C·f of a place [S/m²]. */
    double rate(int place) {
        return capacitance(place) * time.factor();
    }

    /** What C·v̇ holds of the change before the last [A/m²]. */
    double memory(int place) {
        return capacitance(place) * time.memory(now[place], last[place]);
    }

    /** v at the start of the step [V]. */
    double start(int place) {
        return now[place];
    }

    /** Takes over a face that was solved. */
    void takeFace(int f, double area, FaceReaction reaction) {
        faradaic[f] = area * reaction.faradaic;
        conductance[f] = area * reaction.faradaicConductance;
        byFirst[f] = area * reaction.faradaicSlope;
        half[f] = reaction.half;
        take(f, reaction.layerVoltage, reaction.current - reaction.faradaic, reaction.layerShare, reaction.byRate);
    }

    /** Takes over v, C·v̇, the layer's share of ∂j/∂v, and ∂j/∂(C·v̇). */
    void take(int place, double voltage, double chargingCurrent, double layerShare, double currentByRate) {
        trial[place] = voltage;
        charging[place] = chargingCurrent;
        share[place] = layerShare;
        byRate[place] = currentByRate;
    }

    int lithiumPlace(int link) {
        return faces + link;
    }

    /** The change of a face's faradaic current [A]. */
    double change(int f, double drop, double lithiation, double salt) {
        return conductance[f] * drop + byFirst[f] * lithiation + bySalt[f] * salt;
    }

    /** ∂j/∂Δt at given unknowns, of a place [A/m²/s]. */
    double byStep(int place) {
        return capacitance(place) * byRate[place] * time.byStep(trial[place], now[place], last[place]);
    }

    /** The change of a face's Δφ that has the effect on i_F of ∂v̇/∂Δt at given unknowns: the drop of its current over R_h [V/s]. */
    double dropByStep(int f) {
        return -half[f] * capacitance(f) * time.byStep(trial[f], now[f], last[f]);
    }

    private double area(int place) {
        return place < faces
                ? network.area[network.firstReactive + place - network.firstActive]
                : network.lithiumArea[place - faces];
    }

    /** Current that charges the active material's layers, of the last evaluation [A]. */
    double chargingCurrent() {
        double sum = 0;
        for (int f = 0; f < faces; f++) {
            sum += area(f) * charging[f];
        }
        return sum;
    }

    /** A jump of the current: v stays, its rate is that of the last evaluation. */
    void begin() {
        for (int k = 0; k < now.length; k++) {
            startRate[k] = capacitance(k) > 0 ? charging[k] / capacitance(k) : 0;
        }
        System.arraycopy(now, 0, last, 0, now.length);
    }

    double fastestRate() {
        double most = 0;
        for (double rate : startRate) {
            most = Math.max(most, Math.abs(rate));
        }
        return most;
    }

    /**
     * The largest difference of the last evaluation from a prediction, as far as it is not damped out within the step [V].
     *
     * @param step along the rate at the start [s]
     * @param w along the last change, relative
     * @param bend along the change before, relative
     */
    double deviation(double step, double w, double bend) {
        double largest = 0;
        for (int k = 0; k < now.length; k++) {
            if (capacitance(k) > 0) {
                double predicted =
                        now[k] + step * startRate[k] + w * (now[k] - last[k]) - bend * (last[k] - beforeLast[k]);
                largest = Math.max(largest, share[k] * Math.abs(trial[k] - predicted));
            }
        }
        return largest;
    }

    /** Accepts the last evaluation; the charge that went into the active material's layers [C]. */
    double accept() {
        double sum = 0;
        for (int f = 0; f < faces; f++) {
            sum += area(f) * activeCapacitance * (trial[f] - now[f]);
        }
        double[] free = beforeLast;
        beforeLast = last;
        last = now;
        now = trial;
        trial = free;
        return sum;
    }

    void store(DischargeCheckpoint.Writer out) {
        out.numbers(now);
        out.numbers(last);
        out.numbers(beforeLast);
        out.numbers(startRate);
    }

    void load(DischargeCheckpoint.Reader in) {
        in.numbers(now);
        in.numbers(last);
        in.numbers(beforeLast);
        in.numbers(startRate);
    }
}
