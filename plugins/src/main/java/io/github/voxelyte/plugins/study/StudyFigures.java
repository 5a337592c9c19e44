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
import java.util.List;
import java.util.Optional;

/** The figures of the study, numbered as there, as far as their runs are finished. */
final class StudyFigures {
    private static final String POSITION = "Position [um]";
    private static final String CAPACITY = "Capacity [mAh/g]";
    private static final String VOLTAGE = "Voltage [V]";
    private static final String CELL_VOLTAGE = "Cell voltage [V]";
    private static final List<Member> THREE = List.of(
            new Member(HIGH, "high energy", 2), new Member(LOW, "low AMSVF", 1), new Member(STANDARD, STANDARD, 0));

    private static final double LEAST_LITHIATION = 0.4;
    private static final int CURRENT_POWERS = 3; // of ten in the maps of the current
    private static final double ZOOM_BELOW = 3.4; // [V]
    private static final double ROOM = 0.06; // beside the curves, as a share of what they span
    private static final double BESIDE_THE_LEGEND = 0.4; // its width in the zoom, as a share of what the curves span
    private static final double WORDS_APART = 0.1; // least distance of two frequencies' words, as a share of the width

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
        figures.add(nyquist(
                "fig7a",
                "Impedance of the charged standard cell; circles at 1 MHz, 100 kHz and so on.",
                List.of(new Member(STANDARD, STANDARD, 0))));
        figures.add(rateTest());
        figures.addAll(series("fig8", "Contact ratio at the collector", StudyElectrodes.contacts(study)));
        figures.add(contactLithium());
        figures.add(contactCurrent());
        figures.addAll(series("fig10", "Delamination", StudyElectrodes.delaminations()));
        figures.add(zoom());
        figures.add(delaminationLithium());
        figures.add(nyquist(
                "fig12",
                "Impedance of the charged cell, delaminated; circles at 1 MHz, 100 kHz and so on.",
                StudyElectrodes.delaminations()));
        return figures.stream().flatMap(Optional::stream).toList();
    }

    private Optional<Figure> profiles() {
        CurveFigure figure = new CurveFigure(
                "fig3a",
                "Volume fraction of active material by layer, from the separator to the collector.",
                POSITION,
                "AMSVF");
        for (Member member : THREE) {
            study.profile(member.electrode()).map(step -> step.table("profile")).ifPresent(table -> {
                double[] place = table.numbers(POSITION);
                double[] fraction = table.numbers("AMSVF");
                // The high-energy electrode is the standard one twice, and lies under it.
                if (member.electrode().equals(HIGH)) {
                    figure.underlay(member.legend(), member.colour(), place, fraction);
                } else {
                    figure.curve(member.legend(), member.colour(), place, fraction);
                }
            });
        }
        return figure.limits(0, Double.NaN, 0, Double.NaN)
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
                figure.curve(member.legend(), member.colour(), new double[] {0, 1, 2}, tau);
            }
        }
        return figure.categories("x (in-plane)", "y (in-plane)", "z (through-plane)")
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
                    0,
                    points.stream().mapToDouble(p -> p[0]).toArray(),
                    points.stream().mapToDouble(p -> p[1]).toArray());
        }
        return figure.marked()
                .limits(
                        0,
                        Double.NaN,
                        0,
                        1.2 * points.stream().mapToDouble(p -> p[1]).max().orElse(1))
                .figure();
    }

    /** A discharge as a curve. */
    private record Run(String legend, int colour, CsvColumns table) {}

    private void add(List<Run> runs, Optional<Step> step, String legend, int colour) {
        step.ifPresent(found -> runs.add(new Run(legend, colour, found.table("discharge"))));
    }

    private List<Run> electrodes() {
        List<Run> runs = new ArrayList<>();
        add(runs, study.discharge(STANDARD, "0.1"), STANDARD, 0);
        add(runs, study.discharge(LOW, "0.1"), "low AMSVF", 1);
        add(runs, study.step("discharge", LOW_AT_STANDARD_CURRENT), "low AMSVF, current of the standard", 3);
        add(runs, study.discharge(HIGH, "0.1"), "high energy", 2);
        return runs;
    }

    /** Discharges, all of the study's on the same axes. */
    private Optional<Figure> curves(String name, String caption, List<Run> runs) {
        CurveFigure figure = new CurveFigure(name, caption, CAPACITY, CELL_VOLTAGE);
        runs.forEach(
                run -> figure.curve(run.legend, run.colour, run.table.numbers(CAPACITY), run.table.numbers(VOLTAGE)));
        List<CsvColumns> all = study.all().stream()
                .filter(step -> step.name().startsWith("discharge/"))
                .map(step -> step.table("discharge"))
                .toList();
        double reach =
                all.stream().mapToDouble(table -> table.last(CAPACITY)).max().orElse(1);
        double least =
                all.stream().mapToDouble(table -> table.last(VOLTAGE)).min().orElse(0);
        double greatest = all.stream()
                .mapToDouble(table -> table.numbers(VOLTAGE)[0])
                .max()
                .orElse(1);
        double room = ROOM * (greatest - least);
        return figure.limits(0, (1 + ROOM) * reach, least - room, greatest + room)
                .legendAt(Plot.TOP_RIGHT)
                .figure();
    }

    private Optional<Figure> rateTest() {
        List<Run> runs = new ArrayList<>();
        for (String rate : StudyElectrodes.RATES) {
            add(runs, study.discharge(STANDARD, rate), rate + "C", runs.size());
        }
        return curves("fig7b", "Rate test of the standard cell.", runs);
    }

    /** One figure a C-rate: a at 0.1C, b at 0.25C, c at 0.5C. */
    private List<Optional<Figure>> series(String name, String of, List<Member> members) {
        List<Optional<Figure>> figures = new ArrayList<>();
        for (int r = 0; r < StudyElectrodes.RATES.size(); r++) {
            String rate = StudyElectrodes.RATES.get(r);
            List<Run> runs = new ArrayList<>();
            for (Member member : members) {
                add(runs, study.discharge(member.electrode(), rate), member.legend(), member.colour());
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
                figure.curve(member.legend(), member.colour(), table.numbers(CAPACITY), table.numbers(VOLTAGE));
                left = Math.min(left, StudyNumbers.capacityAt(table, ZOOM_BELOW));
                right = Math.max(right, table.last(CAPACITY));
            }
        }
        double span = right - left;
        return figure.limits(left - BESIDE_THE_LEGEND * span, right + ROOM * span, 2.58, ZOOM_BELOW)
                .legendAt(Plot.TOP_LEFT)
                .figure();
    }

    private Optional<Figure> nyquist(String name, String caption, List<Member> members) {
        CurveFigure figure = new CurveFigure(name, caption, "Z' [Ohm cm2]", "-Z'' [Ohm cm2]").along("Frequency [Hz]");
        for (Member member : members) {
            study.impedance(member.electrode())
                    .map(step -> step.table("impedance"))
                    .ifPresent(table -> {
                        double[] frequency = table.numbers("Frequency [Hz]");
                        double[] real = table.numbers("Z real [Ohm cm2]");
                        double[] negative = Arrays.stream(table.numbers("Z imag [Ohm cm2]"))
                                .map(z -> -z)
                                .toArray();
                        figure.curve(member.legend(), member.colour(), real, negative, frequency);
                        marks(figure, member.colour(), frequency, real, negative, members.size() == 1);
                    });
        }
        boolean several = members.size() > 1;
        return figure.equalScales(several ? 0.9 : 0.4).legendAt(Plot.TOP_LEFT).figure();
    }

    /** Circles at the powers of ten of the frequency, with words where there is room for them. */
    private static void marks(
            CurveFigure figure, int colour, double[] frequency, double[] real, double[] negative, boolean words) {
        double apart = WORDS_APART * (Arrays.stream(real).max().orElse(0) - real[0]);
        double highest = Arrays.stream(negative).max().orElse(0);
        double top = StudyNumbers.crossing(negative, real, highest, 1);
        double[] last = {Double.NEGATIVE_INFINITY, 0};
        for (int power = 6; power >= 0; power--) {
            double f = Math.pow(10, power);
            double x = StudyNumbers.crossing(frequency, real, f, -1);
            double y = StudyNumbers.crossing(frequency, negative, f, -1);
            if (Double.isFinite(x)) {
                boolean named = words && Math.max(x - last[0], Math.abs(y - last[1])) >= apart;
                String word = power < 3 ? (int) f + " Hz" : power < 6 ? (int) (f / 1e3) + " kHz" : "1 MHz";
                figure.mark(named ? word : "", x < top, colour, x, y);
                last = named ? new double[] {x, y} : last;
            }
        }
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
                "Lithiation of the active material during the discharge at 0.1C; particles without a way to the collector"
                        + " keep what they had.",
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
                        "Contact ratio: magnitude of the current density in the active material during the discharge at"
                                + " 0.1C.",
                        "mA/cm²",
                        parallel)
                .fromCollector();
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
        return panels.figureOfPowers(CURRENT_POWERS);
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
