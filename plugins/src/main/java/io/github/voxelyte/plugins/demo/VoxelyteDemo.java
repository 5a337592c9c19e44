package io.github.voxelyte.plugins.demo;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.PlugIn;
import io.github.voxelyte.plugins.command.CommandSequence;
import io.github.voxelyte.plugins.discharge.DischargeCommand;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.modification.CropToContactCommand;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.pictures.VoxelViewCommand;
import io.github.voxelyte.plugins.profile.ProfileCommand;
import io.github.voxelyte.plugins.segmentation.BinarizeTomogram;
import io.github.voxelyte.plugins.synthesis.GenerateCathodeCommand;
import io.github.voxelyte.plugins.transport.TransportCommand;
import java.awt.EventQueue;
import java.util.List;
import java.util.Optional;

/**
 * Menu command Voxelyte Demo: the main job at small size, from a synthetic tomogram to a discharge curve, in about a minute. Each
 * step is the command of the menu with the options that the log shows. Takes {@code output} in a macro.
 */
public final class VoxelyteDemo implements PlugIn {
    static final String GENERATE = "width=40 height=40 depth=40 diameter_um=12 amsvf=0.5 seed=1";
    static final String BINARIZE = "method=[Target fraction] fraction=0.5";
    static final String TRANSPORT = "phase=electrolyte,active axis=z";
    static final String CROP = "ratio=0.4 tolerance=0.2";
    static final String DISCHARGE = "c_rate=0.5 separator_um=50";

    @Override
    public void run(String argument) {
        String macro = Macro.getOptions(); // of this thread only, so before anything else
        if (EventQueue.isDispatchThread()) {
            new Thread(() -> start(macro), "Run$_Voxelyte Demo").start();
        } else {
            start(macro);
        }
    }

    private static void start(String macro) {
        String output;
        try {
            Options options = Options.parse(List.of(ImageKeys.OUTPUT), macro == null ? "" : macro);
            output = options.find(ImageKeys.OUTPUT).orElse("");
        } catch (IllegalArgumentException problem) {
            IJ.error("Voxelyte Demo", problem.getMessage());
            return;
        }
        new VoxelyteDemo().steps(new CommandSequence(output));
    }

    private void steps(CommandSequence sequence) {
        log("Generate Cathode Tomogram...", GENERATE);
        Optional<ImagePlus> tomogram = last(sequence.run(new GenerateCathodeCommand(), null, GENERATE));
        if (tomogram.isEmpty()) {
            return;
        }
        log("Binarize Tomogram...", BINARIZE);
        Optional<ImagePlus> labels = last(sequence.run(new BinarizeTomogram(), tomogram.get(), BINARIZE));
        if (labels.isEmpty()) {
            return;
        }
        log("Volume Fraction Profile...", "");
        log("Transport Properties...", TRANSPORT);
        log("Crop To Contact...", CROP);
        boolean isMeasured = sequence.run(new ProfileCommand(), labels.get(), "")
                        .isPresent()
                && sequence.run(new TransportCommand(), labels.get(), TRANSPORT).isPresent();
        Optional<ImagePlus> electrode =
                isMeasured ? last(sequence.run(new CropToContactCommand(), labels.get(), CROP)) : Optional.empty();
        if (electrode.isEmpty()) {
            return;
        }
        log("Voxel View 3D...", "");
        log("Simulate Discharge...", DISCHARGE);
        boolean isSeen =
                sequence.run(new VoxelViewCommand(), electrode.get(), "").isPresent();
        if (isSeen
                && sequence.run(new DischargeCommand(), electrode.get(), DISCHARGE)
                        .isPresent()) {
            IJ.log("Voxelyte Demo: done. The tables are profile, transport and discharge.");
        }
    }

    private static void log(String label, String options) {
        IJ.log("run(\"" + label + "\"" + (options.isEmpty() ? "" : ", \"" + options + "\"") + ");");
    }

    private static Optional<ImagePlus> last(Optional<List<ImagePlus>> images) {
        return images.filter(list -> !list.isEmpty()).map(list -> list.get(list.size() - 1));
    }
}
