package io.github.voxelyte.plugins.output;

import ij.ImagePlus;
import io.github.voxelyte.plugins.tables.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

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
}
