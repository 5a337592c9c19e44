package io.github.voxelyte.microstructure.regions;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How a property depends on the size of the sub-volume on which it is measured, and how much sub-volumes of one size
 * differ: the way to a representative volume (Kanit et al. 2003, doi:10.1016/S0020-7683(03)00143-4).
 *
 * <p>For every edge the image is tiled with cubes that do not overlap, centred; along an axis in which the image is
 * shorter than the edge, the tiles have its whole length. Means, scatters and confidence intervals are over the tiles.
 * Tiles that touch are not fully independent: near the correlation length the scatter comes out a little small.
 */
public final class RepresentativeVolume {
    private static final double CONFIDENCE = 0.95;
    private static final int FEWEST_FITTED = 8;
    private static final int SIZES_FITTED = 3;

    private final int most;

    private RepresentativeVolume(int most) {
        this.most = most;
    }

    /** A property of a structure. */
    @FunctionalInterface
    public interface Property {
        /**
         * Measures a sub-volume.
         *
         * @param part a copy of its voxels
         * @return the value; not finite if the sub-volume has none
         */
        double of(PhaseMap part);
    }

    /**
     * With all tiles of every size.
     *
     * @return the measurement
     */
    public static RepresentativeVolume create() {
        return new RepresentativeVolume(Integer.MAX_VALUE);
    }

    /**
     * Limits the number of tiles of a size, for expensive properties; they are picked evenly.
     *
     * @param tiles at least 2
     * @return a copy with it
     */
    public RepresentativeVolume withMost(int tiles) {
        if (tiles < 2) {
            throw new IllegalArgumentException("at least 2 sub-volumes of a size are needed: " + tiles);
        }
        return new RepresentativeVolume(tiles);
    }

    /**
     * The tiles of a size.
     *
     * @param grid the image
     * @param edge edge of the cubes [m]
     * @return tiles in the order of the voxels, all of them
     */
    static List<Region> tiles(VoxelGrid grid, double edge) {
        int nx = voxels(edge, grid.dx(), grid.nx());
        int ny = voxels(edge, grid.dy(), grid.ny());
        int nz = voxels(edge, grid.dz(), grid.nz());
        List<Region> tiles = new ArrayList<>();
        for (int k = 0; k < grid.nz() / nz; k++) {
            for (int j = 0; j < grid.ny() / ny; j++) {
                for (int i = 0; i < grid.nx() / nx; i++) {
                    tiles.add(new Region(
                            grid.nx() % nx / 2 + i * nx,
                            grid.ny() % ny / 2 + j * ny,
                            grid.nz() % nz / 2 + k * nz,
                            nx,
                            ny,
                            nz));
                }
            }
        }
        return tiles;
    }

    private static int voxels(double edge, double spacing, int available) {
        return (int) Math.max(1, Math.min(available, Math.round(edge / spacing)));
    }

    /**
     * Edges from a few voxels to the whole image, each about 1.5 times the one before.
     *
     * @param grid the image
     * @param smallest the first edge [m]
     * @return edges, ascending; the last is the image's longest [m]
     */
    public static List<Double> edges(VoxelGrid grid, double smallest) {
        double longest = Math.max(grid.nx() * grid.dx(), Math.max(grid.ny() * grid.dy(), grid.nz() * grid.dz()));
        List<Double> edges = new ArrayList<>();
        for (double edge = smallest; edge < 0.75 * longest; edge *= 1.5) {
            edges.add(edge);
        }
        edges.add(longest);
        return edges;
    }

    /**
     * Measures a property on sub-volumes of several sizes.
     *
     * @param phases the structure
     * @param property what to measure
     * @param edges edges of the sub-volumes, at least one [m]
     * @param progress told about the sub-volumes; also the way to cancel
     * @return the curve
     */
    public RepresentativeCurve of(PhaseMap phases, Property property, List<Double> edges, Progress progress) {
        if (edges.isEmpty()) {
            throw new IllegalArgumentException("no edge given: name at least one size of sub-volumes [m]");
        }
        List<RepresentativeCurve.Point> points = new ArrayList<>();
        int n = edges.size();
        for (int e = 0; e < n; e++) {
            double edge = edges.get(e);
            if (!(edge > 0 && edge < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the edge of a sub-volume must be above 0 [m]: " + edge);
            }
            points.add(point(phases, property, edge, progress.part((double) e / n, (e + 1.0) / n)));
        }
        points.sort((a, b) -> Double.compare(a.edge(), b.edge()));
        return fitted(points);
    }

    private RepresentativeCurve.Point point(PhaseMap phases, Property property, double edge, Progress progress) {
        List<Region> tiles = tiles(phases.grid(), edge);
        int used = Math.min(most, tiles.size());
        double[] values = new double[used];
        int count = 0;
        for (int i = 0; i < used; i++) {
            Region tile = tiles.get((int) ((i + 0.5) * tiles.size() / used));
            double value = property.of(tile.size() == phases.grid().size() ? phases : tile.cut(phases));
            if (Double.isFinite(value)) {
                values[count++] = value;
            }
            progress.update((i + 1.0) / used);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        double scatter = count > 1 ? Math.sqrt(squares / (count - 1)) : Double.NaN;
        double t = count > 1
                ? new TDistribution(null, count - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                : Double.NaN;
        double volume = tiles.get(0).size() * phases.grid().voxelVolume();
        return new RepresentativeCurve.Point(
                edge, volume, count, used - count, mean, scatter, t * scatter / Math.sqrt(count));
    }

    /**
     * The sizes that the fit uses: the largest that still have enough tiles. Smaller ones lie within the correlation
     * length, where the scatter falls more slowly than it does later.
     */
    private static List<RepresentativeCurve.Point> largest(List<RepresentativeCurve.Point> points) {
        List<RepresentativeCurve.Point> enough = points.stream()
                .filter(p -> p.count() >= FEWEST_FITTED && p.scatter() > 0)
                .toList();
        return enough.size() < 2
                ? points.stream().filter(p -> p.scatter() > 0).toList()
                : enough.subList(Math.max(0, enough.size() - SIZES_FITTED), enough.size());
    }

    /** Straight line through ln s² against ln V of the largest sizes, each weighted by its degrees of freedom. */
    private static RepresentativeCurve fitted(List<RepresentativeCurve.Point> points) {
        double w = 0;
        double wx = 0;
        double wy = 0;
        double wxx = 0;
        double wxy = 0;
        for (RepresentativeCurve.Point p : largest(points)) {
            double weight = p.count() - 1.0;
            double x = Math.log(p.volume());
            double y = 2 * Math.log(p.scatter());
            w += weight;
            wx += weight * x;
            wy += weight * y;
            wxx += weight * x * x;
            wxy += weight * x * y;
        }
        double spread = wxx - wx * wx / w;
        double slope = spread > 1e-9 * Math.abs(wxx) ? (wxy - wx * wy / w) / spread : Double.NaN;
        return new RepresentativeCurve(points, -slope, (wy - slope * wx) / w);
    }
}
