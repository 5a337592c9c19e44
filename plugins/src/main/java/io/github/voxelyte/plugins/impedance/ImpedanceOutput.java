package io.github.voxelyte.plugins.impedance;

import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.impedance.CellProcess;
import io.github.voxelyte.solver.impedance.CurrentMap;
import io.github.voxelyte.solver.impedance.ImpedancePoint;
import io.github.voxelyte.solver.impedance.ImpedanceResult;
import io.github.voxelyte.solver.spectrum.Arcs;
import io.github.voxelyte.solver.spectrum.CircuitFit;
import io.github.voxelyte.solver.spectrum.KramersKronig;
import io.github.voxelyte.solver.spectrum.RelaxationTimes;
import io.github.voxelyte.solver.spectrum.Spectrum;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;

/** Tables, plots and maps of a finished spectrum. */
final class ImpedanceOutput {
    private static final double OHM_CM2 = 1e-4;
    private static final int FEWEST_FOR_KRONIG = 4;
    private static final int FEWEST_FOR_FIT = 12;
    private static final double PERCENT = 100;

    private final Execution execution;
    private final LabelStack labels;
    private final ImpedanceResult result;
    private final Spectrum spectrum;
    private final ImpedancePlots plots;
    private final GrowingSpectrum rows;

    ImpedanceOutput(Execution execution, LabelStack labels, ImpedanceResult result, GrowingSpectrum rows) {
        this.rows = rows;
        this.execution = execution;
        this.labels = labels;
        this.result = result;
        spectrum = spectrum(null);
        plots = new ImpedancePlots(result, spectrum, OHM_CM2);
    }

    /** The impedance, or the share of a process. */
    private Spectrum spectrum(CellProcess process) {
        List<ImpedancePoint> points = result.points();
        double[] frequency =
                points.stream().mapToDouble(ImpedancePoint::frequency).toArray();
        Complex[] impedance = points.stream()
                .map(p -> process == null ? p.impedance() : p.shares().get(process))
                .map(z -> z.divide(OHM_CM2))
                .toArray(Complex[]::new);
        return new Spectrum(frequency, impedance);
    }

    void deliver(Optional<Spectrum> measured) {
        Optional<KramersKronig.Result> kronig =
                spectrum.size() >= FEWEST_FOR_KRONIG ? Optional.of(KramersKronig.of(spectrum)) : Optional.empty();
        rows.complete(result.points(), kronig);
        arcs();
        solved(kronig);
        Optional<Spectrum> fitted = analyse();
        Optional<Spectrum> beside = measured.map(this::compare);
        execution.addPicture("nyquist", plots.nyquist(beside, fitted));
        execution.addPicture("bode", plots.bode(beside));
        execution.addPicture("shares", plots.shares());
        for (CurrentMap map : result.maps()) {
            String at = "_" + Numbers.shortest(map.frequency()) + "Hz";
            keep("alternating_current" + at, map.amplitude());
            keep("alternating_phase_deg" + at, map.phase());
        }
    }

    private void keep(String title, ScalarField field) {
        execution.add(ResultImages.field(
                title, field, labels.voxelSize(), execution.info(false, labels.axis(), labels.collector())));
    }

    /** Characteristic frequencies of the whole and of the two charge transfers. */
    private void arcs() {
        Table table = new Table("impedance_arcs", "Arc of", "Frequency [Hz]", "Height [Ohm cm2]");
        addArcs(table, "cell", spectrum);
        addArcs(table, CellProcess.LITHIUM_TRANSFER.toString(), spectrum(CellProcess.LITHIUM_TRANSFER));
        addArcs(table, CellProcess.ACTIVE_TRANSFER.toString(), spectrum(CellProcess.ACTIVE_TRANSFER));
        execution.add(table);
    }

    private void addArcs(Table table, String of, Spectrum arcs) {
        List<Arcs.Top> tops = Arcs.of(arcs);
        for (int k = 0; k < tops.size(); k++) {
            table.row(of, tops.get(k).frequency(), tops.get(k).height());
            String number = tops.size() > 1 ? " " + (k + 1) : "";
            execution.record(
                    "characteristic frequency of " + of + number + " [Hz]",
                    tops.get(k).frequency());
        }
    }

    private void solved(Optional<KramersKronig.Result> kronig) {
        execution.record("face rule", result.rule().toString());
        execution.record(
                "impedance at the highest frequency [Ohm cm2]",
                spectrum.impedance(0).getReal());
        execution.record("frequencies solved (others by projection, residual checked)", result.solved());
        execution.record("linear iterations", result.iterations());
        execution.record("basis vectors", result.basis());
        execution.record("largest residual relative to the current", result.largestResidual());
        double tolerance = execution.get(ImpedanceCommand.TOLERANCE);
        if (result.largestResidual() > tolerance) {
            execution.warn(
                    "The residual is " + Numbers.shortest(result.largestResidual()) + " at one frequency, above the"
                            + " tolerance of " + Numbers.shortest(tolerance) + "; the column Residual says where.");
        }
        kronig.ifPresent(r -> {
            execution.record("Kramers-Kronig: largest residual [%]", PERCENT * r.largest());
            execution.record("Kramers-Kronig: RC elements", r.elements());
            execution.record("Kramers-Kronig: mu", r.mu());
        });
    }

    /** Relaxation times and circuit; the circuit's spectrum. */
    private Optional<Spectrum> analyse() {
        if (spectrum.size() < FEWEST_FOR_FIT) {
            execution.warn("Relaxation times and the equivalent circuit need at least " + FEWEST_FOR_FIT
                    + " frequencies; they were left out.");
            return Optional.empty();
        }
        RelaxationTimes.Result times = RelaxationTimes.of(spectrum, execution.get(ImpedanceCommand.REGULARIZATION));
        Table table = new Table("relaxation_times", "Relaxation time [s]", "Frequency [Hz]", "Distribution [Ohm cm2]");
        for (int k = 0; k < times.tau().length; k++) {
            table.row(times.tau()[k], 1 / (2 * Math.PI * times.tau()[k]), times.gamma()[k]);
        }
        execution.add(table);
        execution.record("relaxation times: regularization", times.parameter());
        execution.record("relaxation times: root mean square misfit", times.misfit());
        execution.addPicture("relaxation_times", plots.relaxationTimes(times));
        try {
            CircuitFit.Result fit = CircuitFit.of(spectrum);
            Table circuit =
                    new Table("circuit", "Parameter", "Value", "Lower bound", "Upper bound", "Unit", "Confidence");
            for (CircuitFit.Parameter p : fit.parameters()) {
                circuit.row(p.name(), p.value(), p.low(), p.high(), unit(p.name()), CircuitFit.CONFIDENCE);
            }
            execution.add(circuit);
            execution.record("circuit R0 + 2 ZARC + Warburg: root mean square misfit", fit.misfit());
            return Optional.of(fit.impedance());
        } catch (IllegalArgumentException e) {
            execution.warn(e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static String unit(String parameter) {
        return switch (parameter.charAt(0)) {
            case 'R' -> "Ohm cm2";
            case 't' -> "s";
            case 'W' -> "Ohm cm2 s^-1/2";
            default -> "1";
        };
    }

    /** A table of both at the measured frequencies; the measured spectrum as it is drawn. */
    private Spectrum compare(Spectrum measured) {
        Spectrum shown = measured;
        double shift = 0;
        if (execution.get(ImpedanceCommand.SHIFT)) {
            shift = spectrum.highFrequencyIntercept() - measured.highFrequencyIntercept();
            shown = measured.shifted(shift);
        }
        execution.record("shift of the measured spectrum [Ohm cm2]", shift);
        Table table = new Table(
                "measured",
                "Frequency [Hz]",
                "Measured real [Ohm cm2]",
                "Measured imag [Ohm cm2]",
                "Simulated real [Ohm cm2]",
                "Simulated imag [Ohm cm2]",
                "Difference [% of magnitude]");
        double squares = 0;
        int compared = 0;
        for (int i = 0; i < shown.size(); i++) {
            Complex m = shown.impedance(i);
            Complex z = spectrum.at(shown.frequency(i));
            double difference = PERCENT * z.subtract(m).abs() / m.abs();
            table.row(shown.frequency(i), m.getReal(), m.getImaginary(), z.getReal(), z.getImaginary(), difference);
            if (!Double.isNaN(difference)) {
                squares += difference * difference;
                compared++;
            }
        }
        execution.add(table);
        execution.record("measured frequencies within the spectrum", compared);
        if (compared > 0) {
            execution.record("root mean square difference to the measured spectrum [%]", Math.sqrt(squares / compared));
        } else {
            execution.warn("No measured frequency lies within the simulated spectrum.");
        }
        return shown;
    }
}
