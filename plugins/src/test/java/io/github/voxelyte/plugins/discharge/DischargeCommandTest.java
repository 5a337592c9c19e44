package io.github.voxelyte.plugins.discharge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.tables.LatestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DischargeCommandTest {
    @TempDir
    Path folder;

    /** 2 µm of electrolyte on 3 µm of active material. */
    private static ImagePlus film() {
        ImagePlus image = IJ.createImage("film", "8-bit black", 2, 2, 5);
        for (int slice = 3; slice <= 5; slice++) {
            image.getStack().getProcessor(slice).add(1);
        }
        image.getCalibration().pixelWidth = 1;
        image.getCalibration().pixelHeight = 1;
        image.getCalibration().pixelDepth = 1;
        image.getCalibration().setUnit("um");
        return image;
    }

    private static double number(String table, String column, int row) {
        return Double.parseDouble(LatestTables.value(table, column, String.valueOf(row)));
    }

    private static int last(String table) {
        return Integer.parseInt(LatestTables.size(table)) - 1;
    }

    private static void succeeds(String options) {
        HeadlessRun run = HeadlessRun.of(new DischargeCommand(), film(), options);
        assertTrue(run.error().isEmpty(), () -> run.error().orElseThrow());
    }

    private static String refused(ImagePlus image, String options) {
        return HeadlessRun.of(new DischargeCommand(), image, options).error().orElseThrow();
    }

    @Test
    void theTableHasTheColumnsOthersScriptAgainst() throws IOException {
        succeeds("separator_um=20 snapshots_V=3.75 output=" + folder);
        List<String> csv = Files.readAllLines(folder.resolve("discharge.csv"));
        assertTrue(csv.get(0)
                .startsWith("Time [s],Current [mA/cm2],Voltage [V],Capacity [mAh/cm2],"
                        + "Capacity [mAh/g],Mean lithiation,"));
        assertEquals(last("discharge") + 2, csv.size());
        assertTrue(Files.exists(folder.resolve("discharge.summary.json")));
        assertTrue(Files.exists(folder.resolve("lithiation_3.75V.tif")));
        assertTrue(Files.exists(folder.resolve("lithiation_profile.csv")));
        assertEquals(0, number("discharge", "Time [s]", 0));
        int end = last("discharge");
        assertEquals(2.6, number("discharge", "Voltage [V]", end), 1e-5);
        double time = number("discharge", "Time [s]", end);
        double current = number("discharge", "Current [mA/cm2]", end);
        // 0.1C of 200 mAh/g and 4.73 g/cm3 on 3 um.
        assertEquals(0.1 * 200 * 4.73 * 3e-4, current, 1e-9);
        assertEquals(current * time / 3600, number("discharge", "Capacity [mAh/cm2]", end), 1e-9);
        assertEquals(20 * time / 3600, number("discharge", "Capacity [mAh/g]", end), 1e-6);
        double initial = 0.40462;
        double full = 96485.33212 * 0.0519 / 3.6 / 4.73;
        assertEquals(initial + 20 * time / 3600 / full, number("discharge", "Mean lithiation", end), 1e-8);
        // Electrolyte layers have no lithiation; the first active layer is fuller than the last.
        assertTrue(Double.isNaN(number("lithiation_profile", "Mean lithiation", 0)));
        assertTrue(number("lithiation_profile", "Mean lithiation", 2)
                > number("lithiation_profile", "Mean lithiation", 4));
    }

    @Test
    void severalRatesHaveTheirOwnTables() {
        succeeds("separator_um=20 c_rate=0.2,0.5 face_rule=[cell centre]");
        double slow = number("discharge_0.2C", "Capacity [mAh/g]", last("discharge_0.2C"));
        double fast = number("discharge_0.5C", "Capacity [mAh/g]", last("discharge_0.5C"));
        assertTrue(fast < slow, fast + " < " + slow);
    }

    @Test
    void aCurrentMayBeGivenInsteadOfARate() {
        succeeds("separator_um=0 current_mA_per_cm2=0.02 cutoff_V=3.5");
        assertEquals(0.02, number("discharge", "Current [mA/cm2]", 0), 1e-12);
        assertEquals(3.5, number("discharge", "Voltage [V]", last("discharge")), 1e-5);
    }

    @Test
    void aCurrentAboveTheLimitIsAResult() throws IOException {
        succeeds("separator_um=20 c_rate=500 output=" + folder);
        String summary = Files.readString(folder.resolve("discharge.summary.json"));
        assertTrue(summary.contains("LIMITING_CURRENT"), summary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c_rate=0.1 current_mA_per_cm2=1 | both say the current",
                "cell=nowhere.json | there is no cell file nowhere.json",
                "c_rate=0 | c_rate=0",
                "cutoff_V=4.5 | must be below the open-circuit potential",
                "separator_um=0 collector=first | on the lithium side are not electrolyte",
                "separator_um=10 collector=first | touches the collector",
                "face_rule=exact | face_rule=exact",
                "active=0 electrolyte=1 separator_um=10 collector=last | touches the collector"
            })
    void refusesWithASentence(String options, String expected) {
        String message = refused(film(), options);
        assertTrue(message.contains(expected), message);
    }

    @Test
    void refusesAStackWithoutALength() {
        ImagePlus image = film();
        image.getCalibration().setUnit("pixel");
        assertTrue(refused(image, "separator_um=10").contains("voxel_um"), "remedy");
    }
}
