package io.github.voxelyte.plugins.modification;

import io.github.voxelyte.microstructure.modification.MirrorPadding;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;
import java.util.Optional;

/** Pad By Mirroring...: brings the stack to a wanted size by mirroring it at its outer faces. */
public final class PadByMirroringCommand implements Command {
    static final Key<List<Double>> SIZE_UM = Key.numbers("size_um", Range.POSITIVE)
            .in("um")
            .help("Wanted size along x, y and z; instead of size.")
            .asked("Size x,y,z");
    static final Key<List<Double>> SIZE = Key.numbers("size", Range.atLeast(1))
            .help(
                    "Wanted number of voxels along x, y and z, as in 150,150,40; less than there is crops round the middle.")
            .asked("Voxels x,y,z")
            .when(Applies.absent(SIZE_UM));

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Pad By Mirroring...",
            "pad",
            "Brings the stack to a wanted size by mirroring it at its outer faces.",
            Input.LABELS,
            List.of(SIZE, SIZE_UM, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        PhaseMap labels = stack.phases();
        int[] size = size(execution, stack);
        PhaseMap padded = labels;
        for (int k = 0; k < size.length; k++) {
            padded = MirrorPadding.to(padded, Axis.values()[k], size[k]);
        }
        Change.report(
                execution,
                DESCRIPTION,
                "voxels",
                labels.grid().size(),
                (double) size[0] * size[1] * size[2],
                padded.grid().size(),
                (long) padded.grid().size() - labels.grid().size());
        Change.deliver(execution, stack, padded);
    }

    private static int[] size(Execution execution, LabelStack stack) {
        Optional<List<Double>> voxels = execution.find(SIZE);
        Optional<List<Double>> lengths = execution.find(SIZE_UM);
        if (voxels.isPresent() == lengths.isPresent()) {
            throw new IllegalArgumentException("Give either size= (voxels along x, y, z) or size_um=.");
        }
        List<Double> values = voxels.or(() -> lengths).orElseThrow();
        if (values.size() != 3) {
            throw new IllegalArgumentException(
                    "The wanted size is three numbers, along x, y and z, as in 150,150,40: " + values + ".");
        }
        if (lengths.isPresent()) {
            stack.requirePhysical("a size in micrometres");
        }
        int[] size = new int[3];
        for (int k = 0; k < 3; k++) {
            double edge = lengths.isPresent() ? stack.grid().spacing(Axis.values()[k]) / Change.MICROMETRE : 1;
            size[k] = (int) Math.max(1, Math.rint(values.get(k) / edge));
        }
        return size;
    }
}
