package io.github.voxelyte.plugins.modification;

import ij.ImagePlus;
import ij.gui.Plot;
import io.github.voxelyte.microstructure.modification.ContactThinning;
import io.github.voxelyte.microstructure.modification.CropToContact;
import io.github.voxelyte.microstructure.modification.CutOut;
import io.github.voxelyte.microstructure.modification.LayerContact;
import io.github.voxelyte.microstructure.modification.LayerRange;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.command.Preview;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Crop To Contact...: brings the contact ratio at the current collector to a target. */
public final class CropToContactCommand implements Command {
    static final Key<Double> RATIO = Key.number("ratio", Range.FRACTION)
            .help("Contact ratio wanted: share of the collector's area that touches active material or additive.")
            .asked("Contact ratio wanted");
    static final Key<String> MODE = Key.choice("mode", "crop", "random voxels", "particles")
            .orElse("crop")
            .help("crop: cut layers; random voxels, particles: leave the bulk, thin the outermost layer instead.");
    static final Key<String> CHOICE = Key.choice("choice", "closest", "first")
            .orElse("closest")
            .help("Which layer becomes the collector's: the closest to the ratio, or the first that reaches it.")
            .asked("Which layer")
            .when(Applies.where(MODE, "crop"));
    static final Key<Double> TOLERANCE = Key.number("tolerance", Range.FRACTION)
            .orElse(CropToContact.DEFAULT_TOLERANCE)
            .help("How far the closest layer may miss the ratio.")
            .asked("May miss the ratio by")
            .when(Applies.where(MODE, "crop").and(Applies.where(CHOICE, "closest")));
    static final Key<Double> LEAST_KEPT = Key.number("least_kept", Range.FRACTION)
            .orElse(CropToContact.DEFAULT_LEAST_KEPT)
            .help("Share of the electrode's layers that has to stay.")
            .asked("Share of layers that stays")
            .when(Applies.where(MODE, "crop"));
    static final Key<Boolean> KEEP_THICKNESS = Key.flag("keep_thickness")
            .help(
                    "Adds at the separator what is cut at the collector, from the rest of the stack (needs layers) or from"
                            + " the original.")
            .asked("Keep the thickness: add layers at the separator")
            .when(Applies.where(MODE, "crop"));
    static final Key<Long> LAYERS = Key.integer("layers", Range.atLeast(1))
            .help("How many layers from the collector on are the electrode; all where absent.")
            .asked("Layers that are the electrode, all if empty")
            .when(Applies.where(MODE, "crop"));
    static final Key<String> ORIGINAL = Key.text("original", "the title of an open label stack, or its path")
            .help("Larger stack that this one was cut out of, to add layers from with keep_thickness.")
            .asked("Larger stack to take layers from")
            .offeringImages()
            .when(Applies.on(KEEP_THICKNESS).and(Applies.absent(LAYERS)));
    static final Key<Long> DEPTH = Key.integer("depth", Range.atLeast(1))
            .orElse((long) ContactThinning.DEFAULT_DEPTH)
            .help("How many layers are thinned in the modes random voxels and particles.")
            .asked("Layers to thin")
            .when(Applies.whereNot(MODE, "crop"));
    static final Key<Long> SEED = Change.SEED.when(Applies.whereNot(MODE, "crop"));

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Crop To Contact...",
            "crop",
            "Crops the electrode at the current collector until the contact ratio meets a target.",
            Input.LABELS,
            List.of(
                    RATIO,
                    MODE,
                    CHOICE,
                    TOLERANCE,
                    LEAST_KEPT,
                    KEEP_THICKNESS,
                    ORIGINAL,
                    LAYERS,
                    DEPTH,
                    SEED,
                    ImageKeys.AXIS,
                    ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        double ratio = execution.get(RATIO);
        LabelStack stack = execution.labels();
        PhaseMap labels = stack.phases();
        boolean crop = "crop".equals(execution.get(MODE));
        if (execution.find(ORIGINAL).isPresent()) {
            if (!crop
                    || !execution.get(KEEP_THICKNESS)
                    || execution.find(LAYERS).isPresent()) {
                throw new IllegalArgumentException(
                        "original= is where keep_thickness takes layers from in mode=crop; give"
                                + " keep_thickness beside it, and no layers= (all layers of this stack are the electrode).");
            }
            cropFromOriginal(execution, stack, labels, ratio);
        } else if (crop) {
            if (execution.get(KEEP_THICKNESS) && execution.find(LAYERS).isEmpty()) {
                throw new IllegalArgumentException("keep_thickness needs layers= (how many of the stack's "
                        + labels.grid().count(stack.axis())
                        + " layers are the electrode) or original= (a larger stack), so that there are others to add.");
            }
            LayerRange electrode =
                    electrode(execution.options(), stack, labels.grid().count(stack.axis()));
            crop(execution, stack, labels, electrode, ratio);
        } else {
            thin(execution, stack, labels, LayerContact.of(labels, stack.axis()), ratio);
        }
    }

    @Override
    public Optional<Preview> preview(ImagePlus image) {
        return Optional.of(new CropPreview(image));
    }

    /** Crops as the options say. */
    static CropToContact.Result crop(Options options, LabelStack stack, PhaseMap labels, LayerRange electrode) {
        return CropToContact.along(stack.axis(), Change.collector(stack))
                .withChoice(
                        "first".equals(options.get(CHOICE))
                                ? CropToContact.Choice.FIRST_REACHED
                                : CropToContact.Choice.CLOSEST)
                .withTolerance(options.get(TOLERANCE))
                .withLeastKept(options.get(LEAST_KEPT))
                .withKeptThickness(options.get(KEEP_THICKNESS))
                .of(labels, electrode, options.get(RATIO));
    }

    /** The electrode's place in the larger stack, then as if that had been given with the layers of the electrode. */
    private static void cropFromOriginal(Execution execution, LabelStack stack, PhaseMap labels, double ratio) {
        NamedImage original = NamedImage.of(ORIGINAL.name(), execution.get(ORIGINAL));
        PhaseMap whole = LabelStack.of(original.image(), execution.options()).phases();
        CutOut place = CutOut.find(labels, whole);
        Axis axis = stack.axis();
        execution.record("place_in_original", List.of(place.x(), place.y(), place.z()));
        PhaseMap column = place.column(labels.grid(), whole, axis);
        crop(
                execution,
                stack,
                column,
                new LayerRange(place.along(axis), labels.grid().count(axis)),
                ratio);
    }

    private static void crop(
            Execution execution, LabelStack stack, PhaseMap labels, LayerRange electrode, double ratio) {
        double[] ratios = LayerContact.of(labels, stack.axis());
        CropToContact.Result result = crop(execution.options(), stack, labels, electrode);
        int outermost = electrode.first() + Change.collector(stack).layer(0, electrode.count());
        Change.report(
                execution,
                DESCRIPTION,
                "contact ratio",
                ratios[outermost],
                ratio,
                result.reached(),
                result.voxelsChanged());
        execution.record("layers_cut", result.layersCut());
        execution.record(
                "layers_kept", List.of(result.kept().first(), result.kept().last()));
        if (result.layersCut() > 0) {
            execution.record("layers_cut_from_to", List.of(outermost, result.contactLayer()));
        }
        list(execution, stack, ratios, result.kept(), ratio);
        Change.deliver(execution, stack, result.labels());
    }

    static LayerRange electrode(Options options, LabelStack stack, int layers) {
        long count = options.find(LAYERS).orElse((long) layers);
        if (count > layers) {
            throw new IllegalArgumentException("layers=" + count + " is more than the stack has along "
                    + stack.axis().name().toLowerCase(Locale.ROOT) + ": " + layers + ".");
        }
        int first = Change.collector(stack) == Side.FIRST ? 0 : layers - (int) count;
        return new LayerRange(first, (int) count);
    }

    private static void thin(Execution execution, LabelStack stack, PhaseMap labels, double[] ratios, double ratio) {
        ContactThinning thinning = ContactThinning.at(stack.axis(), Change.collector(stack), execution.get(SEED))
                .withDepth((int) Math.min(ratios.length, execution.get(DEPTH)));
        ContactThinning.Result result = "particles".equals(execution.get(MODE))
                ? thinning.particles(labels, ratio, execution.progress())
                : thinning.voxels(labels, ratio);
        Change.report(
                execution,
                DESCRIPTION,
                "contact ratio",
                result.before(),
                ratio,
                result.reached(),
                result.voxelsChanged());
        double[] after = LayerContact.of(result.labels(), stack.axis());
        list(execution, stack, after, new LayerRange(0, after.length), ratio);
        Change.deliver(execution, stack, result.labels());
    }

    /** The contact ratio of every layer, as table and plot. */
    private static void list(Execution execution, LabelStack stack, double[] ratios, LayerRange kept, double target) {
        Axis axis = stack.axis();
        boolean physical = stack.voxelSize().isPhysical();
        double edge = stack.grid().spacing(axis) / (physical ? Change.MICROMETRE : 1);
        String position = physical ? "Position [um]" : "Position [voxel edges]";
        Table table = new Table("crop_layers", "Layer", position, "Contact ratio", "Kept");
        double[] places = new double[ratios.length];
        for (int l = 0; l < ratios.length; l++) {
            places[l] = (l + 0.5) * edge;
            boolean stays = l >= kept.first() && l <= kept.last();
            table.row(l, places[l], ratios[l], stays ? "yes" : "no");
        }
        execution.add(table);
        execution.addPicture("crop_layers", plot(position, places, ratios, kept, target));
    }

    private static ImagePlus plot(String position, double[] places, double[] ratios, LayerRange kept, double target) {
        double top = target;
        for (double ratio : ratios) {
            top = Math.max(top, ratio);
        }
        Plot plot = new Plot("Contact ratio of every layer", position, "Contact ratio");
        plot.setSize(700, 420);
        plot.setFontSize(16);
        plot.setLineWidth(2);
        plot.setColor(Color.GRAY);
        plot.addPoints(places, ratios, Plot.LINE);
        double[] keptPlaces = Arrays.copyOfRange(places, kept.first(), kept.last() + 1);
        double[] keptRatios = Arrays.copyOfRange(ratios, kept.first(), kept.last() + 1);
        plot.setColor(new Color(0x0072B2), new Color(0x0072B2));
        plot.addPoints(keptPlaces, keptRatios, Plot.CONNECTED_CIRCLES);
        plot.setColor(new Color(0xD55E00));
        plot.addPoints(new double[] {places[0], places[places.length - 1]}, new double[] {target, target}, Plot.LINE);
        plot.setColor(Color.BLACK);
        plot.setLimits(0, places[places.length - 1] + places[0], 0, 1.4 * top + 0.01);
        plot.addLegend("cut\nkept\nasked", "top-right");
        return plot.getImagePlus();
    }
}
