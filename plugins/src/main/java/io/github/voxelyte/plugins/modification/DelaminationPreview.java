package io.github.voxelyte.plugins.modification;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.process.ColorProcessor;
import io.github.voxelyte.microstructure.modification.Delamination;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Preview;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Options;
import java.awt.Rectangle;
import java.util.Locale;

/**
 * Colours the voxels of the current slice that would be passivated. Of large stacks only a slab around the slice is delaminated, so
 * that patches lie elsewhere than in the result.
 */
final class DelaminationPreview implements Preview {
    private static final int MOST_VOXELS = 4_000_000; // delaminated for a preview

    private final ImagePlus image;
    private final Overlay before;

    DelaminationPreview(ImagePlus image) {
        this.image = image;
        this.before = image.getOverlay();
    }

    @Override
    public void show(Options options) {
        LabelStack stack = LabelStack.of(image, options);
        if (options.get(DelaminateCommand.FACE_MASK)) {
            clear();
            IJ.showStatus("With face_mask no voxel changes, so there is no preview");
            return;
        }
        PhaseMap phases = stack.phases();
        VoxelGrid grid = phases.grid();
        int slice = Math.min(image.getCurrentSlice(), grid.nz()) - 1;
        int depth = Math.max(1, Math.min(grid.nz(), MOST_VOXELS / grid.planeSize()));
        int first = Math.max(0, Math.min(grid.nz() - depth, slice - depth / 2));
        PhaseMap slab = slab(phases, first, depth);
        Delamination.Result result = DelaminateCommand.delamination(options, stack)
                .withAxis(depth < grid.nz() ? Axis.Z : stack.axis())
                .of(slab, options.get(DelaminateCommand.DEGREE), Progress.NONE);
        byte[] now = result.labels().plane(slice - first);
        byte[] old = slab.plane(slice - first);
        int[] colors = new int[now.length];
        for (int i = 0; i < now.length; i++) {
            boolean isPassive = now[i] != old[i] || now[i] == Labels.PASSIVATED;
            colors[i] = isPassive ? Phase.PASSIVATED.color().getRGB() & 0xffffff : 0;
        }
        ImageRoi layer = new ImageRoi(0, 0, new ColorProcessor(grid.nx(), grid.ny(), colors));
        layer.setZeroTransparent(true);
        Rectangle crop =
                image.getRoi() == null ? new Rectangle() : image.getRoi().getBounds();
        layer.setLocation(crop.x, crop.y);
        layer.setPosition(slice + 1);
        image.setOverlay(new Overlay(layer));
        IJ.showStatus(String.format(
                Locale.ROOT,
                "Delamination degree %.3f%s",
                result.reached(),
                depth < grid.nz() ? " in " + depth + " slices around this one; patches will lie elsewhere" : ""));
    }

    private static PhaseMap slab(PhaseMap phases, int first, int depth) {
        VoxelGrid grid = phases.grid();
        if (depth == grid.nz()) {
            return phases;
        }
        byte[][] planes = new byte[depth][];
        for (int z = 0; z < depth; z++) {
            planes[z] = phases.plane(first + z);
        }
        return new PhaseMap(new VoxelGrid(grid.nx(), grid.ny(), depth, grid.dx(), grid.dy(), grid.dz()), planes);
    }

    @Override
    public void clear() {
        image.setOverlay(before);
    }
}
