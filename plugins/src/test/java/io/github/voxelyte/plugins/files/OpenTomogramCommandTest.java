package io.github.voxelyte.plugins.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.voxelyte.plugins.command.HeadlessRun;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTomogramCommandTest {
    private static final int NX = 5;
    private static final int NY = 4;
    private static final int NZ = 3;

    @TempDir
    Path folder;

    private static HeadlessRun open(String options) {
        return HeadlessRun.of(new OpenTomogramCommand(), null, options);
    }

    private static String error(String options) {
        return open(options).error().orElse("no error");
    }

    private static ImagePlus opened(String options) {
        HeadlessRun run = open(options);
        assertEquals("", run.error().orElse(""));
        return run.result();
    }

    /** The value of a voxel in all files of this test. */
    private static int value(int x, int y, int z) {
        return x + 10 * y + 50 * z;
    }

    private static void assertHolds(ImagePlus image, int bits) {
        assertEquals(bits, image.getBitDepth());
        assertEquals(NX, image.getWidth());
        assertEquals(NY, image.getHeight());
        assertEquals(NZ, image.getNSlices());
        for (int z = 0; z < NZ; z++) {
            for (int y = 0; y < NY; y++) {
                for (int x = 0; x < NX; x++) {
                    assertEquals(
                            value(x, y, z),
                            image.getStack().getProcessor(z + 1).getf(x, y),
                            "at " + x + "," + y + "," + z);
                }
            }
        }
    }

    private static ImagePlus ramp() {
        ImagePlus image = IJ.createImage("ramp", "8-bit black", NX, NY, NZ);
        for (int z = 0; z < NZ; z++) {
            for (int y = 0; y < NY; y++) {
                for (int x = 0; x < NX; x++) {
                    image.getStack().setVoxel(x, y, z, value(x, y, z));
                }
            }
        }
        return image;
    }

    private Path raw(String type, ByteOrder order, int skip) throws IOException {
        int bytes = type.equals("MET_UCHAR") ? 1 : type.endsWith("SHORT") ? 2 : type.equals("MET_DOUBLE") ? 8 : 4;
        ByteBuffer data = ByteBuffer.allocate(skip + NX * NY * NZ * bytes).order(order);
        data.position(skip);
        for (int i = 0; i < NX * NY * NZ; i++) {
            int value = value(i % NX, i / NX % NY, i / NX / NY);
            switch (type) {
                case "MET_UCHAR" -> data.put((byte) value);
                case "MET_SHORT", "MET_USHORT" -> data.putShort((short) value);
                case "MET_FLOAT" -> data.putFloat(value);
                case "MET_DOUBLE" -> data.putDouble(value);
                default -> data.putInt(value);
            }
        }
        Files.write(folder.resolve("scan.raw"), data.array());
        return Files.writeString(
                folder.resolve("scan.mhd"),
                "ObjectType = Image\nNDims = 3\nDimSize = 5 4 3\nElementSpacing = 0.4 0.5 1\nElementType = " + type
                        + "\nElementByteOrderMSB = " + (order == ByteOrder.BIG_ENDIAN ? "True" : "False")
                        + "\nHeaderSize = " + skip + "\nElementDataFile = scan.raw\n");
    }

    @Test
    void tiffKeepsCalibrationAndInfo() {
        ImagePlus ramp = ramp();
        ramp.getCalibration().setUnit("um");
        ramp.getCalibration().pixelWidth = 0.5;
        ramp.setProperty("Info", "voxelyte.labels: 0=electrolyte\nvoxelyte.axis: x\nvoxelyte.collector: first\n");
        new FileSaver(ramp).saveAsTiffStack(folder.resolve("ramp.tif").toString());
        ImagePlus image = opened("path=[" + folder.resolve("ramp.tif") + "]");
        assertHolds(image, 8);
        assertEquals(0.5, image.getCalibration().pixelWidth);
        assertTrue(image.getInfoProperty().contains("voxelyte.collector: first"));
        ImagePlus virtual = opened("path=[" + folder.resolve("ramp.tif") + "] virtual");
        assertTrue(virtual.getStack().isVirtual());
        assertHolds(virtual, 8);
    }

    @Test
    void aFolderOfImagesIsAStack() {
        for (int z = 0; z < NZ; z++) {
            ImagePlus slice = new ImagePlus("slice", ramp().getStack().getProcessor(z + 1));
            new FileSaver(slice).saveAsTiff(folder.resolve("slice" + z + ".tif").toString());
        }
        ImagePlus image = opened("path=[" + folder + "] voxel_um=0.4,0.5,1 axis=x collector=first");
        assertHolds(image, 8);
        assertEquals(0.5, image.getCalibration().pixelHeight);
        assertEquals("µm", image.getCalibration().getUnit());
        assertTrue(image.getInfoProperty().contains("voxelyte.axis: x"));
        assertTrue(image.getInfoProperty().contains("voxelyte.collector: first"));
    }

    @ParameterizedTest
    @CsvSource({
        "MET_UCHAR, 8",
        "MET_USHORT, 16",
        "MET_SHORT, 32",
        "MET_INT, 32",
        "MET_UINT, 32",
        "MET_FLOAT, 32",
        "MET_DOUBLE, 32"
    })
    void rawWithHeaderIsReadInBothByteOrders(String type, int bits) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Path header = raw(type, order, 7);
            assertHolds(opened("path=[" + header + "]"), bits);
            ImagePlus byData = opened("path=[" + folder.resolve("scan.raw") + "]");
            assertHolds(byData, bits);
            assertEquals(0.5, byData.getCalibration().pixelHeight);
            assertEquals("µm", byData.getCalibration().getUnit());
        }
    }

    @Test
    void aBoxIsReadAloneWithCalibrationAndInfo() throws IOException {
        ImagePlus ramp = ramp();
        ramp.getCalibration().setUnit("um");
        ramp.getCalibration().pixelDepth = 0.5;
        ramp.setProperty("Info", "voxelyte.labels: 0=electrolyte\nvoxelyte.axis: x\nvoxelyte.collector: first\n");
        Path tiff = folder.resolve("ramp.tif");
        new FileSaver(ramp).saveAsTiffStack(tiff.toString());
        for (Path file : new Path[] {tiff, raw("MET_USHORT", ByteOrder.LITTLE_ENDIAN, 3)}) {
            ImagePlus part = opened("path=[" + file + "] box=1,2,1,3,2,2");
            assertArrayEquals(new int[] {3, 2, 1, 2, 1}, part.getDimensions());
            assertEquals(value(1, 2, 1), part.getStack().getVoxel(0, 0, 0));
            assertEquals(value(3, 3, 2), part.getStack().getVoxel(2, 1, 1));
        }
        ImagePlus part = opened("path=[" + tiff + "] box=1,2,1,3,2,2");
        assertEquals(0.5, part.getCalibration().pixelDepth);
        assertTrue(part.getInfoProperty().contains("voxelyte.collector: first"), part.getInfoProperty());
        assertTrue(error("path=[" + tiff + "] box=1,2,1,3,3,2")
                .startsWith("box=1,2,1,3,3,2 is not within the stack of 5 x 4"));
        assertTrue(error("path=[" + tiff + "] box=1,2,1").startsWith("box takes six whole numbers"));
    }

    @Test
    void rawStaysInTheFileIfWanted() throws IOException {
        ImagePlus image = opened("path=[" + raw("MET_USHORT", ByteOrder.LITTLE_ENDIAN, 0) + "] virtual");
        assertTrue(image.getStack().isVirtual());
        assertHolds(image, 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"little", "big"})
    void bigTiffIsRead(String order) throws IOException {
        ByteOrder bytes = order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Path file = Files.write(folder.resolve("big.tif"), bigTiff(bytes, 1));
        assertHolds(opened("path=[" + file + "]"), 16);
        assertTrue(opened("path=[" + file + "] virtual").getStack().isVirtual());
    }

    @Test
    void whatIsNotReadOfBigTiffIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("big.tif"), bigTiff(ByteOrder.LITTLE_ENDIAN, 7));
        assertEquals(
                "'big.tif' is a BigTIFF with images compressed by method 7 (read are deflate, LZW, PackBits), which is not read"
                        + " here; save it uncompressed, or open it in Fiji by Bio-Formats.",
                error("path=[" + file + "]"));
        Files.write(file, java.util.Arrays.copyOf(bigTiff(ByteOrder.LITTLE_ENDIAN, 1), 40));
        assertEquals("'big.tif' is cut short.", error("path=[" + file + "]"));
    }

    /** Three images of 16 bits, each its directory and then two strips. */
    private static byte[] bigTiff(ByteOrder order, int compression) {
        int entries = 6;
        int directory = 8 + 20 * entries + 8;
        int strips = 2 * 8;
        int each = directory + 2 * strips + NX * NY * 2;
        ByteBuffer file = ByteBuffer.allocate(16 + NZ * each).order(order);
        file.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'))
                .put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
        file.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16);
        for (int z = 0; z < NZ; z++) {
            long start = 16L + (long) z * each;
            long lists = start + directory;
            long data = lists + 2L * strips;
            int half = NX * NY * 2 / 2;
            file.putLong(entries);
            field(file, 256, 3, 1, () -> file.putShort((short) NX)
                    .putShort((short) 0)
                    .putInt(0));
            field(file, 257, 4, 1, () -> file.putInt(NY).putInt(0));
            field(file, 258, 3, 1, () -> file.putShort((short) 16)
                    .putShort((short) 0)
                    .putInt(0));
            field(file, 259, 3, 1, () -> file.putShort((short) compression)
                    .putShort((short) 0)
                    .putInt(0));
            field(file, 273, 16, 2, () -> file.putLong(lists));
            field(file, 279, 16, 2, () -> file.putLong(lists + strips));
            file.putLong(z == NZ - 1 ? 0 : start + each);
            file.putLong(data).putLong(data + half).putLong(half).putLong(half);
            for (int i = 0; i < NX * NY; i++) {
                file.putShort((short) value(i % NX, i / NX, z));
            }
        }
        return file.array();
    }

    private static void field(ByteBuffer file, int tag, int type, long count, Runnable value) {
        file.putShort((short) tag).putShort((short) type).putLong(count);
        value.run();
    }

    @Test
    void hdf5GivesTheLargestVolumeOrTheOneNamed() {
        Path file = folder.resolve("scan.h5");
        int[][][] numbers = new int[NZ][NY][NX];
        float[][][][] more = new float[1][NZ][NY][NX];
        for (int i = 0; i < NX * NY * NZ; i++) {
            numbers[i / NX / NY][i / NX % NY][i % NX] = value(i % NX, i / NX % NY, i / NX / NY);
            more[0][i / NX / NY][i / NX % NY][i % NX] = value(i % NX, i / NX % NY, i / NX / NY);
        }
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("small", new int[2][2][2]);
            var data = hdf.putGroup("exchange").putDataset("data", numbers);
            data.putAttribute("element_size_um", new double[] {1, 0.5, 0.4});
            hdf.putGroup("channels").putDataset("float", more);
            hdf.putDataset("table", new int[7]);
        }
        ImagePlus image = opened("path=[" + file + "] dataset=exchange/data");
        assertHolds(image, 32);
        assertEquals(0.4, image.getCalibration().pixelWidth);
        assertEquals(1, image.getCalibration().pixelDepth);
        assertHolds(opened("path=[" + file + "] dataset=/channels/float"), 32);
        assertHolds(opened("path=[" + file + "]"), 32);
        String told = error("path=[" + file + "] dataset=labels");
        assertTrue(told.startsWith("'scan.h5' has no dataset 'labels' of three dimensions; it has "), told);
        assertTrue(told.contains("/exchange/data") && !told.contains("/table"), told);
    }

    @Test
    void valuesOfHdf5OfOneByteStayOneByte() throws IOException {
        // written by h5py: uint8, chunks of 2 planes, gzip
        byte[] file;
        try (var in = OpenTomogramCommandTest.class.getResourceAsStream("gzip.h5")) {
            file = in.readAllBytes();
        }
        assertHolds(opened("path=[" + Files.write(folder.resolve("gzip.h5"), file) + "]"), 8);
    }

    @Test
    void mistakesAreNamed() throws IOException {
        assertEquals(
                "There is no file or folder " + folder.resolve("nowhere.tif") + ".",
                error("path=[" + folder.resolve("nowhere.tif") + "]"));
        assertTrue(error("").startsWith("The key 'path' is needed"));
        Path raw = Files.write(folder.resolve("bare.raw"), new byte[10]);
        assertTrue(error("path=[" + raw + "]")
                .startsWith("'bare.raw' has no header: write a text file bare.mhd beside it"));
        Path header = Files.writeString(folder.resolve("bare.mhd"), "DimSize = 5 4 3\nElementType = MET_UCHAR\n");
        assertTrue(error("path=[" + raw + "]").contains("has no line ElementDataFile"));
        Files.writeString(header, "DimSize = 5 4\nElementType = MET_UCHAR\nElementDataFile = bare.raw\n");
        assertTrue(error("path=[" + raw + "]").contains("has DimSize = 5 4; allowed: three numbers"));
        Files.writeString(header, "DimSize = 5 4 3\nElementType = MET_UCHAR\nElementDataFile = bare.raw\n");
        assertEquals(
                "The data file bare.raw has 10 bytes, but 5×4×3 voxels of 1 bytes need 60.",
                error("path=[" + raw + "]"));
        Path odd = Files.writeString(folder.resolve("odd.xyz"), "no image", StandardCharsets.UTF_8);
        assertTrue(error("path=[" + odd + "]").startsWith("'odd.xyz' is of no kind that is read here: TIFF"));
        Path fake = Files.writeString(folder.resolve("fake.h5"), "no HDF5 file", StandardCharsets.UTF_8);
        assertTrue(error("path=[" + fake + "]").startsWith("'fake.h5' cannot be read as HDF5"));
        assertTrue(error("path=[" + odd + "] dataset=a").startsWith("dataset= belongs to HDF5 files"));
        assertTrue(error("path=[" + fake + "] virtual").startsWith("virtual and box are not for HDF5 files"));
    }

    @Test
    void backslashesAndBlanksInPathsAreKept() throws IOException {
        Path odd = folder.resolve("a b\\c.tif");
        new FileSaver(ramp()).saveAsTiffStack(odd.toString());
        assertHolds(opened("path=[" + odd + "]"), 8);
        assertArrayEquals(new String[] {"a b\\c.tif"}, folder.toFile().list());
    }
}
