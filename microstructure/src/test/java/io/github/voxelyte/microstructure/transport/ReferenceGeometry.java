package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The volumes of the reference cases, bit for bit: 0 electrolyte, 1 active material. All decisions in integers. */
final class ReferenceGeometry {
    /** Sub-voxel grid: positions and radii are multiples of 1/16 voxel. */
    private static final int Q = 16;

    private ReferenceGeometry() {}

    /** Steele, Lea and Flood's SplitMix64. */
    private static final class SplitMix64 {
        private long state;

        SplitMix64(long seed) {
            state = seed;
        }

        long next() {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        int below(long n) {
            return (int) ((next() >>> 32) * n >>> 32);
        }

        double unit() {
            return ((next() >>> 11) + 0.5) * 0x1p-53;
        }

        double normal() {
            double u = unit();
            double v = unit();
            return StrictMath.sqrt(-2.0 * StrictMath.log(u)) * StrictMath.cos(2.0 * Math.PI * v);
        }
    }

    /** Overlapping balls of label 1, added until their fraction is reached; unit voxels. */
    static PhaseMap balls(int nx, int ny, int nz, double fraction, int medianRadius, double sigma, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        VoxelGrid grid = VoxelGrid.cubic(nx, ny, nz, 1);
        byte[][] planes = new byte[nz][nx * ny];
        int target = (int) Math.ceil(fraction * grid.size());
        int filled = 0;
        int pad = 3 * medianRadius * Q;
        int[] size = {nx, ny, nz};
        while (filled < target) {
            int r = Math.max(Q, (int) StrictMath.rint(medianRadius * Q * StrictMath.exp(sigma * random.normal())));
            int[] centre = new int[3];
            int[] low = new int[3];
            int[] high = new int[3];
            for (int a = 0; a < 3; a++) {
                centre[a] = random.below((long) size[a] * Q + 2L * pad) - pad;
                low[a] = Math.max(0, Math.floorDiv(centre[a] - r, Q) - 1);
                high[a] = Math.min(size[a], Math.floorDiv(centre[a] + r, Q) + 2);
            }
            for (int z = low[2]; z < high[2]; z++) {
                for (int y = low[1]; y < high[1]; y++) {
                    for (int x = low[0]; x < high[0]; x++) {
                        int dx = x * Q + Q / 2 - centre[0];
                        int dy = y * Q + Q / 2 - centre[1];
                        int dz = z * Q + Q / 2 - centre[2];
                        if (dx * dx + dy * dy + dz * dz <= r * r && planes[z][x + nx * y] == 0) {
                            planes[z][x + nx * y] = 1;
                            filled++;
                        }
                    }
                }
            }
        }
        return new PhaseMap(grid, planes);
    }

    /** White noise smoothed by three periodic box filters an axis, the highest fraction of it label 0; unit voxels. */
    static PhaseMap gaussian(int n, double fraction, int width, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        int size = n * n * n;
        long[] field = new long[size];
        for (int i = 0; i < size; i++) {
            field[i] = (random.next() >>> 48) - 32768;
        }
        for (int stride : new int[] {n * n, n, 1}) {
            for (int pass = 0; pass < 3; pass++) {
                smooth(field, n, stride, width);
            }
        }
        long[] sorted = field.clone();
        Arrays.parallelSort(sorted);
        long threshold = sorted[size - (int) StrictMath.rint(fraction * size)];
        byte[] labels = new byte[size];
        for (int i = 0; i < size; i++) {
            labels[i] = (byte) (field[i] < threshold ? 1 : 0);
        }
        return PhaseMap.ofFlat(VoxelGrid.cubic(n, n, n, 1), labels);
    }

    private static void smooth(long[] field, int n, int stride, int width) {
        long[] line = new long[n];
        for (int start = 0; start < field.length; start++) {
            if (start / stride % n != 0) {
                continue;
            }
            long sum = 0;
            for (int k = 0; k < n; k++) {
                line[k] = field[start + k * stride];
                sum += k < width ? line[k] : 0;
            }
            for (int k = 0; k < n; k++) {
                field[start + (k + width / 2) % n * stride] = sum;
                sum += line[(k + width) % n] - line[k];
            }
        }
    }

    static String sha256(PhaseMap phases) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int z = 0; z < phases.grid().nz(); z++) {
                digest.update(phases.plane(z));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
