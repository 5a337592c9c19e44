package io.github.voxelyte.microstructure.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VtkImageFileTest {
    private static final VoxelGrid GRID = new VoxelGrid(3, 2, 2, 0.4e-6, 0.5e-6, 1e-6);

    @TempDir
    Path folder;

    private static PhaseMap labels() {
        byte[] labels = new byte[GRID.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i * 20);
        }
        return PhaseMap.ofFlat(GRID, labels);
    }

    private static ScalarField field() {
        ScalarField field = ScalarField.zeros(GRID);
        field.plane(1)[4] = 0.75f;
        field.plane(0)[0] = Float.NaN;
        return field;
    }

    /** The bytes behind the underscore that starts the appended data. */
    private static ByteBuffer appended(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("   _") + 4;
        return ByteBuffer.wrap(file, start, file.length - start).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void headAndArraysCanBeReadBack() throws Exception {
        Path file = folder.resolve("image.vti");
        short[] wide = {0, 1, 2, 3, 4, (short) 65535};
        VtkImageFile.of(GRID)
                .with("labels", labels())
                .with("lithiation <1>", field())
                .with("grey", 16, z -> wide)
                .write(file, Progress.NONE);
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String head = text.substring(0, text.indexOf("  <AppendedData")) + "</VTKFile>";
        var image = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        var data = (org.w3c.dom.Element) image.getElementsByTagName("ImageData").item(0);
        assertEquals("0 3 0 2 0 2", data.getAttribute("WholeExtent"));
        assertEquals("0.4 0.5 1.0", data.getAttribute("Spacing"));
        var arrays = image.getElementsByTagName("DataArray");
        assertEquals("lithiation <1>", ((org.w3c.dom.Element) arrays.item(1)).getAttribute("Name"));

        ByteBuffer appended = appended(bytes);
        assertEquals(12, appended.getLong(0));
        assertEquals((byte) 220, appended.get(8 + 11));
        int floats = Integer.parseInt(((org.w3c.dom.Element) arrays.item(1)).getAttribute("offset"));
        assertEquals(48, appended.getLong(floats));
        assertTrue(Float.isNaN(appended.getFloat(floats + 8)));
        assertEquals(0.75f, appended.getFloat(floats + 8 + 4 * 10));
        int shorts = Integer.parseInt(((org.w3c.dom.Element) arrays.item(2)).getAttribute("offset"));
        assertEquals(24, appended.getLong(shorts));
        assertEquals((short) 65535, appended.getShort(shorts + 8 + 2 * 5));
        assertTrue(text.endsWith("</AppendedData>\n</VTKFile>\n"));
    }

    @Test
    void arraysOnOtherVoxelsAreRefused() {
        ScalarField other = ScalarField.zeros(VoxelGrid.cubic(3, 2, 2, 1e-6));
        VtkImageFile file = VtkImageFile.of(GRID);
        assertThrows(IllegalArgumentException.class, () -> file.with("other", other));
        assertThrows(IllegalArgumentException.class, () -> file.with("wide", 64, z -> new double[6]));
    }

    @Test
    void writingCanBeCancelled() throws IOException {
        Progress impatient = fraction -> {
            throw new CancellationException();
        };
        VtkImageFile file = VtkImageFile.of(GRID).with("labels", labels());
        assertThrows(CancellationException.class, () -> file.write(folder.resolve("no.vti"), impatient));
    }
}
