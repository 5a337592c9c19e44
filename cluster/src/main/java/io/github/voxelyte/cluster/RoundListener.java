package io.github.voxelyte.cluster;

import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.plugins.tasks.TaskMonitor;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Follows one job of Spark: which of its tasks run, and which keep dying with their process. Called from a thread of Spark. */
final class RoundListener extends SparkListener {
    private final String group;
    private final List<Task> tasks;
    private final TaskMonitor monitor;
    private final int mostFailures;
    private final Set<Integer> stages = new HashSet<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private int running;
    private int givenUp;

    RoundListener(String group, List<Task> tasks, TaskMonitor monitor, int mostFailures) {
        this.group = group;
        this.tasks = tasks;
        this.monitor = monitor;
        this.mostFailures = mostFailures;
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        boolean ours =
                job.properties() != null && Objects.equals(job.properties().getProperty("spark.jobGroup.id"), group);
        if (ours) {
            job.stageInfos().foreach(stage -> stages.add(stage.stageId()));
        }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        if (stages.contains(start.stageId())) {
            running++;
            monitor.started(tasks.get(start.taskInfo().index()).key());
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (!stages.contains(end.stageId())) {
            return;
        }
        running--;
        int index = end.taskInfo().index();
        if (end.reason() instanceof TaskFailedReason failed) {
            String key = tasks.get(index).key();
            monitor.stopped(key);
            boolean counts = failed.countTowardsTaskFailures();
            if (counts && failures.merge(index, 1, Integer::sum) >= mostFailures) {
                givenUp++;
                monitor.finished(TaskOutcome.lost(
                        key,
                        "Its process ended " + mostFailures + " times while it ran: "
                                + failed.toErrorString().lines().findFirst().orElse("no reason was given")));
            }
        }
    }

    /** How many tasks run. */
    synchronized int running() {
        return running;
    }

    /** Whether Spark has given up on one of the tasks, and with it on the job. */
    synchronized boolean hasGivenUp() {
        return givenUp > 0;
    }
}
