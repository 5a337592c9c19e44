package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Relabels connected components (6 neighbours) of a phase that are too small, or that do not join the two electrode
 * planes. A component gets the label with which it shares most voxel faces, the lowest such label on a draw.
 *
 * <p>Small components of the active material are islands; small components of the electrolyte are holes. Whether a
 * component touches the edge of the volume, and so may be larger than it looks, makes no difference.
 *
 * <p>Linear time; memory: that of {@link ComponentLabelling}, 4 bytes per removed component and label, and the changed
 * planes. Instances are immutable.
 */
public final class ComponentRemoval {
    private final double volume;
    private final Axis axis;

    private ComponentRemoval(double volume, Axis axis) {
        this.volume = volume;
        this.axis = axis;
    }

    /**
     * Removes components smaller than a volume.
     *
     * @param volume components with a smaller volume go [m³]
     * @return the removal
     */
    public static ComponentRemoval smallerThan(double volume) {
        if (!(volume > 0 && volume < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the volume must be positive [m³]: " + volume);
        }
        return new ComponentRemoval(volume, null);
    }

    /**
     * Removes components that do not touch both outer faces normal to an axis.
     *
     * @param axis the direction
     * @return the removal
     */
    public static ComponentRemoval notThrough(Axis axis) {
        return new ComponentRemoval(0, axis);
    }

    /**
     * Cleans one phase.
     *
     * @param phases the labels, not changed
     * @param label the phase whose components are judged
     * @param progress told about the planes
     * @return the new labels and how many voxels and components changed
     * @throws IllegalArgumentException if the phase is absent or nothing of it would be left
     */
    public CleanedLabels from(PhaseMap phases, int label, Progress progress) {
        Components components = ComponentLabelling.byFaces().of(phases, label, progress.part(0, 0.6));
        if (components.count() == 0) {
            throw new IllegalArgumentException("no voxel has the label " + label + ": nothing to clean");
        }
        int[] slots = removedSlots(components);
        int removed = 0;
        for (int slot : slots) {
            removed += slot >= 0 ? 1 : 0;
        }
        if (removed == components.count()) {
            throw new IllegalArgumentException(nothingLeft(components, label));
        }
        if (removed == 0) {
            progress.update(1);
            return new CleanedLabels(phases, 0, 0);
        }
        byte[] replacement = replacements(phases, label, components, slots, removed, progress.part(0.6, 0.8));
        return relabel(phases, components, slots, replacement, removed, progress.part(0.8, 1));
    }

    private boolean isRemoved(Components components, int c) {
        return axis != null
                ? !components.percolates(c, axis)
                : components.size(c) * components.grid().voxelVolume() < volume * (1 - 1e-12);
    }

    /** For each component −1, or its number among the removed ones. */
    private int[] removedSlots(Components components) {
        int[] slots = new int[components.count()];
        int removed = 0;
        for (int c = 0; c < slots.length; c++) {
            slots[c] = isRemoved(components, c) ? removed++ : -1;
        }
        return slots;
    }

    private String nothingLeft(Components components, int label) {
        if (axis != null) {
            return "no part of the phase with label " + label + " joins both faces along " + axis
                    + ": nothing of it would be left";
        }
        double largest =
                components.size(components.largest()) * components.grid().voxelVolume();
        return String.format(
                Locale.ROOT,
                "removing parts below %.6g µm³ would remove the whole phase with label %d, whose largest part has"
                        + " %.6g µm³: give a smaller volume",
                volume * 1e18,
                label,
                largest * 1e18);
    }

    private static byte[] replacements(
            PhaseMap phases, int label, Components components, int[] slots, int removed, Progress progress) {
        long[] counts = phases.counts();
        int[] others =
                IntStream.range(0, 256).filter(v -> v != label && counts[v] > 0).toArray();
        byte[] replacement = new byte[removed];
        if (others.length == 1) {
            Arrays.fill(replacement, (byte) others[0]);
            return replacement;
        }
        int[] place = new int[256];
        Arrays.fill(place, -1);
        for (int k = 0; k < others.length; k++) {
            place[others[k]] = k;
        }
        int[][] votes = new int[others.length][removed];
        VoxelGrid grid = phases.grid();
        for (int z = 0; z < grid.nz(); z++) {
            components.forEachRun(z, (c, begin, end, y, plane) -> {
                if (slots[c] >= 0) {
                    vote(phases, place, votes, slots[c], begin, end, y, plane);
                }
            });
            progress.update((z + 1.0) / grid.nz());
        }
        for (int s = 0; s < removed; s++) {
            int best = 0;
            for (int k = 1; k < others.length; k++) {
                best = votes[k][s] > votes[best][s] ? k : best;
            }
            replacement[s] = (byte) others[best];
        }
        return replacement;
    }

    private static void vote(PhaseMap phases, int[] place, int[][] votes, int slot, int begin, int end, int y, int z) {
        VoxelGrid grid = phases.grid();
        if (begin > 0) {
            count(place, votes, slot, phases.phase(begin - 1, y, z));
        }
        if (end < grid.nx()) {
            count(place, votes, slot, phases.phase(end, y, z));
        }
        for (int x = begin; x < end; x++) {
            if (y > 0) {
                count(place, votes, slot, phases.phase(x, y - 1, z));
            }
            if (y < grid.ny() - 1) {
                count(place, votes, slot, phases.phase(x, y + 1, z));
            }
            if (z > 0) {
                count(place, votes, slot, phases.phase(x, y, z - 1));
            }
            if (z < grid.nz() - 1) {
                count(place, votes, slot, phases.phase(x, y, z + 1));
            }
        }
    }

    private static void count(int[] place, int[][] votes, int slot, int label) {
        if (place[label] >= 0) {
            votes[place[label]][slot]++;
        }
    }

    private static CleanedLabels relabel(
            PhaseMap phases, Components components, int[] slots, byte[] replacement, int removed, Progress progress) {
        VoxelGrid grid = phases.grid();
        byte[][] planes = new byte[grid.nz()][];
        long[] changed = new long[1];
        for (int z = 0; z < grid.nz(); z++) {
            planes[z] = phases.plane(z);
            components.forEachRun(z, (c, begin, end, y, plane) -> {
                if (slots[c] >= 0) {
                    if (planes[plane] == phases.plane(plane)) {
                        planes[plane] = phases.plane(plane).clone();
                    }
                    int row = y * grid.nx();
                    Arrays.fill(planes[plane], row + begin, row + end, replacement[slots[c]]);
                    changed[0] += end - begin;
                }
            });
            progress.update((z + 1.0) / grid.nz());
        }
        return new CleanedLabels(new PhaseMap(grid, planes), changed[0], removed);
    }
}
