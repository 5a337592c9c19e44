package io.github.voxelyte.plugins.study;

import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.tables.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Study Report...: figures and numbers of a study beside those of the published one, from what its runs have left. */
public final class StudyReportCommand implements Command {
    static final Key<String> STUDY = Key.folder("study")
            .help("Folder of the study, as macros/study.ijm leaves it; it may be unfinished.")
            .asked("Folder of the study");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Study Report...",
            "report",
            "Draws the figures of a study and compares its numbers with the published ones, in one HTML page.",
            CommandDescription.Input.NONE,
            List.of(STUDY));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        Path folder = Path.of(execution.get(STUDY));
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "study=" + folder + " is no folder; give the output folder of macros/study.ijm.");
        }
        StudyFolder study = new StudyFolder(folder);
        List<StudyFolder.Step> steps = study.all();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("study=" + folder
                    + " holds no finished step (COMMAND.summary.json); run macros/study.ijm into it first.");
        }
        List<Figure> figures = new StudyFigures(study, execution.parallel()).all();
        execution.progress().update(0.9);
        List<Finding> findings = new StudyComparison(study).findings();
        Table report = new Table("report", "Number", "Quantity", "Study", "Ours", "Tolerance", "Verdict", "Reason");
        for (Finding finding : findings) {
            report.row(
                    finding.number(),
                    finding.quantity(),
                    finding.study(),
                    finding.ours(),
                    finding.tolerance(),
                    finding.verdict(),
                    finding.reason());
        }
        Table capacities = capacities(steps);
        for (Figure figure : figures) {
            execution.add(figure.data());
            execution.addPicture(figure.name(), figure.picture());
        }
        List<Table> tables = new ArrayList<>(List.of(capacities));
        SortedMap<String, StudyFolder> assumptions = study.assumptions();
        if (!assumptions.isEmpty()) {
            tables.add(OtherAssumptions.table(study, assumptions));
        }
        tables.forEach(execution::add);
        execution.add(report);
        execution.addFile(
                "report.html",
                file -> Files.writeString(
                        file, ReportPage.html(findings, figures, tables, steps), StandardCharsets.UTF_8));
        long met = findings.stream().filter(Finding::met).count();
        long missing =
                findings.stream().filter(finding -> !finding.isComputed()).count();
        execution.record("finished steps", steps.size());
        execution.record("figures", figures.size());
        execution.record("rows met", met);
        execution.record("rows not met", findings.size() - met - missing);
        execution.record("rows not computed", missing);
        if (missing > 0) {
            execution.warn(missing + " of " + findings.size()
                    + " rows need runs that are not finished; the report says which.");
        }
    }

    /** What every discharge gave. */
    private static Table capacities(List<StudyFolder.Step> steps) {
        Table table = new Table(
                "capacities",
                "Discharge",
                "Contact ratio",
                "Current [mA/cm2]",
                "Capacity [mAh/g]",
                "Capacity [mAh/cm2]",
                "End voltage [V]");
        for (StudyFolder.Step step : steps) {
            if (step.name().startsWith("discharge/")) {
                CsvColumns curve = step.table("discharge");
                table.row(
                        step.name().substring(step.name().indexOf('/') + 1),
                        step.fact("contact ratio"),
                        curve.last("Current [mA/cm2]"),
                        curve.last("Capacity [mAh/g]"),
                        curve.last("Capacity [mAh/cm2]"),
                        curve.last("Voltage [V]"));
            }
        }
        return table;
    }
}
