package io.github.voxelyte.plugins.files;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.images.VoxelSize;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Open Tomogram...: a stack from a file or folder of any kind that can be read, calibrated. */
public final class OpenTomogramCommand implements Command {
    static final Key<String> PATH = Key.file("path")
            .help(
                    "A file (TIFF, BigTIFF, raw with .mhd header, HDF5, in Fiji whatever SCIFIO knows) or a folder of images.")
            .asked("File or folder");
    static final Key<String> DATASET = Key.text("dataset", "the path of a dataset inside an HDF5 file")
            .help("Dataset of an HDF5 file, as in /exchange/data; where absent the largest with three dimensions.")
            .asked("Dataset in HDF5");
    static final Key<Boolean> VIRTUAL = Key.flag("virtual")
            .help("Leaves the slices in the file and reads them when they are needed; for TIFF, raw and folders.")
            .asked("Virtual: leave slices in the file");

    static final Key<List<Double>> BOX = Key.numbers("box", Range.NOT_NEGATIVE)
            .help(
                    "Part to open, x,y,z,width,height,depth in voxels; the rest is not kept in memory. For TIFF, raw and folders.");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Open Tomogram...",
            "open",
            "Opens a stack from TIFF, a folder of images, raw with header, HDF5, or whatever Fiji knows.",
            CommandDescription.Input.NONE,
            List.of(PATH, DATASET, VIRTUAL, BOX, ImageKeys.VOXEL_UM, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        Optional<VoxelBox> box = execution.find(BOX).map(VoxelBox::of);
        if (box.isPresent() && execution.get(VIRTUAL)) {
            throw new IllegalArgumentException("A box is read at once; leave out virtual.");
        }
        TomogramFile file = new TomogramFile(
                execution.get(PATH),
                execution.find(DATASET).orElse(null),
                execution.get(VIRTUAL) || box.isPresent(),
                bytes -> execution.requireMemory(bytes, "Opening " + execution.get(PATH)),
                execution.progress());
        ImagePlus image;
        try {
            ImagePlus opened = file.open();
            image = box.isPresent() ? box.get().of(opened, execution.progress()) : opened;
        } catch (IOException problem) {
            throw new IllegalArgumentException(
                    execution.get(PATH) + " could not be read: " + problem.getMessage() + ".", problem);
        }
        if (image.getNFrames() > 1 && image.getNSlices() == 1 && image.getNChannels() == 1) {
            execution.warn(
                    "The " + image.getNFrames() + " time frames of '" + image.getTitle() + "' are taken as slices.");
            image.setDimensions(1, image.getNFrames(), 1);
        }
        calibrate(execution, image);
        remember(execution, image);
        execution.record("width, height, slices", List.of(image.getWidth(), image.getHeight(), image.getStackSize()));
        execution.record("bits", image.getBitDepth());
        if (!execution.get(VIRTUAL) && image.getBitDepth() > 8 && image.getBitDepth() <= 32) {
            image.setSlice(image.getStackSize() / 2 + 1);
            image.resetDisplayRange();
            image.setSlice(1);
        }
        execution.add(image);
    }

    private static void calibrate(Execution execution, ImagePlus image) {
        VoxelSize size = VoxelSize.of(image, execution.options());
        if (execution.find(ImageKeys.VOXEL_UM).isPresent()) {
            Calibration calibration = image.getCalibration();
            Calibration given = size.calibration();
            calibration.pixelWidth = given.pixelWidth;
            calibration.pixelHeight = given.pixelHeight;
            calibration.pixelDepth = given.pixelDepth;
            calibration.setUnit(given.getUnit());
        } else if (!size.isPhysical()) {
            execution.warn("'" + image.getTitle() + "' has no unit of length: give voxel_um= or set it under Image ›"
                    + " Properties, or physical quantities will be refused.");
        }
    }

    /** Writes axis and collector into the image's info, behind what stands there. */
    private static void remember(Execution execution, ImagePlus image) {
        Optional<StackInfo> known = StackInfo.of(image);
        Optional<String> axis = execution.find(ImageKeys.AXIS);
        Optional<String> collector = execution.find(ImageKeys.COLLECTOR);
        if (known.isPresent() && axis.isEmpty() && collector.isEmpty()) {
            return;
        }
        Axis along = axis.map(word -> Axis.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(known.map(StackInfo::axis).orElse(StackInfo.DEFAULT_AXIS));
        Collector side = collector
                .map(Collector::named)
                .orElse(known.map(StackInfo::collector).orElse(StackInfo.DEFAULT_COLLECTOR));
        if (known.isPresent()) {
            new StackInfo(known.get().labels(), along, side, known.get().history()).writeTo(image);
            return;
        }
        String foreign = image.getInfoProperty();
        execution.info(false, along, side).writeTo(image);
        if (foreign != null && !foreign.isBlank()) {
            image.setProperty("Info", foreign.strip() + "\n" + image.getInfoProperty());
        }
    }
}
