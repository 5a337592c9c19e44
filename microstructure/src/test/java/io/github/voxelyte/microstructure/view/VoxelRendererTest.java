package io.github.voxelyte.microstructure.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VoxelRendererTest {
    private static final VoxelGrid GRID = new VoxelGrid(8, 6, 5, 1e-6, 1e-6, 2e-6);

    /** Looked at along an axis, a full block fills its rectangle, of the block's proportions. */
    @ParameterizedTest
    @CsvSource({"Z, 0, 90, 8, 6", "Z, 0, 0, 6, 10", "X, 0, 0, 10, 8"})
    void aBlockIsARectangle(Axis upright, double azimuth, double elevation, double a, double b) {
        Raster picture = draw(
                block(Labels.ACTIVE),
                Camera.with(upright, Side.LAST).withAngles(Math.toRadians(azimuth), Math.toRadians(elevation)),
                200);
        double wide = 200 * 0.96;
        // Seen from above, the right is ∓b of (a, b, upright).
        double ratio = elevation == 90 ? a / b : b / a;
        int filled = 0;
        for (int pixel : picture.pixels()) {
            filled += pixel != 0xffffffff ? 1 : 0;
        }
        double area = wide * wide * ratio;
        assertEquals(area, filled, 0.05 * area);
    }

    @Test
    void electrolyteAndVoidAreTransparent() {
        Raster empty = draw(block(Labels.ELECTROLYTE), Camera.with(Axis.Z, Side.FIRST), 120);
        assertArrayEquals(
                empty.pixels(),
                draw(block(Labels.VOID), Camera.with(Axis.Z, Side.FIRST), 120).pixels());
        long white = Arrays.stream(empty.pixels()).filter(p -> p == 0xffffffff).count();
        assertTrue(white > 0.75 * empty.pixels().length, "only the edges of the box are drawn");
        assertTrue(white < empty.pixels().length);
    }

    /** Active material behind passivated electrolyte is black, behind electrolyte it is not. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void passivatedSurfaceIsBlack(Side side) {
        byte[][] planes = new byte[5][48];
        Arrays.fill(planes[2], (byte) Labels.ACTIVE);
        Arrays.fill(planes[1], (byte) Labels.PASSIVATED);
        PhaseMap map = new PhaseMap(GRID, planes);
        Camera above = Camera.with(Axis.Z, side).withAngles(0, Math.PI / 2);
        int centre = centre(draw(map, above, 100));
        int brightness = centre & 0xff;
        assertTrue(side == Side.FIRST ? brightness < 40 : brightness > 100, Integer.toHexString(centre));
        byte[][] mask = new byte[5][48];
        Arrays.fill(mask[2], (byte) 32);
        Raster masked = VoxelRenderer.with(above)
                .withWidth(100)
                .draw(LabelPaint.of(map).withFaceMask(new PhaseMap(GRID, mask)), Progress.NONE);
        assertTrue((centre(masked) & 0xff) < 40, "with the mask both sides are black");
    }

    @Test
    void activeMaterialTakesItsColourAndAdditiveItsOwn() {
        Camera above = Camera.with(Axis.Z, Side.FIRST).withAngles(0, Math.PI / 2);
        PhaseMap map = block(Labels.ACTIVE);
        int blue = centre(VoxelRenderer.with(above)
                .withWidth(100)
                .draw(LabelPaint.of(map).withActive(LabelPaint.BLUE), Progress.NONE));
        assertTrue((blue & 0xff) > (blue >> 16 & 0xff), Integer.toHexString(blue));
        int orange = centre(draw(block(Labels.ADDITIVE), above, 100));
        assertTrue((orange >> 16 & 0xff) > 2 * (orange & 0xff), Integer.toHexString(orange));
    }

    /** What is nearer hides what is farther, from either side. */
    @ParameterizedTest
    @EnumSource(Axis.class)
    void nearHidesFar(Axis axis) {
        ScalarField field = ScalarField.zeros(GRID);
        for (int z = 0; z < 5; z++) {
            for (int y = 0; y < 6; y++) {
                for (int x = 0; x < 8; x++) {
                    int layer = axis == Axis.X ? x : axis == Axis.Y ? y : z;
                    boolean first = layer == 0;
                    boolean last = layer == GRID.count(axis) - 1;
                    field.plane(z)[x + 8 * y] = first ? 0 : last ? 1 : Float.NaN;
                }
            }
        }
        FieldPaint paint = FieldPaint.between(field, 0, 1);
        int first = centre(fromAbove(paint, axis, Side.FIRST));
        int last = centre(fromAbove(paint, axis, Side.LAST));
        assertTrue((first & 0xff) > (first >> 8 & 0xff), "violet: " + Integer.toHexString(first));
        assertTrue((last >> 8 & 0xff) > 2 * (last & 0xff), "yellow: " + Integer.toHexString(last));
    }

    /** Nothing is mirrored: with x to the right and y down, slices look as ImageJ shows them. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void picturesAreNotMirrored(Side top) {
        byte[][] planes = new byte[1][100];
        planes[0][0] = Labels.ACTIVE;
        planes[0][9] = Labels.ACTIVE;
        planes[0][90] = Labels.ACTIVE;
        PhaseMap map = new PhaseMap(VoxelGrid.cubic(10, 10, 1, 1e-6), planes);
        Camera camera = Camera.with(Axis.Z, top);
        double[][] frame = camera.withAngles(0.3, 0.4).frame();
        double volume = determinant(frame);
        assertEquals(1, volume, 1e-12, "right, top, out of the picture: as in the world");
        for (double[] direction : frame) {
            double square = 0;
            for (double component : direction) {
                square += component * component;
            }
            assertEquals(1, square, 1e-12);
        }
        // From the side of slice 1, the fourth corner is the empty one: right-handed, (0,0), (9,0), (0,9) turn as seen.
        Raster picture = draw(map, camera.withAngles(-Math.PI / 2, Math.PI / 2), 110);
        double[][] seen = camera.withAngles(-Math.PI / 2, Math.PI / 2).frame();
        int column = seen[0][0] + seen[0][1] > 0 ? 95 : 15;
        int row = seen[1][0] + seen[1][1] > 0 ? 15 : 95;
        assertEquals(0xffffffff, picture.colour(column, row));
    }

    @Test
    void threadsChangeNothing() {
        Random random = new Random(1);
        byte[] labels = new byte[GRID.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(4);
        }
        LabelPaint paint = LabelPaint.of(PhaseMap.ofFlat(GRID, labels));
        VoxelRenderer renderer =
                VoxelRenderer.with(Camera.with(Axis.Z, Side.FIRST)).withWidth(150);
        assertArrayEquals(
                renderer.withParallel(Parallel.SERIAL)
                        .draw(paint, Progress.NONE)
                        .pixels(),
                renderer.withParallel(Parallel.withThreads(4))
                        .draw(paint, Progress.NONE)
                        .pixels());
    }

    @Test
    void viridisGoesFromVioletToYellow() {
        assertEquals(0x440154, ColourMap.viridis(-1));
        assertEquals(0x440154, ColourMap.viridis(0));
        assertEquals(0x31688e, ColourMap.viridis(1.0 / 3));
        assertEquals(0xfde725, ColourMap.viridis(1));
        double before = 0;
        for (int k = 0; k <= 100; k++) {
            int colour = ColourMap.viridis(k / 100.0);
            double luminance =
                    0.2126 * (colour >> 16 & 0xff) + 0.7152 * (colour >> 8 & 0xff) + 0.0722 * (colour & 0xff);
            assertTrue(luminance >= before, "brightness rises");
            before = luminance;
        }
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        Camera camera = Camera.with(Axis.Z, Side.FIRST);
        assertThrows(IllegalArgumentException.class, () -> camera.withAngles(0, 2));
        assertThrows(
                IllegalArgumentException.class, () -> VoxelRenderer.with(camera).withWidth(3));
        assertThrows(IllegalArgumentException.class, () -> FieldPaint.between(ScalarField.zeros(GRID), 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Raster(2, 2, new int[3]));
        PhaseMap other = new PhaseMap(VoxelGrid.cubic(2, 2, 2, 1), new byte[2][4]);
        assertThrows(IllegalArgumentException.class, () -> LabelPaint.of(block(Labels.ACTIVE))
                .withFaceMask(other));
        assertThrows(CancellationException.class, () -> VoxelRenderer.with(camera)
                .draw(LabelPaint.of(block(Labels.ACTIVE)), fraction -> {
                    throw new CancellationException();
                }));
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    private static Raster fromAbove(VoxelPaint paint, Axis axis, Side side) {
        return VoxelRenderer.with(Camera.with(axis, side).withAngles(0, Math.PI / 2))
                .withWidth(100)
                .draw(paint, Progress.NONE);
    }

    private static Raster draw(PhaseMap map, Camera camera, int width) {
        return VoxelRenderer.with(camera).withWidth(width).draw(LabelPaint.of(map), Progress.NONE);
    }

    private static int centre(Raster picture) {
        return picture.colour(picture.width() / 2, picture.height() / 2);
    }

    private static PhaseMap block(int label) {
        byte[] labels = new byte[GRID.size()];
        Arrays.fill(labels, (byte) label);
        return PhaseMap.ofFlat(GRID, labels);
    }
}
