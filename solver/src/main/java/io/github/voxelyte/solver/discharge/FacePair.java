package io.github.voxelyte.solver.discharge;

/**
 * Two reactive faces opposite each other on one voxel, with the parabolic rule: q1 of each is the flux of the other, so their current
 * densities are the roots of two equations. Solved by Newton's method; where that does not settle, the second face is solved within every
 * evaluation of the first, both in brackets: the second current answers to the first with at most half of its change, so the first
 * equation keeps its bracket.
 *
 * <p>One instance per thread: {@link #solve} leaves currents and derivatives in both faces, and here what each does with the other's
 * potentials.
 */
final class FacePair {
    /** Steps of Newton's method before the faces are solved one within the other. */
    private static final int MAX_JOINT = 12;
    /** A step below this, relative to the currents, is the last: the next one would be below rounding. */
    private static final double LAST_STEP = 1e-9;
    /** The same relative to the exchange current. */
    private static final double LEAST_STEP = 1e-12;

    final FaceReaction first;
    final FaceReaction second;

    /** ∂j/∂Δφ of the opposite face [S/m²], of the first and of the second. */
    final double[] conductance = new double[2];
    /** ∂j/∂√(ce/ce₀) of the opposite face [A/m²]. */
    final double[] byExchange = new double[2];
    /** The same of the faradaic part. */
    final double[] faradaicConductance = new double[2];

    final double[] faradaicByExchange = new double[2];

    FacePair(FaceReaction first, FaceReaction second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Solves both faces, which are chosen already.
     *
     * @param guess a current density near the first one's root
     * @param secondGuess and near the second one's
     */
    void solve(double guess, double secondGuess) {
        if (!settle(guess, secondGuess)) {
            second.current = secondGuess;
            first.inner = second;
            first.findRoot(guess);
            first.inner = null;
            second.setOpposite(second.flux(first.current));
            second.findRoot(second.current);
            first.setOpposite(first.flux(second.current));
            first.evaluate(first.current);
        }
        first.differentiate();
        second.differentiate();
        double g = first.faradaicConductance;
        double s = first.faradaicSlope;
        double e = first.faradaicByExchange;
        follow(0, second.faradaicConductance, second.faradaicSlope, second.faradaicByExchange);
        follow(1, g, s, e);
    }

    private boolean settle(double guess, double secondGuess) {
        double i = guess;
        double j = secondGuess;
        boolean last = false;
        for (int n = 0; n < MAX_JOINT; n++) {
            first.setOpposite(first.flux(j));
            second.setOpposite(second.flux(i));
            first.evaluate(i);
            second.evaluate(j);
            if (last) {
                first.current = i;
                second.current = j;
                return true;
            }
            double b = first.flux(first.restByOpposite);
            double c = second.flux(second.restByOpposite);
            double determinant = first.restSlope * second.restSlope - b * c;
            if (!(first.restSlope > 0 && second.restSlope > 0 && determinant > 0)) {
                return false;
            }
            double di = (b * second.rest - second.restSlope * first.rest) / determinant;
            double dj = (c * first.rest - first.restSlope * second.rest) / determinant;
            i += di;
            j += dj;
            last = Math.abs(di) + Math.abs(dj)
                    <= LAST_STEP * (Math.abs(i) + Math.abs(j)) + LEAST_STEP * first.exchangeScale();
        }
        return false;
    }

    /**
     * Lets q1 of a face follow the current of the other one, whose faradaic derivatives at given q1 are g, s and e: with those of this
     * face at given q1, di = (…) + b·di′ and di′ = (g·dΔφ′ + s·dx + e·d√(ce/ce₀)′) + b′·di.
     */
    private void follow(int face, double g, double s, double e) {
        FaceReaction here = face == 0 ? first : second;
        FaceReaction there = face == 0 ? second : first;
        double by = here.flux(here.byOpposite);
        double faradaicBy = here.flux(here.faradaicByOpposite);
        double back = there.flux(there.faradaicByOpposite);
        double denominator = 1 - faradaicBy * back;
        conductance[face] = by * g / denominator;
        byExchange[face] = by * e / denominator;
        faradaicConductance[face] = faradaicBy * g / denominator;
        faradaicByExchange[face] = faradaicBy * e / denominator;
        here.conductance += by * back * here.faradaicConductance / denominator;
        here.slope += by * (s + back * here.faradaicSlope) / denominator;
        here.byExchange += by * back * here.faradaicByExchange / denominator;
        here.faradaicConductance /= denominator;
        here.faradaicSlope = (here.faradaicSlope + faradaicBy * s) / denominator;
        here.faradaicByExchange /= denominator;
        here.byRate = 1 - here.half * here.conductance;
    }
}
