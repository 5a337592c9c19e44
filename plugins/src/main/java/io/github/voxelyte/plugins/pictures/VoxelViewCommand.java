package io.github.voxelyte.plugins.pictures;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.voxelyte.microstructure.view.Camera;
import io.github.voxelyte.microstructure.view.FieldPaint;
import io.github.voxelyte.microstructure.view.LabelPaint;
import io.github.voxelyte.microstructure.view.Raster;
import io.github.voxelyte.microstructure.view.VoxelPaint;
import io.github.voxelyte.microstructure.view.VoxelRenderer;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;

/** Voxel View 3D...: a shaded picture of the electrode, or of a field on its active material. */
public final class VoxelViewCommand implements Command {
    static final Key<String> FIELD = Key.text("field", "the title of an open 32-bit stack, or the path of one")
            .help("Field to show on the active material, with a colour bar; where absent the labels are shown.")
            .offeringImages()
            .under("Colours");
    static final Key<Double> MIN = Key.number("min", Range.ANY)
            .help("Value of the first colour; where absent the field's least value.")
            .asked("First colour at")
            .under("Colours")
            .when(Applies.given(FIELD));
    static final Key<Double> MAX = Key.number("max", Range.ANY)
            .help("Value of the last colour; where absent the field's greatest value.")
            .asked("Last colour at")
            .under("Colours")
            .when(Applies.given(FIELD));
    static final Key<String> TITLE = Key.text("title", "a few words, in brackets if they have blanks")
            .help("Title of the colour bar; where absent the field's title.")
            .asked("Title of the colour bar")
            .under("Colours")
            .when(Applies.given(FIELD));
    static final Key<String> FACE_MASK = Key.text("face_mask", "the title of an open 8-bit stack, or the path of one")
            .help("Face mask whose passive faces are shown black.")
            .asked("Passive faces black")
            .offeringImages()
            .under("Colours");
    static final Key<String> COLOUR = Key.choice("colour", "grey", "blue")
            .orElse("grey")
            .help("Colour of the active material.")
            .asked("Active material")
            .under("Colours")
            .when(Applies.absent(FIELD));
    static final Key<Double> AZIMUTH = Key.number("azimuth", Range.closed(-360, 360))
            .in("degrees")
            .orElse(Math.rint(Math.toDegrees(Camera.DEFAULT_AZIMUTH)))
            .help("Angle from which to look, round the through-plane axis.")
            .under("View");
    static final Key<Double> ELEVATION = Key.number("elevation", Range.closed(-90, 90))
            .in("degrees")
            .orElse(Math.rint(Math.toDegrees(Camera.DEFAULT_ELEVATION)))
            .help("Angle from which to look, above the layers.")
            .under("View");
    static final Key<Long> WIDTH = Key.integer("width", Range.closed(16, 8000))
            .in("pixels")
            .orElse((long) VoxelRenderer.DEFAULT_WIDTH)
            .help("Width of the picture without colour bar; the height follows.")
            .under("View");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Voxel View 3D...",
            "view",
            "Draws the electrode in three dimensions, the collector at the bottom: electrolyte is transparent.",
            Input.LABELS,
            List.of(
                    FIELD,
                    MIN,
                    MAX,
                    TITLE,
                    FACE_MASK,
                    COLOUR,
                    AZIMUTH,
                    ELEVATION,
                    WIDTH,
                    ImageKeys.AXIS,
                    ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        PhaseMap labels = stack.phases();
        if (labels.counts()[Labels.ACTIVE] + labels.counts()[Labels.ADDITIVE] == 0) {
            throw new IllegalArgumentException(
                    "'" + stack.title() + "' has neither active material nor additive, so there is nothing to see.");
        }
        Side top = stack.collector() == Collector.LAST ? Side.FIRST : Side.LAST;
        Camera camera = Camera.with(stack.axis(), top)
                .withAngles(Math.toRadians(execution.get(AZIMUTH)), Math.toRadians(execution.get(ELEVATION)));
        VoxelRenderer renderer = VoxelRenderer.with(camera)
                .withWidth(Math.toIntExact(execution.get(WIDTH)))
                .withParallel(execution.parallel());
        ColorProcessor picture = execution.find(FIELD).isPresent()
                ? ofField(execution, labels, renderer)
                : ofLabels(execution, labels, renderer);
        ImagePlus image = new ImagePlus("view", picture);
        execution.add(image);
        if (execution.find(ImageKeys.OUTPUT).isPresent()) {
            execution.addPicture("view", image);
        }
    }

    private static ColorProcessor ofLabels(Execution execution, PhaseMap labels, VoxelRenderer renderer) {
        LabelPaint paint = LabelPaint.of(labels)
                .withActive("blue".equals(execution.get(COLOUR)) ? LabelPaint.BLUE : LabelPaint.GREY);
        if (execution.find(FACE_MASK).isPresent()) {
            paint = paint.withFaceMask(
                    NamedImage.of(FACE_MASK.name(), execution.get(FACE_MASK)).labelsOn(labels.grid()));
        }
        Raster raster = renderer.draw(paint, execution.progress());
        return new ColorProcessor(raster.width(), raster.height(), raster.pixels());
    }

    private static ColorProcessor ofField(Execution execution, PhaseMap labels, VoxelRenderer renderer) {
        NamedImage named = NamedImage.of(FIELD.name(), execution.get(FIELD));
        ScalarField field = named.fieldOn(labels.grid());
        ImagePlus image = named.image();
        float[][] planes = new float[labels.grid().nz()][];
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int z = 0; z < planes.length; z++) {
            float[] plane = field.plane(z).clone();
            for (int i = 0; i < plane.length; i++) {
                if (labels.plane(z)[i] != Labels.ACTIVE || Float.isInfinite(plane[i])) {
                    plane[i] = Float.NaN;
                } else if (!Float.isNaN(plane[i])) {
                    least = Math.min(least, plane[i]);
                    greatest = Math.max(greatest, plane[i]);
                }
            }
            planes[z] = plane;
        }
        if (least > greatest) {
            throw new IllegalArgumentException(
                    "'" + image.getTitle() + "' has no number on active material, so there is nothing to see.");
        }
        double from = execution.find(MIN).orElse(least);
        double to = execution.find(MAX).orElse(greatest > from ? greatest : from + 1);
        VoxelPaint paint = FieldPaint.between(new ScalarField(labels.grid(), planes), from, to);
        execution.record("field_least", least);
        execution.record("field_greatest", greatest);
        String title = execution.find(TITLE).orElse(image.getShortTitle().replace('_', ' '));
        return new ColourBar(from, to, title).beside(renderer.draw(paint, execution.progress()));
    }
}
