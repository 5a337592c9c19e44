package io.github.voxelyte.plugins.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a study has left so far: results of a kind by the electrode's name, {@code transport/standard}, {@code
 * discharge/standard-0.1C}. Only finished steps count.
 */
final class StudyFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUMMARY = ".summary.json";

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

    /** Discharges with other assumptions, by name. */
    List<Step> sensitivities() {
        Path folder = root.resolve("sensitivity");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted()
                    .filter(step -> Files.isRegularFile(step.resolve("discharge" + SUMMARY)))
                    .map(step ->
                            new Step(step.getFileName().toString(), step, read(step.resolve("discharge" + SUMMARY))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
