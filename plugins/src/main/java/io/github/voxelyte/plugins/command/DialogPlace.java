package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GUI;
import ij.gui.GenericDialog;
import ij.gui.ImageWindow;
import ij.gui.NonBlockingGenericDialog;
import java.awt.Frame;
import java.awt.Rectangle;

/** Where a dialog stands: beside the image that it asks about, so that both can be seen. */
final class DialogPlace {
    private static final int BUTTONS = 60; // height of what a dialog adds when it is shown [pixels]
    private static final int FRAME = 12; // width of its frame

    private DialogPlace() {}

    /** A dialog beside which slices can be turned over. A class of its own, for it cannot be loaded without a display. */
    static GenericDialog besideWhichImagesAreBrowsed(String title) {
        return new NonBlockingGenericDialog(title);
    }

    /**
     * Chooses the place of a dialog that is not shown yet.
     *
     * @param mayMove whether the image's window may be shifted if there is no room beside it
     */
    static void beside(GenericDialog dialog, ImagePlus image, boolean mayMove) {
        ImageWindow window = image == null ? null : image.getWindow();
        if (window == null || !window.isVisible()) {
            return;
        }
        dialog.pack();
        Rectangle screen = GUI.getMaxWindowBounds(window);
        Rectangle shown = window.getBounds();
        int width = dialog.getWidth() + FRAME;
        int height = dialog.getHeight() + BUTTONS;
        int right = shown.x + shown.width;
        int x;
        if (right + width <= screen.x + screen.width) {
            x = right;
        } else if (shown.x - width >= screen.x) {
            x = shown.x - width;
        } else {
            boolean atLeft = width - (shown.x - screen.x) <= right + width - screen.x - screen.width;
            x = atLeft ? screen.x : screen.x + screen.width - width;
            if (mayMove && width + shown.width <= screen.width) {
                int free = atLeft ? screen.x + width : x - shown.width;
                window.setLocation(free, shown.y);
            }
        }
        int lowest = screen.y + screen.height - height;
        dialog.setLocation(x, Math.max(screen.y, Math.min(below(IJ.getInstance(), x, width, shown.y), lowest)));
    }

    /** Not over the tools and the status line, where there is a choice. */
    private static int below(Frame tools, int x, int width, int y) {
        boolean meets =
                tools != null && tools.isVisible() && tools.getX() < x + width && x < tools.getX() + tools.getWidth();
        return meets ? Math.max(y, tools.getY() + tools.getHeight()) : y;
    }
}
