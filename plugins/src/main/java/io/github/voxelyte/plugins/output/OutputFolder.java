package io.github.voxelyte.plugins.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folder of the key {@code output}, held by one command. Its files are written into a hidden folder inside and moved
 * to their names only when all are complete; an earlier result of the same command is replaced then. Closing without
 * {@link #commit} leaves the folder as it was, and removes it if it was created for nothing.
 */
public final class OutputFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SUMMARY = "summary.json";
    private static final String FILES = "files";
    private static final String COMMANDS = "commands";

    private final Path folder;
    private final Path staging;
    private final FolderLock lock;
    private final Deque<Path> created;
    private final List<String> files = new ArrayList<>();
    private boolean earlierStay;
    private final Set<String> inPlace = new HashSet<>();
    private final List<Path> checkpoints = new ArrayList<>();

    private OutputFolder(Path folder, Path staging, FolderLock lock, Deque<Path> created) {
        this.folder = folder;
        this.staging = staging;
        this.lock = lock;
        this.created = created;
    }

    /**
     * Takes a folder, creating it where it is missing.
     *
     * @param path the folder, absolute or relative to where the program was started
     * @param id the command's id, which its files start from
     * @return the folder, to be closed
     * @throws IllegalArgumentException in one sentence, if the path is not usable or the folder in use
     * @throws IOException if the file system fails otherwise
     */
    public static OutputFolder take(String path, String id) throws IOException {
        Path folder = resolve(path);
        Deque<Path> created = new ArrayDeque<>();
        for (Path p = folder; p != null && !Files.isDirectory(p); p = p.getParent()) {
            if (Files.exists(p)) {
                throw new IllegalArgumentException(
                        "output=" + path + " cannot be a folder: " + p + " is a file; give another path.");
            }
            created.addFirst(p);
        }
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder);
            Path staging = folder.resolve("." + id + ".part");
            FolderRemoval.remove(staging);
            Files.createDirectory(staging);
            return new OutputFolder(folder, staging, lock, created);
        } catch (java.nio.file.AccessDeniedException denied) {
            throw new IllegalArgumentException(
                    "output=" + path + " cannot be written: " + denied.getMessage() + " is protected.", denied);
        }
    }

    private static Path resolve(String path) {
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException bad) {
            throw new IllegalArgumentException("output=" + path + " is no path: " + bad.getReason() + ".", bad);
        }
    }

    /**
     * The folder itself, for what stays there whatever happens next.
     *
     * @return its absolute path
     */
    public Path lasting() {
        created.clear();
        return folder;
    }

    /**
     * Where to write a file for now.
     *
     * @param name the name it is to have in the folder
     * @return a path in the hidden folder
     */
    public Path stage(String name) {
        files.add(name);
        return staging.resolve(name);
    }

    /** Lets files of an earlier run of the command stay, where this run has none of the same name. */
    public void keepEarlier() {
        earlierStay = true;
    }

    /**
     * A file that grows in place while the command runs; at the end the staged file of the same name takes its place. An earlier
     * result of the command counts as incomplete from here on, and the folder stays.
     *
     * @param id the command's id
     * @param name the name of the file
     * @return the empty file
     * @throws IOException if the file system fails
     */
    public GrowingFile grow(String id, String name) throws IOException {
        Files.deleteIfExists(folder.resolve(id + "." + SUMMARY));
        created.clear();
        return new GrowingFile(folder.resolve(name));
    }

    /**
     * Puts one staged file in place at once, so that it survives whatever happens next.
     *
     * @param name its name
     * @throws IOException if the file system fails
     */
    public void publish(String name) throws IOException {
        move(name);
        inPlace.add(name);
        created.clear();
    }

    /**
     * Counts a file that an interrupted run of the command has published among the results of this one.
     *
     * @param name its name
     * @return whether it is still there
     */
    public boolean keep(String name) {
        boolean there = Files.isRegularFile(folder.resolve(name));
        if (there && inPlace.add(name)) {
            files.add(name);
        }
        return there;
    }

    /**
     * Where a command keeps what it needs to be resumed: a hidden file that goes when the command has ended well.
     *
     * @param name what to tell it by
     * @return the file, which need not exist
     */
    public Path checkpoint(String name) {
        Path file = folder.resolve("." + name + ".checkpoint");
        checkpoints.add(file);
        created.clear();
        return file;
    }

    /**
     * Puts everything staged in place, with the summary, and takes away what an earlier run of the command left.
     *
     * @param id the command's id
     * @param summary what {@code ID.summary.json} is to say, in order
     * @throws IOException if the file system fails
     */
    public void commit(String id, Map<String, Object> summary) throws IOException {
        Map<String, Object> complete = new LinkedHashMap<>(summary);
        complete.put(FILES, List.copyOf(files));
        String summaryName = id + "." + SUMMARY;
        JSON.writeValue(staging.resolve(summaryName).toFile(), complete);
        JSON.writeValue(staging.resolve(SUMMARY).toFile(), overview(id, summaryName, summary));

        List<String> old = filesOf(folder.resolve(summaryName));
        Files.deleteIfExists(folder.resolve(summaryName)); // from here on the old result is no longer complete
        for (String name : old) {
            if (!files.contains(name) && !earlierStay) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
        for (String name : files) {
            if (!inPlace.contains(name)) {
                move(name);
            }
        }
        move(summaryName);
        move(SUMMARY);
        for (Path checkpoint : checkpoints) {
            Files.deleteIfExists(checkpoint);
        }
        created.clear();
    }

    private void move(String name) throws IOException {
        Files.move(staging.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The commands that wrote into the folder; this one last. */
    private Map<String, Object> overview(String id, String summaryName, Map<String, Object> summary)
            throws IOException {
        List<Object> commands = new ArrayList<>();
        for (JsonNode other : read(folder.resolve(SUMMARY)).path(COMMANDS)) {
            boolean there = Files.exists(folder.resolve(other.path("summary").asText()));
            if (there && !other.path("id").asText().equals(id)) {
                commands.add(JSON.convertValue(other, Map.class));
            }
        }
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("command", summary.get("command"));
        own.put("id", id);
        own.put("version", summary.get("version"));
        own.put("summary", summaryName);
        commands.add(own);
        Map<String, Object> overview = new LinkedHashMap<>();
        overview.put("program", "Voxelyte");
        overview.put(COMMANDS, commands);
        return overview;
    }

    private static List<String> filesOf(Path summary) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode name : read(summary).path(FILES)) {
            Path asPath = Path.of(name.asText());
            if (asPath.getNameCount() == 1 && !asPath.isAbsolute()) { // a summary somebody edited deletes nothing else
                names.add(name.asText());
            }
        }
        return names;
    }

    private static JsonNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            return JSON.missingNode(); // not ours, or cut short: it is replaced
        }
    }

    @Override
    public void close() throws IOException {
        FolderRemoval.remove(staging);
        lock.close();
        while (!created.isEmpty()) {
            Files.deleteIfExists(created.removeLast());
        }
    }
}
