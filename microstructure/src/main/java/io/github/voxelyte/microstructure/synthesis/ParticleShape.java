package io.github.voxelyte.microstructure.synthesis;

/**
 * The shape of one particle: the radius over the direction n is R·(1 + ρ·h(n)), with h a sum of Legendre polynomials of
 * degree 2, 2, 3 and 5 about random directions: egg, potato, dents. h has mean 0 and standard deviation 1 over the
 * sphere, so ρ is the relative standard deviation of the radius. Polynomials only: the same on every machine.
 */
final class ParticleShape {
    // Weights w of the polynomials, normalized so that the sum of w²/(2·degree + 1), their variance, is 1.
    private static final double W2 = 1.4;
    private static final double W3 = 1.1;
    private static final double W5 = 1.2;
    private static final double NORM = 1 / Math.sqrt(2 * W2 * W2 / 5 + W3 * W3 / 7 + W5 * W5 / 11);

    private static final double STEEPEST = 3;

    private final double radius;
    private final double roughness;
    private final double[] a;
    private final double[] b;
    private final double[] c;
    private final double[] d;

    /**
     * A shape.
     *
     * @param radius mean radius [m]
     * @param roughness relative standard deviation of the radius over directions [1]
     * @param random decides on the directions
     */
    ParticleShape(double radius, double roughness, RandomStream random) {
        this.radius = radius;
        this.roughness = roughness * NORM;
        a = random.nextDirection();
        b = random.nextDirection();
        c = random.nextDirection();
        d = random.nextDirection();
    }

    /** The factor by which the mean radius of a shape is smaller than that of a sphere of the same volume [1]. */
    static double radiusAtEqualVolume(double roughness) {
        return 1 / StrictMath.cbrt(1 + 3 * roughness * roughness);
    }

    /** Largest distance of the surface from the centre [m], an upper bound. */
    static double outermost(double radius, double roughness) {
        return radius * (1 + roughness * STEEPEST);
    }

    /**
     * How deep a point lies below the surface, along the ray from the centre [m]; negative outside.
     *
     * @param x position relative to the centre [m]
     * @param y position relative to the centre [m]
     * @param z position relative to the centre [m]
     */
    double depth(double x, double y, double z) {
        double distance = Math.sqrt(x * x + y * y + z * z);
        if (roughness == 0 || distance == 0) {
            return radius - distance;
        }
        double s = 1 / distance;
        double ta = (x * a[0] + y * a[1] + z * a[2]) * s;
        double tb = (x * b[0] + y * b[1] + z * b[2]) * s;
        double tc = (x * c[0] + y * c[1] + z * c[2]) * s;
        double td = (x * d[0] + y * d[1] + z * d[2]) * s;
        double p2 = 1.5 * (ta * ta + tb * tb) - 1;
        double p3 = (2.5 * tc * tc - 1.5) * tc;
        double q = td * td;
        double p5 = ((7.875 * q - 8.75) * q + 1.875) * td;
        return radius * (1 + roughness * (W2 * p2 + W3 * p3 + W5 * p5)) - distance;
    }
}
