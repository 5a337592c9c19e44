package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.material.KirchhoffVariable;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.PhysicalConstants;

/**
 * The current density at one face between active material and electrolyte, from the cells' values: the root i of
 *
 * <pre>i = i0(x_f)·bv(φs − φe − U(x_f) − i·R),   x_f = x_f(x, i),   R = h/(2σ) + electrolyte half voxel + film</pre>
 *
 * by Newton's method in a bracket. i &gt; 0 leaves the active material (de-lithiation). What R and x_f hold depends on the
 * {@link FaceRule}. One instance per thread: {@link #solve} leaves its results in fields.
 *
 * <p>With a double layer i is the faradaic current and v = φs − φe − R_h·j the potential difference across film and charge transfer,
 * R_h being the half voxels; j = i + C·v̇ with v̇ = f·(v − v₀) − q. Eliminating v leaves the same equation with (φs − φe − v₀ +
 * R_h·C·q)·s + v₀ in place of φs − φe and R_h·s in place of R_h, s = 1/(1 + R_h·C·f).
 */
final class FaceReaction {
    /** x(1−x) in the exchange current is not let below this: the reaction dies out, but the equations stay solvable. */
    private static final double LEAST_OCCUPANCY = 1e-10;

    private static final int MAX_ITERATIONS = 100;
    private static final double TOLERANCE = 1e-13;
    private static final double LEAST_CURRENT = 1e-16;

    private final FaceRule rule;
    private final ActiveMaterial material;
    private final LithiationFunction potential;
    private final KirchhoffVariable theta;
    private final ButlerVolmer law;
    private final double charge;
    private final double i00;
    private final double film;

    // The face that is being solved.
    private double difference;
    private double resistance;
    private double x;
    private double spacing;
    private double diffusivity;
    private double diffusivitySlope;
    private double thetaOfX;
    private double oppositeFlux;
    private double exchange;

    /** Current density [A/m²]. */
    double current;
    /** ∂i/∂φs = −∂i/∂φe [S/m²]. */
    double conductance;
    /** ∂i/∂x [A/m²]. */
    double slope;
    /** ∂i/∂√(ce/ce₀) [A/m²]. */
    double byExchange;
    /** Lithiation at the face. */
    double surface;
    /** Overpotential of the charge transfer [V]. */
    double overpotential;

    // The double layer of the face: C·f, C·q and v₀.
    private boolean layered;
    private double layerRate;
    private double layerMemory;
    private double layerStart;
    /** Faradaic part of the current density [A/m²], its derivatives as those of the whole. */
    double faradaic;

    double faradaicConductance;
    double faradaicSlope;
    double faradaicByExchange;
    /** v [V], the share of C·f in ∂j/∂v, and ∂j/∂(C·v̇) at given potentials and lithiation. */
    double layerVoltage;

    double layerShare;
    double byRate;

    private double surfaceByCurrent;
    private double lawValue;
    private double lawByEta;
    private double lawBySurface;
    private double potentialSlope;

    FaceReaction(Cell cell, FaceRule rule, KirchhoffVariable theta) {
        this.rule = rule;
        this.theta = theta;
        material = cell.activeMaterial();
        potential = material.openCircuitPotential();
        law = new ButlerVolmer(material.symmetryFactor(), cell.temperature());
        charge = PhysicalConstants.FARADAY * material.maximumConcentration();
        i00 = material.exchangeCurrentDensity();
        film = material.filmResistance();
    }

    /** Gives the next face a double layer. */
    void setLayer(double rate, double memory, double start) {
        layered = true;
        layerRate = rate;
        layerMemory = memory;
        layerStart = start;
    }

    /**
     * Solves one face.
     *
     * @param phiS potential of the active voxel [V]
     * @param phiE potential of the electrolyte voxel [V]
     * @param lithiation of the active voxel
     * @param sigma its conductivity [S/m], with slope sigmaSlope
     * @param d its diffusivity [m²/s], with slope dSlope
     * @param h its extent normal to the face [m]
     * @param electrolyteHalf resistance of half the electrolyte voxel [Ω·m²]
     * @param q1 flux that leaves through the opposite face, in x·m/s (parabolic only)
     * @param exchangeFactor √(ce/ce₀) in the electrolyte voxel
     * @param guess a current density near the root
     */
    void solve(
            double phiS,
            double phiE,
            double lithiation,
            double sigma,
            double sigmaSlope,
            double d,
            double dSlope,
            double h,
            double electrolyteHalf,
            double q1,
            double exchangeFactor,
            double guess) {
        boolean resolved = rule != FaceRule.CELL_CENTRE;
        difference = phiS - phiE;
        double half = resolved ? 0.5 * h / sigma + electrolyteHalf : 0;
        resistance = film + half;
        if (layered) {
            double part = 1 / (1 + half * layerRate);
            difference = layerStart + (phiS - phiE - layerStart + half * layerMemory) * part;
            resistance = film + half * part;
        }
        x = lithiation;
        spacing = h;
        diffusivity = d;
        diffusivitySlope = dSlope;
        oppositeFlux = q1;
        exchange = i00 * exchangeFactor;
        thetaOfX = rule == FaceRule.PARABOLIC ? theta.value(x) : 0;
        findRoot(guess);
        double resistanceSlope = resolved ? -0.5 * h * sigmaSlope / (sigma * sigma) : 0;
        if (layered) {
            chargeLayer(phiS - phiE, half, resistanceSlope, exchangeFactor);
            return;
        }
        // di·[1 + B_η·R + (B_η·U′ − B_x)·∂x_f/∂i] = B_η·(dφs − dφe) + [−B_η·R′·i + (B_x − B_η·U′)·∂x_f/∂x]·dx
        double drive = lawBySurface - lawByEta * potentialSlope;
        double denominator = 1 + lawByEta * resistance - drive * surfaceByCurrent;
        conductance = lawByEta / denominator;
        byExchange = lawValue / exchangeFactor / denominator;
        slope = (-lawByEta * resistanceSlope * current + drive * surfaceByLithiation()) / denominator;
    }

    /** The whole current, and derivatives by way of those at given v. */
    private void chargeLayer(double drop, double half, double halfSlope, double exchangeFactor) {
        faradaic = current;
        double drive = lawBySurface - lawByEta * potentialSlope;
        double denominator = 1 + lawByEta * film - drive * surfaceByCurrent;
        double g = lawByEta / denominator;
        double p = drive * surfaceByLithiation() / denominator;
        double y = lawValue / exchangeFactor / denominator;
        double part = 1 / (1 + half * layerRate);
        double risen = (drop - layerStart + half * (layerMemory - faradaic)) * part;
        layerVoltage = layerStart + risen;
        current = faradaic + layerRate * risen - layerMemory;
        double total = g + layerRate;
        byRate = 1 / (1 + half * total);
        layerShare = layerRate / total;
        conductance = total * byRate;
        slope = (p - total * halfSlope * current) * byRate;
        byExchange = y * byRate;
        faradaicConductance = g * byRate;
        faradaicSlope = p - g * (half * slope + halfSlope * current);
        faradaicByExchange = y - g * half * byExchange;
    }

    private void findRoot(double guess) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        evaluate(0);
        if (resistance == 0 && surfaceByCurrent == 0) {
            current = lawValue;
            return;
        }
        // The law falls with i, so the root lies between 0 and what the law gives at i = 0; the resistance bounds it
        // too.
        double open = lawValue;
        double ohmic = resistance > 0 ? overpotential / resistance : open;
        if (open >= 0) {
            low = 0;
            high = Math.min(open, Math.max(ohmic, 0));
        } else {
            high = 0;
            low = Math.max(open, Math.min(ohmic, 0));
        }
        double i = Math.min(high, Math.max(low, guess));
        for (int n = 0; n < MAX_ITERATIONS; n++) {
            evaluate(i);
            double rest = i - lawValue;
            if (rest == 0) {
                break;
            }
            if (rest > 0) {
                high = i;
            } else {
                low = i;
            }
            double derivative =
                    1 + lawByEta * resistance - (lawBySurface - lawByEta * potentialSlope) * surfaceByCurrent;
            double next = i - rest / derivative;
            if (!(next >= low && next <= high)) {
                next = 0.5 * (low + high);
            }
            double step = Math.abs(next - i);
            i = next;
            if (step <= TOLERANCE * Math.abs(i) + LEAST_CURRENT * i00) {
                evaluate(i);
                break;
            }
        }
        current = i;
    }

    /** Law and its derivatives at a trial current. */
    private void evaluate(double i) {
        surface = surfaceAt(i);
        overpotential = difference - potential.value(surface) - i * resistance;
        potentialSlope = potential.derivative(surface);
        double occupancy = surface * (1 - surface);
        double i0;
        double logSlope;
        if (occupancy > LEAST_OCCUPANCY) {
            i0 = exchange * Math.sqrt(occupancy);
            logSlope = (1 - 2 * surface) / (2 * occupancy);
        } else {
            i0 = exchange * Math.sqrt(LEAST_OCCUPANCY);
            logSlope = 0;
        }
        lawValue = i0 * law.value(overpotential);
        lawByEta = i0 * law.slope(overpotential);
        lawBySurface = lawValue * logSlope;
    }

    /** Lithiation at the face for a current, and its derivative with respect to the current. */
    private double surfaceAt(double i) {
        switch (rule) {
            case CELL_CENTRE:
                surfaceByCurrent = 0;
                return x;
            case HALF_VOXEL:
                surfaceByCurrent = -spacing / (2 * charge * diffusivity);
                return x + i * surfaceByCurrent;
            default:
                double q0 = -i / charge;
                double q1 = oppositeFlux;
                double ratio = spacing / diffusivity;
                double curvature = 0.5 * diffusivitySlope * ratio * ratio;
                double target = thetaOfX
                        + spacing * (q0 / 3 + q1 / 6)
                        + curvature * ((q0 * q0 + q1 * q1) / 45 + 7 * q0 * q1 / 180);
                double face = theta.inverse(target);
                surfaceByCurrent = -(spacing / 3 + curvature * (2 * q0 / 45 + 7 * q1 / 180))
                        / charge
                        / material.diffusivity().value(face);
                return face;
        }
    }

    private double surfaceByLithiation() {
        return switch (rule) {
            case CELL_CENTRE -> 1;
            case HALF_VOXEL -> 1 + current * spacing * diffusivitySlope / (2 * charge * diffusivity * diffusivity);
                // The curvature's own change with x is left out: it slows Newton's method a little, the solution is the
                // same.
            case PARABOLIC -> diffusivity / material.diffusivity().value(surface);
        };
    }
}
