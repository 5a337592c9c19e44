package io.github.voxelyte.plugins.modification;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.voxelyte.microstructure.modification.Delamination;
import io.github.voxelyte.microstructure.modification.Delamination.Mode;
import io.github.voxelyte.microstructure.modification.Delamination.Outcome;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.command.Preview;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.options.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Delaminate Particles...: makes a share of the faces between active material and electrolyte passive. */
public final class DelaminateCommand implements Command {
    static final Key<Double> DEGREE = Key.number("degree", Range.FRACTION)
            .help("Delamination degree wanted: passive share of the face area between active material and electrolyte.")
            .asked("Degree, 0 to 1");
    static final Key<String> MODE = Key.choice("mode", modes())
            .orElse(word(Mode.RANDOM_PATCHES))
            .help("Which faces delaminate first.")
            .asked("Which faces first");
    static final Key<Double> CORRELATION = Key.number("correlation_um", Range.POSITIVE)
            .in("um")
            .orElse(Math.rint(Delamination.DEFAULT_CORRELATION_LENGTH * 1e9) / 1e3) // not 5.000000000000001
            .help("Size of random patches: where the autocorrelation of their noise has fallen to 1/e.")
            .asked("Size of patches")
            .when(Applies.where(MODE, word(Mode.RANDOM_PATCHES)));
    static final Key<Boolean> FACE_MASK = Key.flag("face_mask")
            .help("Decides face by face and gives a face mask beside the labels; meets the degree to half a face.")
            .asked("Face by face, with a face mask");
    static final Key<Boolean> REAL_GAP = Key.flag("real_gap")
            .help("Makes void voxels instead of passivated ones, which changes the electrolyte network.")
            .asked("Void in place of passivated voxels")
            .when(Applies.off(FACE_MASK));

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Delaminate Particles...",
            "delaminate",
            "Passivates electrolyte on active material until the delamination degree is met.",
            Input.LABELS,
            List.of(DEGREE, MODE, CORRELATION, FACE_MASK, REAL_GAP, Change.SEED, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        double degree = execution.get(DEGREE);
        Mode mode = mode(execution.options());
        LabelStack stack = execution.labels();
        if (mode == Mode.RANDOM_PATCHES) {
            stack.requirePhysical("the size of random patches");
        }
        double bytes = mode == Mode.UNIFORM_RANDOM ? 3 : mode == Mode.WHOLE_PARTICLES ? 16 : 8;
        execution.requireMemory(
                bytes * stack.grid().size(), "delaminating " + stack.grid().size() + " voxels");
        Delamination.Result result = delamination(execution.options(), stack)
                .withParallel(execution.parallel())
                .of(stack.phases(), degree, execution.progress());
        if (execution.get(REAL_GAP)) {
            execution.warn("void voxels are no electrolyte: the electrolyte network has changed, and so will its"
                    + " transport properties.");
        }
        Change.report(
                execution,
                DESCRIPTION,
                "delamination degree",
                result.before(),
                degree,
                result.reached(),
                result.voxelsChanged());
        execution.record("faces_made_passive", result.facesPassive());
        result.faceMask().ifPresent(mask -> execution.add(image(execution, stack, mask)));
        Change.deliver(execution, stack, result.labels());
    }

    @Override
    public Optional<Preview> preview(ImagePlus image) {
        return Optional.of(new DelaminationPreview(image));
    }

    /** The delamination that the options ask for. */
    static Delamination delamination(Options options, LabelStack stack) {
        return Delamination.of(mode(options), options.get(Change.SEED))
                .withOutcome(outcome(options))
                .withCorrelationLength(options.get(CORRELATION) * Change.MICROMETRE)
                .withAxis(stack.axis());
    }

    private static Mode mode(Options options) {
        return Mode.valueOf(options.get(MODE).replace(' ', '_').toUpperCase(Locale.ROOT));
    }

    private static Outcome outcome(Options options) {
        if (options.get(FACE_MASK) && options.get(REAL_GAP)) {
            throw new IllegalArgumentException(
                    "face_mask and real_gap exclude each other: a void voxel is void on all its faces.");
        }
        return options.get(FACE_MASK)
                ? Outcome.PASSIVE_FACES
                : options.get(REAL_GAP) ? Outcome.VOID_VOXELS : Outcome.PASSIVATED_VOXELS;
    }

    private static ImagePlus image(Execution execution, LabelStack stack, PhaseMap mask) {
        ImageStack slices = new ImageStack(mask.grid().nx(), mask.grid().ny());
        for (int z = 0; z < mask.grid().nz(); z++) {
            slices.addSlice(null, mask.plane(z));
        }
        ImagePlus image = ResultImages.grey(
                "face_mask", slices, stack.voxelSize(), execution.info(false, stack.axis(), stack.collector()));
        image.setDisplayRange(0, 63);
        return image;
    }

    private static List<String> modes() {
        return Arrays.stream(Mode.values()).map(DelaminateCommand::word).toList();
    }

    private static String word(Mode mode) {
        return mode.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
