package io.github.voxelyte.plugins.impedance;

import io.github.voxelyte.plugins.cell.CellOutlook;
import io.github.voxelyte.plugins.options.Options;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What an impedance spectrum would do, in words: for the dialog. */
final class ImpedancePlan implements CellOutlook.Plan {
    private static final double[] SIZES = {1e6, 1e3, 1, 1e-3};
    private static final String[] UNITS = {" MHz", " kHz", " Hz", " mHz"};

    @Override
    public double bytes(CellOutlook.Facts cell) {
        return ImpedanceCommand.bytes(cell.grid().size(), cell.bytes());
    }

    @Override
    public void describe(Options options, CellOutlook.Facts cell, Consumer<String> say) {
        Optional<String> state = options.find(ImpedanceCommand.STATE);
        String held =
                options.get(ImpedanceCommand.RELAX).equals("none") ? ", as the discharge left it" : ", fully relaxed";
        say.accept(state.isPresent() ? "State as in " + state.get() + held : cell.rest());
        double[] frequencies = ImpedanceCommand.frequencies(options);
        say.accept(frequencies.length
                + (frequencies.length == 1 ? " frequency: " : " frequencies from ")
                + inUnit(frequencies[0])
                + (frequencies.length == 1 ? "" : " to " + inUnit(frequencies[frequencies.length - 1])));
        say.accept("How long it takes is not known before; the progress bar tells how far it is");
    }

    private static String inUnit(double frequency) {
        int unit = 0;
        while (unit < SIZES.length - 1 && frequency < SIZES[unit]) {
            unit++;
        }
        return String.format(Locale.ROOT, "%.3g%s", frequency / SIZES[unit], UNITS[unit]);
    }
}
