package io.github.voxelyte.microstructure.regions;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds boxes of a given size whose volume fraction of a phase is nearest to a wanted one, none overlapping another.
 *
 * <p>The fraction of every position is taken from a summed-area table (Crow 1984, doi:10.1145/800031.808600) of the
 * column sums over the box's depth, which slide along z. The first box is the one nearest to the wanted fraction, the
 * next the nearest of those that do not overlap the ones before; of equals the first in the order of the voxels. So each
 * box is the best that is left; the set need not be the best of all sets.
 *
 * <p>Time linear in the number of voxels times the positions along z, plus one pass over the positions per box found;
 * memory 4 bytes a position and 8 a voxel of one plane. Instances are immutable and may be shared between threads.
 */
public final class RegionSearch {
    private final int nx;
    private final int ny;
    private final int nz;
    private final Region bounds;

    private RegionSearch(int nx, int ny, int nz, Region bounds) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.bounds = bounds;
    }

    /**
     * A search for boxes of a size.
     *
     * @param nx voxels along x, at least 1
     * @param ny voxels along y, at least 1
     * @param nz voxels along z, at least 1
     * @return the search, over the whole image
     */
    public static RegionSearch ofSize(int nx, int ny, int nz) {
        Region box = new Region(0, 0, 0, nx, ny, nz);
        return new RegionSearch(box.nx(), box.ny(), box.nz(), null);
    }

    /**
     * Restricts the search, say to leave out layers at the collector and the separator.
     *
     * @param part the boxes must lie in this part
     * @return a copy with it
     */
    public RegionSearch within(Region part) {
        return new RegionSearch(nx, ny, nz, Objects.requireNonNull(part, "part"));
    }

    /**
     * Finds boxes for several wanted fractions, in turn.
     *
     * @param phases the structure
     * @param member which labels are the phase, 256 entries
     * @param wanted volume fractions, each in 0 to 1 [1]
     * @param each boxes for each of them, at least 1
     * @param progress told about the planes and boxes; also the way to cancel
     * @return the boxes in the order found; fewer than asked for if no more fit without overlap
     */
    public List<FractionMatch> of(PhaseMap phases, boolean[] member, double[] wanted, int each, Progress progress) {
        check(phases.grid(), wanted, each);
        Region part = bounds == null ? Region.whole(phases.grid()) : bounds;
        int[][] counts = counts(phases, member, part, progress.part(0, 0.7));
        List<FractionMatch> found = new ArrayList<>();
        for (int round = 0; round < each; round++) {
            for (double fraction : wanted) {
                nearest(counts, part, fraction, found);
            }
            progress.update(0.7 + 0.3 * (round + 1) / each);
        }
        return found;
    }

    private void check(VoxelGrid grid, double[] wanted, int each) {
        Region part = bounds == null ? Region.whole(grid) : bounds;
        if (part.x() + part.nx() > grid.nx() || part.y() + part.ny() > grid.ny() || part.z() + part.nz() > grid.nz()) {
            throw new IllegalArgumentException("the part to search, " + part + ", does not lie inside the stack");
        }
        if (nx > part.nx() || ny > part.ny() || nz > part.nz()) {
            throw new IllegalArgumentException("regions of " + nx + "×" + ny + "×" + nz
                    + " voxels do not fit into the " + part.nx() + "×" + part.ny() + "×" + part.nz()
                    + " voxels searched: choose a smaller size or trim less");
        }
        if (each < 1) {
            throw new IllegalArgumentException("the number of regions must be at least 1: " + each);
        }
        for (double fraction : wanted) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("a volume fraction lies in 0 to 1: " + fraction);
            }
        }
    }

    /** Voxels of the phase in the box at every position, one array per position along z. */
    private int[][] counts(PhaseMap phases, boolean[] member, Region part, Progress progress) {
        int width = part.nx();
        int height = part.ny();
        int[] column = new int[width * height];
        int[] table = new int[(width + 1) * (height + 1)];
        int positions = part.nz() - nz + 1;
        int[][] counts = new int[positions][];
        for (int k = 0; k < part.nz(); k++) {
            addPlane(phases, member, part, k, 1, column);
            if (k >= nz) {
                addPlane(phases, member, part, k - nz, -1, column);
            }
            if (k >= nz - 1) {
                counts[k - nz + 1] = boxes(column, table, width, height);
            }
            progress.update((k + 1.0) / part.nz());
        }
        return counts;
    }

    private static void addPlane(PhaseMap phases, boolean[] member, Region part, int k, int sign, int[] column) {
        byte[] plane = phases.plane(part.z() + k);
        int stride = phases.grid().nx();
        for (int y = 0; y < part.ny(); y++) {
            int row = (part.y() + y) * stride + part.x();
            for (int x = 0; x < part.nx(); x++) {
                if (member[plane[row + x] & 0xff]) {
                    column[y * part.nx() + x] += sign;
                }
            }
        }
    }

    private int[] boxes(int[] column, int[] table, int width, int height) {
        int stride = width + 1;
        for (int y = 0; y < height; y++) {
            int sum = 0;
            for (int x = 0; x < width; x++) {
                sum += column[y * width + x];
                table[(y + 1) * stride + x + 1] = table[y * stride + x + 1] + sum;
            }
        }
        int across = width - nx + 1;
        int down = height - ny + 1;
        int[] boxes = new int[across * down];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int top = y * stride + x;
                int bottom = (y + ny) * stride + x;
                boxes[y * across + x] = table[bottom + nx] - table[bottom] - table[top + nx] + table[top];
            }
        }
        return boxes;
    }

    private void nearest(int[][] counts, Region part, double wanted, List<FractionMatch> found) {
        double size = (double) nx * ny * nz;
        double target = wanted * size;
        double best = Double.POSITIVE_INFINITY;
        Region nearest = null;
        int count = 0;
        int across = part.nx() - nx + 1;
        for (int k = 0; k < counts.length; k++) {
            int[] boxes = counts[k];
            for (int i = 0; i < boxes.length; i++) {
                double off = Math.abs(boxes[i] - target);
                if (off < best) {
                    Region region = new Region(part.x() + i % across, part.y() + i / across, part.z() + k, nx, ny, nz);
                    if (found.stream().noneMatch(match -> match.region().overlaps(region))) {
                        best = off;
                        nearest = region;
                        count = boxes[i];
                    }
                }
            }
        }
        if (nearest != null) {
            found.add(new FractionMatch(nearest, wanted, count / size));
        }
    }
}
