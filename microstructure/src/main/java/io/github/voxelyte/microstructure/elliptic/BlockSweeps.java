package io.github.voxelyte.microstructure.elliptic;

/**
 * The sums over neighbours that {@link BlockSolver} is made of, for some rows ({@code from} to before {@code to}) of a plane of blocks.
 *
 * <p>Vectors stand on the black voxels; the red ones are eliminated. What preconditions is made in the precision of the vectors, the
 * operator in double. Rows can be worked on once those beside them have what they read. Planes are those of {@link PlaneValues#at}.
 */
interface BlockSweeps {
    /** Keeps r/d on black. */
    void divide(int plane, int from, int to, PlaneValues<float[]> r);

    /** Adds what {@link #divide} keeps to black values. */
    void addDivided(int plane, int from, int to, PlaneValues<double[]> values);

    /** What that feeds to the red voxels, Σ g·r/d. */
    void feedRed(int plane, int from, int to, float[] values);

    /** Sets the red values of {@link #relax}. */
    void setRed(int plane, int from, int to, float[] values);

    /** z = (r + Σ g·red)/d on black. */
    void relax(int plane, int from, int to, PlaneValues<float[]> r, PlaneValues<float[]> z);

    /** a·b over black voxels. */
    double product(int plane, int from, int to, PlaneValues<float[]> a, PlaneValues<float[]> b);

    /**
     * The potential that balances the red voxels, (source + Σ g·φ)/d.
     *
     * @param plane the plane
     * @param from first row
     * @param to last row + 1
     * @param black potential of the black voxels
     * @param sources the sources; null for none
     * @param potential where the potential goes
     */
    void redPotential(
            int plane, int from, int to, PlaneValues<double[]> black, Sources sources, PlaneValues<double[]> potential);

    /**
     * What flows into the black voxels, source + Σ g·φ − d·φ; 0 where nothing conducts.
     *
     * @param plane the plane
     * @param from first row
     * @param to last row + 1
     * @param red potential of the red voxels
     * @param black potential of the black voxels
     * @param sources the sources; null for none
     * @param inflow where the sum goes
     */
    void inflow(
            int plane,
            int from,
            int to,
            PlaneValues<double[]> red,
            PlaneValues<double[]> black,
            Sources sources,
            double[] inflow);
}
