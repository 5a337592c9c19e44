package io.github.voxelyte.cluster;

import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.designs.ElectrodeTile;
import io.github.voxelyte.plugins.designs.TileAnswer;
import io.github.voxelyte.plugins.designs.TileEngine;
import io.github.voxelyte.solver.discharge.StepRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Asks the tiles of an electrode on Apache Spark: every question is a job, a tile a partition. A tile goes to the executor that has
 * answered for it last and holds its state; where that is gone, any other makes the state up from what is on the shared disk.
 */
public final class SparkTiles implements TileEngine {
    private static final int LOOK_EVERY = 100; // [ms]

    private final JavaSparkContext spark;
    private final int threads;
    private final Map<ElectrodeTile, String> places = new HashMap<>();

    /**
     * An engine.
     *
     * @param spark where tiles are computed
     * @param threads of each tile; spark.task.cpus should say the same
     */
    public SparkTiles(JavaSparkContext spark, int threads) {
        this.spark = spark;
        this.threads = threads;
    }

    @Override
    public List<TileAnswer> ask(List<ElectrodeTile> tiles, StepRequest request, Progress progress) {
        String group = "voxelyte-" + UUID.randomUUID();
        TilePass.Result[] results = new TilePass.Result[tiles.size()];
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> job = thread.submit(() -> job(group, tiles, request, results));
        thread.shutdown();
        try {
            await(job, progress);
        } catch (CancellationException stopped) {
            spark.sc().cancelJobGroup(group);
            awaitEnd(job);
            throw stopped;
        }
        List<TileAnswer> answers = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            if (results[i].refusal() != null) {
                throw new IllegalArgumentException(results[i].refusal());
            }
            places.put(tiles.get(i), results[i].place());
            answers.add(results[i].answer());
        }
        return answers;
    }

    private void job(String group, List<ElectrodeTile> tiles, StepRequest request, TilePass.Result[] results) {
        spark.setJobGroup(
                group,
                "Voxelyte: " + tiles.size() + " tiles, step "
                        + request.accepted().size(),
                true);
        List<Tuple2<ElectrodeTile, Seq<String>>> placed = new ArrayList<>();
        for (ElectrodeTile tile : tiles) {
            List<String> preferred = places.containsKey(tile) ? List.of(places.get(tile)) : List.of();
            placed.add(new Tuple2<>(tile, sequence(preferred)));
        }
        RDD<ElectrodeTile> partitions =
                spark.sc().makeRDD(sequence(placed), ClassTag$.MODULE$.apply(ElectrodeTile.class));
        AbstractFunction2<Object, TilePass.Result, BoxedUnit> deliver = new AbstractFunction2<>() {
            @Override
            public BoxedUnit apply(Object index, TilePass.Result result) {
                results[(Integer) index] = result;
                return BoxedUnit.UNIT;
            }
        };
        spark.sc()
                .runJob(
                        partitions,
                        new TilePass(request, threads),
                        deliver,
                        ClassTag$.MODULE$.apply(TilePass.Result.class));
    }

    private static <T> Seq<T> sequence(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    private static void await(Future<?> job, Progress progress) {
        while (true) {
            progress.update(0);
            try {
                job.get(LOOK_EVERY, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                // look again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } catch (ExecutionException e) {
                String told = String.valueOf(e.getCause().getMessage());
                throw new IllegalArgumentException(
                        "A tile could not be computed on Spark: "
                                + told.lines().findFirst().orElse("no reason was given"),
                        e);
            }
        }
    }

    /** Spark tells the job's thread as soon as it has told the executors; tiles look once per Newton step. */
    private static void awaitEnd(Future<?> job) {
        try {
            job.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CancellationException ended) {
            // as was wanted
        }
    }
}
