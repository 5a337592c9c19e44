package io.github.voxelyte.plugins.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.voxelyte.plugins.command.HeadlessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MorphologyCommandTest {
    @TempDir
    Path folder;

    /** Two balls of radius 8 um that do not touch, and a plate of active material at the last slice. */
    private static ImagePlus stack() {
        ImagePlus image = IJ.createImage("electrode", "8-bit black", 60, 30, 26);
        for (int z = 0; z < 26; z++) {
            ImageProcessor slice = image.getStack().getProcessor(z + 1);
            for (int y = 0; y < 30; y++) {
                for (int x = 0; x < 60; x++) {
                    double r2 = (y - 14.5) * (y - 14.5) + (z - 11.5) * (z - 11.5);
                    double left = (x - 14.5) * (x - 14.5) + r2;
                    double right = (x - 44.5) * (x - 44.5) + r2;
                    if (Math.min(left, right) < 64 || (z == 25 && x < 30)) {
                        slice.set(x, y, 1);
                    }
                }
            }
        }
        return image;
    }

    private double value(String quantity, String method) throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("morphology.csv"));
        String row = rows.stream()
                .filter(r -> r.startsWith(quantity + ",") && r.contains(method))
                .findFirst()
                .orElseThrow(() -> new AssertionError(quantity + " not in " + rows));
        return Double.parseDouble(row.split(",", -1)[1]);
    }

    @Test
    void tableHoldsWhatIsKnownOfTwoBallsAndAPlate() throws IOException {
        HeadlessRun run = HeadlessRun.of(
                new MorphologyCommand(), stack(), "voxel_um=1 maps depth_um=1.5 output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertTrue(Files.readString(folder.resolve("morphology.csv")).startsWith("Quantity,Value,Unit,Method\n"));
        double ball = 4.0 / 3 * Math.PI * 512;
        assertEquals((2 * ball + 900) / (60 * 30 * 26), value("Volume fraction active", ""), 0.002);
        assertEquals(0.5, value("Contact ratio at collector", "last layer"));
        assertEquals(0, value("Contact ratio at separator", ""));
        assertEquals(3, value("Particles", ""));
        assertEquals(2, value("Particles not at the edge", ""));
        assertEquals(16, value("Particle d50 by number (not at the edge)", ""), 0.3);
        assertEquals(1, value("Particle mean sphericity", ""), 0.08);
        assertEquals(0, value("Mean coordination number", ""));
        assertEquals(0, value("Percolating active along z", ""));
        assertEquals(1, value("Percolating electrolyte along z", ""));
        double faces = value("Specific surface active|electrolyte", "voxel faces,");
        double corrected = value("Specific surface active|electrolyte", "voxel faces x 2/3");
        assertEquals(2.0 / 3, corrected / faces, 1e-9);
        assertEquals(
                faces * 60 * 30 * 26,
                value("Interface electrolyte|active", "voxel faces"),
                1e-6 * faces * 60 * 30 * 26);
        assertEquals(16, value("Local thickness d90 active", ""), 2);
        for (String file : List.of(
                "particles.csv",
                "particle_contacts.csv",
                "size_against_distance.csv",
                "particles.tif",
                "thickness_active_um.tif",
                "thickness_electrolyte_um.tif",
                "particle_sizes.png",
                "size_against_distance.png",
                "local_thickness.png",
                "morphology.summary.json")) {
            assertTrue(Files.exists(folder.resolve(file)), file);
        }
    }

    @Test
    void largeParticlesAtTheCollectorGiveANegativeRankOnEitherSide() throws IOException {
        ImagePlus graded = IJ.createImage("graded", "8-bit black", 24, 24, 60);
        for (int z = 0; z < 60; z++) {
            for (int i = 0; i < 576; i++) {
                double r = 3 + 2 * (z / 20);
                double dx = i % 24 % 12 - 5.5;
                double dy = i / 24 % 12 - 5.5;
                double dz = z % 20 - 9.5;
                graded.getStack().getProcessor(z + 1).set(i, dx * dx + dy * dy + dz * dz < r * r ? 1 : 0);
            }
        }
        HeadlessRun.of(new MorphologyCommand(), graded, "voxel_um=0.5 depth_um=2 output=[" + folder + "]");
        double last = value("Rank correlation of size and distance from collector", "");
        HeadlessRun.of(
                new MorphologyCommand(), graded, "voxel_um=0.5 depth_um=2 collector=first output=[" + folder + "]");
        double first = value("Rank correlation of size and distance from collector", "");
        assertTrue(last < -0.9, "last " + last);
        assertEquals(-last, first, 1e-9);
    }

    @Test
    void withoutAUnitTheRemedyIsNamed() {
        String error = HeadlessRun.of(new MorphologyCommand(), stack(), "axis=z")
                .error()
                .orElseThrow();
        assertTrue(error.contains("voxel_um="), error);
    }

    @Test
    void badKeysAreRefused() {
        String error = HeadlessRun.of(new MorphologyCommand(), stack(), "voxel_um=1 depth_um=-1")
                .error()
                .orElseThrow();
        assertTrue(error.contains("depth_um=-1") && error.contains("at least 0"), error);
        error = HeadlessRun.of(new MorphologyCommand(), stack(), "voxel_um=1 neighbourhood=7")
                .error()
                .orElseThrow();
        assertTrue(error.contains("corners"), error);
    }

    @Test
    void electrolyteAloneHasNoParticlesButFractions() throws IOException {
        ImagePlus empty = IJ.createImage("empty", "8-bit black", 10, 10, 10);
        HeadlessRun run = HeadlessRun.of(new MorphologyCommand(), empty, "voxel_um=1 output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertEquals(1, value("Volume fraction electrolyte", ""));
        assertTrue(Files.notExists(folder.resolve("particles.csv")));
    }
}
