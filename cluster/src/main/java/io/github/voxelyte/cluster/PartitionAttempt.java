package io.github.voxelyte.cluster;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.plugins.tasks.TaskAttempt;
import io.github.voxelyte.plugins.tasks.TaskFolder;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does with a partition: its one task. Gives the outcome as text. */
final class PartitionAttempt extends AbstractFunction1<Iterator<Task>, String> implements Serializable {
    private static final long serialVersionUID = 1;

    private final String folder;
    private final int threads;

    PartitionAttempt(Path folder, int threads) {
        this.folder = folder.toString();
        this.threads = threads;
    }

    @Override
    public String apply(Iterator<Task> partition) {
        TaskContext context = TaskContext.get();
        Progress progress = fraction -> {
            if (context.isInterrupted()) {
                throw new CancellationException("cancelled");
            }
        };
        TaskAttempt attempt = new TaskAttempt(new TaskFolder(Path.of(folder)), Parallel.withThreads(threads));
        return attempt.of(partition.next(), progress).toJson();
    }
}
