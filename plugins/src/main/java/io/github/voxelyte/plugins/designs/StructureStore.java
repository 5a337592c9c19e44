package io.github.voxelyte.plugins.designs;

import ij.IJ;
import ij.ImagePlus;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.about.Version;
import io.github.voxelyte.plugins.command.UnattendedRun;
import io.github.voxelyte.plugins.files.OpenTomogramCommand;
import io.github.voxelyte.plugins.output.ResultFiles;
import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.plugins.tasks.WorkPlace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The structures of a study on disk, made once: every step's result is a file named by all that was done for it, so that tasks share
 * what they have in common. Two processes may make the same one at the same time; both are equal and either counts.
 */
final class StructureStore {
    private static final String FOLDER = "structures";
    private static final ConcurrentMap<Path, Object> IN_WORK = new ConcurrentHashMap<>();

    private final WorkPlace place;
    private final String state;

    StructureStore(WorkPlace place, String state) {
        this.place = place;
        this.state = state;
    }

    /** The stack that the steps give, always as read from its file. */
    ImagePlus open(List<CommandStep> steps) throws IOException {
        CommandStep first = steps.get(0);
        if (steps.size() == 1 && first.command() instanceof OpenTomogramCommand) {
            return made(steps); // it is in a file already
        }
        Path file = file(steps);
        synchronized (IN_WORK.computeIfAbsent(file, f -> new Object())) {
            if (!Files.isRegularFile(file)) {
                make(steps, file);
            }
        }
        ImagePlus image = IJ.openImage(file.toString());
        if (image == null) {
            throw new IOException(file + " is no stack any more; delete it");
        }
        return image;
    }

    private void make(List<CommandStep> steps, Path file) throws IOException {
        ImagePlus made = made(steps);
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(UUID.randomUUID() + ".part.tif");
        try {
            ResultFiles.writeTiff(made, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private ImagePlus made(List<CommandStep> steps) throws IOException {
        CommandStep step = steps.get(steps.size() - 1);
        ImagePlus before = steps.size() == 1 ? null : open(steps.subList(0, steps.size() - 1));
        requireFiles();
        Progress watched = fraction -> place.progress().update(0);
        UnattendedRun run = UnattendedRun.of(step.newCommand(), before, step.options(), place.parallel(), watched);
        return chosen(step, run.images());
    }

    private static ImagePlus chosen(CommandStep step, List<ImagePlus> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException(step.label() + " gives no stack to go on with.");
        }
        if (step.take().isEmpty()) {
            return images.get(images.size() - 1);
        }
        return images.stream()
                .filter(image -> image.getTitle().equals(step.take()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(step.label() + " gives no image '" + step.take()
                        + "'; it gives "
                        + String.join(
                                ", ", images.stream().map(ImagePlus::getTitle).toList()) + "."));
    }

    /** Where a disk is not mounted, the task is not at fault. */
    private void requireFiles() throws FileNotFoundException {
        for (String line : state.lines().toList()) {
            String path = line.replaceFirst(" \\d+ \\S+$", "");
            if (!Files.exists(Path.of(path))) {
                throw new FileNotFoundException(path);
            }
        }
    }

    private Path file(List<CommandStep> steps) {
        StringBuilder all = new StringBuilder(Version.CURRENT + "\n" + state);
        steps.forEach(step -> all.append('\n').append(step));
        return place.shared().resolve(FOLDER).resolve(Task.digest(all.toString()) + ".tif");
    }
}
