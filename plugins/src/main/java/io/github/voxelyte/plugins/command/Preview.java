package io.github.voxelyte.plugins.command;

import io.github.voxelyte.plugins.options.Options;

/** Something cheap that a dialog shows while its values are being chosen; it never changes the image itself. */
public interface Preview {
    /**
     * Shows what the values would do. Called on a thread of its own, never twice at the same time.
     *
     * @param options the values now in the dialog; all valid
     */
    void show(Options options);

    /** Takes away what was shown. Called when the preview is switched off or the dialog closes; may come twice. */
    void clear();
}
