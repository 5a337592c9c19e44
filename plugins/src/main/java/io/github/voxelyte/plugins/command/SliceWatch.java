package io.github.voxelyte.plugins.command;

import ij.ImageListener;
import ij.ImagePlus;

/** Notices when another slice of an image is looked at. */
final class SliceWatch implements ImageListener {
    private final ImagePlus image;
    private final Runnable turned;
    private volatile int slice;

    SliceWatch(ImagePlus image, Runnable turned) {
        this.image = image;
        this.turned = turned;
        this.slice = image == null ? 0 : image.getCurrentSlice();
    }

    @Override
    public void imageUpdated(ImagePlus updated) {
        if (updated == image && image.getCurrentSlice() != slice) {
            slice = image.getCurrentSlice();
            turned.run();
        }
    }

    @Override
    public void imageOpened(ImagePlus opened) {
        // another image
    }

    @Override
    public void imageClosed(ImagePlus closed) {
        // the dialog closes with its image
    }
}
