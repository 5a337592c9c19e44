package io.github.voxelyte.plugins.designs;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.voxelyte.solver.discharge.ElectrodeStep;
import io.github.voxelyte.solver.discharge.SubCellFacts;
import io.github.voxelyte.solver.discharge.SubCellResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of an electrode's discharge on disk, one a line, written before the tiles are asked for the next: what it goes on from after an
 * interruption. A line that was cut off does not count.
 */
final class ElectrodeLog {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // records have their components alone
            .build();

    /**
     * What the tiles have to say when all is over.
     *
     * @param facts of every tile
     * @param end the state of every tile
     */
    record End(List<SubCellFacts> facts, List<SubCellResponse> end) {}

    private final Path steps;
    private final Path end;

    ElectrodeLog(Path folder) {
        steps = folder.resolve("steps.jsonl");
        end = folder.resolve("end.json");
    }

    List<ElectrodeStep> read() throws IOException {
        List<ElectrodeStep> all = new ArrayList<>();
        if (!Files.isRegularFile(steps)) {
            return all;
        }
        String text = Files.readString(steps, StandardCharsets.UTF_8);
        int whole = 0;
        for (int stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', whole)) {
            all.add(JSON.readValue(text.substring(whole, stop), ElectrodeStep.class));
            whole = stop + 1;
        }
        if (whole < text.length()) {
            Files.writeString(steps, text.substring(0, whole), StandardCharsets.UTF_8);
        }
        return all;
    }

    void add(ElectrodeStep step) {
        try {
            Files.writeString(
                    steps,
                    JSON.writeValueAsString(step) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<End> end() throws IOException {
        return Files.isRegularFile(end)
                ? Optional.of(JSON.readValue(Files.readString(end, StandardCharsets.UTF_8), End.class))
                : Optional.empty();
    }

    void finish(End last) throws IOException {
        Path part = end.resolveSibling("end.part");
        Files.writeString(part, JSON.writeValueAsString(last), StandardCharsets.UTF_8);
        Files.move(part, end, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
