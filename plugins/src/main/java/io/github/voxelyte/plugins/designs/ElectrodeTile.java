package io.github.voxelyte.plugins.designs;

import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.discharge.SubCellCommand;
import io.github.voxelyte.plugins.tasks.WorkPlace;
import io.github.voxelyte.solver.discharge.StepRequest;
import io.github.voxelyte.solver.discharge.SubCell;
import io.github.voxelyte.solver.discharge.SubCellResponse;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tile of an electrode by its text: any process that sees the folder can answer for it. The process that has answered before goes on with what it
 * has in memory, as long as that is not short; another one, or the same after that, begins with the state that was written last and takes the steps since then again. The
 * answers are the same.
 *
 * @param folder of the electrode's discharge
 * @param shared folder of the study
 * @param number of the tile, from 0
 * @param text what it is made of: {@link StudyTaskText}
 */
public record ElectrodeTile(String folder, String shared, int number, String text) implements Serializable {
    private static final Map<ElectrodeTile, Place> HELD = new ConcurrentHashMap<>();
    /** Accepted steps between two written states. */
    private static final int STEPS_BETWEEN_STATES = 5;

    private static final String STATE = ".state";

    /** What this process has of a tile. Softly: where memory is short, tiles that are not at work make room. */
    private static final class Place {
        private SoftReference<SubCellCommand.Made> made = new SoftReference<>(null);
        private int written;
    }

    /**
     * Answers.
     *
     * @param request what is tried
     * @param parallel the threads it may use
     * @param progress the way to cancel
     * @return the answer
     */
    public TileAnswer answer(StepRequest request, Parallel parallel, Progress progress) {
        Place place = HELD.computeIfAbsent(this, tile -> new Place());
        synchronized (place) {
            SubCellCommand.Made made = place.made.get();
            if (made == null) {
                made = made(parallel, progress);
                place.made = new SoftReference<>(made);
                place.written = made.cell().map(SubCell::steps).orElse(0);
            }
            SubCellResponse response =
                    made.cell().map(cell -> cell.respond(request, progress)).orElse(SubCellResponse.IDLE);
            if (made.cell().isPresent()) {
                write(made.cell().get(), place);
            }
            return new TileAnswer(made.facts(), made.axis(), response);
        }
    }

    private SubCellCommand.Made made(Parallel parallel, Progress progress) {
        StudyTaskText task = StudyTaskText.ofJson(text);
        Path here = Path.of(shared);
        try {
            ImagePlus structure =
                    new StructureStore(new WorkPlace(here, here, parallel, progress), task.state()).open(task.making());
            SubCellCommand command = new SubCellCommand();
            UnattendedRun.of(command, structure, task.computing().get(0).options(), parallel, progress);
            if (command.made().cell().isPresent() && Files.isRegularFile(state())) {
                try (InputStream stream = new BufferedInputStream(Files.newInputStream(state()))) {
                    command.made().cell().get().read(stream);
                }
            }
            return command.made();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(SubCell cell, Place place) {
        if (cell.steps() < place.written + STEPS_BETWEEN_STATES) {
            return;
        }
        Path part = Path.of(folder, number + "." + UUID.randomUUID() + ".part");
        try {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part))) {
                cell.write(stream);
            }
            Files.move(part, state(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        place.written = cell.steps();
    }

    private Path state() {
        return Path.of(folder, number + STATE);
    }

    /** Forgets what this process has of it, and removes the written state. */
    void release() throws IOException {
        forget();
        Files.deleteIfExists(state());
    }

    /** Forgets what this process has of it, as if it had been another one. */
    void forget() {
        HELD.remove(this);
    }
}
