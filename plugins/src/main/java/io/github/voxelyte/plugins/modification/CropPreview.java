package io.github.voxelyte.plugins.modification;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.voxelyte.microstructure.modification.CropToContact;
import io.github.voxelyte.microstructure.modification.LayerRange;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.plugins.command.Preview;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Options;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.Locale;

/** Tints the layers that would be cut. */
final class CropPreview implements Preview {
    private static final Color TINT = new Color(0xD5, 0x5E, 0x00, 0x80);

    private final ImagePlus image;
    private final Overlay before;

    CropPreview(ImagePlus image) {
        this.image = image;
        this.before = image.getOverlay();
    }

    @Override
    public void show(Options options) {
        if (!"crop".equals(options.get(CropToContactCommand.MODE))) {
            clear();
            IJ.showStatus("Only mode=crop has a preview");
            return;
        }
        LabelStack stack = LabelStack.of(image, options);
        int layers = stack.grid().count(stack.axis());
        LayerRange electrode = CropToContactCommand.electrode(options, stack, layers);
        CropToContact.Result result = CropToContactCommand.crop(options, stack, stack.phases(), electrode);
        Overlay overlay = new Overlay();
        for (int layer = 0; layer < layers; layer++) {
            if (layer < result.kept().first() || layer > result.kept().last()) {
                tint(overlay, stack.axis(), layer);
            }
        }
        image.setOverlay(overlay);
        IJ.showStatus(String.format(
                Locale.ROOT, "%d layers would be cut, contact ratio %.4f", result.layersCut(), result.reached()));
    }

    private void tint(Overlay overlay, Axis axis, int layer) {
        Rectangle all = image.getRoi() == null
                ? new Rectangle(image.getWidth(), image.getHeight())
                : image.getRoi().getBounds();
        Roi area =
                switch (axis) {
                    case X -> new Roi(all.x + layer, all.y, 1, all.height);
                    case Y -> new Roi(all.x, all.y + layer, all.width, 1);
                    case Z -> new Roi(all.x, all.y, all.width, all.height);
                };
        area.setFillColor(TINT);
        area.setPosition(axis == Axis.Z ? layer + 1 : 0);
        overlay.add(area);
    }

    @Override
    public void clear() {
        image.setOverlay(before);
    }
}
