package io.github.voxelyte.plugins.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.plugins.command.HeadlessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of numbers made up, so that what the report says of them is known. */
class StudyReportCommandTest {
    private static final String CURVE =
            "Time [s],Current [mA/cm2],Voltage [V],Capacity [mAh/cm2],Capacity [mAh/g]," + "Separator loss [V]\n";

    @TempDir
    Path folder;

    private void step(String name, String command, String facts) throws IOException {
        Path there = Files.createDirectories(folder.resolve("study").resolve(name));
        Files.writeString(
                there.resolve(command + ".summary.json"),
                "{\"version\": \"1\", \"macro\": \"run(\\\"Some " + command
                        + "...\\\", \\\"c_rate=1 output=[/a b/c] seed=7\\\");\","
                        + " \"input\": {\"name\": \"labels\", \"size\": [2, 2, 2], \"sha256_of_pixels\": \"abc123\"},"
                        + " \"reached\": {" + facts + "}, \"warnings\": [\"<odd>\"]}");
    }

    private void discharge(String name, double capacity) throws IOException {
        discharge("", name, capacity);
    }

    private void discharge(String part, String name, double capacity) throws IOException {
        step(part + "discharge/" + name, "discharge", "\"contact ratio\": 0.3");
        Files.writeString(
                folder.resolve("study")
                        .resolve(part + "discharge")
                        .resolve(name)
                        .resolve("discharge.csv"),
                CURVE + "0,0.178,4.1,0,0,0.063\n10,0.178,3.6,0.5," + capacity / 2 + ",0.063\n20,0.178,2.6,1," + capacity
                        + ",0.063\n");
    }

    private void transport(String electrode, double tau, double sigma) throws IOException {
        step("transport/" + electrode, "transport", "");
        StringBuilder rows = new StringBuilder("Phase,Axis,D_eff/D,Tortuosity factor\n");
        for (String axis : List.of("x", "y", "z")) {
            double factor = axis.equals("z") ? tau : 1.1 * tau;
            rows.append("electrolyte,")
                    .append(axis)
                    .append(",0.3,")
                    .append(factor)
                    .append('\n');
            rows.append("active,").append(axis).append(',').append(sigma).append(",3\n");
        }
        Files.writeString(folder.resolve("study/transport").resolve(electrode).resolve("transport.csv"), rows);
    }

    private List<String> report() throws IOException {
        HeadlessRun run = HeadlessRun.of(
                new StudyReportCommand(),
                null,
                "study=[" + folder.resolve("study") + "] output=[" + folder.resolve("report") + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        return Files.readAllLines(folder.resolve("report/report.csv"));
    }

    private static String row(List<String> report, int number) {
        return report.stream()
                .filter(line -> line.startsWith(number + ","))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rowsAreMetOrNotAsTheNumbersSay() throws IOException {
        discharge("standard-0.1C", 150);
        discharge("high-0.1C", 120);
        transport("standard", 1.5, 0.2);
        transport("low", 1.38, 0.1);
        transport("high", 1.505, 0.2);
        transport("contact-1", 1.5, 0.19);
        List<String> report = report();
        assertEquals(17, report.size());
        assertTrue(row(report, 4).contains("150.0 mAh/g") && row(report, 4).contains(",met,"), row(report, 4));
        assertTrue(row(report, 6).contains("-20.0 %") && row(report, 6).contains(",met,"), row(report, 6));
        assertTrue(row(report, 11).contains("-5.0 %") && row(report, 11).contains(",not met,"), row(report, 11));
        assertTrue(row(report, 12).contains(",met,"), row(report, 12));
        assertTrue(row(report, 7).contains(",not computed,"), row(report, 7));
    }

    @Test
    void theOrderOfTortuosityFactorsCounts() throws IOException {
        transport("standard", 1.5, 0.2);
        transport("low", 1.6, 0.1);
        transport("high", 1.5, 0.2);
        assertTrue(row(report(), 12).contains(",not met,"));
    }

    @Test
    void thePageHoldsFiguresParametersAndHashesAndNoPlace() throws IOException {
        discharge("standard-0.1C", 150);
        report();
        String page = Files.readString(folder.resolve("report/report.html"));
        assertTrue(page.contains("<img id=\"fig5\"") && page.contains("src=\"data:image/png;base64,iVBOR"));
        assertFalse(page.contains("id=\"fig12\""), "its runs are missing");
        assertTrue(page.contains("c_rate=1 seed=7") && page.contains("abc123") && page.contains("&lt;odd&gt;"));
        assertFalse(page.contains("output") || page.contains("/a b/c") || page.contains("http"));
        List<String> data = Files.readAllLines(folder.resolve("report/fig5.csv"));
        assertEquals("Curve,Capacity [mAh/g],Voltage [V]", data.get(0).replace("Cell voltage", "Voltage"));
        assertEquals("standard,150,2.6", data.get(3));
    }

    @Test
    void panelsOfOneNumberStandInOneFigureWithTheirLetters() throws IOException {
        transport("standard", 1.5, 0.2);
        transport("contact-11", 1.5, 0.18);
        transport("contact-1", 1.5, 0.1);
        for (String rate : List.of("0.1", "0.25", "0.5")) {
            discharge("standard-" + rate + "C", 150);
            discharge("contact-11-" + rate + "C", 145);
        }
        report();
        String page = Files.readString(folder.resolve("report/report.html"));
        String eight = page.lines()
                .dropWhile(line -> !line.contains("id=\"fig8a\""))
                .takeWhile(line -> !line.startsWith("<figure"))
                .collect(Collectors.joining());
        assertTrue(eight.contains("id=\"fig8b\"") && eight.contains("id=\"fig8c\"") && !eight.contains("id=\"fig9"));
        assertTrue(
                eight.contains("<b>Figure 8.</b> <b>(a)</b> Contact ratio") && eight.contains("<b>(c)</b>"),
                () -> eight.replaceAll("base64,[^\"]*", ""));
        assertTrue(eight.contains("Data: fig8a.csv, fig8b.csv, fig8c.csv"));
    }

    @Test
    void whatEndsADischargeIsSaidInItsOwnNumbers() throws IOException {
        discharge("standard-0.1C", 150);
        discharge("high-0.1C", 149);
        Files.writeString(
                folder.resolve("study/discharge/high-0.1C/discharge.csv"),
                "Voltage [V],Current [mA/cm2],Capacity [mAh/g],Capacity [mAh/cm2],Mean lithiation,Separator loss [V],Concentration loss [V],"
                        + "Electronic loss [V],Electrolyte loss [V]\n4.1,1,0,0,0.4,0,0,0,0\n2.6,1,149,1,0.8714,0.1,0.25,0.625,0.013\n");
        String six = row(report(), 6);
        assertTrue(six.contains(",not met,"), six);
        assertTrue(
                six.contains(
                        "What ends high at 0.1C is the active material's conduction: at a mean lithiation of 0.871"
                                + " it loses 0.25 V by concentration in the active material, 0.63 V by its conduction, 0.013 V"),
                six);
    }

    @Test
    void spectraAreTabledWithTheirFrequencies() throws IOException {
        step("impedance/standard", "impedance", "");
        Files.writeString(
                folder.resolve("study/impedance/standard/impedance.csv"),
                "Frequency [Hz],Z real [Ohm cm2],Z imag [Ohm cm2]\n2e6,354,-1\n2e4,370,-20\n2e3,400,-12\n2,420,-4\n");
        Files.writeString(
                folder.resolve("study/impedance/standard/impedance_arcs.csv"),
                "Arc of,Frequency [Hz],Height [Ohm cm2]\nLi charge transfer,27500,14\n");
        report();
        List<String> data = Files.readAllLines(folder.resolve("report/fig7a.csv"));
        assertEquals("Curve,Frequency [Hz],Z' [Ohm cm2],-Z'' [Ohm cm2]", data.get(0));
        assertEquals("standard,20000,370,20", data.get(2));
    }

    @Test
    void otherAssumptionsAreTabledBesideTheStudysOwn() throws IOException {
        discharge("standard-0.1C", 150);
        discharge("high-0.1C", 120);
        discharge("delamination-75-0.5C", 20);
        discharge("standard-0.5C", 80);
        discharge("assumptions/cell centre/", "standard-0.1C", 160);
        discharge("assumptions/cell centre/", "high-0.1C", 120);
        discharge("assumptions/single voxels/", "delamination-75-0.5C", 40);
        report();
        List<String> table = Files.readAllLines(folder.resolve("report/assumptions.csv"));
        assertEquals("as above,150,80,-20,NaN,NaN,-75", table.get(1));
        assertEquals("cell centre,160,NaN,-25,NaN,NaN,NaN", table.get(2));
        assertEquals("single voxels,NaN,NaN,NaN,NaN,NaN,-50", table.get(3));
        String page = Files.readString(folder.resolve("report/report.html"));
        assertTrue(page.contains("Other assumptions") && page.contains("<td>-25.000</td><td>–</td>"));
        assertEquals(
                5, Files.readAllLines(folder.resolve("report/capacities.csv")).size());
    }

    @Test
    void aFolderWithoutStudyIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("study"));
        HeadlessRun run = HeadlessRun.of(new StudyReportCommand(), null, "study=[" + folder.resolve("study") + "]");
        assertTrue(run.error().orElseThrow().contains("holds no finished step"), run.error()::toString);
    }
}
