package io.github.voxelyte.plugins.profile;

import io.github.voxelyte.microstructure.profile.FacePeaks;
import io.github.voxelyte.microstructure.profile.VolumeFractionProfile;
import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Layer;
import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Profile;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.Locale;

/** Volume Fraction Profile...: share of active material in each layer along the through-plane axis, with a plot. */
public final class ProfileCommand implements Command {
    private static final double MICROMETRE = 1e-6; // [m]
    private static final int FEWEST_LAYERS_FOR_PEAKS = 3;

    private static final Key<Long> TILES = Key.integer("tiles", Range.closed(1, 100))
            .orElse((long) VolumeFractionProfile.DEFAULT_TILES)
            .help("Each layer is cut into this many tiles along both edges; the standard deviation is that over the"
                    + " tiles.")
            .asked("Tiles along an edge");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Volume Fraction Profile...",
            "profile",
            "Measures the volume fraction of the active material (AMSVF) in each layer along an axis.",
            Input.LABELS,
            List.of(ImageKeys.AXIS, TILES));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        LabelStack stack = execution.labels();
        boolean[] active = new boolean[256];
        for (int label : stack.labelsOf(Phase.ACTIVE.word())) {
            active[label] = true;
        }
        Profile profile = VolumeFractionProfile.along(stack.axis())
                .withTiles(Math.toIntExact(execution.get(TILES)))
                .withParallel(execution.parallel())
                .of(stack.raw(), active, execution.progress());
        boolean physical = stack.voxelSize().isPhysical();
        if (!physical) {
            execution.warn("'" + stack.title() + "' has no unit of length, so the layers have numbers but no positions:"
                    + " give voxel_um= or set it under Image › Properties.");
        }
        execution.add(table(profile, physical));
        execution.record("mean_amsvf", profile.mean());
        execution.record("axis", profile.axis().name().toLowerCase(Locale.ROOT));
        execution.record("tiles_per_layer", profile.tiles());
        if (profile.layers().size() >= FEWEST_LAYERS_FOR_PEAKS) {
            FacePeaks peaks = FacePeaks.of(profile);
            execution.add(peaks(peaks, physical));
            execution.addPicture("profile", ProfilePlot.of(stack.title(), profile, peaks, physical));
        } else {
            execution.warn("With " + profile.layers().size()
                    + " layers along the axis there are no peaks near the faces" + " to look for, and no plot.");
        }
    }

    private static double position(double metres, boolean physical) {
        return physical ? metres / MICROMETRE : Double.NaN;
    }

    private static Table table(Profile profile, boolean physical) {
        Table table = new Table(
                "profile",
                "Layer",
                "Position [um]",
                "AMSVF",
                "Standard deviation over tiles",
                "Lowest tile",
                "Highest tile");
        for (Layer layer : profile.layers()) {
            table.row(
                    (long) layer.index(),
                    position(layer.position(), physical),
                    layer.fraction(),
                    layer.standardDeviation(),
                    layer.lowest(),
                    layer.highest());
        }
        return table;
    }

    private static Table peaks(FacePeaks peaks, boolean physical) {
        Table table = new Table(
                "profile_peaks",
                "Face",
                "Layer",
                "Position [um]",
                "AMSVF",
                "Above interior mean",
                "Interior mean",
                "Distinct");
        row(table, "first", peaks.first(), peaks, physical);
        row(table, "last", peaks.last(), peaks, physical);
        return table;
    }

    private static void row(Table table, String face, FacePeaks.Peak peak, FacePeaks peaks, boolean physical) {
        table.row(
                face,
                (long) peak.layer(),
                position(peak.position(), physical),
                peak.fraction(),
                peak.excess(),
                peaks.interiorMean(),
                peak.distinct() ? "yes" : "no");
    }
}
