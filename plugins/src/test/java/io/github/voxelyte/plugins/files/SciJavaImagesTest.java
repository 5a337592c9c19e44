package io.github.voxelyte.plugins.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.io.AbstractIOPlugin;
import org.scijava.io.IOPlugin;
import org.scijava.io.IOService;
import org.scijava.io.location.FileLocation;
import org.scijava.io.location.Location;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;

/** The way through SciJava's I/O service, with an opener for an invented kind of file in place of SCIFIO. */
class SciJavaImagesTest {
    private static Context context;

    @TempDir
    Path folder;

    /** Gives 4×3×2 numbers, or whatever the file's first word asks for. */
    public static final class Invented extends AbstractIOPlugin<Object> {
        @Override
        public Class<Object> getDataType() {
            return Object.class;
        }

        @Override
        public boolean supportsOpen(Location location) {
            return location.getName().endsWith(".invented");
        }

        @Override
        public Object open(Location location) throws IOException {
            String wanted = Files.readString(((FileLocation) location).getFile().toPath());
            float[] numbers = new float[24];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i;
            }
            return switch (wanted) {
                case "array" -> ArrayImgs.floats(numbers, 4, 3, 2);
                case "singleton" -> ArrayImgs.floats(numbers, 4, 3, 1, 2);
                case "named" -> named(ArrayImgs.floats(numbers, 2, 4, 3));
                case "flat" -> ArrayImgs.floats(numbers, 24);
                case "image" -> new ImagePlus("image", new ij.process.FloatProcessor(4, 6, numbers));
                default -> "no image";
            };
        }
    }

    /** An image that names its axes, as those of SCIFIO do: here Z, X, Y. */
    public interface Named extends RandomAccessibleInterval<net.imglib2.type.numeric.real.FloatType> {
        /** The axis of a dimension. */
        Axis axis(int dimension);
    }

    /** An axis with a type. */
    public record Axis(Type type) {}

    /** A type with a label. */
    public record Type(String getLabel) {}

    private static Object named(RandomAccessibleInterval<?> numbers) {
        return java.lang.reflect.Proxy.newProxyInstance(
                SciJavaImagesTest.class.getClassLoader(), new Class<?>[] {Named.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("axis")) {
                        return new Axis(new Type(new String[] {"Z", "X", "Y"}[(int) arguments[0]]));
                    }
                    return method.invoke(numbers, arguments);
                });
    }

    @BeforeAll
    static void start() {
        context = new Context(IOService.class, PluginService.class);
        context.getService(PluginService.class)
                .addPlugin(new PluginInfo<>(
                        Invented.class.getName(), IOPlugin.class, null, SciJavaImagesTest.class.getClassLoader()));
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    private Optional<ImagePlus> open(String content) throws IOException {
        return SciJavaImages.open(context, Files.writeString(folder.resolve("file.invented"), content));
    }

    @Test
    void numbersBecomeAStack() throws IOException {
        for (String kind : new String[] {"array", "singleton"}) {
            ImagePlus image = open(kind).orElseThrow();
            assertEquals(4, image.getWidth());
            assertEquals(3, image.getHeight());
            assertEquals(2, image.getStackSize());
            assertEquals(1 + 4 * 2 + 12, image.getStack().getVoxel(1, 2, 1));
        }
    }

    @Test
    void axesAreTakenByTheirNames() throws IOException {
        ImagePlus image = open("named").orElseThrow();
        assertEquals(4, image.getWidth());
        assertEquals(3, image.getHeight());
        assertEquals(2, image.getStackSize());
        assertEquals(1 + 2 * 3 + 8 * 2, image.getStack().getVoxel(3, 2, 1));
    }

    @Test
    void anImageIsTakenAsItIsAndAnythingElseIsNone() throws IOException {
        assertEquals(6, open("image").orElseThrow().getHeight());
        assertTrue(open("text").isEmpty());
        assertTrue(SciJavaImages.open(context, folder.resolve("file.unknown")).isEmpty());
    }

    @Test
    void whatHasNotThreeDimensionsIsRefused() {
        assertEquals(
                "'file.invented' has 1 dimensions longer than 1; a stack of 3 is needed.",
                assertThrows(IllegalArgumentException.class, () -> open("flat")).getMessage());
    }
}
