package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.about.Version;
import io.github.voxelyte.plugins.images.ClassMaps;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.GreyStack;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.StackInfo;
import io.github.voxelyte.plugins.images.VoxelStack;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Options;
import io.github.voxelyte.plugins.output.GrowingFile;
import io.github.voxelyte.plugins.output.OutputFolder;
import io.github.voxelyte.plugins.output.ResultFiles;
import io.github.voxelyte.plugins.tables.Table;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of a command: its values and image go out, tables and images come in. Nothing that comes in is shown or
 * written before the command has ended well.
 */
public final class Execution {
    private static final double MEBIBYTE = 1024.0 * 1024;

    private final CommandDescription description;
    private final Options options;
    private final ImagePlus image;
    private final Parallel parallel;
    private final Progress progress;
    private final List<Table> tables = new ArrayList<>();
    private final List<ImagePlus> images = new ArrayList<>();
    private final Map<String, ImagePlus> pictures = new LinkedHashMap<>();
    private final Map<String, List<Roi>> regions = new LinkedHashMap<>();
    private final Map<String, FileContent> files = new LinkedHashMap<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<ImagePlus> published = new HashSet<>();
    private OutputFolder folder;
    private boolean attended = true;

    Execution(CommandDescription description, Options options, ImagePlus image, Parallel parallel, Progress progress) {
        this.description = description;
        this.options = options;
        this.image = image;
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * The values of the keys.
     *
     * @return the options
     */
    public Options options() {
        return options;
    }

    /**
     * The value of a key that has a default or is needed.
     *
     * @param key the key
     * @param <T> its type
     * @return the value
     */
    public <T> T get(Key<T> key) {
        return options.get(key);
    }

    /**
     * The value of a key that may be absent.
     *
     * @param key the key
     * @param <T> its type
     * @return the value, if there is one
     */
    public <T> Optional<T> find(Key<T> key) {
        return options.find(key);
    }

    /**
     * The active image as a label stack, cropped to its selection. The image itself is never changed.
     *
     * @return the labels
     * @throws IllegalArgumentException in one sentence, if it is none
     */
    public LabelStack labels() {
        LabelStack labels = LabelStack.of(image, options);
        labels.remarks().forEach(this::warn);
        return labels;
    }

    /**
     * Where the voxels lie in the active image: its rectangular selection, else all of it.
     *
     * @return the rectangle [pixels]
     */
    public Rectangle selection() {
        Rectangle whole = new Rectangle(0, 0, image.getWidth(), image.getHeight());
        return image.getRoi() == null ? whole : image.getRoi().getBounds().intersection(whole);
    }

    /**
     * The active image as a stack of grey values, cropped to its selection. The image itself is never changed.
     *
     * @return the grey values
     * @throws IllegalArgumentException in one sentence, if it is none
     */
    public GreyStack grey() {
        return GreyStack.of(image, options);
    }

    /**
     * Maps of classes: the channels of the active image, or of images that are named.
     *
     * @param names titles of open images or paths of files, one a class; empty for the active image
     * @return the maps, all of one size
     * @throws IllegalArgumentException in one sentence, if there are none
     */
    public ClassMaps classMaps(List<String> names) {
        ClassMaps maps = names.isEmpty() ? ClassMaps.ofChannels(image, options) : ClassMaps.named(names, options);
        maps.remarks().forEach(this::warn);
        return maps;
    }

    /**
     * The active image as a stack of any numbers, cropped to its selection. The image itself is never changed.
     *
     * @return the numbers
     * @throws IllegalArgumentException in one sentence, if it is none
     */
    public VoxelStack stack() {
        return VoxelStack.of(image, options);
    }

    /**
     * The info for a result image: the history of the active image with this command added.
     *
     * @param labels whether the result is a label stack with the meaning of {@link
     *     io.github.voxelyte.plugins.images.Phase}
     * @param axis the through-plane axis
     * @param collector the side of the current collector
     * @return the info
     */
    public StackInfo info(boolean labels, Axis axis, Collector collector) {
        List<String> history = new ArrayList<>();
        if (description.input() != CommandDescription.Input.NONE && image != null) {
            StackInfo.of(image).map(StackInfo::history).ifPresent(history::addAll);
        }
        StringBuilder line = new StringBuilder("Voxelyte " + Version.CURRENT + ", " + description.label());
        options.inForce().forEach((name, value) -> {
            if (value != null && !name.equals(ImageKeys.OUTPUT.name())) {
                line.append(' ').append(name).append('=').append(value);
            }
        });
        if (description.input() != CommandDescription.Input.NONE && image != null) {
            line.append(" on ").append(image.getTitle());
        }
        history.add(line.toString().replace('\n', ' '));
        return new StackInfo(labels, axis, collector, history);
    }

    /**
     * How many threads to use: the number under Edit › Options › Memory &amp; Threads.
     *
     * @return the parallelism
     */
    public Parallel parallel() {
        return parallel;
    }

    /**
     * Where to report; throws when the user cancels.
     *
     * @return the progress
     */
    public Progress progress() {
        return progress;
    }

    /**
     * Refuses what will not fit, before anything is computed.
     *
     * @param bytes what is needed beside the images that are open
     * @param what for what, as in "a solve of 49.7 million voxels"
     * @throws IllegalArgumentException if the heap is too small
     */
    public void requireMemory(double bytes, String what) {
        double available = IJ.maxMemory() - (double) IJ.currentMemory();
        if (bytes > available) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s needs about %.0f MB of memory, %.0f MB of %.0f MB are free; "
                            + "raise Edit › Options › Memory (or -Xmx), or crop.",
                    what,
                    bytes / MEBIBYTE,
                    available / MEBIBYTE,
                    IJ.maxMemory() / MEBIBYTE));
        }
    }

    /**
     * Tells the user something that is no error: shown in the log, kept in the summary.
     *
     * @param sentence what to know
     */
    public void warn(String sentence) {
        if (!warnings.contains(sentence)) {
            warnings.add(sentence);
        }
    }

    /**
     * Keeps a number or a word for the summary: a tolerance reached, a fraction met.
     *
     * @param name its name, with the unit
     * @param value a number, text, or a list or map of them
     */
    public void record(String name, Object value) {
        facts.put(name, value);
    }

    /**
     * Hands over a table: shown under its name, and written as CSV.
     *
     * @param table the table
     */
    public void add(Table table) {
        tables.add(table);
    }

    /**
     * Hands over a table that grows while the command runs. With the key {@code output} every row is in its CSV file as soon as
     * the returned action has been run after it.
     *
     * @param table the table, still empty
     * @return to be run after every row
     */
    public Runnable grow(Table table) {
        add(table);
        if (folder == null) {
            return () -> {};
        }
        try {
            GrowingFile file = folder.grow(description.id(), table.name() + ".csv");
            return () -> file.append(table.lastCsvLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Hands over a table in place of the one of the same name: one that grew, now with what was not known of its rows.
     *
     * @param table the table
     */
    public void replace(Table table) {
        tables.replaceAll(other -> other.name().equals(table.name()) ? table : other);
    }

    /** Lets files of an earlier run of the command stay in the folder of the key {@code output}. */
    public void keepEarlierFiles() {
        if (folder != null) {
            folder.keepEarlier();
        }
    }

    /**
     * Hands over a result image that is in its file at once, so that it survives an interruption.
     *
     * @param result the image; its title is the file's name
     */
    public void addNow(ImagePlus result) {
        images.add(result);
        if (folder != null) {
            try {
                ResultFiles.write(folder, result);
                folder.publish(result.getTitle() + ".tif");
                published.add(result);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Writes a file of its own kind at once, so that it survives whatever happens next.
     *
     * @param name its name, with ending
     * @param content writes it
     * @throws IllegalArgumentException if there is no output folder
     */
    public void addFileNow(String name, FileContent content) {
        if (folder == null) {
            throw new IllegalArgumentException(name + " needs output=, the folder that it goes into.");
        }
        try {
            content.write(folder.stage(name));
            folder.publish(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Counts a file that an interrupted run has written among the results.
     *
     * @param name of the file
     * @throws IllegalArgumentException if it is gone
     */
    public void keepWritten(String name) {
        if (folder == null || !folder.keep(name)) {
            throw new IllegalArgumentException(
                    "The run can't be resumed: " + name + " is no longer in the output folder; start without resume.");
        }
    }

    /**
     * The file from which the command may be resumed; it goes when the command has ended well.
     *
     * @param name what to tell it by
     * @return the file, if there is an output folder
     */
    public Optional<Path> checkpoint(String name) {
        return Optional.ofNullable(folder).map(there -> there.checkpoint(name));
    }

    /**
     * The folder of the key {@code output} itself, for what is to stay there even if the command fails.
     *
     * @return the folder, if there is one
     */
    public Optional<Path> lastingFolder() {
        return Optional.ofNullable(folder).map(OutputFolder::lasting);
    }

    /**
     * Whether somebody may be watching.
     *
     * @return false if no window is to be opened
     */
    public boolean isAttended() {
        return attended;
    }

    /**
     * Says something in the log before the results are there.
     *
     * @param line what to say; nobody hears it if nobody is there
     */
    public void log(String line) {
        if (attended) {
            LogWindow.say(line);
        }
    }

    void leaveUnattended() {
        attended = false;
    }

    /** Where growing files go. */
    void writesTo(OutputFolder output) {
        folder = output;
    }

    /**
     * Hands over a result image: shown, and written as TIFF under its title.
     *
     * @param result the image; its title is the file's name
     */
    public void add(ImagePlus result) {
        images.add(result);
    }

    /**
     * Hands over a plot or another picture: shown, and written as PNG.
     *
     * @param name the file's name, without ending
     * @param picture the picture
     */
    public void addPicture(String name, ImagePlus picture) {
        pictures.put(name, picture);
    }

    /**
     * Hands over regions of the active image: shown in its overlay and in the ROI Manager, and written as NAME.zip. The
     * pixels of the image stay as they are.
     *
     * @param name the file's name, without ending; regions of the same name from an earlier run are replaced
     * @param regions the regions, each with its name and slice
     */
    public void addRegions(String name, List<Roi> regions) {
        this.regions.put(name, List.copyOf(regions));
    }

    /**
     * Hands over a file of its own kind: written into the folder of the key {@code output} once the command has ended well.
     *
     * @param name its name, with ending
     * @param content writes it
     */
    public void addFile(String name, FileContent content) {
        files.put(name, content);
    }

    CommandDescription description() {
        return description;
    }

    Optional<ImagePlus> image() {
        return Optional.ofNullable(image);
    }

    List<Table> tables() {
        return tables;
    }

    List<ImagePlus> images() {
        return images;
    }

    boolean isWritten(ImagePlus result) {
        return published.contains(result);
    }

    Map<String, ImagePlus> pictures() {
        return pictures;
    }

    Map<String, List<Roi>> regions() {
        return regions;
    }

    Map<String, FileContent> files() {
        return files;
    }

    Map<String, Object> facts() {
        return facts;
    }

    List<String> warnings() {
        return warnings;
    }
}
