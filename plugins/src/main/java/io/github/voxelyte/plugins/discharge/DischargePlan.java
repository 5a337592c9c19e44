package io.github.voxelyte.plugins.discharge;

import io.github.voxelyte.plugins.cell.CellOutlook;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.solver.discharge.Discharge;
import io.github.voxelyte.solver.protocol.Protocol;
import io.github.voxelyte.solver.protocol.ProtocolStep;
import io.github.voxelyte.solver.protocol.ProtocolText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a discharge would do, in words: for the dialog. */
final class DischargePlan implements CellOutlook.Plan {
    private static final int STEPS_NAMED = 3;

    @Override
    public double bytes(CellOutlook.Facts cell) {
        return cell.bytes();
    }

    @Override
    public void describe(Options options, CellOutlook.Facts cell, Consumer<String> say) {
        say.accept(cell.rest());
        Optional<String> protocol = options.find(DischargeKeys.PROTOCOL);
        say.accept(protocol.isPresent() ? steps(options, cell, protocol.get()) : currents(options, cell));
        if (options.get(DischargeKeys.RESUME) && options.isGiven(ImageKeys.OUTPUT)) {
            say.accept(resumed(Path.of(options.get(ImageKeys.OUTPUT))));
        }
        say.accept(
                protocol.isPresent()
                        ? "How long it takes depends on the protocol; the time left is told while it runs"
                        : RunTime.told(cell.unknowns(), runs(options)));
    }

    private static int runs(Options options) {
        return options.find(DischargeKeys.CURRENT).isPresent()
                ? 1
                : options.find(DischargeKeys.C_RATE).map(List::size).orElse(1);
    }

    /** Discharges at constant current. */
    private static String currents(Options options, CellOutlook.Facts cell) {
        Discharge discharge = Discharge.withDefaults().withCutOff(options.get(DischargeKeys.CUTOFF));
        Optional<Double> current = options.find(DischargeKeys.CURRENT);
        List<String> names = new ArrayList<>();
        double hours = 0;
        List<Double> rates = current.isPresent()
                ? List.of(current.get() * Units.MILLIAMPERE_PER_CM2 / cell.oneC())
                : options.find(DischargeKeys.C_RATE).orElse(List.of(DischargeCommand.DEFAULT_C_RATE));
        for (double rate : rates) {
            double density = rate * cell.oneC();
            discharge.protocol(cell.parameters(), density); // refuses what cannot be
            String inUnit = density(density);
            names.add(current.isPresent() ? inUnit : Numbers.shortest(rate) + "C (" + inUnit + ")");
            hours += cell.capacity() / density / Units.HOUR;
        }
        return (names.size() > 1 ? "Discharges one after the other at " : "Discharge at ")
                + String.join(", ", names)
                + (names.size() > 1 ? ", each to " : " to ")
                + Numbers.shortest(options.get(DischargeKeys.CUTOFF))
                + " V; the cell's time is at most " + hours(hours);
    }

    /** A protocol. */
    private static String steps(Options options, CellOutlook.Facts cell, String text) {
        Protocol protocol = new ProtocolText(
                        cell.oneC(),
                        options.get(DischargeKeys.CUTOFF),
                        options.get(DischargeKeys.UPPER),
                        CurrentProfile::read)
                .parse(text);
        List<ProtocolStep> steps = protocol.steps();
        double seconds = steps.stream().mapToDouble(ProtocolStep::duration).sum();
        return (steps.size() == 1 ? "1 step: " : steps.size() + " steps: ")
                + steps.stream().limit(STEPS_NAMED).map(DischargePlan::step).collect(Collectors.joining("; "))
                + (steps.size() > STEPS_NAMED ? "; …" : "")
                + (seconds < Double.POSITIVE_INFINITY
                        ? "; the cell's time is at most " + hours(seconds / Units.HOUR)
                        : "");
    }

    private static String step(ProtocolStep step) {
        boolean flows = step.control() == ProtocolStep.Control.CURRENT && !step.isRest();
        return step.text() + (flows ? " (" + density(Math.abs(step.value())) + ")" : "");
    }

    private static String density(double amperePerSquareMetre) {
        return String.format(Locale.ROOT, "%.3g mA/cm²", amperePerSquareMetre / Units.MILLIAMPERE_PER_CM2);
    }

    private static String hours(double hours) {
        return String.format(Locale.ROOT, "%.3g h", hours);
    }

    private static String resumed(Path folder) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            boolean isThere = files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith(".discharge") && name.endsWith(".checkpoint"));
            return isThere
                    ? "Goes on with the interrupted run in the output folder, if that had the same parameters"
                    : "There is no interrupted run in the output folder: it begins anew";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
