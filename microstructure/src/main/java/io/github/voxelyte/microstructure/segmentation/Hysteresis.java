package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Threshold with hysteresis: voxels with g ≥ high are bright, and so are voxels with g ≥ low that are joined to one of
 * them (6 neighbours) through voxels with g ≥ low. Keeps dim rims of bright particles and drops dim noise (Canny 1986,
 * doi:10.1109/TPAMI.1986.4767851, for volumes). Linear time; memory: twice the labels and {@link ComponentLabelling}.
 */
public final class Hysteresis {
    private final double low;
    private final double high;

    private Hysteresis(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /**
     * Hysteresis between two thresholds.
     *
     * @param low lowest grey value that may be bright
     * @param high lowest grey value that is bright anyhow, above {@code low}
     * @return the method
     */
    public static Hysteresis between(double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("the low threshold must lie below the high one: " + low + ", " + high);
        }
        return new Hysteresis(low, high);
    }

    /**
     * Labels a volume.
     *
     * @param volume the grey values
     * @param progress told about the slices
     * @return 1 where bright, 0 where dark
     */
    public PhaseMap apply(GreyVolume volume, Progress progress) {
        PhaseMap classes = Thresholding.at(low, high).apply(volume, progress.part(0, 0.4));
        boolean[] member = new boolean[256];
        member[1] = true;
        member[2] = true;
        Components components = ComponentLabelling.byFaces().of(classes, member, progress.part(0.4, 0.8));
        boolean[] seeded = new boolean[components.count()];
        VoxelGrid grid = volume.grid();
        components.forEachRun((c, begin, end, y, z) -> {
            byte[] plane = classes.plane(z);
            for (int i = begin + grid.nx() * y; i < end + grid.nx() * y && !seeded[c]; i++) {
                seeded[c] = plane[i] == 2;
            }
        });
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        for (int slice = 0; slice < grid.nz(); slice++) {
            components.forEachRun(slice, (c, begin, end, y, z) -> {
                if (seeded[c]) {
                    Arrays.fill(planes[z], begin + grid.nx() * y, end + grid.nx() * y, (byte) 1);
                }
            });
            progress.update(0.8 + 0.2 * (slice + 1) / grid.nz());
        }
        return new PhaseMap(grid, planes);
    }
}
