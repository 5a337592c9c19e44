package io.github.voxelyte.plugins.impedance;

import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.discharge.VoxelCell;
import io.github.voxelyte.solver.impedance.CellProcess;
import io.github.voxelyte.solver.impedance.ImpedancePoint;
import io.github.voxelyte.solver.spectrum.KramersKronig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;

/** The table of a spectrum, whose rows are in its file as soon as they are solved, from high to low frequency. */
final class GrowingSpectrum {
    private static final double OHM_CM2 = 1e-4;
    private static final double PERCENT = 100;

    private final Execution execution;
    private final List<CellProcess> processes;
    private final Table table;
    private final Runnable written;

    GrowingSpectrum(Execution execution, VoxelCell cell) {
        this.execution = execution;
        processes = new ArrayList<>(List.of(CellProcess.values()));
        if (Double.isNaN(cell.grainContactArea())) {
            processes.remove(CellProcess.GRAIN_CONTACT);
        }
        if (cell.cell().electrolyte().transferenceNumber() == 1) {
            processes.remove(CellProcess.SALT);
        }
        table = empty();
        written = execution.grow(table);
    }

    private Table empty() {
        List<String> columns = new ArrayList<>(List.of(
                "Frequency [Hz]", "Z real [Ohm cm2]", "Z imag [Ohm cm2]", "Magnitude [Ohm cm2]", "Phase [deg]"));
        for (CellProcess process : processes) {
            columns.add(process + " real [Ohm cm2]");
            columns.add(process + " imag [Ohm cm2]");
        }
        columns.addAll(List.of("Kramers-Kronig real [%]", "Kramers-Kronig imag [%]", "Residual", "Iterations"));
        return new Table("impedance", columns.toArray(String[]::new));
    }

    /** Takes a row, and has it in the file when it returns. The test of Kramers and Kronig needs them all: NaN until the end. */
    void add(ImpedancePoint point) {
        row(table, point, Double.NaN, Double.NaN);
        written.run();
    }

    /** Puts the whole table in place of the one that grew. */
    void complete(List<ImpedancePoint> points, Optional<KramersKronig.Result> kronig) {
        Table whole = empty();
        for (int k = 0; k < points.size(); k++) {
            int i = k;
            row(
                    whole,
                    points.get(k),
                    kronig.map(r -> PERCENT * r.real()[i]).orElse(Double.NaN),
                    kronig.map(r -> PERCENT * r.imaginary()[i]).orElse(Double.NaN));
        }
        execution.replace(whole);
    }

    private void row(Table to, ImpedancePoint point, double kronigReal, double kronigImaginary) {
        Complex z = point.impedance().divide(OHM_CM2);
        List<Object> row = new ArrayList<>(
                List.of(point.frequency(), z.getReal(), z.getImaginary(), z.abs(), Math.toDegrees(z.getArgument())));
        for (CellProcess process : processes) {
            Complex share = point.shares().get(process).divide(OHM_CM2);
            row.add(share.getReal());
            row.add(share.getImaginary());
        }
        row.addAll(List.of(kronigReal, kronigImaginary, point.residual(), point.iterations()));
        to.row(row.toArray());
    }
}
