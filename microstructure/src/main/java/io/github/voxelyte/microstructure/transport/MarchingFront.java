package io.github.voxelyte.microstructure.transport;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Fast marching: solves |∇T| = 1 voxel by voxel in the order of T, from a binary heap of the front.
 *
 * <p>A voxel's T is that of the upwind quadratic Σ max(0, (T − T_a)/h_a)² = 1 over the axes, T_a the smaller neighbour.
 */
final class MarchingFront {
    /** Front voxels between two reports. */
    private static final int REPORT = 1 << 16;

    private final VoxelGrid grid;
    private final ScalarField length;
    private final int[] stride;
    private final int[] count;
    private final double[] spacing;

    /** Place of a voxel in the heap plus one; 0 if not in it; −1 once its length is final. */
    private final int[] place;

    private int[] heap = new int[1024];
    private int size;

    /** The field must be infinite inside the phase and NaN outside. */
    MarchingFront(ScalarField length) {
        this.length = length;
        grid = length.grid();
        stride = new int[] {1, grid.nx(), grid.planeSize()};
        count = new int[] {grid.nx(), grid.ny(), grid.nz()};
        spacing = new double[] {grid.dx(), grid.dy(), grid.dz()};
        place = new int[grid.size()];
    }

    void advance(Axis axis, long voxels, Progress progress) {
        int a = axis.ordinal();
        for (int i = 0; i < place.length; i++) {
            if (i / stride[a] % count[a] == 0 && !Float.isNaN(get(i))) {
                lower(i, (float) (spacing[a] / 2));
            }
        }
        long done = 0;
        while (size > 0) {
            int i = removeFirst();
            for (int k = 0; k < 3; k++) {
                int at = i / stride[k] % count[k];
                if (at > 0) {
                    update(i - stride[k]);
                }
                if (at < count[k] - 1) {
                    update(i + stride[k]);
                }
            }
            if (++done % REPORT == 0) {
                progress.update((double) done / voxels);
            }
        }
        progress.update(1);
    }

    private float get(int i) {
        return length.plane(i / stride[2])[i % stride[2]];
    }

    private void update(int i) {
        float old = get(i);
        if (place[i] < 0 || Float.isNaN(old)) {
            return;
        }
        double[] way = new double[3];
        for (int k = 0; k < 3; k++) {
            int at = i / stride[k] % count[k];
            way[k] = Math.min(
                    at > 0 ? known(i - stride[k]) : Double.POSITIVE_INFINITY,
                    at < count[k] - 1 ? known(i + stride[k]) : Double.POSITIVE_INFINITY);
        }
        float value = (float) upwind(way);
        if (value < old) {
            lower(i, value);
        }
    }

    private double known(int i) {
        return place[i] < 0 ? get(i) : Double.POSITIVE_INFINITY;
    }

    /** Root of Σ ((T − T_a)/h_a)² = 1 over as many axes, nearest first, as T exceeds. */
    private double upwind(double[] way) {
        boolean[] used = new boolean[3];
        double result = Double.POSITIVE_INFINITY;
        double weights = 0;
        double linear = 0;
        double squares = 0;
        for (int n = 0; n < 3; n++) {
            int nearest = -1;
            for (int k = 0; k < 3; k++) {
                if (!used[k] && (nearest < 0 || way[k] < way[nearest])) {
                    nearest = k;
                }
            }
            if (way[nearest] >= result || way[nearest] == Double.POSITIVE_INFINITY) {
                return result;
            }
            used[nearest] = true;
            double w = 1 / (spacing[nearest] * spacing[nearest]);
            weights += w;
            linear += w * way[nearest];
            squares += w * way[nearest] * way[nearest];
            double root = linear * linear - weights * (squares - 1);
            if (root < 0) {
                return result;
            }
            result = (linear + Math.sqrt(root)) / weights;
        }
        return result;
    }

    private void lower(int i, float value) {
        length.plane(i / stride[2])[i % stride[2]] = value;
        if (place[i] == 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            heap[size] = i;
            place[i] = ++size;
        }
        int at = place[i] - 1;
        while (at > 0 && get(heap[(at - 1) / 2]) > value) {
            set(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        set(at, i);
    }

    private void set(int at, int i) {
        heap[at] = i;
        place[i] = at + 1;
    }

    private int removeFirst() {
        int first = heap[0];
        place[first] = -1;
        int moved = heap[--size];
        if (size > 0) {
            float value = get(moved);
            int at = 0;
            int child = 1;
            while (child < size) {
                if (child + 1 < size && get(heap[child + 1]) < get(heap[child])) {
                    child++;
                }
                if (get(heap[child]) >= value) {
                    break;
                }
                set(at, heap[child]);
                at = child;
                child = 2 * at + 1;
            }
            set(at, moved);
        }
        return first;
    }
}
