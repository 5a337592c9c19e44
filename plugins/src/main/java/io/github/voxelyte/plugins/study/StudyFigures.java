package io.github.voxelyte.plugins.study;

import static io.github.voxelyte.plugins.study.StudyElectrodes.HIGH;
import static io.github.voxelyte.plugins.study.StudyElectrodes.LOW;
import static io.github.voxelyte.plugins.study.StudyElectrodes.LOW_AT_STANDARD_CURRENT;
import static io.github.voxelyte.plugins.study.StudyElectrodes.STANDARD;

import ij.gui.Plot;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.plugins.study.LithiumPanels.Panel;
import io.github.voxelyte.plugins.study.StudyElectrodes.Member;
import io.github.voxelyte.plugins.study.StudyFolder.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of the study, numbered as there, as far as their runs are finished. */
final class StudyFigures {
    private static final String CAPACITY = "Capacity [mAh/g]";
    private static final String VOLTAGE = "Voltage [V]";
    private static final String CELL_VOLTAGE = "Cell voltage [V]";
    /** The high-energy electrode comes first: it is the standard one twice, and lies under it. */
    private static final List<Member> THREE =
            List.of(new Member(HIGH, "high energy"), new Member(LOW, "low AMSVF"), new Member(STANDARD, STANDARD));

    private static final double LEAST_LITHIATION = 0.4;
    private static final double ZOOM_BELOW = 3.4; // [V]

    private final StudyFolder study;
    private final Parallel parallel;

    StudyFigures(StudyFolder study, Parallel parallel) {
        this.study = study;
        this.parallel = parallel;
    }

    List<Figure> all() {
        List<Optional<Figure>> figures = new ArrayList<>(List.of(
                profiles(),
                tortuosity(),
                contactConductivity(),
                curves(
                        "fig5",
                        "Discharge at 0.1C of the own mass; the low-AMSVF electrode also at the current of the standard one.",
                        electrodes())));
        figures.add(lithium());
        figures.add(
                nyquist("fig7a", "Impedance of the charged standard cell.", List.of(new Member(STANDARD, STANDARD))));
        figures.add(rateTest());
        figures.addAll(series("fig8", "Contact ratio at the collector", StudyElectrodes.contacts(study)));
        figures.add(contactLithium());
        figures.add(contactCurrent());
        figures.addAll(series("fig10", "Delamination", StudyElectrodes.delaminations()));
        figures.add(zoom());
        figures.add(delaminationLithium());
        figures.add(nyquist("fig12", "Impedance of the charged cell, delaminated.", StudyElectrodes.delaminations()));
        return figures.stream().flatMap(Optional::stream).toList();
    }

    private Optional<Figure> profiles() {
        CurveFigure figure = new CurveFigure(
                "fig3a",
                "Volume fraction of active material by layer, from the separator to the collector.",
                "Position [um]",
                "AMSVF");
        for (Member member : THREE) {
            study.profile(member.electrode())
                    .map(step -> step.table("profile"))
                    .ifPresent(table ->
                            figure.curve(member.legend(), table.numbers("Position [um]"), table.numbers("AMSVF")));
        }
        return figure.limits(Double.NaN, Double.NaN, 0, Double.NaN)
                .legendAt(Plot.BOTTOM_RIGHT)
                .figure();
    }

    private Optional<Figure> tortuosity() {
        CurveFigure figure = new CurveFigure(
                "fig4a",
                "Tortuosity factor of the electrolyte along the three axes; z is through-plane (the study's x).",
                "Axis",
                "Tortuosity factor");
        for (Member member : THREE) {
            double[] tau = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                tau[axis] = StudyNumbers.tortuosity(study, member.electrode(), "xyz".substring(axis, axis + 1));
            }
            if (Arrays.stream(tau).anyMatch(Double::isFinite)) {
                figure.curve(member.legend(), new double[] {0, 1, 2}, tau);
            }
        }
        return figure.categories("x", "y", "z")
                .limits(-0.4, 2.4, 1, Double.NaN)
                .legendAt(Plot.BOTTOM_LEFT)
                .figure();
    }

    private Optional<Figure> contactConductivity() {
        List<double[]> points = new ArrayList<>();
        for (Member member : StudyElectrodes.contacts(study)) {
            double sigma = StudyNumbers.activeConductivity(study, member.electrode());
            if (Double.isFinite(sigma)) {
                points.add(new double[] {StudyElectrodes.contactRatio(study, member.electrode()), sigma});
            }
        }
        CurveFigure figure = new CurveFigure(
                "fig4b",
                "Effective conductivity of the active material, through-plane, over its own, against the contact ratio.",
                "Contact ratio",
                "Relative effective conductivity");
        if (!points.isEmpty()) {
            figure.curve(
                    "active material",
                    points.stream().mapToDouble(p -> p[0]).toArray(),
                    points.stream().mapToDouble(p -> p[1]).toArray());
        }
        return figure.marked().limits(0, Double.NaN, 0, Double.NaN).figure();
    }

    /** Discharges by legend. */
    private Map<String, Step> electrodes() {
        Map<String, Step> runs = new LinkedHashMap<>();
        study.discharge(STANDARD, "0.1").ifPresent(step -> runs.put(STANDARD, step));
        study.discharge(LOW, "0.1").ifPresent(step -> runs.put("low AMSVF", step));
        study.step("discharge", LOW_AT_STANDARD_CURRENT)
                .ifPresent(step -> runs.put("low AMSVF, current of the standard", step));
        study.discharge(HIGH, "0.1").ifPresent(step -> runs.put("high energy", step));
        return runs;
    }

    private Optional<Figure> curves(String name, String caption, Map<String, Step> runs) {
        CurveFigure figure = new CurveFigure(name, caption, CAPACITY, CELL_VOLTAGE);
        runs.forEach((legend, step) -> {
            CsvColumns table = step.table("discharge");
            figure.curve(legend, table.numbers(CAPACITY), table.numbers(VOLTAGE));
        });
        return figure.limits(0, Double.NaN, Double.NaN, Double.NaN)
                .legendAt(Plot.BOTTOM_LEFT)
                .figure();
    }

    private Optional<Figure> rateTest() {
        Map<String, Step> runs = new LinkedHashMap<>();
        StudyElectrodes.RATES.forEach(
                rate -> study.discharge(STANDARD, rate).ifPresent(step -> runs.put(rate + "C", step)));
        return curves("fig7b", "Rate test of the standard cell.", runs);
    }

    /** One figure a C-rate: a at 0.1C, b at 0.25C, c at 0.5C. */
    private List<Optional<Figure>> series(String name, String of, List<Member> members) {
        List<Optional<Figure>> figures = new ArrayList<>();
        for (int r = 0; r < StudyElectrodes.RATES.size(); r++) {
            String rate = StudyElectrodes.RATES.get(r);
            Map<String, Step> runs = new LinkedHashMap<>();
            for (Member member : members) {
                study.discharge(member.electrode(), rate).ifPresent(step -> runs.put(member.legend(), step));
            }
            if (runs.size() > 1) {
                figures.add(curves(name + "abc".charAt(r), of + ": discharge at " + rate + "C.", runs));
            }
        }
        return figures;
    }

    /** The end of the discharges of the delaminated cells at the lowest rate. */
    private Optional<Figure> zoom() {
        CurveFigure figure =
                new CurveFigure("fig10d", "Delamination: the end of the discharge at 0.1C.", CAPACITY, CELL_VOLTAGE);
        double left = Double.POSITIVE_INFINITY;
        double right = 0;
        for (Member member : StudyElectrodes.delaminations()) {
            Optional<Step> run = study.discharge(member.electrode(), "0.1");
            if (run.isPresent()) {
                CsvColumns table = run.get().table("discharge");
                figure.curve(member.legend(), table.numbers(CAPACITY), table.numbers(VOLTAGE));
                left = Math.min(left, StudyNumbers.capacityAt(table, ZOOM_BELOW));
                right = Math.max(right, table.last(CAPACITY));
            }
        }
        double margin = 0.1 * (right - left);
        return figure.limits(left - margin, right + margin, 2.58, ZOOM_BELOW)
                .legendAt(Plot.TOP_RIGHT)
                .figure();
    }

    private Optional<Figure> nyquist(String name, String caption, List<Member> members) {
        CurveFigure figure = new CurveFigure(name, caption, "Z' [Ohm cm2]", "-Z'' [Ohm cm2]");
        for (Member member : members) {
            study.impedance(member.electrode())
                    .map(step -> step.table("impedance"))
                    .ifPresent(table -> figure.curve(
                            member.legend(),
                            table.numbers("Z real [Ohm cm2]"),
                            Arrays.stream(table.numbers("Z imag [Ohm cm2]"))
                                    .map(z -> -z)
                                    .toArray()));
        }
        return figure.equalScales().legendAt(Plot.TOP_LEFT).figure();
    }

    private static List<Panel> lithiumOf(Step step) {
        List<Panel> panels = new ArrayList<>();
        for (String voltage : StudyElectrodes.VOLTAGES) {
            Optional<Path> field = step.file("lithiation_" + voltage + "V.tif");
            field.ifPresent(file -> panels.add(new Panel(voltage + " V", file, file)));
        }
        return panels;
    }

    private Optional<Figure> lithium() {
        LithiumPanels panels = new LithiumPanels(
                "fig6",
                "Lithiation of the active material during the discharge at 0.1C; separator on top.",
                "lithiation",
                parallel);
        study.discharge(STANDARD, "0.1").ifPresent(step -> panels.row(STANDARD, lithiumOf(step)));
        study.discharge(HIGH, "0.1").ifPresent(step -> panels.row("high energy", lithiumOf(step)));
        return panels.figure(LEAST_LITHIATION, 1);
    }

    private Optional<Figure> contactLithium() {
        LithiumPanels panels = new LithiumPanels(
                "fig9a", "Contact ratio: lithiation during the discharge at 0.1C.", "lithiation", parallel);
        for (Member member : StudyElectrodes.contacts(study)) {
            study.discharge(member.electrode(), "0.1").ifPresent(step -> panels.row(member.legend(), lithiumOf(step)));
        }
        return panels.figure(LEAST_LITHIATION, 1);
    }

    private Optional<Figure> contactCurrent() {
        LithiumPanels panels = new LithiumPanels(
                "fig9b",
                "Contact ratio: magnitude of the current density in the active material during the discharge at 0.1C.",
                "mA/cm²",
                parallel);
        for (Member member : StudyElectrodes.contacts(study)) {
            study.discharge(member.electrode(), "0.1").ifPresent(step -> {
                List<Panel> row = new ArrayList<>();
                for (Panel lithium : lithiumOf(step)) {
                    String file = lithium.field().getFileName().toString().replace("lithiation", "current_density");
                    step.file(file).ifPresent(path -> row.add(new Panel(lithium.heading(), path, lithium.field())));
                }
                panels.row(member.legend(), row);
            });
        }
        return panels.figureFromZero();
    }

    private Optional<Figure> delaminationLithium() {
        LithiumPanels panels = new LithiumPanels(
                "fig11", "Delamination: lithiation during the discharge at 0.1C.", "lithiation", parallel);
        for (Member member : StudyElectrodes.delaminations()) {
            study.discharge(member.electrode(), "0.1").ifPresent(step -> panels.row(member.legend(), lithiumOf(step)));
        }
        return panels.figure(LEAST_LITHIATION, 1);
    }
}
