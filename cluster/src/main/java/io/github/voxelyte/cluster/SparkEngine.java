package io.github.voxelyte.cluster;

import io.github.voxelyte.plugins.tasks.Task;
import io.github.voxelyte.plugins.tasks.TaskEngine;
import io.github.voxelyte.plugins.tasks.TaskFolder;
import io.github.voxelyte.plugins.tasks.TaskMonitor;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Does tasks on Apache Spark, one a partition, in the order given. Results go through the shared folder; the driver gets one row
 * of values a task. What goes wrong inside a task is its outcome and not Spark's business; a task whose process is lost is
 * repeated by Spark elsewhere. One that takes its process down again and again makes Spark give up the job: it is set
 * aside as failed then, and the others go on in another job.
 */
public final class SparkEngine implements TaskEngine {
    private static final int LOOK_EVERY = 100; // [ms]
    private static final int PATIENCE = 20_000; // for Spark to tell what it has already done [ms]
    private static final int CLUSTER_FAILURES = 4; // Spark's default for spark.task.maxFailures

    private final JavaSparkContext spark;
    private final int threads;
    private final int mostFailures;

    /**
     * An engine.
     *
     * @param spark where tasks run
     * @param threads of each task; spark.task.cpus should say the same
     */
    public SparkEngine(JavaSparkContext spark, int threads) {
        this.spark = spark;
        this.threads = threads;
        boolean retries = !spark.isLocal();
        mostFailures = retries ? spark.getConf().getInt("spark.task.maxFailures", CLUSTER_FAILURES) : 1;
    }

    @Override
    public void run(List<Task> tasks, TaskFolder folder, TaskMonitor monitor) {
        List<Task> open = new ArrayList<>(tasks);
        while (!open.isEmpty()) {
            int before = open.size();
            round(List.copyOf(open), folder, monitor);
            open.removeIf(task -> monitor.outcome(task.key()).isPresent());
            if (open.size() == before) {
                throw new IllegalStateException("Spark ended a job without a result or a reason");
            }
        }
        monitor.check();
    }

    /** One job. Returns when it has ended, well or given up. */
    private void round(List<Task> tasks, TaskFolder folder, TaskMonitor monitor) {
        String group = "voxelyte-" + UUID.randomUUID();
        RoundListener listener = new RoundListener(group, tasks, monitor, mostFailures);
        spark.sc().addSparkListener(listener);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> job = thread.submit(() -> job(group, tasks, folder, monitor));
        thread.shutdown();
        try {
            await(job, listener, monitor);
        } catch (CancellationException stopped) {
            spark.sc().cancelJobGroup(group);
            within(PATIENCE, () -> job.isDone() && listener.running() == 0);
            throw stopped;
        } finally {
            spark.sc().removeSparkListener(listener);
        }
    }

    private void job(String group, List<Task> tasks, TaskFolder folder, TaskMonitor monitor) {
        spark.setJobGroup(group, "Voxelyte: " + tasks.size() + " tasks", true);
        JavaRDD<Task> partitions = spark.parallelize(tasks, tasks.size());
        AbstractFunction2<Object, String, BoxedUnit> deliver = new AbstractFunction2<>() {
            @Override
            public BoxedUnit apply(Object index, String outcome) {
                monitor.finished(TaskOutcome.ofJson(outcome));
                return BoxedUnit.UNIT;
            }
        };
        spark.sc()
                .runJob(
                        partitions.rdd(),
                        new PartitionAttempt(folder.shared(), threads),
                        deliver,
                        ClassTag$.MODULE$.apply(String.class));
    }

    private static void await(Future<?> job, RoundListener listener, TaskMonitor monitor) {
        while (true) {
            monitor.check();
            try {
                job.get(LOOK_EVERY, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                // look again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } catch (ExecutionException e) {
                if (!within(PATIENCE, listener::hasGivenUp)) {
                    throw new IllegalStateException(
                            "Spark failed: " + e.getCause().getMessage(), e.getCause());
                }
                return;
            }
        }
    }

    /** Spark's listeners hear of things a little after they have happened. */
    private static boolean within(int milliseconds, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        boolean interrupted = false;
        while (!condition.getAsBoolean() && System.nanoTime() < end && !interrupted) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY / 4);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }
}
