package io.github.voxelyte.plugins.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.images.StackInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionsCommandTest {
    @TempDir
    Path folder;

    /** Blocks of 4 voxels, more of them active towards large x. */
    private static ImagePlus stack() {
        SplittableRandom random = new SplittableRandom(3);
        ImagePlus image = IJ.createImage("graded", "8-bit black", 80, 60, 20);
        for (int z = 0; z < 20; z += 4) {
            for (int y = 0; y < 60; y += 4) {
                for (int x = 0; x < 80; x += 4) {
                    if (random.nextDouble() < 0.25 + 0.4 * x / 80) {
                        fill(image, x, y, z);
                    }
                }
            }
        }
        return image;
    }

    private static void fill(ImagePlus image, int x, int y, int z) {
        for (int i = 0; i < 64; i++) {
            image.getStack().getProcessor(z + i / 16 + 1).set(x + i % 4, y + i / 4 % 4, 1);
        }
    }

    private List<String[]> rows(String table) throws IOException {
        return Files.readAllLines(folder.resolve(table)).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .toList();
    }

    @Test
    void pairOfRegionsIsFoundCroppedAndDrawn() throws IOException {
        HeadlessRun run = HeadlessRun.of(
                new RegionsCommand(),
                stack(),
                "voxel_um=2 size_um=40,40,40 fraction=0.46,0.38 representative=fraction,surface,tau error=0.1 output=["
                        + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        List<String[]> regions = rows("regions.csv");
        assertEquals(2, regions.size());
        assertEquals(0.46, Double.parseDouble(regions.get(0)[11]), 0.005);
        assertEquals(0.38, Double.parseDouble(regions.get(1)[11]), 0.005);
        ImagePlus crop = run.result();
        assertEquals("region_1", crop.getTitle());
        assertEquals(20, crop.getWidth());
        assertEquals(20, crop.getStackSize());
        assertTrue(StackInfo.of(crop).orElseThrow().labels());
        assertEquals(2, crop.getCalibration().pixelWidth, 1e-9);
        for (String file : List.of(
                "region_1.tif",
                "region_2.tif",
                "regions.png",
                "representative_curve.csv",
                "representative.csv",
                "representative_fraction.png",
                "representative_surface.png",
                "representative_tau.png")) {
            assertTrue(Files.exists(folder.resolve(file)), file);
        }
        assertEquals(4, rows("representative.csv").size());
        double tau = rows("representative_curve.csv").stream()
                .filter(row -> row[0].startsWith("Tortuosity factor electrolyte"))
                .mapToDouble(row -> Double.parseDouble(row[5]))
                .reduce((a, b) -> b)
                .orElseThrow();
        assertTrue(tau > 1 && tau < 3, "tau " + tau);
        assertTrue(Double.parseDouble(rows("representative.csv").get(0)[2]) > 0);
    }

    @Test
    void trimmedLayersAreLeftOut() throws IOException {
        HeadlessRun run = HeadlessRun.of(
                new RegionsCommand(),
                stack(),
                "voxel_um=1 size_um=20,20,10 count=4 collector=first trim_collector_um=6 trim_separator_um=3"
                        + " representative=none output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        for (String[] region : rows("regions.csv")) {
            double z = Double.parseDouble(region[3]);
            assertTrue(z >= 6 && z + 10 <= 17, "z " + z);
        }
        assertTrue(Files.notExists(folder.resolve("representative.csv")));
    }

    @Test
    void badInputIsNamed() {
        assertEquals(
                "size_um takes three lengths (x,y,z), as in 150,150,40, not 1 number.", error("voxel_um=1 size_um=20"));
        assertTrue(error("voxel_um=1 size_um=200,20,20").contains("do not fit"));
        assertTrue(error("size_um=20,20,20").contains("voxel_um="));
        assertTrue(error("voxel_um=1 size_um=20,20,20 fraction=46").contains("0.46"));
        assertTrue(error("voxel_um=1 size_um=20,20,20 representative=colour").contains("surface"));
        assertTrue(error("voxel_um=1 size_um=20,20,5 trim_collector_um=30").contains("trim less"));
    }

    private static String error(String options) {
        return HeadlessRun.of(new RegionsCommand(), stack(), options).error().orElseThrow();
    }
}
