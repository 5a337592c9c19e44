package io.github.voxelyte.cluster;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.plugins.designs.ElectrodeTile;
import io.github.voxelyte.plugins.designs.TileAnswer;
import io.github.voxelyte.solver.discharge.StepRequest;
import java.io.Serializable;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does with a partition: its one tile answers. */
final class TilePass extends AbstractFunction1<Iterator<ElectrodeTile>, TilePass.Result> implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * What comes back.
     *
     * @param answer of the tile; null if it can't be computed
     * @param refusal why, in a sentence; null if it can
     * @param place where the tile is held now, as Spark writes a preference for it
     */
    record Result(TileAnswer answer, String refusal, String place) implements Serializable {}

    private final StepRequest request;
    private final int threads;

    TilePass(StepRequest request, int threads) {
        this.request = request;
        this.threads = threads;
    }

    @Override
    public Result apply(Iterator<ElectrodeTile> partition) {
        TaskContext context = TaskContext.get();
        Progress progress = fraction -> {
            if (context.isInterrupted()) {
                throw new CancellationException("cancelled");
            }
        };
        SparkEnv here = SparkEnv.get();
        String place = "executor_" + here.blockManager().blockManagerId().host() + "_" + here.executorId();
        try {
            TileAnswer answer = partition.next().answer(request, Parallel.withThreads(threads), progress);
            return new Result(answer, null, place);
        } catch (IllegalArgumentException refused) {
            return new Result(null, refused.getMessage(), place); // elsewhere it would be the same
        }
    }
}
