package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Goes through the blocks of a {@link BlockLattice} in passes of several steps, each of which reads what the one before has left on a
 * block and on those beside it.
 *
 * <p>Memory is slow, so all steps between two sums over the whole are one pass: it goes from plane to plane of blocks, a step one
 * plane behind the step before, whose results only the last three planes are kept of; and with some rows of the planes at a time, so few
 * that all this stays in the second cache. Parts repeat what they need of each other's rows and planes, with the same results. Results do
 * not depend on the number of threads.
 */
final class PlanePasses {
    /** Places of a plane that are worked on together: some thirty times four values of each are at hand at a time. */
    private static final int PLACES = 4096;

    /** A part with fewer would repeat more of the others' work than it does. */
    private static final int ROWS_AT_LEAST = 8;

    private static final int PLANES_AT_LEAST = 4;

    private final BlockLattice lattice;
    private final BlockStencil stencil;
    private final Parallel parallel;

    /** Some rows of all planes, or of fewer planes if there are threads for it. */
    private final List<Part> parts = new ArrayList<>();

    private final int bands;
    private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

    /** Two summands of every piece: not of every part, whose planes depend on the number of threads. */
    private final double[] partial;

    PlanePasses(BlockLattice lattice, BlockStencil stencil, Parallel parallel) {
        this(lattice, stencil, parallel, PLACES);
    }

    /** With another size of the pieces. */
    PlanePasses(BlockLattice lattice, BlockStencil stencil, Parallel parallel, int places) {
        this.lattice = lattice;
        this.stencil = stencil;
        this.parallel = parallel;
        int placesPerRow = Math.max(1, lattice.blocks / (lattice.nv * lattice.nw));
        int rows = Math.max(ROWS_AT_LEAST, places / placesPerRow);
        bands = lattice.rowsHaveEnds() ? Math.max(1, lattice.nv / rows) : 1;
        partial = new double[2 * pieces()];
        int most = Math.max(1, lattice.nw / PLANES_AT_LEAST);
        int slabs = Math.min(most, (parallel.threads() + bands - 1) / bands);
        for (int c = 0; c < slabs; c++) {
            for (int b = 0; b < bands; b++) {
                parts.add(new Part(
                        lattice.nw * c / slabs,
                        lattice.nw * (c + 1) / slabs,
                        lattice.nv * b / bands,
                        lattice.nv * (b + 1) / bands,
                        b));
            }
        }
    }

    /** Planes and rows of blocks, each from the first to before the last, and which rows these are. */
    private record Part(int firstPlane, int endPlane, int firstRow, int endRow, int band) {}

    /** What is done with rows of a plane of blocks. */
    interface Step {
        void on(int plane, int from, int to);
    }

    /** What is done with a part: {@link Workspace#run}. */
    interface Pass {
        void by(Workspace own);
    }

    /** What a thread needs to go through a part. */
    final class Workspace {
        private Part part;
        final BlockSweeps sweeps = stencil.sweeps();
        final float[] values = new float[4 * lattice.mostPlaces];
        final PlaneValues<double[]> wide = PlaneValues.ofLastDoubles(lattice);
        final PlaneValues<double[]> red = PlaneValues.ofLastDoubles(lattice);
        final double[] flow = new double[4 * lattice.mostPlaces];

        /**
         * Takes the steps on every plane of the part, each when the one before has been taken on the plane after; all but the last also
         * on as many rows and planes beyond as the following ones read.
         */
        void run(Step... steps) {
            int last = steps.length - 1;
            for (int t = part.firstPlane - last; t < part.endPlane + last; t++) {
                for (int s = 0; s <= last; s++) {
                    take(steps[s], t - s, last - s);
                }
            }
        }

        private void take(Step step, int plane, int margin) {
            if (plane >= part.firstPlane - margin && plane < part.endPlane + margin && lattice.hasPlane(plane)) {
                step.on(plane, Math.max(0, part.firstRow - margin), Math.min(lattice.nv, part.endRow + margin));
            }
        }

        /** The number of what the last step works on: its plane and the rows of the part. */
        int piece(int plane) {
            return plane * bands + part.band;
        }

        /** Puts down the summands of a piece. */
        void put(int plane, double first, double second) {
            partial[2 * piece(plane)] = first;
            partial[2 * piece(plane) + 1] = second;
        }
    }

    /** Number of pieces. */
    int pieces() {
        return lattice.nw * bands;
    }

    /** Goes through all parts; returns the sums of what is put down, 0 if nothing is. */
    double[] sums(Pass pass) {
        Arrays.fill(partial, 0);
        parallel.forEach(parts.size(), i -> {
            Workspace known = workspaces.poll();
            Workspace own = known == null ? new Workspace() : known;
            own.part = parts.get(i);
            pass.by(own);
            workspaces.add(own);
        });
        double first = 0;
        double second = 0;
        for (int place = 0; place < partial.length; place += 2) {
            first += partial[place];
            second += partial[place + 1];
        }
        return new double[] {first, second};
    }
}
