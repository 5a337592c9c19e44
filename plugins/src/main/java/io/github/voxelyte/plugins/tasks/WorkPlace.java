package io.github.voxelyte.plugins.tasks;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.nio.file.Path;

/**
 * Where a task is done.
 *
 * @param shared the folder of all tasks, for what several of them need
 * @param own an empty folder for the files of this task alone; they are kept if it ends well
 * @param parallel the threads it may use
 * @param progress where it reports, and is told to stop
 */
public record WorkPlace(Path shared, Path own, Parallel parallel, Progress progress) {}
