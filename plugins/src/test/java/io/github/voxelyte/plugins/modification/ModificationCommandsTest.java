package io.github.voxelyte.plugins.modification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.images.StackInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every modification through its options: table row, label stack with history, untouched input, refusals. */
class ModificationCommandsTest {
    private static final int SIDE = 24;
    private static final int DEPTH = 16;

    @TempDir
    Path folder;

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(new CropToContactCommand(), "ratio=0.45 tolerance=0.2", "crop", "none-or-seed"),
                Arguments.of(new CropToContactCommand(), "ratio=0.1 mode=[random voxels] seed=4", "crop", "4"),
                Arguments.of(new CropToContactCommand(), "ratio=0.1 mode=particles seed=5", "crop", "5"),
                Arguments.of(new DelaminateCommand(), "degree=0.5 seed=3", "delaminate", "3"),
                Arguments.of(new DelaminateCommand(), "degree=0.5 mode=[gaps first]", "delaminate", "1"),
                Arguments.of(new DelaminateCommand(), "degree=0.5 mode=poles axis=x", "delaminate", "1"),
                Arguments.of(new DelaminateCommand(), "degree=0.5 mode=[whole particles] face_mask", "delaminate", "1"),
                Arguments.of(new DelaminateCommand(), "degree=0.5 mode=[uniform random] real_gap", "delaminate", "1"),
                Arguments.of(new StackElectrodeCommand(), "times=2 mirror tortuosity=no", "stack", "none"),
                Arguments.of(new TrimLayersCommand(), "first=2 last=1", "trim", "none"),
                Arguments.of(new CompressElectrodeCommand(), "factor=0.9", "compress", "none"),
                Arguments.of(new CompressElectrodeCommand(), "thickness_um=8 mode=resampling", "compress", "none"),
                Arguments.of(new ResizeParticlesCommand(), "change=0.05 seed=2", "resize", "2"),
                Arguments.of(new CoatParticlesCommand(), "thickness_um=1 conductivity_S_per_cm=1e-6", "coat", "none"),
                Arguments.of(new AddConductiveAdditiveCommand(), "fraction=0.03", "additive", "1"),
                Arguments.of(new ResampleLabelsCommand(), "new_voxel_um=2", "resample", "1"),
                Arguments.of(new ResampleLabelsCommand(), "factor=0.5,1,1", "resample", "1"),
                Arguments.of(new PadByMirroringCommand(), "size=30,30,20", "pad", "none"),
                Arguments.of(new PadByMirroringCommand(), "size_um=20,20,20", "pad", "none"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void reportsAndKeepsTheHistory(Command command, String options, String table, String seed) throws IOException {
        ImagePlus electrode = electrode(1);
        byte[] before = ((byte[]) electrode.getStack().getPixels(7)).clone();
        HeadlessRun run = HeadlessRun.of(command, electrode, options + " output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        ImagePlus result = run.result();
        assertNotNull(result);
        assertEquals("labels", result.getTitle());
        assertArrayEquals(before, (byte[]) electrode.getStack().getPixels(7), "the input is unchanged");
        StackInfo info = StackInfo.of(result).orElseThrow();
        assertTrue(info.labels());
        String last = info.history().get(info.history().size() - 1);
        assertTrue(last.contains(command.description().label()) && last.contains("electrode"), last);
        assertEquals("\u00b5m", result.getCalibration().getUnit());
        List<String> rows = Files.readAllLines(folder.resolve(table + ".csv"));
        assertEquals("Quantity,Before,Asked,Reached,Voxels changed,Seed", rows.get(0));
        String[] cells = rows.get(1).split(",", -1);
        assertTrue(Long.parseLong(cells[4]) >= 0);
        assertTrue("none-or-seed".equals(seed) || seed.equals(cells[5]), rows.get(1));
        assertTrue(Files.size(folder.resolve(table + ".summary.json")) > 100);
        assertTrue(Files.size(folder.resolve("labels.tif")) > 1000);
    }

    @Test
    void contactRatioOfEveryLayerIsListed() throws IOException {
        HeadlessRun run = HeadlessRun.of(
                new CropToContactCommand(),
                electrode(1),
                "ratio=0.45 tolerance=0.2 axis=y collector=first output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        List<String> rows = Files.readAllLines(folder.resolve("crop_layers.csv"));
        assertEquals("Layer,Position [um],Contact ratio,Kept", rows.get(0));
        assertEquals(1 + SIDE, rows.size());
        assertTrue(Files.size(folder.resolve("crop_layers.png")) > 2000);
        StackInfo info = StackInfo.of(run.result()).orElseThrow();
        assertEquals("first", info.collector().word());
    }

    @Test
    void thicknessIsKeptFromTheRestOfTheStack() {
        HeadlessRun run = HeadlessRun.of(
                new CropToContactCommand(), electrode(1), "ratio=0.45 tolerance=0.2 layers=10 keep_thickness");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertEquals(10, run.result().getStackSize());
    }

    /** Cut out of a larger stack, also sideways, and cropped with layers from there: the same as from the column itself. */
    @Test
    void thicknessIsKeptFromTheOriginal() throws IOException {
        ImagePlus original = electrode(1);
        String path = folder.resolve("original.tif").toString();
        IJ.saveAsTiff(original, path);
        ImagePlus part = new ImagePlus("part", original.getStack().crop(3, 5, 6, 18, 16, 10));
        part.getCalibration().setUnit("um");
        String options = "ratio=0.45 tolerance=0.3 keep_thickness original=[" + path + "] output=[" + folder + "]";
        HeadlessRun run = HeadlessRun.of(new CropToContactCommand(), part, options);
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertTrue(summary("crop").replaceAll("\\s", "").contains("\"place_in_original\":[3,5,6]"), summary("crop"));
        assertEquals(10, run.result().getStackSize());
        ImagePlus column = new ImagePlus("column", original.getStack().crop(3, 5, 0, 18, 16, DEPTH));
        column.getCalibration().setUnit("um");
        ImagePlus same = HeadlessRun.of(
                        new CropToContactCommand(), column, "ratio=0.45 tolerance=0.3 keep_thickness layers=10")
                .result();
        for (int z = 1; z <= 10; z++) {
            assertArrayEquals((byte[]) same.getStack().getPixels(z), (byte[])
                    run.result().getStack().getPixels(z));
        }
        part.getStack().setVoxel(4, 4, 4, 3);
        assertMessage("no part of the larger one", new CropToContactCommand(), part, options);
        part.getCalibration().pixelDepth = 2;
        assertMessage("voxel edges along Z differ", new CropToContactCommand(), part, options);
        assertMessage("the one it is said to be cut out of only 24", new CropToContactCommand(), wider(), options);
    }

    private static ImagePlus wider() {
        return IJ.createImage("wider", "8-bit black", 30, 24, 10);
    }

    /** 25 % of one seed is part of 50 %, and both masks say what they reached. */
    @Test
    void faceMaskComesBesideTheLabels() throws IOException {
        Map<String, byte[]> masks = new LinkedHashMap<>();
        for (String degree : new String[] {"0.25", "0.5"}) {
            HeadlessRun run = HeadlessRun.of(
                    new DelaminateCommand(),
                    electrode(1),
                    "degree=" + degree + " face_mask output=[" + folder.resolve(degree) + "]");
            assertTrue(run.error().isEmpty(), () -> run.error().toString());
            ImagePlus mask =
                    IJ.openImage(folder.resolve(degree).resolve("face_mask.tif").toString());
            masks.put(degree, (byte[]) mask.getStack().getPixels(5));
            String row = Files.readAllLines(folder.resolve(degree).resolve("delaminate.csv"))
                    .get(1);
            assertEquals(Double.parseDouble(degree), Double.parseDouble(row.split(",", -1)[3]), 1e-3);
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertEquals(0, masks.get("0.25")[i] & ~masks.get("0.5")[i]);
        }
    }

    @Test
    void stackReportsTheTortuosityFactor() throws IOException {
        HeadlessRun run =
                HeadlessRun.of(new StackElectrodeCommand(), electrode(1), "times=2 mirror output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        assertEquals(2 * DEPTH, run.result().getStackSize());
        List<String> rows = Files.readAllLines(folder.resolve("stack_transport.csv"));
        double before = Double.parseDouble(rows.get(1).split(",", -1)[4]);
        double after = Double.parseDouble(rows.get(2).split(",", -1)[4]);
        assertTrue(before > 1, rows.get(1));
        // Mirrored at an electrode plane, the field is mirrored: the factor stays to the solver's tolerance.
        assertEquals(before, after, 1e-3 * before);
        assertTrue(!summary("stack").contains("paths do not continue"), summary("stack"));
    }

    /** Repeated copies do not match where they meet: the change is a number of the summary, and beyond 1 % a warning. */
    @Test
    void stackSaysWhereRepeatedCopiesDoNotMatch() throws IOException {
        HeadlessRun run = HeadlessRun.of(new StackElectrodeCommand(), electrode(1), "times=2 output=[" + folder + "]");
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        List<String> rows = Files.readAllLines(folder.resolve("stack_transport.csv"));
        double before = Double.parseDouble(rows.get(1).split(",", -1)[4]);
        double after = Double.parseDouble(rows.get(2).split(",", -1)[4]);
        assertTrue(Math.abs(after / before - 1) > 0.01, before + " to " + after);
        String summary = summary("stack");
        assertTrue(summary.contains("tortuosity_factor_relative_change"), summary);
        assertTrue(summary.contains("do not continue where the copies meet; mirror avoids that"), summary);
    }

    private String summary(String id) throws IOException {
        return Files.readString(folder.resolve(id + ".summary.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crop | ratio=0.99 | cannot be reached",
                "crop | ratio=42 | ratio=42",
                "crop | ratio=0.4 keep_thickness | needs layers= (how many of the stack's 16 layers",
                "crop | ratio=0.4 layers=1000 | layers=1000 is more",
                "crop | ratio=0.9 mode=particles | thinning",
                "crop | mode=crop | 'ratio' is needed",
                "delaminate | degree=1.5 | degree=1.5",
                "delaminate | degree=0.5 face_mask real_gap | exclude each other",
                "delaminate | degree=0.5 mode=sideways | mode=sideways",
                "stack | times=0 | times=0",
                "stack | times=2000000 | 2^31",
                "crop | ratio=0.4 original=nowhere | give keep_thickness beside it",
                "crop | ratio=0.4 original=nowhere keep_thickness | neither an open image nor a file",
                "crop | ratio=0.4 original=nowhere keep_thickness layers=4 | no layers=",
                "crop | ratio=0.4 original=nowhere keep_thickness mode=particles | mode=crop",
                "trim | first=16 | at least one has to stay",
                "trim | first=-1 | first=-1",
                "compress | mode=resampling | either factor=",
                "compress | factor=0.1 | no room",
                "compress | thickness_um=100 | can only get thinner",
                "resize | change=2 | change=2",
                "coat | thickness_um=0.1 | thinner than half a voxel",
                "coat | thickness_um=1 label=1 | label=1",
                "additive | fraction=0.95 | all its electrolyte",
                "resample | seed=1 | either new_voxel_um=",
                "resample | factor=1,2 | one number or three",
                "resample | new_voxel_um=0.001 | 2^31",
                "pad | size=10,10 | three numbers",
                "pad | seed=3 | not known",
            })
    void refusesWithOneSentence(String id, String options, String message) {
        HeadlessRun run = HeadlessRun.of(command(id), electrode(1), options);
        assertTrue(run.error().orElse("no error").contains(message), run.error().toString());
    }

    @Test
    void refusesStacksThatDoNotFit() {
        ImageStack slices = new ImageStack(8, 8);
        for (int z = 0; z < 4; z++) {
            slices.addSlice(new ByteProcessor(8, 8));
        }
        ImagePlus electrolyte = new ImagePlus("electrolyte", slices);
        electrolyte.getCalibration().setUnit("um");
        assertMessage("no face between active material", command("delaminate"), electrolyte, "degree=0.5");
        assertMessage("no active material", command("crop"), electrolyte, "ratio=0.5");
        ImagePlus bare = electrode(1);
        bare.getCalibration().setUnit("pixel");
        assertMessage("no unit of length", command("delaminate"), bare, "degree=0.5");
        assertMessage("no unit of length", command("coat"), bare, "thickness_um=1");
        assertTrue(HeadlessRun.of(command("delaminate"), bare, "degree=0.5 mode=poles")
                .error()
                .isEmpty());
        ImagePlus separator = electrode(1);
        separator.getStack().getProcessor(DEPTH).setValue(0);
        separator.getStack().getProcessor(DEPTH).fill(); // nothing but electrolyte at the last side
        assertMessage("there is no electrode at the collector side (z, last)", command("crop"), separator, "ratio=0.4");
        assertMessage("their ratios lie between", command("crop"), electrode(1), "ratio=0.9");
        ImagePlus half = HeadlessRun.of(command("delaminate"), electrode(1), "degree=0.5")
                .result();
        assertMessage("already", command("delaminate"), half, "degree=0.25");
    }

    private static void assertMessage(String part, Command command, ImagePlus image, String options) {
        HeadlessRun run = HeadlessRun.of(command, image, options);
        assertTrue(run.error().orElse("no error").contains(part), run.error().toString());
    }

    private static Command command(String id) {
        return switch (id) {
            case "crop" -> new CropToContactCommand();
            case "delaminate" -> new DelaminateCommand();
            case "stack" -> new StackElectrodeCommand();
            case "trim" -> new TrimLayersCommand();
            case "compress" -> new CompressElectrodeCommand();
            case "resize" -> new ResizeParticlesCommand();
            case "coat" -> new CoatParticlesCommand();
            case "additive" -> new AddConductiveAdditiveCommand();
            case "resample" -> new ResampleLabelsCommand();
            default -> new PadByMirroringCommand();
        };
    }

    /** Overlapping balls, about half of the volume, 1 µm voxels. */
    public static ImagePlus electrode(long seed) {
        Random random = new Random(seed);
        byte[][] planes = new byte[DEPTH][SIDE * SIDE];
        for (int ball = 0; ball < 45; ball++) {
            double cx = random.nextDouble() * SIDE;
            double cy = random.nextDouble() * SIDE;
            double cz = random.nextDouble() * DEPTH;
            double r = 2.5 + 2 * random.nextDouble();
            for (int z = 0; z < DEPTH; z++) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    double dx = i % SIDE + 0.5 - cx;
                    int row = i / SIDE;
                    double dy = row + 0.5 - cy;
                    double dz = z + 0.5 - cz;
                    if (dx * dx + dy * dy + dz * dz < r * r) {
                        planes[z][i] = 1;
                    }
                }
            }
        }
        ImageStack stack = new ImageStack(SIDE, SIDE);
        for (byte[] plane : planes) {
            stack.addSlice(new ByteProcessor(SIDE, SIDE, plane));
        }
        ImagePlus image = new ImagePlus("electrode", stack);
        image.getCalibration().setUnit("um");
        return image;
    }
}
