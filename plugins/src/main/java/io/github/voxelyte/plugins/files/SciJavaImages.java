package io.github.voxelyte.plugins.files;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.scijava.Context;
import org.scijava.convert.ConvertService;
import org.scijava.io.IOPlugin;
import org.scijava.io.IOService;

/**
 * Files that SciJava's I/O service opens: in Fiji everything that SCIFIO knows. The only class that refers to SciJava, which plain
 * ImageJ does not have; it is to be used behind a catch of LinkageError.
 */
final class SciJavaImages {
    private SciJavaImages() {}

    /** Fiji's context; empty in plain ImageJ. */
    static Optional<Context> ofFiji() {
        // the name by the class: without SciJava this ends here, and not with a stack trace of ImageJ's patcher
        return IJ.runPlugIn(Context.class.getName(), "") instanceof Context context
                ? Optional.of(context)
                : Optional.empty();
    }

    /**
     * Opens a file.
     *
     * @return the image; empty if no opener knows the file, or what it gives is no image
     */
    static Optional<ImagePlus> open(Context context, Path file) throws IOException {
        IOService service = context.getService(IOService.class);
        IOPlugin<?> opener = service == null ? null : service.getOpener(file.toString());
        if (opener == null) {
            return Optional.empty();
        }
        Object opened = opener.open(file.toString());
        ConvertService converter = context.getService(ConvertService.class);
        if (opened instanceof ImagePlus image) {
            return Optional.of(image);
        }
        if (converter != null && converter.supports(opened, ImagePlus.class)) {
            return Optional.ofNullable(converter.convert(opened, ImagePlus.class));
        }
        return opened instanceof RandomAccessibleInterval<?> numbers
                ? Optional.of(stack(file.getFileName().toString(), opened, numbers))
                : Optional.empty();
    }

    /** Three dimensions of numbers as a 32-bit stack, in the order of their axes. */
    private static ImagePlus stack(String name, Object opened, RandomAccessibleInterval<?> numbers) {
        List<Integer> dimensions = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int d = 0; d < numbers.numDimensions(); d++) {
            if (numbers.dimension(d) > 1) {
                dimensions.add(d);
                labels.add(label(opened, d));
            }
        }
        if (dimensions.size() != 3) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + dimensions.size() + " dimensions longer than 1; a stack of 3 is needed.");
        }
        int x = labels.contains("X") ? dimensions.get(labels.indexOf("X")) : dimensions.get(0);
        int y = labels.contains("Y") ? dimensions.get(labels.indexOf("Y")) : dimensions.get(1);
        int z = dimensions.stream().filter(d -> d != x && d != y).findFirst().orElseThrow();
        RandomAccess<?> access = numbers.randomAccess();
        numbers.min(access);
        int width = Math.toIntExact(numbers.dimension(x));
        int height = Math.toIntExact(numbers.dimension(y));
        ImageStack stack = new ImageStack(width, height);
        for (long slice = 0; slice < numbers.dimension(z); slice++) {
            float[] pixels = new float[width * height];
            access.setPosition(numbers.min(z) + slice, z);
            for (int i = 0; i < pixels.length; i++) {
                access.setPosition(numbers.min(x) + i % width, x);
                access.setPosition(numbers.min(y) + i / width, y);
                if (!(access.get() instanceof RealType<?> number)) {
                    throw new IllegalArgumentException("'" + name + "' holds no numbers.");
                }
                pixels[i] = number.getRealFloat();
            }
            stack.addSlice(null, pixels);
        }
        return new ImagePlus(name, stack);
    }

    /** What an axis is called; images of SCIFIO say so by {@code axis(d).type().getLabel()}, which is not compiled against. */
    private static String label(Object image, int dimension) {
        try {
            Object axis = image.getClass().getMethod("axis", int.class).invoke(image, dimension);
            Object type = axis.getClass().getMethod("type").invoke(axis);
            return String.valueOf(type.getClass().getMethod("getLabel").invoke(type));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unnamed) {
            return ""; // a plain array of numbers: taken as x, y, z
        }
    }
}
