package io.github.voxelyte.plugins.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinarizeTomogramTest {
    private static final int NX = 24;
    private static final int NY = 20;
    private static final int NZ = 12;
    private static final double ACTIVE = 0.46;

    @TempDir
    Path folder;

    @AfterEach
    void closeResults() {
        ImagePlus last = Interpreter.getLastBatchModeImage();
        while (last != null) {
            Interpreter.removeBatchModeImage(last);
            last = Interpreter.getLastBatchModeImage();
        }
    }

    /** Two phases with noise: 46 per cent of the voxels are bright. */
    private static ImagePlus tomogram(int bits) {
        Random random = new Random(4);
        ImageStack stack = new ImageStack(NX, NY);
        for (int z = 0; z < NZ; z++) {
            ImageProcessor slice =
                    switch (bits) {
                        case 8 -> new ByteProcessor(NX, NY);
                        case 16 -> new ShortProcessor(NX, NY);
                        default -> new FloatProcessor(NX, NY);
                    };
            for (int i = 0; i < NX * NY; i++) {
                double grey = (random.nextDouble() < ACTIVE ? 170 : 80) + 12 * random.nextGaussian();
                slice.setf(
                        i, (float) (bits == 8 ? Math.round(grey) : bits == 16 ? Math.round(200 * grey) : grey / 255));
            }
            stack.addSlice(slice);
        }
        return calibrated(new ImagePlus("tomogram", stack));
    }

    private static ImagePlus calibrated(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        calibration.setUnit("um");
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 1;
        return image;
    }

    private static HeadlessRun run(ImagePlus image, String options) {
        return HeadlessRun.of(new BinarizeTomogram(), image, options);
    }

    private static ImagePlus labels(ImagePlus image, String options) {
        HeadlessRun run = run(image, options);
        assertTrue(run.error().isEmpty(), () -> run.error().toString());
        return run.result();
    }

    private static double share(ImagePlus labels, int label) {
        long count = 0;
        for (int z = 1; z <= labels.getStackSize(); z++) {
            for (byte value : (byte[]) labels.getStack().getPixels(z)) {
                count += value == label ? 1 : 0;
            }
        }
        return (double) count / labels.getWidth() / labels.getHeight() / labels.getStackSize();
    }

    private void refuses(ImagePlus image, String options, String... parts) throws IOException {
        Path output = folder.resolve("refused");
        HeadlessRun run = run(image, options + " output=[" + output + "]");
        String message = run.error().orElseThrow();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("should not have happened"), message);
        assertEquals(null, run.result());
        if (Files.exists(output)) {
            try (Stream<Path> left = Files.list(output)) {
                assertEquals(0, left.count(), "files left behind");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 0.02", "16, 0.0002", "32, 0.0002"})
    void targetFractionIsMetInAllBitDepths(int bits, double close) {
        ImagePlus image = tomogram(bits);
        ImagePlus labels = labels(image, "fraction=0.4");
        assertEquals(0.4, share(labels, 1), close);
        assertEquals(1, share(labels, 0) + share(labels, 1), 1e-12);
        assertEquals("labels", labels.getTitle());
        assertEquals("\u00b5m", labels.getCalibration().getUnit());
        assertEquals(1, labels.getCalibration().pixelDepth, 1e-12);
        StackInfo info = StackInfo.of(labels).orElseThrow();
        assertTrue(info.labels());
        assertTrue(info.history().get(0).contains("Binarize Tomogram... method=Target fraction fraction=0.4"));
    }

    @Test
    void splitTiesMeetTheFractionToOneVoxel() {
        int voxels = NX * NY * NZ;
        for (String ties : new String[] {"smoothed", "random"}) {
            ImagePlus labels = labels(tomogram(8), "fraction=0.43 ties=" + ties + " seed=3");
            assertEquals(Math.round(0.43 * voxels), Math.round(share(labels, 1) * voxels));
        }
    }

    @Test
    void theInputIsNotChanged() {
        ImagePlus image = tomogram(16);
        short[] before = ((short[]) image.getStack().getPixels(5)).clone();
        labels(image, "filter=Gaussian radius=1");
        labels(image, "filter=median radius=1");
        assertArrayEquals(before, (short[]) image.getStack().getPixels(5));
    }

    @Test
    void filesTableAndSummary() throws IOException {
        labels(tomogram(8), "method=Otsu islands_um3=2 holes_um3=2 smooth=1 output=[" + folder + "]");
        String table = Files.readString(folder.resolve("binarize.csv"));
        String[] lines = table.split("\n", -1);
        assertEquals("Step,Changed voxels,Changed parts,Fraction active", lines[0]);
        assertTrue(lines[1].startsWith("\"Otsu, threshold "), lines[1]);
        assertTrue(lines[2].startsWith("islands below 2 um3 removed,"), lines[2]);
        assertTrue(lines[3].startsWith("holes below 2 um3 filled,"), lines[3]);
        assertTrue(lines[4].startsWith("\"mode filter, pass 1\","), lines[4]);
        JsonNode reached = new ObjectMapper()
                .readTree(folder.resolve("binarize.summary.json").toFile())
                .path("reached");
        assertEquals("Otsu", reached.path("method").asText());
        double threshold = reached.path("threshold").get(0).asDouble();
        assertTrue(threshold > 110 && threshold < 140, "threshold " + threshold);
        JsonNode band = reached.path("fraction_active_low_mid_high_before_cleaning");
        assertTrue(band.get(0).asDouble() <= band.get(1).asDouble()
                && band.get(1).asDouble() <= band.get(2).asDouble());
        ImagePlus reopened = IJ.openImage(folder.resolve("labels.tif").toString());
        assertEquals(reached.path("fraction_active").asDouble(), share(reopened, 1), 1e-9);
        assertTrue(StackInfo.of(reopened).orElseThrow().labels());
        assertEquals("\u00b5m", reopened.getCalibration().getUnit());
    }

    static Stream<String> methods() {
        return GlobalThreshold.methods().stream();
    }

    /** On 8 bits our threshold is ImageJ's own on the stack histogram. */
    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodOfImageJRunsAndAgreesWithIt(String method) throws IOException {
        ImagePlus image = tomogram(8);
        ImagePlus copy = image.duplicate();
        IJ.setAutoThreshold(copy, method + " dark stack");
        double expected = copy.getProcessor().getMinThreshold();
        labels(image, "method=" + method + " output=[" + folder.resolve(method) + "]");
        double threshold = new ObjectMapper()
                .readTree(
                        folder.resolve(method).resolve("binarize.summary.json").toFile())
                .path("reached")
                .path("threshold")
                .get(0)
                .asDouble();
        assertEquals(expected, threshold, method);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void otsuFindsTheValleyInAllBitDepths(int bits) {
        assertEquals(ACTIVE, share(labels(tomogram(bits), "method=otsu"), 1), 0.02);
    }

    @Test
    void manualThresholdsAndLabels() {
        ImagePlus ramp = IJ.createImage("ramp", "8-bit ramp", 256, 4, 2);
        assertEquals(0.75, share(labels(ramp, "method=Manual threshold=64"), 1), 1e-12);
        assertEquals(0.25, share(labels(ramp, "method=Manual threshold=64 labels=1,0"), 1), 1e-12);
        ImagePlus three = labels(ramp, "method=Manual threshold=64,128");
        assertEquals(0.25, share(three, 4), 1e-12);
        assertEquals(0.25, share(three, 0), 1e-12);
        assertEquals(0.5, share(three, 1), 1e-12);
        assertEquals(0.3, share(labels(ramp, "fraction=0.3 labels=1,0"), 1), 0.004);
        ImagePlus multi = labels(ramp, "method=Multi-Otsu phases=4");
        for (int label : new int[] {0, 1, 3, 4}) {
            assertEquals(0.25, share(multi, label), 1e-12);
        }
        assertTrue(share(labels(tomogram(8), "method=Hysteresis threshold=110,150"), 1) > 0.4);
        assertEquals(ACTIVE, share(labels(tomogram(8), "method=Watershed threshold=100,150"), 1), 0.02);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter=[non-local means] search=2",
                "filter=[anisotropic diffusion] strength=1.5 iterations=4",
                "flatten=quadratic",
                "flatten=[slice means] rings filter=median",
                "rings ring_centre=3,-5",
                "tile=8"
            })
    void whatPreparesTheGreyValuesKeepsTheFraction(String options) throws IOException {
        ImagePlus image = tomogram(16);
        short[] before = ((short[]) image.getStack().getPixels(5)).clone();
        ImagePlus labels = labels(image, "fraction=0.46 output=[" + folder + "] " + options);
        assertEquals(0.46, share(labels, 1), 0.01);
        assertArrayEquals(before, (short[]) image.getStack().getPixels(5));
        JsonNode reached = new ObjectMapper()
                .readTree(folder.resolve("binarize.summary.json").toFile())
                .path("reached");
        assertEquals(options.contains("flatten"), reached.has("shading_lowest_highest"));
        assertEquals(options.contains("rings"), reached.has("rings_root_mean_square"));
        assertEquals(options.contains("search") || options.contains("diff"), reached.has("noise"));
        assertEquals(options.contains("tile"), reached.has("tile_thresholds_lowest_highest"));
    }

    @Test
    void phansalkarAndTilesSayThatTheirThresholdIsLocal() throws IOException {
        assertEquals(
                ACTIVE, share(labels(tomogram(8), "method=Phansalkar local_radius=4 output=[" + folder + "]"), 1), 0.1);
        assertTrue(Files.readString(folder.resolve("binarize.csv")).contains("\"Phansalkar, radius 4\""));
        labels(tomogram(8), "fraction=0.46 tile=8 output=[" + folder + "]");
        assertTrue(Files.readString(folder.resolve("binarize.csv")).contains("thresholds of 18 tiles"));
    }

    /** The band of thresholds, low to high: more active material conducts better, and leaves the electrolyte less. */
    @ParameterizedTest
    @ValueSource(strings = {"0,1", "1,0"})
    void uncertaintyOfTransport(String order) throws IOException {
        labels(
                tomogram(8),
                "fraction=0.5 filter=Gaussian uncertainty_transport conductivities_S_per_cm=0.002,0.1 labels=" + order
                        + " output=[" + folder + "]");
        String[] lines = Files.readString(folder.resolve("uncertainty.csv")).split("\n", -1);
        assertEquals(
                "Bound,Threshold,Fraction active,Phase,Axis,Connected fraction,D_eff/D,Tortuosity factor,"
                        + "Effective conductivity [S/cm],Status",
                lines[0]);
        double[][] electrolyte = new double[3][];
        double[][] active = new double[3][];
        for (int b = 0; b < 3; b++) {
            electrolyte[b] = row(lines[1 + 2 * b], new String[] {"low", "mid", "high"}[b], "electrolyte");
            active[b] = row(lines[2 + 2 * b], new String[] {"low", "mid", "high"}[b], "active");
            assertEquals(0.002 * electrolyte[b][6], electrolyte[b][8], 1e-12);
            assertEquals(0.1 * active[b][6], active[b][8], 1e-12);
            assertEquals((1 - active[b][2]) / electrolyte[b][6], electrolyte[b][7], 1e-6);
        }
        assertEquals(0.5, active[1][2], 0.01);
        for (int b = 1; b < 3; b++) {
            assertTrue(active[b][2] > active[b - 1][2]);
            assertTrue(active[b][6] > active[b - 1][6]);
            assertTrue(electrolyte[b][6] < electrolyte[b - 1][6]);
        }
    }

    private static double[] row(String line, String bound, String phase) {
        String[] cells = line.split(",", -1);
        assertEquals(bound, cells[0]);
        assertEquals(phase, cells[3]);
        assertEquals("CONVERGED", cells[9]);
        double[] numbers = new double[9];
        for (int c : new int[] {1, 2, 5, 6, 7, 8}) {
            numbers[c] = Double.parseDouble(cells[c]);
        }
        return numbers;
    }

    /** What the person sees before the thresholds are applied. */
    @ParameterizedTest
    @ValueSource(strings = {"fraction=0.46", "method=Otsu", "method=Phansalkar local_radius=4", "fraction=0.46 tile=8"})
    void thePreviewColoursTheCurrentSliceAsTheResult(String options) {
        ImagePlus image = tomogram(8);
        ImagePlus labels = labels(image, options);
        image.setSlice(7);
        ThresholdPreview preview = new ThresholdPreview(image);
        preview.show(Options.parse(new BinarizeTomogram().description().keys(), options));
        ImageProcessor overlay = ((ImageRoi) image.getOverlay().get(0)).getProcessor();
        ImageProcessor expected = labels.getStack().getProcessor(7);
        for (int i = 0; i < NX * NY; i++) {
            assertEquals(expected.get(i) == 1, (overlay.get(i) & 0xffffff) != 0, "voxel " + i);
        }
        preview.clear();
        assertEquals(null, image.getOverlay());
    }

    @Test
    void selectionAxisAndCollector() {
        ImagePlus image = tomogram(8);
        image.setRoi(new Roi(2, 3, 10, 8));
        ImagePlus labels = labels(image, "method=Otsu axis=x collector=first");
        assertEquals(10, labels.getWidth());
        assertEquals(8, labels.getHeight());
        StackInfo info = StackInfo.of(labels).orElseThrow();
        assertEquals("X", info.axis().name());
        assertEquals("first", info.collector().word());
    }

    @Test
    void onlyThroughConnectedElectrolyteIsKept() {
        ImageStack stack = new ImageStack(6, 6);
        for (int z = 0; z < 6; z++) {
            ByteProcessor slice = new ByteProcessor(6, 6);
            slice.setColor(200);
            slice.fill();
            slice.set(1, 1, 20); // a channel through z
            if (z == 3) {
                slice.set(4, 4, 20); // a pore inside
            }
            stack.addSlice(slice);
        }
        ImagePlus labels = labels(new ImagePlus("channel", stack), "method=Manual threshold=100 through");
        assertEquals(6.0 / 216, share(labels, 0), 1e-12);
    }

    @Test
    void badOptionsAreRefusedInOneSentence() throws IOException {
        ImagePlus image = tomogram(8);
        refuses(image, "fraction=46", "fraction=46", "46 per cent is 0.46");
        refuses(image, "fraction=1.2", "fraction=1.2");
        refuses(image, "fraction=0", "between 0 and 1");
        refuses(image, "fracton=0.46", "fracton", "fraction");
        refuses(image, "method=Otzu", "Otzu", "Otsu");
        refuses(image, "method=Manual", "threshold");
        refuses(image, "method=Manual threshold=700", "700", "tells nothing apart");
        refuses(image, "method=Manual threshold=90,80", "ascending");
        refuses(image, "method=Otsu threshold=90", "Manual");
        refuses(image, "method=Otsu phases=3", "Multi-Otsu");
        refuses(image, "method=Multi-Otsu phases=5", "labels");
        refuses(image, "labels=0,1,3", "3 labels", "2 phases");
        refuses(image, "labels=0,9", "0 to 4");
        refuses(image, "islands_um3=100000", "100000", "largest part");
        refuses(image, "holes_um3=100000", "100000", "largest part");
        refuses(image, "fraction=0,46", "point");
        refuses(image, "method=Otsu tile=50", "tile", "Target fraction");
        refuses(image, "tile=1", "tile");
        refuses(image, "ring_centre=3,4", "rings");
        refuses(image, "rings ring_centre=3", "two numbers");
        refuses(image, "method=Watershed threshold=90,150 uncertainty_transport", "one threshold", "Watershed");
        refuses(image, "conductivities_S_per_cm=1,2", "uncertainty_transport");
        refuses(image, "uncertainty_transport conductivities_S_per_cm=1", "two numbers");
        refuses(image, "filter=[non-local means] search=50", "search=50");
    }

    @Test
    void badImagesAreRefusedInOneSentence() throws IOException {
        closeResults();
        refuses(null, "fraction=0.46", "image");
        refuses(IJ.createImage("flat", "8-bit black", 8, 8, 1), "fraction=0.46", "slice");
        refuses(IJ.createImage("rgb", "RGB white", 8, 8, 3), "fraction=0.46", "RGB");
        refuses(IJ.createHyperStack("hyper", 8, 8, 2, 3, 1, 8), "fraction=0.46", "channels");
        refuses(IJ.createHyperStack("time", 8, 8, 1, 1, 5, 8), "fraction=0.46", "time");
        refuses(IJ.createImage("constant", "16-bit black", 8, 8, 4), "fraction=0.46", "0", "everywhere");
        ImagePlus nan = tomogram(32);
        nan.getStack().getProcessor(3).setf(5, Float.NaN);
        refuses(nan, "fraction=0.46", "NaN", "slice 3");
        nan.getStack().getProcessor(3).setf(5, Float.POSITIVE_INFINITY);
        refuses(nan, "fraction=0.46", "Infinity", "slice 3");
        ImagePlus oval = tomogram(8);
        oval.setRoi(new OvalRoi(2, 2, 8, 8));
        refuses(oval, "fraction=0.46", "rectangle");
        ImagePlus signed = tomogram(16);
        signed.getCalibration().setSigned16BitCalibration();
        refuses(signed, "fraction=0.46", "signed");
        ImagePlus mask = IJ.createImage("mask", "8-bit black", 10, 10, 2);
        mask.getStack().getProcessor(1).set(3, 3, 255);
        refuses(mask, "fraction=0.46", "0.0050", "1.0000");
        ImagePlus bare = tomogram(8);
        bare.setCalibration(new Calibration());
        refuses(bare, "islands_um3=1", "unit");
        assertEquals(0.46, share(labels(bare, "fraction=0.46"), 1), 0.02);
    }

    @Test
    void decimalsHavePointsInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            labels(tomogram(8), "fraction=0.40 output=[" + folder + "]");
            assertTrue(Files.readString(folder.resolve("binarize.csv")).contains(",0.4"));
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Whatever stands in fields that are grey, no method of the dialog refuses it. */
    @Test
    void whatIsGreyIsNotRefused() {
        Map<String, String> texts = new HashMap<>();
        BinarizeKeys.ALL.forEach(key -> texts.put(key.macroName(), key.defaultText()));
        texts.putAll(Map.of(
                "threshold", "90,120",
                "tile", "40",
                "phases", "3",
                "ring_centre", "3,4",
                "conductivities_s_per_cm", "1e-4,1e-2",
                "ties", "random"));
        for (String method : BinarizeKeys.METHOD.choices()) {
            texts.put("method", method);
            Map<String, String> chosen = new HashMap<>(texts);
            chosen.keySet().retainAll(Applies.applying(BinarizeKeys.ALL, texts));
            chosen.values().removeIf(String::isEmpty);
            assertDoesNotThrow(() -> BinarizeKeys.check(Options.of(BinarizeKeys.ALL, chosen)), method);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> BinarizeKeys.check(Options.parse(BinarizeKeys.ALL, "method=Otsu threshold=90")));
    }
}
