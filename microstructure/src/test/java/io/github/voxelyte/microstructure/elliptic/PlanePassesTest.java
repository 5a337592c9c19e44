package io.github.voxelyte.microstructure.elliptic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the parts and the threads, a pass leaves the same bits. */
class PlanePassesTest {
    private static BlockLattice lattice(boolean alongV, boolean alongW) {
        SplittableRandom random = new SplittableRandom(3);
        byte[][] planes = new byte[60][10 * 44];
        for (byte[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (byte) (random.nextDouble() < 0.5 ? 1 : 0);
            }
        }
        byte[] conducts = new byte[256];
        conducts[1] = 1;
        PhaseMap phases = new PhaseMap(VoxelGrid.cubic(10, 44, 60, 1), planes);
        return new BlockLattice(phases, conducts, new boolean[] {false, alongV, alongW}, kept -> {}, Parallel.SERIAL);
    }

    /** The operator on random values: three steps, of which the first two reach beyond their part. */
    private static double[] image(BlockLattice lattice, Parallel parallel, int places, int leastPieces) {
        BlockStencil stencil = new UniformStencil(lattice, 1, Axis.X, Grounds.planes(lattice, Axis.X));
        PlanePasses passes = new PlanePasses(lattice, stencil, parallel, places);
        assertTrue(passes.pieces() >= leastPieces * lattice.nw, passes.pieces() + " pieces");
        SplittableRandom random = new SplittableRandom(4);
        PlaneValues<float[]> p = PlaneValues.ofFloats(lattice);
        PlaneValues<float[]> q = PlaneValues.ofFloats(lattice);
        for (int block = 0; block < lattice.blocks; block++) {
            for (int k = 0; k < 4; k++) {
                boolean conducts = lattice.conducts(block, BlockLattice.BLACK[k]);
                p.all()[4 * block + k] = conducts ? (float) random.nextDouble() : 0;
            }
        }
        double[] sums = passes.sums(own -> own.run(
                (w, from, to) -> Loops.widen(
                        p.at(w),
                        p.start(w),
                        own.wide.at(w),
                        own.wide.start(w),
                        4 * lattice.begin(w, from),
                        4 * lattice.begin(w, to)),
                (w, from, to) -> own.sweeps.redPotential(w, from, to, own.wide, null, own.red),
                (w, from, to) -> {
                    own.sweeps.inflow(w, from, to, own.red, own.wide, null, own.flow);
                    Loops.narrowNegative(
                            own.flow, q.at(w), q.start(w), 4 * lattice.begin(w, from), 4 * lattice.begin(w, to));
                    own.put(w, own.sweeps.product(w, from, to, p, q), 1);
                }));
        assertEquals(passes.pieces(), sums[1]);
        double[] all = new double[4 * lattice.blocks + 1];
        for (int i = 0; i < all.length - 1; i++) {
            all[i] = q.all()[i];
        }
        all[all.length - 1] = sums[0];
        return all;
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false"})
    void partsAndThreadsLeaveTheSame(boolean alongV, boolean alongW) {
        BlockLattice lattice = lattice(alongV, alongW);
        double[] whole = image(lattice, Parallel.SERIAL, 1 << 20, 1);
        assertTrue(Arrays.stream(whole).filter(v -> v != 0).count() > 1000);
        for (int threads = 1; threads <= 3; threads++) {
            double[] divided = image(lattice, Parallel.withThreads(threads), 1, alongV ? 1 : 2);
            // The sum is made of other pieces.
            assertEquals(whole[whole.length - 1], divided[whole.length - 1], 1e-12 * whole[whole.length - 1]);
            divided[whole.length - 1] = whole[whole.length - 1];
            assertArrayEquals(whole, divided, 0);
        }
        double[] one = image(lattice, Parallel.SERIAL, 1, 1);
        assertArrayEquals(one, image(lattice, Parallel.withThreads(3), 1, 1), 0);
    }
}
