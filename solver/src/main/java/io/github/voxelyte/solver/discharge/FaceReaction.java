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
 * {@link FaceRule}. One instance per thread: {@link #setFace} says which face, {@link #solve} leaves its results in fields.
 *
 * <p>With a double layer i is the faradaic current and v = φs − φe − R_h·j the potential difference across film and charge transfer,
 * R_h being the half voxels; j = i + C·v̇ with v̇ = f·(v − v₀) − q. Eliminating v leaves the same equation with (φs − φe − v₀ +
 * R_h·C·q)·s + v₀ in place of φs − φe and R_h·s in place of R_h, s = 1/(1 + R_h·C·f).
 *
 * <p>With the parabolic rule x_f also depends on q1, the flux through the opposite face of the voxel. Its quadratic terms would turn θ_f
 * back where lithiation changes by more than the whole range within a voxel; where half of the linear slope is left θ_f goes on straight, so
 * that it falls with i everywhere: a face has one root, in its bracket, and so has a {@link FacePair}.
 */
final class FaceReaction {
    /** x(1−x) in the exchange current is not let below this: the reaction dies out, but the equations stay solvable. */
    private static final double LEAST_OCCUPANCY = 1e-10;

    private static final int MAX_ITERATIONS = 100;
    /** Steps after which those that aren't half of the last one give way to bisection. */
    private static final int NEWTON_ALONE = 6;

    private static final double TOLERANCE = 1e-13;
    private static final double LEAST_CURRENT = 1e-16;

    private final FaceRule rule;
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
    private double curvature;
    private double curvatureSlope;
    private double oppositeFlux;
    private double exchange;
    private double drop;
    /** Half voxels on both sides [Ω·m²]. */
    double half;

    private double halfSlope;
    private double exchangeFactor;
    /** The opposite face, where it is to be solved within every evaluation of this one, else null. */
    FaceReaction inner;

    /** Current density [A/m²]. */
    double current;
    /** ∂i/∂φs = −∂i/∂φe [S/m²]. */
    double conductance;
    /** ∂i/∂x [A/m²]. */
    double slope;
    /** ∂i/∂√(ce/ce₀) [A/m²]. */
    double byExchange;
    /** ∂i/∂q1 [C/m³]. */
    double byOpposite;
    /** Lithiation at the face. */
    double surface;
    /** Overpotential of the charge transfer [V]. */
    double overpotential;

    // The double layer of the face: C·f, C·q and v₀.
    private boolean layered;
    private double layerRate;
    private double layerMemory;
    private double layerStart;
    /** Faradaic part of the current density [A/m²], all of it without a double layer; its derivatives as those of the whole. */
    double faradaic;

    double faradaicConductance;
    double faradaicSlope;
    double faradaicByExchange;
    double faradaicByOpposite;
    /** v [V], the share of C·f in ∂j/∂v, and ∂j/∂(C·v̇) at given potentials and lithiation. */
    double layerVoltage;

    double layerShare;
    double byRate;

    private double surfaceByCurrent;
    private double surfaceByOpposite;
    private double surfaceByLithiation;
    /** At a trial current: i less the law, and its derivatives by i and q1. */
    double rest;

    double restSlope;
    double restByOpposite;

    private double lawValue;
    private double lawByEta;
    private double lawBySurface;
    private double potentialSlope;

    FaceReaction(Cell cell, FaceRule rule, KirchhoffVariable theta) {
        this.rule = rule;
        this.theta = theta;
        ActiveMaterial material = cell.activeMaterial();
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
     * Chooses the face; q1 is 0 until {@link #setOpposite}.
     *
     * @param phiS potential of the active voxel [V]
     * @param phiE potential of the electrolyte voxel [V]
     * @param lithiation of the active voxel
     * @param sigma its conductivity [S/m], with slope sigmaSlope
     * @param d its diffusivity [m²/s], with slope dSlope
     * @param h its extent normal to the face [m]
     * @param electrolyteHalf resistance of half the electrolyte voxel [Ω·m²]
     * @param factor √(ce/ce₀) in the electrolyte voxel
     */
    void setFace(
            double phiS,
            double phiE,
            double lithiation,
            double sigma,
            double sigmaSlope,
            double d,
            double dSlope,
            double h,
            double electrolyteHalf,
            double factor) {
        boolean resolved = rule != FaceRule.CELL_CENTRE;
        drop = phiS - phiE;
        half = resolved ? 0.5 * h / sigma + electrolyteHalf : 0;
        halfSlope = resolved ? -0.5 * h * sigmaSlope / (sigma * sigma) : 0;
        difference = drop;
        resistance = film + half;
        if (layered) {
            double part = 1 / (1 + half * layerRate);
            difference = layerStart + (drop - layerStart + half * layerMemory) * part;
            resistance = film + half * part;
        }
        x = lithiation;
        spacing = h;
        diffusivity = d;
        diffusivitySlope = dSlope;
        oppositeFlux = 0;
        exchangeFactor = factor;
        exchange = i00 * factor;
        if (rule == FaceRule.PARABOLIC) {
            thetaOfX = theta.value(x);
            double scale = 0.5 * h * h / (d * d);
            double meanSlope = theta.diffusivitySlope(x);
            curvature = scale * meanSlope;
            curvatureSlope = scale * (theta.diffusivityCurvature(x) - 2 * meanSlope * dSlope / d);
        }
    }

    /** Sets q1, the flux that leaves through the opposite face, in x·m/s. */
    void setOpposite(double flux) {
        oppositeFlux = flux;
    }

    /** The flux of lithium that belongs to a current density, or its change, in x·m/s. */
    double flux(double i) {
        return i / charge;
    }

    /**
     * Solves the face.
     *
     * @param guess a current density near the root
     */
    void solve(double guess) {
        findRoot(guess);
        differentiate();
    }

    /** i00 with the salt's factor [A/m²]. */
    double exchangeScale() {
        return exchange;
    }

    /** How exact a root is asked to be [A/m²]. */
    private double tolerance(double i) {
        return TOLERANCE * Math.abs(i) + LEAST_CURRENT * i00;
    }

    /** Derivatives at the root, q1 being given. */
    void differentiate() {
        double drive = lawBySurface - lawByEta * potentialSlope;
        if (layered) {
            chargeLayer(drive);
            return;
        }
        // di·[1 + B_η·R + (B_η·U′ − B_x)·∂x_f/∂i] = B_η·(dφs − dφe) + [−B_η·R′·i + (B_x − B_η·U′)·∂x_f/∂x]·dx
        double denominator = 1 + lawByEta * resistance - drive * surfaceByCurrent;
        conductance = lawByEta / denominator;
        byExchange = lawValue / exchangeFactor / denominator;
        slope = (-lawByEta * halfSlope * current + drive * surfaceByLithiation) / denominator;
        byOpposite = drive * surfaceByOpposite / denominator;
        faradaic = current;
        faradaicConductance = conductance;
        faradaicSlope = slope;
        faradaicByExchange = byExchange;
        faradaicByOpposite = byOpposite;
    }

    /** The whole current, and derivatives by way of those at given v. */
    private void chargeLayer(double drive) {
        faradaic = current;
        double denominator = 1 + lawByEta * film - drive * surfaceByCurrent;
        double g = lawByEta / denominator;
        double p = drive * surfaceByLithiation / denominator;
        double y = lawValue / exchangeFactor / denominator;
        double q = drive * surfaceByOpposite / denominator;
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
        byOpposite = q * byRate;
        faradaicConductance = g * byRate;
        faradaicSlope = p - g * (half * slope + halfSlope * current);
        faradaicByExchange = y - g * half * byExchange;
        faradaicByOpposite = q - g * half * byOpposite;
    }

    void findRoot(double guess) {
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
        double lastStep = Double.POSITIVE_INFINITY;
        for (int n = 0; n < MAX_ITERATIONS; n++) {
            evaluate(i);
            if (rest == 0) {
                break;
            }
            if (rest > 0) {
                high = i;
            } else {
                low = i;
            }
            double next = i - rest / restSlope;
            // Far up an exponential Newton's steps hardly shrink.
            boolean slow = n >= NEWTON_ALONE && Math.abs(next - i) > 0.5 * lastStep;
            if (slow || !(next >= low && next <= high)) {
                next = 0.5 * (low + high);
            }
            double step = Math.abs(next - i);
            lastStep = step;
            i = next;
            if (step <= tolerance(i)) {
                evaluate(i);
                break;
            }
        }
        current = i;
    }

    /** Law and its derivatives at a trial current, and what the current is more than the law. */
    void evaluate(double i) {
        if (inner != null) {
            inner.setOpposite(flux(i));
            inner.findRoot(inner.current);
            setOpposite(flux(inner.current));
        }
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
        double drive = lawBySurface - lawByEta * potentialSlope;
        rest = i - lawValue;
        restSlope = 1 + lawByEta * resistance - drive * surfaceByCurrent;
        restByOpposite = -drive * surfaceByOpposite;
        if (inner != null) {
            restSlope -= flux(restByOpposite) * flux(inner.restByOpposite) / inner.restSlope;
        }
    }

    /** Lithiation at the face for a current, and its derivatives by the current, by the voxel's lithiation and by q1. */
    private double surfaceAt(double i) {
        switch (rule) {
            case CELL_CENTRE:
                surfaceByCurrent = 0;
                surfaceByLithiation = 1;
                return x;
            case HALF_VOXEL:
                surfaceByCurrent = -spacing / (2 * charge * diffusivity);
                surfaceByLithiation = 1 - i * surfaceByCurrent * diffusivitySlope / diffusivity;
                return x + i * surfaceByCurrent;
            default:
                return parabolicSurface(-i / charge);
        }
    }

    /** In s = q0 + q1, what flows through the voxel, and d = q0 − q1, what stays: θ_f = θ + h·(s/4 + d/12) + C·(s²/48 + d²/720). */
    private double parabolicSurface(double q0) {
        double through = q0 + oppositeFlux;
        double stays = q0 - oppositeFlux;
        // Beyond these the slopes h/4 and h/12 would fall below half.
        double s = bounded(through, -3 * spacing);
        double d = bounded(stays, -15 * spacing);
        double byThrough = spacing / 4 + curvature * s / 24;
        double byStays = spacing / 12 + curvature * d / 360;
        double form = s * s / 48 + d * d / 720;
        double linear = spacing * (s / 4 + d / 12) + (through - s) * byThrough + (stays - d) * byStays;
        double face = theta.inverse(thetaOfX + linear + curvature * form);
        double there = theta.derivative(face);
        surfaceByCurrent = -(byThrough + byStays) / charge / there;
        surfaceByOpposite = (byThrough - byStays) / there;
        surfaceByLithiation = (diffusivity + curvatureSlope * form) / there;
        return face;
    }

    /** A flux, kept where its product with the curvature is no less than a limit. */
    private double bounded(double flux, double least) {
        return curvature * flux >= least ? flux : least / curvature;
    }

    /** Takes q1 = (θ(x) − θ of the neighbour)/h as a function of x. */
    void followNeighbour() {
        slope += byOpposite * diffusivity / spacing;
        faradaicSlope += faradaicByOpposite * diffusivity / spacing;
    }
}
