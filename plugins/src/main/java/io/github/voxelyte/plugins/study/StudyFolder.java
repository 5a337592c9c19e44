package io.github.voxelyte.plugins.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a study has left so far: results of a kind by the electrode's name, {@code transport/standard}, {@code
 * discharge/standard-0.1C}. Only finished steps count.
 */
final class StudyFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUMMARY = ".summary.json";
    private static final String ASSUMPTIONS = "assumptions";

    private final Path root;

    StudyFolder(Path root) {
        this.root = root;
    }

    /** A finished step: where it is, and its summary. */
    record Step(String name, Path folder, JsonNode summary) {
        /** A number that the command has recorded; NaN if it has not. */
        double fact(String fact) {
            return summary.path("reached").path(fact).asDouble(Double.NaN);
        }

        CsvColumns table(String table) {
            return CsvColumns.read(folder.resolve(table + ".csv"));
        }

        /** A file of the step, if it is there. */
        Optional<Path> file(String file) {
            return Optional.of(folder.resolve(file)).filter(Files::isRegularFile);
        }
    }

    /** A finished step, whose command's files are named like the kind. */
    Optional<Step> step(String kind, String name) {
        return step(kind, name, kind);
    }

    /** A finished step of a command. */
    Optional<Step> step(String kind, String name, String command) {
        Path folder = root.resolve(kind).resolve(name);
        Path summary = folder.resolve(command + SUMMARY);
        return Files.isRegularFile(summary) ? Optional.of(new Step(name, folder, read(summary))) : Optional.empty();
    }

    Optional<Step> transport(String electrode) {
        return step("transport", electrode);
    }

    Optional<Step> profile(String electrode) {
        return step("profile", electrode);
    }

    Optional<Step> impedance(String electrode) {
        return step("impedance", electrode);
    }

    Optional<Step> discharge(String electrode, String rate) {
        return step("discharge", electrode + "-" + rate + "C");
    }

    /** What has been run with other assumptions, by their name: parts of a study each, laid out like it. */
    SortedMap<String, StudyFolder> assumptions() {
        Path folder = root.resolve(ASSUMPTIONS);
        SortedMap<String, StudyFolder> assumptions = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                found.filter(part -> Files.isDirectory(part.resolve("discharge")))
                        .forEach(part -> assumptions.put(part.getFileName().toString(), new StudyFolder(part)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return assumptions;
    }

    /** The summaries of all finished steps with their folders, in the order of the names; those of a report are left out. */
    List<Step> all() {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(file -> file.getFileName().toString().endsWith(SUMMARY))
                    .filter(file -> !file.getFileName().toString().startsWith("report."))
                    .sorted()
                    .map(file -> new Step(
                            root.relativize(file.getParent()).toString().replace('\\', '/'),
                            file.getParent(),
                            read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
