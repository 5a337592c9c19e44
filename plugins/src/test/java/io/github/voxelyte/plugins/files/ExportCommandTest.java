package io.github.voxelyte.plugins.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.github.voxelyte.solver.cell.BpxImport;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {
    @TempDir
    Path folder;

    /** Layers of active material and electrolyte side by side along x: both join the faces along z. */
    private static ImagePlus stripes() {
        ImagePlus image = IJ.createImage("stripes.tif", "8-bit black", 8, 4, 6);
        for (int z = 1; z <= 6; z++) {
            for (int i = 0; i < 32; i++) {
                image.getStack().getProcessor(z).set(i % 8, i / 8, i % 8 < 2 ? 1 : 0);
            }
        }
        image.getCalibration().setUnit("um");
        return image;
    }

    private HeadlessRun export(ImagePlus image, String options) {
        return HeadlessRun.of(new ExportCommand(), image, options + " output=[" + folder.resolve("out dir") + "]");
    }

    private void exported(ImagePlus image, String options) {
        assertEquals("", export(image, options).error().orElse(""));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(folder.resolve("out dir"))) {
            return list.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith("summary.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-bit ramp", "16-bit ramp", "32-bit ramp"})
    void rawWithHeaderAndTiffAreOpenedAgainAsTheyWere(String type) {
        ImagePlus image = IJ.createImage("scan", type, 7, 5, 3);
        image.getStack().getProcessor(2).setf(3, 3, 77);
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelDepth = 2.5;
        for (String[] format : new String[][] {{"[raw with header]", "scan.mhd"}, {"TIFF", "scan.tif"}}) {
            exported(image, "format=" + format[0]);
            ImagePlus again = HeadlessRun.of(
                            new OpenTomogramCommand(),
                            null,
                            "path=[" + folder.resolve("out dir").resolve(format[1]) + "]")
                    .result();
            assertEquals(image.getBitDepth(), again.getBitDepth());
            assertEquals(2.5, again.getCalibration().pixelDepth);
            for (int z = 1; z <= 3; z++) {
                for (int i = 0; i < 35; i++) {
                    assertEquals(
                            image.getStack().getProcessor(z).getf(i),
                            again.getStack().getProcessor(z).getf(i));
                }
            }
        }
    }

    @Test
    void aRectangleCrops() {
        ImagePlus image = stripes();
        image.setRoi(new Roi(1, 1, 3, 2));
        exported(image, "format=TIFF name=part");
        ImagePlus again = IJ.openImage(folder.resolve("out dir/part.tif").toString());
        assertEquals(3, again.getWidth());
        assertEquals(1, again.getStack().getProcessor(1).get(0, 0));
        assertEquals(0, again.getStack().getProcessor(1).get(1, 0));
    }

    @Test
    void geodictRawSaysItsSizeAndIsHeaderless() throws IOException {
        exported(stripes(), "format=[GeoDict raw]");
        assertEquals(List.of("stripes_8x4x6_uint8.raw", "stripes_8x4x6_uint8.txt"), files());
        byte[] raw = Files.readAllBytes(folder.resolve("out dir/stripes_8x4x6_uint8.raw"));
        assertEquals(8 * 4 * 6, raw.length);
        assertEquals(1, raw[1]);
        assertEquals(0, raw[2]);
        ImagePlus flat = stripes();
        flat.getCalibration().pixelDepth = 2;
        assertTrue(export(flat, "format=[GeoDict raw]").error().orElseThrow().startsWith("GeoDict has cubic voxels"));
    }

    @Test
    void vtkImageHasTheStackOnItsVoxels() throws IOException {
        exported(stripes(), "format=[VTK image]");
        String text = Files.readString(folder.resolve("out dir/stripes.vti"), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("WholeExtent=\"0 8 0 4 0 6\"") && text.contains("Spacing=\"1.0 1.0 1.0\""), text);
        assertTrue(text.contains("type=\"UInt8\" Name=\"stripes.tif\""), text);
    }

    @Test
    void earlierExportsStay() throws IOException {
        exported(stripes(), "format=TIFF name=a");
        exported(stripes(), "format=CSV name=b");
        exported(stripes(), "format=CSV name=b");
        assertEquals(List.of("a.tif", "b.csv"), files());
    }

    @Test
    void csvHasARowForEachVoxel() throws IOException {
        exported(stripes(), "format=CSV name=voxels");
        List<String> rows = Files.readAllLines(folder.resolve("out dir/voxels.csv"));
        assertEquals("x,y,z,Value", rows.get(0));
        assertEquals("1,0,0,1", rows.get(2));
        assertEquals(1 + 8 * 4 * 6, rows.size());
    }

    @Test
    void bpxHoldsTheHomogenizedElectrode() throws IOException {
        exported(stripes(), "format=BPX");
        String text = Files.readString(folder.resolve("out dir/stripes.bpx.json"));
        JsonNode root = new ObjectMapper().readTree(text);
        assertEquals("Partial", root.path("Header").path("Model").asText());
        JsonNode electrode = root.path("Parameterisation").path("Positive electrode");
        assertEquals(6e-6, electrode.path("Thickness [m]").asDouble(), 1e-12);
        assertEquals(0.75, electrode.path("Porosity").asDouble(), 1e-12);
        assertEquals(0.75, electrode.path("Transport efficiency").asDouble(), 1e-6);
        double surface = electrode.path("Surface area per unit volume [m-1]").asDouble();
        assertEquals(1 / 8e-6, surface, 0.1 / 8e-6); // one plane in 8 um, estimated from lines
        assertEquals(3 * 0.25 / surface, electrode.path("Particle radius [m]").asDouble(), 1e-15);
        Cell base = CellFile.open(CellFile.DEFAULT);
        double sigma =
                base.activeMaterial().conductivity().value(base.activeMaterial().initialLithiation());
        assertEquals(0.25 * sigma, electrode.path("Conductivity [S.m-1]").asDouble(), 1e-6 * sigma);
        // and what it says of the material is read back by the import
        Cell again = BpxImport.positiveElectrode(base, text);
        assertEquals(
                base.activeMaterial().openCircuitPotential().value(0.7),
                again.activeMaterial().openCircuitPotential().value(0.7),
                1e-3);
        assertEquals(
                base.activeMaterial().exchangeCurrentDensity(),
                again.activeMaterial().exchangeCurrentDensity(),
                1e-9);
    }

    @Test
    void mistakesAreNamed() {
        assertEquals(
                "Export needs output=, the folder that the file goes into.",
                HeadlessRun.of(new ExportCommand(), stripes(), "format=TIFF")
                        .error()
                        .orElseThrow());
        assertEquals(
                "active= belongs to format=BPX; leave it out for format=[TIFF].",
                export(stripes(), "active=1").error().orElseThrow());
        assertTrue(export(stripes(), "name=a/b").error().orElseThrow().startsWith("name=a/b is a path"));
        ImagePlus empty = IJ.createImage("empty", "8-bit black", 4, 4, 4);
        empty.getCalibration().setUnit("um");
        assertEquals(
                "The electrode has no surface between active material and electrolyte, so it has no particle radius.",
                export(empty, "format=BPX").error().orElseThrow());
    }
}
