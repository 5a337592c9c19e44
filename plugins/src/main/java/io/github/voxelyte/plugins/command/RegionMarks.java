package io.github.voxelyte.plugins.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.util.List;

/** Regions that a command found in an image, shown on it. */
final class RegionMarks {
    private static final String PROPERTY = "voxelyte.regions";

    private RegionMarks() {}

    /** Puts regions into the overlay, in place of those of the same name, and into the ROI Manager if a person is there. */
    static void show(ImagePlus image, String name, List<Roi> regions) {
        Overlay overlay = new Overlay();
        if (image.getOverlay() != null) {
            for (Roi old : image.getOverlay()) {
                if (!name.equals(old.getProperty(PROPERTY))) {
                    overlay.add(old);
                }
            }
        }
        for (Roi region : regions) {
            Roi mark = (Roi) region.clone();
            mark.setProperty(PROPERTY, name);
            overlay.add(mark);
        }
        overlay.drawLabels(false); // they would cover what is marked; names are in the ROI Manager
        image.setOverlay(overlay);
        if (!GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode()) {
            RoiManager manager = RoiManager.getRoiManager();
            regions.forEach(region -> manager.addRoi((Roi) region.clone()));
        }
    }
}
