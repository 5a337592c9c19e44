package io.github.voxelyte.microstructure.voxels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgFactory;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class Imglib2VolumesTest {
    private static final double EDGE = 1e-6;

    @Test
    void wrapsPlanarBytesWithoutCopying() {
        PlanarImg<UnsignedByteType, ?> image = PlanarImgs.unsignedBytes(4, 3, 2);
        PhaseMap labels = Imglib2Volumes.labels(image, EDGE, EDGE, 2 * EDGE);
        image.getAt(1, 2, 1).set(200);
        assertEquals(200, labels.phase(1, 2, 1), "a change of the image shows, so the array is the same");
        assertEquals(2 * EDGE, labels.grid().dz());
    }

    @Test
    void readsEveryLayoutAndTypeTheSame() {
        check(new UnsignedByteType());
        check(new UnsignedShortType());
        check(new ByteType());
        check(new ShortType());
        check(new IntType());
        check(new UnsignedIntType());
        check(new LongType());
        check(new FloatType());
        check(new DoubleType());
    }

    private static <T extends NativeType<T> & RealType<T>> void check(T type) {
        for (ImgFactory<T> factory :
                List.of(new PlanarImgFactory<>(type), new ArrayImgFactory<>(type), new CellImgFactory<>(type, 2))) {
            RandomAccessibleInterval<T> image = filled(factory);
            GreyVolume volume = Imglib2Volumes.grey(image, EDGE, EDGE, EDGE);
            float[] values = new float[12];
            for (int z = 0; z < 2; z++) {
                volume.read(z, values);
                for (int i = 0; i < 12; i++) {
                    assertEquals(i + 12 * z, values[i], type.getClass() + " " + factory.getClass());
                }
            }
        }
    }

    @Test
    void keepsEightAndSixteenBit() {
        assertEquals(GreyVolume.Type.UNSIGNED_8, typeOf(new UnsignedByteType()));
        assertEquals(GreyVolume.Type.UNSIGNED_16, typeOf(new UnsignedShortType()));
        assertEquals(GreyVolume.Type.FLOAT_32, typeOf(new FloatType()));
        assertEquals(GreyVolume.Type.FLOAT_32, typeOf(new ShortType()));
    }

    private static <T extends NativeType<T> & RealType<T>> GreyVolume.Type typeOf(T type) {
        return Imglib2Volumes.grey(new ArrayImgFactory<>(type).create(2, 2, 2), EDGE, EDGE, EDGE)
                .type();
    }

    @Test
    void readsViewsWithAnyOrigin() {
        RandomAccessibleInterval<IntType> image = filled(new PlanarImgFactory<>(new IntType()));
        RandomAccessibleInterval<IntType> crop = Views.interval(image, new long[] {1, 1, 0}, new long[] {2, 2, 1});
        PhaseMap labels = Imglib2Volumes.labels(Views.translate(crop, -5, 7, 100), EDGE, EDGE, EDGE);
        assertArrayEquals(new byte[] {5, 6, 9, 10}, labels.plane(0));
        PhaseMap permuted = Imglib2Volumes.labels(Views.permute(image, 0, 2), EDGE, EDGE, EDGE);
        assertEquals(2, permuted.grid().nx());
        assertEquals(image.getAt(3, 2, 1).get(), permuted.phase(1, 2, 3));
    }

    @Test
    void readsMasksAndSinglePlanes() {
        RandomAccessibleInterval<BitType> mask = new ArrayImgFactory<>(new BitType()).create(2, 2);
        mask.getAt(1, 0).set(true);
        PhaseMap labels = Imglib2Volumes.labels(mask, EDGE, EDGE, EDGE);
        assertArrayEquals(new byte[] {0, 1, 0, 0}, labels.plane(0));
        assertNotSame(
                labels.plane(0), Imglib2Volumes.labels(mask, EDGE, EDGE, EDGE).plane(0));
    }

    @Test
    void refusesWhatIsNoLabel() {
        RandomAccessibleInterval<ShortType> negative = new ArrayImgFactory<>(new ShortType()).create(2, 2, 1);
        negative.getAt(0, 1, 0).set((short) -3);
        refuses("-3", () -> Imglib2Volumes.labels(negative, EDGE, EDGE, EDGE));
        RandomAccessibleInterval<FloatType> real = new ArrayImgFactory<>(new FloatType()).create(2, 2, 1);
        refuses("FloatType", () -> Imglib2Volumes.labels(real, EDGE, EDGE, EDGE));
        RandomAccessibleInterval<FloatType> five = new ArrayImgFactory<>(new FloatType()).create(2, 2, 1, 1, 1);
        refuses("5 dimensions", () -> Imglib2Volumes.grey(five, EDGE, EDGE, EDGE));
        RandomAccessibleInterval<IntType> large = new ArrayImgFactory<>(new IntType()).create(1, 1, 1);
        large.getAt(0, 0, 0).set((1 << 24) + 1);
        refuses("16777217", () -> Imglib2Volumes.grey(large, EDGE, EDGE, EDGE));
    }

    private static void refuses(String part, Executable reading) {
        String message = assertThrows(IllegalArgumentException.class, reading).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static <T extends NativeType<T> & RealType<T>> RandomAccessibleInterval<T> filled(ImgFactory<T> factory) {
        RandomAccessibleInterval<T> image = factory.create(4, 3, 2);
        Cursor<T> voxels = Views.flatIterable(image).cursor();
        for (int i = 0; voxels.hasNext(); i++) {
            voxels.next().setReal(i);
        }
        return image;
    }
}
