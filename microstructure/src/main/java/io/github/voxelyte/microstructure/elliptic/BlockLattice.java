package io.github.voxelyte.microstructure.elliptic;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Comparator;
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
 * <p>Blocks are numbered along u, then v, then w. Values lie plane by plane (normal to w), by place in the plane. Place 0 of every plane
 * belongs to no block and is always zero: it stands in wherever there is no neighbour, so sums need no branches.
 *
 * <p>Memory: 29 bytes per block kept, and while it is made 5 per block of the box.
 */
final class BlockLattice {
    /** Slot of red voxel k, and of black voxel k. */
    static final int[] RED = {0, 3, 5, 6};

    static final int[] BLACK = {1, 2, 4, 7};

    /** Slots on the lower side along each axis, one bit a slot. */
    static final int[] LOWER_SIDE = {0b01010101, 0b00110011, 0b00001111};

    private static final int SIDES = 6;

    final VoxelGrid grid;

    /** The grid's axis along u, v, w. */
    final Axis[] axes;

    final int nu;
    final int nv;
    final int nw;

    /** Number of blocks kept; also the number of the block that stands in where there is none. */
    final int blocks;

    /** Places in the largest plane. */
    final int mostPlaces;

    /** Whether neighbours along some axis go round, so that they need not ascend with their places. */
    final boolean closed;

    /** Which slots of every block conduct, one bit a slot; none of the block that stands in. */
    final byte[] masks;

    private final boolean[] periodic;

    /** First block of every row; row v + nv·w. */
    private final int[] rowStart;

    /** Position of every block in the box, u + nu·row. */
    private final int[] cell;

    /** Place of the neighbour on every side (lower u, higher u, lower v, …) by side, plane, place; 0 for none. */
    private final int[][][] beside;

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
                for (int y = 0; y < grid.ny(); y++) {
                    addRow(phases.plane(z), y, z, conducts, box);
                }
            }
        });
        rowStart = new int[rows() + 1];
        for (int row = 0; row < rows(); row++) {
            rowStart[row + 1] = rowStart[row] + kept(row, box);
        }
        blocks = rowStart[rows()];
        known.accept(blocks);
        masks = new byte[blocks + 1];
        cell = new int[blocks];
        int[] places = new int[box.length];
        parallel.forEach(nw, w -> fillPlane(w, box, places));
        beside = new int[SIDES][nw][];
        int most = 0;
        for (int w = 0; w < nw; w++) {
            most = Math.max(most, places(w));
            for (int side = 0; side < SIDES; side++) {
                beside[side][w] = new int[places(w)];
            }
        }
        mostPlaces = most;
        parallel.forEach(nw, w -> lookUpPlane(w, places));
    }

    /** Puts a row of voxels along x into the masks of its blocks. */
    private void addRow(byte[] labels, int y, int z, byte[] conducts, byte[] box) {
        int along = axisOf(Axis.X);
        int step = step(along);
        int slot = (y & 1) << axisOf(Axis.Y) | (z & 1) << axisOf(Axis.Z);
        int nextSlot = slot | 1 << along;
        int c = y / 2 * step(axisOf(Axis.Y)) + z / 2 * step(axisOf(Axis.Z));
        int end = grid.nx() * (y + 1);
        int i = grid.nx() * y;
        for (; i < end - 1; i += 2) {
            box[c] |= (byte) (conducts[labels[i] & 0xff] << slot | conducts[labels[i + 1] & 0xff] << nextSlot);
            c += step;
        }
        if (i < end) {
            box[c] |= (byte) (conducts[labels[i] & 0xff] << slot);
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
        for (int v = 0; v < nv; v++) {
            fillRow(v + nv * w, box, places);
        }
    }

    private void lookUpPlane(int w, int[] places) {
        for (int v = 0; v < nv; v++) {
            lookUpRow(v + nv * w, places);
        }
    }

    private void fillRow(int row, byte[] box, int[] places) {
        int block = rowStart[row];
        int first = firstBlock(row / nv);
        for (int c = nu * row; c < nu * (row + 1); c++) {
            if (box[c] != 0) {
                masks[block] = box[c];
                cell[block] = c;
                places[c] = block++ - first;
            }
        }
    }

    /** Looks up the neighbours of a row's blocks by where they would be in the box. */
    private void lookUpRow(int row, int[] places) {
        lookUpAlongRow(row, places);
        for (int side = 2; side < SIDES; side++) {
            int next = neighbourRow(row, side);
            if (next >= 0) {
                lookUpBeside(row, beside[side][row / nv], nu * (next - row), places);
            }
        }
    }

    private void lookUpBeside(int row, int[] neighbours, int step, int[] places) {
        int first = firstBlock(row / nv);
        for (int block = rowStart[row]; block < rowStart[row + 1]; block++) {
            neighbours[block - first] = places[cell[block] + step];
        }
    }

    private void lookUpAlongRow(int row, int[] places) {
        int first = firstBlock(row / nv);
        int[] lower = beside[0][row / nv];
        int[] higher = beside[1][row / nv];
        for (int block = rowStart[row]; block < rowStart[row + 1]; block++) {
            int c = cell[block];
            int u = c - nu * row;
            lower[block - first] = u > 0 ? places[c - 1] : periodic[0] ? places[c + nu - 1] : 0;
            higher[block - first] = u < nu - 1 ? places[c + 1] : periodic[0] ? places[c - nu + 1] : 0;
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

    /** Rows of blocks along u; row v + nv·w. */
    int rows() {
        return nv * nw;
    }

    /** First block of a row; of row {@link #rows} their number. */
    int rowStart(int row) {
        return rowStart[row];
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
        return w < 0 ? w + nw : w < nw ? w : w - nw;
    }

    /** Places in a plane. */
    int places(int w) {
        return begin(w, nv);
    }

    /** Place of the first block of row v of a plane; for row nv where the last one ends. */
    int begin(int w, int v) {
        int row = nv * wrapped(w);
        return rowStart[row + v] - rowStart[row] + 1;
    }

    /** The block that would be at place 0 of a plane, although there is none. */
    int firstBlock(int w) {
        return rowStart[nv * wrapped(w)] - 1;
    }

    /** Position of a block in the box, u + nu·row. */
    int cell(int block) {
        return cell[block];
    }

    /** The plane of a block. */
    int planeOf(int block) {
        return cell[block] / (nu * nv);
    }

    /** The block on a side (lower u, higher u, lower v, …) of one of plane w; {@link #blocks} if there is none. */
    int neighbour(int block, int w, int side) {
        int place = beside[side][w][block - firstBlock(w)];
        return place == 0 ? blocks : firstBlock(side < 4 ? w : side == 4 ? w - 1 : w + 1) + place;
    }

    /** Places of the neighbours on a side of the blocks of a plane, by place; of sides along w in that plane. */
    int[] beside(int w, int side) {
        return beside[side][wrapped(w)];
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

    /** By place of a plane, the lower layer along an axis of the grid of the block's voxels. */
    int[] layers(Axis axis, int w) {
        int[] layers = new int[places(w)];
        for (int v = 0; v < nv; v++) {
            layersOfRow(axisOf(axis), v, w, layers);
        }
        return layers;
    }

    private void layersOfRow(int axis, int v, int w, int[] layers) {
        int row = v + nv * w;
        int first = firstBlock(w);
        // All of a row but along it.
        int of = axis == 0 ? -2 * nu * row : 2 * (axis == 1 ? v : w);
        int step = axis == 0 ? 2 : 0;
        for (int block = rowStart[row]; block < rowStart[row + 1]; block++) {
            layers[block - first] = of + step * cell[block];
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
        int firstRow = nv * w + (a == 1 ? end : 0);
        int lastRow = a == 1 ? firstRow + 1 : a == 0 || w == end ? nv * (w + 1) : firstRow;
        int[] found = new int[rowStart[lastRow] - rowStart[firstRow]];
        int count = 0;
        for (int row = firstRow; row < lastRow; row++) {
            if (a > 0) {
                for (int block = rowStart[row]; block < rowStart[row + 1]; block++) {
                    found[count++] = block;
                }
            } else if (rowStart[row] < rowStart[row + 1]) {
                int block = last ? rowStart[row + 1] - 1 : rowStart[row];
                found[count] = block;
                count += cell[block] == end + nu * row ? 1 : 0;
            }
        }
        return Arrays.copyOf(found, count);
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
