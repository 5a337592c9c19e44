package io.github.voxelyte.plugins.files;

import ij.io.FileInfo;
import io.github.voxelyte.plugins.options.Numbers;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The header of a raw file: MetaImage (.mhd), lines of {@code Key = value} that ITK, ParaView and 3D Slicer read and write
 * (Kitware, "MetaIO documentation"). Three dimensions, one number a voxel, uncompressed, x fastest; spacing in micrometres where
 * Voxelyte writes it, and read as such.
 *
 * @param nx voxels along x
 * @param ny voxels along y
 * @param nz voxels along z
 * @param dx spacing along x [um]
 * @param dy spacing along y [um]
 * @param dz spacing along z [um]
 * @param fileType the numbers, as one of the types of {@link FileInfo}
 * @param littleEndian whether the low byte comes first
 * @param headerSize bytes in the data file before the first number; -1: all but the numbers at its end
 * @param dataFile name of the data file, beside the header
 */
record MetaImage(
        int nx,
        int ny,
        int nz,
        double dx,
        double dy,
        double dz,
        int fileType,
        boolean littleEndian,
        long headerSize,
        String dataFile) {
    static final String ENDING = ".mhd";

    /** Types of numbers, as MetaImage calls them. */
    private static final Map<String, Integer> TYPES = types();

    private static Map<String, Integer> types() {
        Map<String, Integer> types = new LinkedHashMap<>();
        types.put("MET_UCHAR", FileInfo.GRAY8);
        types.put("MET_USHORT", FileInfo.GRAY16_UNSIGNED);
        types.put("MET_SHORT", FileInfo.GRAY16_SIGNED);
        types.put("MET_UINT", FileInfo.GRAY32_UNSIGNED);
        types.put("MET_INT", FileInfo.GRAY32_INT);
        types.put("MET_FLOAT", FileInfo.GRAY32_FLOAT);
        types.put("MET_DOUBLE", FileInfo.GRAY64_FLOAT);
        return types;
    }

    /** Reads a header; refuses in one sentence what is no plain stack. */
    static MetaImage read(Path header) throws IOException {
        try {
            return parse(
                    Files.readString(header, StandardCharsets.UTF_8),
                    header.getFileName().toString());
        } catch (MalformedInputException binary) {
            throw new IllegalArgumentException(
                    "'" + header.getFileName() + "' is no text, so it is no header.", binary);
        }
    }

    static MetaImage parse(String text, String name) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        Reader reader = new Reader(name, values);
        reader.require(reader.value("NDims", "3").equals("3"), "NDims", "only 3 is read");
        reader.require(
                !reader.value("CompressedData", "False").equalsIgnoreCase("True"),
                "CompressedData",
                "only False is read");
        reader.require(
                reader.value("ElementNumberOfChannels", "1").equals("1"), "ElementNumberOfChannels", "only 1 is read");
        double[] size = reader.three("DimSize", null);
        for (double edge : size) {
            reader.require(
                    edge >= 1 && edge == Math.rint(edge) && edge <= Integer.MAX_VALUE, "DimSize", "whole numbers");
        }
        double[] spacing = reader.three("ElementSpacing", reader.value("ElementSize", "1 1 1"));
        for (double edge : spacing) {
            reader.require(edge > 0, "ElementSpacing", "numbers above 0, in micrometres");
        }
        Integer type = TYPES.get(reader.needed("ElementType"));
        reader.require(type != null, "ElementType", "one of " + String.join(", ", TYPES.keySet()));
        String order = reader.value("BinaryDataByteOrderMSB", reader.value("ElementByteOrderMSB", "False"));
        double skip = Numbers.parse(reader.value("HeaderSize", "0")).orElse(Double.NaN);
        reader.require(skip >= -1 && skip == Math.rint(skip), "HeaderSize", "-1 or more");
        String data = reader.needed("ElementDataFile");
        reader.require(
                !data.equals("LOCAL") && !data.equals("LIST") && !data.contains("%"),
                "ElementDataFile",
                "only the name of one file is read");
        return new MetaImage(
                (int) size[0],
                (int) size[1],
                (int) size[2],
                spacing[0],
                spacing[1],
                spacing[2],
                type,
                !order.equalsIgnoreCase("True"),
                (long) skip,
                data);
    }

    /** The values of a header and how to complain about them. */
    private record Reader(String name, Map<String, String> values) {
        String value(String key, String otherwise) {
            return values.getOrDefault(key, otherwise);
        }

        String needed(String key) {
            String value = values.get(key);
            if (value == null) {
                throw new IllegalArgumentException("The header '" + name + "' has no line " + key + " = …; it needs"
                        + " DimSize, ElementType and ElementDataFile.");
            }
            return value;
        }

        double[] three(String key, String otherwise) {
            String[] words = (otherwise == null ? needed(key) : value(key, otherwise)).split("\\s+", -1);
            require(words.length == 3, key, "three numbers");
            double[] numbers = new double[3];
            for (int i = 0; i < 3; i++) {
                numbers[i] = Numbers.parse(words[i]).orElse(Double.NaN);
                require(!Double.isNaN(numbers[i]), key, "three numbers");
            }
            return numbers;
        }

        void require(boolean holds, String key, String allowed) {
            if (!holds) {
                throw new IllegalArgumentException("The header '" + name + "' has " + key + " = "
                        + values.getOrDefault(key, "nothing") + "; allowed: " + allowed + ".");
            }
        }
    }

    /** The header as text. */
    String write() {
        String type = TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == fileType)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("type " + fileType + " has no name"));
        return String.format(
                Locale.ROOT,
                """
                ObjectType = Image
                NDims = 3
                Comment = Spacing in micrometres
                BinaryData = True
                BinaryDataByteOrderMSB = %s
                CompressedData = False
                ElementSpacing = %s %s %s
                DimSize = %d %d %d
                ElementType = %s
                ElementDataFile = %s
                """,
                littleEndian ? "False" : "True",
                Numbers.tenDigits(dx),
                Numbers.tenDigits(dy),
                Numbers.tenDigits(dz),
                nx,
                ny,
                nz,
                type,
                dataFile);
    }

    /** Bytes of all numbers. */
    long bytes() {
        return (long) nx * ny * nz * bytesPerVoxel();
    }

    private int bytesPerVoxel() {
        return switch (fileType) {
            case FileInfo.GRAY8 -> 1;
            case FileInfo.GRAY16_SIGNED, FileInfo.GRAY16_UNSIGNED -> 2;
            case FileInfo.GRAY64_FLOAT -> 8;
            default -> 4;
        };
    }

    /** The same for ImageJ's reader; refuses a data file that is missing or too short. */
    FileInfo fileInfo(Path folder) throws IOException {
        Path data = folder.resolve(dataFile);
        if (!Files.isRegularFile(data)) {
            throw new IllegalArgumentException("The header names the data file " + data + ", which is not there.");
        }
        long skip = headerSize < 0 ? Files.size(data) - bytes() : headerSize;
        if (skip < 0 || Files.size(data) < skip + bytes()) {
            throw new IllegalArgumentException("The data file " + data.getFileName() + " has " + Files.size(data)
                    + " bytes, but " + nx + "×" + ny + "×" + nz + " voxels of " + bytesPerVoxel()
                    + " bytes need " + (Math.max(0, headerSize) + bytes()) + ".");
        }
        FileInfo info = new FileInfo();
        info.fileFormat = FileInfo.RAW;
        info.fileType = fileType;
        info.directory = data.toAbsolutePath().getParent() + java.io.File.separator;
        info.fileName = data.getFileName().toString();
        info.width = nx;
        info.height = ny;
        info.nImages = nz;
        info.longOffset = skip;
        info.intelByteOrder = littleEndian;
        info.pixelWidth = dx;
        info.pixelHeight = dy;
        info.pixelDepth = dz;
        info.unit = "um";
        return info;
    }
}
