package io.github.voxelyte.plugins.output;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import io.github.voxelyte.plugins.tables.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the results of a command into its folder. */
public final class ResultFiles {
    private ResultFiles() {}

    /**
     * A table as CSV under its name.
     *
     * @param folder where to
     * @param table the table
     * @throws IOException if the file system fails
     */
    public static void write(OutputFolder folder, Table table) throws IOException {
        Files.writeString(folder.stage(table.name() + ".csv"), table.toCsv(), StandardCharsets.UTF_8);
    }

    /**
     * An image as TIFF under its title.
     *
     * @param folder where to
     * @param image the image
     * @throws IOException if the file system fails
     */
    public static void write(OutputFolder folder, ImagePlus image) throws IOException {
        String title = image.getTitle();
        String name = title.endsWith(".tif") ? title : title + ".tif";
        ImageFiles.tiff(image, folder.stage(name));
    }

    /**
     * A picture as PNG.
     *
     * @param folder where to
     * @param name the file's name, without ending
     * @param picture the picture
     * @throws IOException if the file system fails
     */
    public static void writePicture(OutputFolder folder, String name, ImagePlus picture) throws IOException {
        ImageFiles.png(picture, folder.stage(name + ".png"));
    }

    /**
     * Regions as a zip file that the ROI Manager opens.
     *
     * @param folder where to
     * @param name the file's name, without ending
     * @param regions the regions, each with its name
     * @throws IOException if the file system fails
     */
    public static void writeRegions(OutputFolder folder, String name, List<Roi> regions) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.stage(name + ".zip")))) {
            for (int i = 0; i < regions.size(); i++) {
                zip.putNextEntry(new ZipEntry(String.format(Locale.ROOT, "%04d.roi", i + 1)));
                zip.write(RoiEncoder.saveAsByteArray(regions.get(i)));
                zip.closeEntry();
            }
        }
    }

    /**
     * An image as TIFF with calibration, look-up table, info and overlay; itself it stays as it is.
     *
     * @param image the image
     * @param file where to
     * @throws IOException if the file system fails
     */
    public static void writeTiff(ImagePlus image, Path file) throws IOException {
        ImageFiles.tiff(image, file);
    }
}
