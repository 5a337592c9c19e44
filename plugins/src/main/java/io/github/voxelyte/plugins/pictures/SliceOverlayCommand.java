package io.github.voxelyte.plugins.pictures;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.process.ImageProcessor;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.LengthUnit;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Slice Overlay...: a slice of the labels over the grey values that they were made of, with legend and scale bar. */
public final class SliceOverlayCommand implements Command {
    static final Key<String> GREY = Key.text("grey", "the title of an open grey stack, or the path of one")
            .help("Grey stack of the same size under the labels; where absent the labels alone are drawn.")
            .asked("Grey stack below")
            .offeringImages();
    static final Key<String> NORMAL = Key.choice("normal", "x", "y", "z")
            .orElse("z")
            .help("Axis that the slice is normal to: z shows a slice of the stack, x and y cuts through it.")
            .asked("Slice normal to");
    static final Key<Long> SLICE = Key.integer("slice", Range.atLeast(1))
            .help("Which slice along that axis, from 1; where absent the middle one.")
            .asked("Slice, the middle if empty");
    static final Key<Double> OPACITY = Key.number("opacity", Range.FRACTION)
            .orElse(0.45)
            .help("Opacity of the labels over the grey values; electrolyte stays clear.")
            .asked("Opacity of the labels")
            .when(Applies.given(GREY));
    static final Key<Long> WIDTH = Key.integer("width", Range.closed(100, 8000))
            .in("pixels")
            .orElse(900L)
            .help("Least width of the picture; voxels become whole pixels.")
            .asked("Width at least");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Slice Overlay...",
            "overlay",
            "Draws a slice of the labels, over the grey values if given, with legend and scale bar.",
            Input.LABELS,
            List.of(GREY, NORMAL, SLICE, OPACITY, WIDTH));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        PhaseMap phases = stack.phases();
        Axis normal = Axis.valueOf(execution.get(NORMAL).toUpperCase(Locale.ROOT));
        VoxelGrid grid = phases.grid();
        int slices = grid.count(normal);
        long wanted = execution.find(SLICE).orElse(slices / 2 + 1L);
        if (wanted > slices) {
            throw new IllegalArgumentException("slice=" + wanted + " is more than the stack has along "
                    + execution.get(NORMAL) + ": " + slices + ".");
        }
        Plane plane = Plane.normalTo(normal, grid, (int) wanted - 1);
        byte[] labels = new byte[plane.width() * plane.height()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) phases.phase(plane.x(i), plane.y(i), plane.z(i));
        }
        float[] grey = execution.find(GREY).isPresent() ? brightness(execution.get(GREY), plane, grid) : null;
        int zoom = (int) Math.max(1, Math.ceil(execution.get(WIDTH) / (double) plane.width()));
        int zoomDown = (int) Math.max(1, Math.round(zoom * plane.down() / plane.across()));
        SlicePicture picture = new SlicePicture(plane.width(), plane.height(), zoom, zoomDown);
        picture.slice(labels, grey, execution.get(OPACITY));
        picture.legend(present(labels), grey != null);
        if (stack.voxelSize().isPhysical()) {
            picture.scaleBar(plane.across() / LengthUnit.MICROMETRE, "µm");
        }
        ImagePlus image = new ImagePlus("overlay", picture.picture());
        execution.record("slice", wanted);
        execution.add(image);
        execution.addPicture("overlay", image);
    }

    private static List<Phase> present(byte[] labels) {
        long[] counts = new long[256];
        for (byte label : labels) {
            counts[label & 0xff]++;
        }
        return Arrays.stream(Phase.values())
                .filter(phase -> counts[phase.label()] > 0)
                .toList();
    }

    /** The grey values of the plane as they are displayed: 0 black, 1 white. */
    private static float[] brightness(String name, Plane plane, VoxelGrid grid) {
        ImagePlus image = WindowManager.getImage(name);
        if (image == null && new File(name).isFile()) {
            image = IJ.openImage(name);
        }
        if (image == null) {
            throw new IllegalArgumentException("grey=" + name + " is neither an open image nor a file.");
        }
        boolean fits = image.getWidth() == grid.nx()
                && image.getHeight() == grid.ny()
                && image.getStackSize() == grid.nz()
                && image.getBitDepth() != 24;
        if (!fits) {
            throw new IllegalArgumentException(
                    "grey=" + name + " must be a grey stack of " + grid.nx() + "×" + grid.ny()
                            + "×" + grid.nz() + " voxels, like the labels; it is " + image.getBitDepth() + "-bit, "
                            + image.getWidth() + "×" + image.getHeight() + "×" + image.getStackSize() + ".");
        }
        float[] values = new float[plane.width() * plane.height()];
        int loaded = -1;
        ImageProcessor slice = null;
        double black = image.getDisplayRangeMin();
        double range = Math.max(image.getDisplayRangeMax() - black, Double.MIN_NORMAL);
        for (int i = 0; i < values.length; i++) {
            if (plane.z(i) != loaded) {
                loaded = plane.z(i);
                slice = image.getStack().getProcessor(loaded + 1);
            }
            values[i] = (float) ((slice.getf(plane.x(i), plane.y(i)) - black) / range);
        }
        return values;
    }

    /** A plane of voxels normal to an axis; z runs down where it lies in the plane. */
    private record Plane(Axis normal, int place, int width, int height, double across, double down) {
        static Plane normalTo(Axis normal, VoxelGrid grid, int place) {
            return switch (normal) {
                case X -> new Plane(normal, place, grid.ny(), grid.nz(), grid.dy(), grid.dz());
                case Y -> new Plane(normal, place, grid.nx(), grid.nz(), grid.dx(), grid.dz());
                case Z -> new Plane(normal, place, grid.nx(), grid.ny(), grid.dx(), grid.dy());
            };
        }

        int x(int i) {
            return normal == Axis.X ? place : i % width;
        }

        int y(int i) {
            return normal == Axis.Y ? place : normal == Axis.X ? i % width : i / width;
        }

        int z(int i) {
            return normal == Axis.Z ? place : i / width;
        }
    }
}
