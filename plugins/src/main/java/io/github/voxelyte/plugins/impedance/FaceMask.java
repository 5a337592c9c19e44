package io.github.voxelyte.plugins.impedance;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.File;

/** Finds the stack of passive faces: an open image or a file. */
final class FaceMask {
    private static final int BITS = 8;

    private FaceMask() {}

    static PhaseMap open(String name, VoxelGrid grid) {
        ImagePlus image = WindowManager.getImage(name);
        if (image == null && new File(name).isFile()) {
            image = IJ.openImage(name);
        }
        if (image == null) {
            throw new IllegalArgumentException("face_mask=" + name + " is neither an open image nor a file.");
        }
        if (image.getBitDepth() != BITS
                || image.getWidth() != grid.nx()
                || image.getHeight() != grid.ny()
                || image.getStackSize() != grid.nz()) {
            throw new IllegalArgumentException("face_mask=" + name + " must be an 8-bit stack of " + grid.nx() + "×"
                    + grid.ny() + "×" + grid.nz() + " voxels, like the labels; it is " + image.getBitDepth() + "-bit, "
                    + image.getWidth() + "×" + image.getHeight() + "×" + image.getStackSize() + ".");
        }
        byte[][] planes = new byte[grid.nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = ((byte[]) image.getStack().getPixels(z + 1)).clone();
        }
        return new PhaseMap(grid, planes);
    }
}
