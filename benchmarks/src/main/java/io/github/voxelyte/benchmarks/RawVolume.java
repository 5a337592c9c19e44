package io.github.voxelyte.benchmarks;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of unsigned bytes without header, one label per voxel, x fastest, then y, then z. */
final class RawVolume {
    private RawVolume() {}

    /**
     * Reads the labels.
     *
     * @throws IllegalArgumentException if there is no such file or it has not one byte per voxel
     */
    static PhaseMap read(Path file, VoxelGrid grid) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no volume " + file + ": give a file of raw unsigned bytes");
        }
        long bytes = Files.size(file);
        if (bytes != grid.size()) {
            throw new IllegalArgumentException("the volume " + file + " has " + bytes + " bytes, but " + grid.nx() + "×"
                    + grid.ny() + "×" + grid.nz() + " voxels need " + grid.size() + ": check NX NY NZ");
        }
        byte[][] planes = new byte[grid.nz()][grid.planeSize()];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (byte[] plane : planes) {
                if (in.readNBytes(plane, 0, plane.length) != plane.length) {
                    throw new IOException("the volume " + file + " became shorter while it was read");
                }
            }
        }
        return new PhaseMap(grid, planes);
    }
}
