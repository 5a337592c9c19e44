package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The voxels of a grid in blocks of 2×2×2, of which only those with a conducting voxel are kept.
 *
 * <p>Axes are named here by the number of voxels along them: u the fewest, v, w the most; 0, 1, 2 where they are counted. Within
 * a block, slot s = u + 2v + 4w. The voxels are two-coloured like a chess board: four red slots (0, 3, 5, 6)
 * and four black ones (1, 2, 4, 7), so that a voxel's six neighbours all have the other colour. Voxel k = v + 2w of each colour: a block has
 * one red and one black for every k. The neighbours of voxel k are, in the other colour, voxel k of the same block and of one of
 * those beside along u, voxel k ^ 1 of the same block and of one beside along v, and voxel k ^ 2 likewise along w.
 *
 * <p>Blocks are numbered along u, then v, then w, and lie plane by plane (normal to w), each at its place in the plane. At place 0 of
 * every plane is a block without voxels, whose values are always zero: it stands in wherever there is no neighbour, so sums need no
 * branches. Beyond the ends of the lattice stands in that of the first plane.
 *
 * <p>Memory: 29 bytes per block, and while it is made 5 per block of the box.
 */
final class BlockLattice {
    /** Slot of red voxel k, and of black voxel k. */
    static final int[] RED = {0, 3, 5, 6};

    static final int[] BLACK = {1, 2, 4, 7};

    /** Slots on the lower side along each axis, one bit a slot. */
    static final int[] LOWER_SIDE = {0b01010101, 0b00110011, 0b00001111};

    private static final int SIDES = 6;

    /** Planes that may be asked for beyond the ends. */
    static final int BEYOND = 2;

    final VoxelGrid grid;

    /** The grid's axis along u, v, w. */
    final Axis[] axes;

    final int nu;
    final int nv;
    final int nw;

    /** Number of blocks, those that stand in included. */
    final int blocks;

    /** Places in the largest plane. */
    final int mostPlaces;

    /** Whether neighbours along some axis go round, so that they need not ascend with their places. */
    final boolean closed;

    /** Which slots of every block conduct, one bit a slot; none of those that stand in. */
    final byte[] masks;

    private final boolean[] periodic;

    /** First block of every row, and where the last one of a plane ends: v + (nv + 1)·w. */
    private final int[] rowStart;

    /** The plane itself and its first block, by plane from {@link #BEYOND} before the first one on. */
    private final int[] wrapped;

    private final int[] firstBlock;

    /** Position of every block in the box, u + nu·row. */
    private final int[] cell;

    /** Place of the neighbour on every side (lower u, higher u, lower v, …) by side and block; 0 for none. */
    private final int[][] beside;

    private final List<Runnable> atRelease = new ArrayList<>();

    /**
     * Finds and numbers the blocks.
     *
     * @param phases the voxels' labels
     * @param conducts whether a label conducts, 1 or 0, length 256
     * @param periodic along which axes, as {@link Axis} ordinals, the last block is next to the first
     * @param known told the number of blocks kept, before memory is taken for them; may refuse
     * @param parallel who works
     */
    BlockLattice(PhaseMap phases, byte[] conducts, boolean[] periodic, IntConsumer known, Parallel parallel) {
        grid = phases.grid();
        axes = Axis.values();
        // Sorting is stable.
        Arrays.sort(axes, Comparator.comparingInt(grid::count));
        this.periodic = new boolean[3];
        for (int a = 0; a < 3; a++) {
            this.periodic[a] = periodic[axes[a].ordinal()];
        }
        closed = periodic[0] || periodic[1] || periodic[2];
        nu = (grid.count(axes[0]) + 1) / 2;
        nv = (grid.count(axes[1]) + 1) / 2;
        nw = (grid.count(axes[2]) + 1) / 2;
        byte[] box = new byte[Math.multiplyExact(nu * nv, nw)];
        parallel.forEach((grid.nz() + 1) / 2, layer -> {
            for (int z = 2 * layer; z < Math.min(grid.nz(), 2 * layer + 2); z++) {
                addPlane(phases.plane(z), z, conducts, box);
            }
        });
        rowStart = new int[(nv + 1) * nw];
        int count = 0;
        for (int w = 0; w < nw; w++) {
            count++;
            for (int v = 0; v < nv; v++) {
                rowStart[v + (nv + 1) * w] = count;
                count += kept(v + nv * w, box);
            }
            rowStart[nv + (nv + 1) * w] = count;
        }
        blocks = count;
        wrapped = new int[nw + 2 * BEYOND];
        firstBlock = new int[nw + 2 * BEYOND];
        for (int w = -BEYOND; w < nw + BEYOND; w++) {
            wrapped[w + BEYOND] = hasPlane(w) ? Math.floorMod(w, nw) : 0;
            firstBlock[w + BEYOND] = hasPlane(w) ? rowBegin(w, 0) - 1 : 0;
        }
        known.accept(blocks - nw);
        masks = new byte[blocks];
        cell = new int[blocks];
        beside = new int[SIDES][blocks];
        int[] places = new int[box.length];
        parallel.forEach(nw, w -> fillPlane(w, box, places));
        parallel.forEach(nw, w -> lookUpPlane(w, places));
        int most = 0;
        for (int w = 0; w < nw; w++) {
            most = Math.max(most, places(w));
        }
        mostPlaces = most;
    }

    /** Has something done at {@link #release}. */
    void atRelease(Runnable action) {
        atRelease.add(action);
    }

    /**
     * Lets go of the large arrays of this lattice and of what was made for it, none of which can be used any more. The virtual machine's
     * collector takes large arrays back at once if nothing refers to them, but if something does that itself is only garbage, and already old,
     * not before the heap has grown by half: a later solve would be given memory never used before, which costs more than what it does with it.
     */
    void release() {
        Arrays.fill(beside, null);
        atRelease.forEach(Runnable::run);
    }

    /** Puts a plane of voxels into the masks of its blocks. */
    private void addPlane(byte[] labels, int z, byte[] conducts, byte[] box) {
        int along = axisOf(Axis.X);
        int step = step(along);
        for (int y = 0; y < grid.ny(); y++) {
            int slot = (y & 1) << axisOf(Axis.Y) | (z & 1) << axisOf(Axis.Z);
            int cell = y / 2 * step(axisOf(Axis.Y)) + z / 2 * step(axisOf(Axis.Z));
            addRow(labels, grid.nx() * y, grid.nx() / 2, conducts, slot, slot | 1 << along, box, cell, step);
            if (grid.nx() % 2 == 1) {
                box[cell + step * (grid.nx() / 2)] |= (byte) (conducts[labels[grid.nx() * (y + 1) - 1] & 0xff] << slot);
            }
        }
    }

    /** Puts pairs of voxels along x into the masks of their blocks, two pairs a step for fewer steps. */
    private static void addRow(
            byte[] labels,
            int from,
            int pairs,
            byte[] conducts,
            int slot,
            int nextSlot,
            byte[] box,
            int cell,
            int step) {
        int i = from;
        int c = cell;
        int end = from + 2 * pairs;
        for (; i < end - 3; i += 4) {
            box[c] |= (byte) (conducts[labels[i] & 0xff] << slot | conducts[labels[i + 1] & 0xff] << nextSlot);
            c += step;
            box[c] |= (byte) (conducts[labels[i + 2] & 0xff] << slot | conducts[labels[i + 3] & 0xff] << nextSlot);
            c += step;
        }
        for (; i < end; i += 2) {
            box[c] |= (byte) (conducts[labels[i] & 0xff] << slot | conducts[labels[i + 1] & 0xff] << nextSlot);
            c += step;
        }
    }

    private int kept(int row, byte[] box) {
        int kept = 0;
        for (int c = nu * row; c < nu * (row + 1); c++) {
            kept += box[c] != 0 ? 1 : 0;
        }
        return kept;
    }

    // What is done once is done by methods called row by row: so they are compiled once, and soon.

    private void fillPlane(int w, byte[] box, int[] places) {
        // The one that stands in is somewhere in the plane, too.
        cell[firstBlock(w)] = nu * nv * w;
        for (int v = 0; v < nv; v++) {
            fillRow(begin(w, v), rowBegin(w, v), v + nv * w, box, places);
        }
    }

    /** Looks up the neighbours of a plane's blocks by where they would be in the box. */
    private void lookUpPlane(int w, int[] places) {
        for (int v = 0; v < nv; v++) {
            int row = v + nv * w;
            int from = rowBegin(w, v);
            int to = rowBegin(w, v + 1);
            lookUpAlongRow(from, to, nu * row, places);
            lookUpBeside(from, to, row, 2, places);
            lookUpBeside(from, to, row, 3, places);
            lookUpBeside(from, to, row, 4, places);
            lookUpBeside(from, to, row, 5, places);
        }
    }

    private void fillRow(int firstPlace, int first, int row, byte[] box, int[] places) {
        int place = firstPlace;
        int block = first;
        for (int c = nu * row; c < nu * (row + 1); c++) {
            if (box[c] != 0) {
                masks[block] = box[c];
                cell[block++] = c;
                places[c] = place++;
            }
        }
    }

    private void lookUpBeside(int from, int to, int row, int side, int[] places) {
        int next = neighbourRow(row, side);
        if (next >= 0) {
            int[] neighbours = beside[side];
            int step = nu * (next - row);
            for (int block = from; block < to; block++) {
                neighbours[block] = places[cell[block] + step];
            }
        }
    }

    private void lookUpAlongRow(int from, int to, int rowCell, int[] places) {
        // Only its first and last block are beside the ends.
        for (int block = from; block < to; block++) {
            int c = cell[block];
            beside[0][block] = places[Math.max(c - 1, rowCell)];
            beside[1][block] = places[Math.min(c + 1, rowCell + nu - 1)];
        }
        if (from < to && cell[from] == rowCell) {
            beside[0][from] = periodic[0] ? places[rowCell + nu - 1] : 0;
        }
        if (from < to && cell[to - 1] == rowCell + nu - 1) {
            beside[1][to - 1] = periodic[0] ? places[rowCell] : 0;
        }
    }

    /** The row on a side along v or w, −1 if there is none. */
    private int neighbourRow(int row, int side) {
        int axis = side >> 1;
        int count = axis == 1 ? nv : nw;
        int stride = axis == 1 ? 1 : nv;
        int position = row / stride % count;
        int next = position + (side & 1) * 2 - 1;
        if (next >= 0 && next < count) {
            return row + (next - position) * stride;
        }
        return periodic[axis] ? row + (position > 0 ? -position : count - 1) * stride : -1;
    }

    /** Which of u, v, w an axis of the grid is: 0, 1, 2. */
    int axisOf(Axis axis) {
        return axes[0] == axis ? 0 : axes[1] == axis ? 1 : 2;
    }

    private int step(int axis) {
        return axis == 0 ? 1 : axis == 1 ? nu : nu * nv;
    }

    /** Whether there is a plane of blocks; if w is periodic they go on beyond both ends. */
    boolean hasPlane(int w) {
        return periodic[2] || w >= 0 && w < nw;
    }

    /** Whether the rows at the ends of a plane have no neighbours beyond, so that fewer of them can be worked on at a time. */
    boolean rowsHaveEnds() {
        return !periodic[1];
    }

    /** The plane itself, also of one next to the ends. */
    int wrapped(int w) {
        return wrapped[w + BEYOND];
    }

    /** Places in a plane. */
    int places(int w) {
        return begin(w, nv);
    }

    /** Place of the first block of row v of a plane; for row nv where the last one ends. */
    int begin(int w, int v) {
        return rowBegin(w, v) - firstBlock(w);
    }

    /** The same as the number of the block. */
    int rowBegin(int w, int v) {
        return rowStart[v + (nv + 1) * wrapped[w + BEYOND]];
    }

    /** The block at place 0 of a plane, that which stands in. */
    int firstBlock(int w) {
        return firstBlock[w + BEYOND];
    }

    /** Position of a block in the box, u + nu·(v + nv·w). */
    int cell(int block) {
        return cell[block];
    }

    /** The plane of a block. */
    int planeOf(int block) {
        return cell[block] / (nu * nv);
    }

    /** The block on a side (lower u, higher u, lower v, …) of one of plane w; one that stands in if there is none. */
    int neighbour(int block, int w, int side) {
        return firstBlock(side < 4 ? w : side == 4 ? w - 1 : w + 1) + beside[side][block];
    }

    /** Places of the neighbours on a side of all blocks; of sides along w in that plane. */
    int[] beside(int side) {
        return beside[side];
    }

    static boolean isRed(int slot) {
        return (0b01101001 >> slot & 1) != 0;
    }

    boolean conducts(int block, int slot) {
        return (masks[block] >> slot & 1) != 0;
    }

    private int position(int axis, int block) {
        int c = cell[block];
        return axis == 0 ? c % nu : axis == 1 ? c / nu % nv : c / (nu * nv);
    }

    /** Layer along an axis of the grid of the voxels in a slot of a block. */
    int layer(Axis axis, int block, int slot) {
        int a = axisOf(axis);
        return 2 * position(a, block) + (slot >> a & 1);
    }

    /** The lower layer along an axis of the grid of every block's voxels. */
    int[] layers(Axis axis, Parallel parallel) {
        int[] layers = new int[blocks];
        parallel.forEach(nw, w -> {
            for (int v = 0; v < nv; v++) {
                layersOfRow(axisOf(axis), w, v, layers);
            }
        });
        return layers;
    }

    private void layersOfRow(int axis, int w, int v, int[] layers) {
        // All of a row but along it.
        int of = axis == 0 ? -2 * nu * (v + nv * w) : 2 * (axis == 1 ? v : w);
        int step = axis == 0 ? 2 : 0;
        int end = rowBegin(w, v + 1);
        for (int block = rowBegin(w, v); block < end; block++) {
            layers[block] = of + step * cell[block];
        }
    }

    /** What is done with a voxel. */
    interface VoxelVisitor {
        /** With the voxel in a slot of a block and its position in the grid. */
        void visit(int block, int slot, int x, int y, int z);
    }

    /** Goes through the conducting voxels of a plane. */
    void forEachVoxel(int w, VoxelVisitor visitor) {
        for (int v = 0; v < nv; v++) {
            forEachVoxelOfRow(w, v, visitor);
        }
    }

    private void forEachVoxelOfRow(int w, int v, VoxelVisitor visitor) {
        int alongX = axisOf(Axis.X);
        int alongY = axisOf(Axis.Y);
        int alongZ = axisOf(Axis.Z);
        int[] at = new int[3];
        int end = rowBegin(w, v + 1);
        for (int block = rowBegin(w, v); block < end; block++) {
            int u = cell[block] - nu * (v + nv * w);
            for (int slots = masks[block] & 0xff; slots != 0; slots &= slots - 1) {
                int slot = Integer.numberOfTrailingZeros(slots);
                at[0] = 2 * u + (slot & 1);
                at[1] = 2 * v + (slot >> 1 & 1);
                at[2] = 2 * w + (slot >> 2);
                visitor.visit(block, slot, at[alongX], at[alongY], at[alongZ]);
            }
        }
    }

    /** Flat index of the voxel in a slot of a block; meaningless for a slot outside the grid. */
    int voxel(int block, int slot) {
        return grid.index(layer(Axis.X, block, slot), layer(Axis.Y, block, slot), layer(Axis.Z, block, slot));
    }

    /** Slots on the lower side along an axis of the grid, one bit a slot. */
    int lowerSide(Axis axis) {
        return LOWER_SIDE[axisOf(axis)];
    }

    /** Blocks of a plane beside the first electrode plane normal to an axis or beside the last one, ascending. */
    int[] besideElectrode(Axis axis, int w, boolean last) {
        int a = axisOf(axis);
        int end = last ? (grid.count(axis) - 1) / 2 : 0;
        if (a > 0) {
            int firstRow = a == 1 ? end : 0;
            int endRow = a == 1 ? end + 1 : w == end ? nv : 0;
            int first = rowBegin(w, firstRow);
            int[] all = new int[Math.max(0, rowBegin(w, endRow) - first)];
            Arrays.setAll(all, i -> first + i);
            return all;
        }
        int[] found = new int[nv];
        int count = 0;
        for (int v = 0; v < nv; v++) {
            // In a row without blocks this is another row's.
            int block = last ? rowBegin(w, v + 1) - 1 : Math.min(rowBegin(w, v), blocks - 1);
            found[count] = block;
            count += cell[block] == end + nu * (v + nv * w) ? 1 : 0;
        }
        return Arrays.copyOf(found, count);
    }

    /** Eight times the block of a conducting voxel, by flat index, plus its slot. */
    int blockAndSlot(int voxel) {
        int[] at = new int[3];
        for (int a = 0; a < 3; a++) {
            at[a] = position(axes[a], voxel);
        }
        int v = at[1] / 2;
        int w = at[2] / 2;
        int block = Arrays.binarySearch(cell, rowBegin(w, v), rowBegin(w, v + 1), at[0] / 2 + nu * (v + nv * w));
        return 8 * block + (at[0] & 1) + 2 * (at[1] & 1) + 4 * (at[2] & 1);
    }

    /** Coordinate of a voxel along an axis. */
    int position(Axis axis, int voxel) {
        return switch (axis) {
            case X -> voxel % grid.nx();
            case Y -> voxel / grid.nx() % grid.ny();
            case Z -> voxel / grid.planeSize();
        };
    }

    /** The voxel's neighbour on a side (lower u, …), where there is one; at an end that on the other one. */
    int neighbourVoxel(int voxel, int side) {
        Axis along = axes[side >> 1];
        int step = along == Axis.X ? 1 : along == Axis.Y ? grid.nx() : grid.planeSize();
        int last = grid.count(along) - 1;
        int position = position(along, voxel);
        if ((side & 1) == 0) {
            return position == 0 ? voxel + step * last : voxel - step;
        }
        return position == last ? voxel - step * last : voxel + step;
    }
}
