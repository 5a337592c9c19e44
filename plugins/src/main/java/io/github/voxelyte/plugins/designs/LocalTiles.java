package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.solver.discharge.ConcurrentSubCells;
import io.github.voxelyte.solver.discharge.StepRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks tiles in this process, some at once. */
public final class LocalTiles implements TileEngine {
    private final int atOnce;
    private final Parallel parallel;

    /**
     * An engine.
     *
     * @param atOnce how many tiles answer at the same time
     * @param parallel the threads of them all together
     */
    public LocalTiles(int atOnce, Parallel parallel) {
        this.atOnce = atOnce;
        this.parallel = Parallel.withThreads(Math.max(1, parallel.threads() / atOnce));
    }

    @Override
    public List<TileAnswer> ask(List<ElectrodeTile> tiles, StepRequest request, Progress progress) {
        TileAnswer[] answers = new TileAnswer[tiles.size()];
        List<ConcurrentSubCells.Member> members = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            int number = i;
            members.add((asked, watched) -> {
                answers[number] = tiles.get(number).answer(asked, parallel, watched);
                return answers[number].response();
            });
        }
        try (ConcurrentSubCells cells = new ConcurrentSubCells(members, atOnce)) {
            cells.respond(request, progress);
        }
        return Arrays.asList(answers);
    }
}
