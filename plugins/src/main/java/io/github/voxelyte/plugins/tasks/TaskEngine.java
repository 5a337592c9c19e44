package io.github.voxelyte.plugins.tasks;

import java.util.List;

/** Does tasks: one after the other, on several threads, or on many computers. The results are the same. */
public interface TaskEngine {
    /**
     * Does every task once. Returns when the monitor has been told an outcome of each.
     *
     * @param tasks in the order in which they should start
     * @param folder where results go
     * @param monitor told of every start and every outcome, from any thread, and asked at least twice a second whether to stop
     * @throws java.util.concurrent.CancellationException if the monitor said so; no task runs any more then
     */
    void run(List<Task> tasks, TaskFolder folder, TaskMonitor monitor);
}
