package io.github.voxelyte.plugins.designs;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import io.github.voxelyte.plugins.output.OutputFolder;
import io.github.voxelyte.plugins.output.ResultFiles;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.plugins.tasks.TaskOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * What differs from tile to tile: maps with one pixel a tile, and how much every quantity scatters, which is what tells whether a
 * tile is representative. Tiles that failed are NaN in the maps and left out of the statistics.
 */
public final class TileMaps {
    private final List<String> axes;
    private final List<StudyTasks.Row> rows;
    private final List<TaskOutcome> outcomes;
    private final Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();

    /**
     * Sorts the rows of a study by structure and point.
     *
     * @param axes the names of the axes of variation
     * @param rows the tasks
     * @param outcomes what became of them, in the same order
     */
    public TileMaps(List<String> axes, List<StudyTasks.Row> rows, List<TaskOutcome> outcomes) {
        this.axes = axes;
        this.rows = rows;
        this.outcomes = outcomes;
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).tile().isEmpty()) {
                List<Object> key = new ArrayList<>(List.of(rows.get(i).structure()));
                key.addAll(rows.get(i).levels().values());
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
            }
        }
    }

    /**
     * Whether there is nothing to map: no tiles, or nothing that was computed of each for itself.
     *
     * @return true if there is nothing to map
     */
    public boolean isEmpty() {
        return groups.isEmpty()
                || outcomes.stream()
                        .allMatch(
                                outcome -> outcome.isDone() && outcome.values().isEmpty());
    }

    /**
     * Mean and scatter of every number over the tiles of a structure.
     *
     * @return the table {@code tiles}: one quantity a row, for every structure and point
     */
    public Table statistics() {
        List<String> columns = new ArrayList<>(List.of("Structure"));
        columns.addAll(axes);
        columns.addAll(List.of("Quantity", "Tiles", "Mean", "Standard deviation", "Minimum", "Maximum"));
        Table table = new Table("tiles", columns.toArray(String[]::new));
        groups.forEach((key, members) -> {
            for (String quantity : quantities(members)) {
                SummaryStatistics values = new SummaryStatistics();
                for (int row : members) {
                    double value = value(row, quantity);
                    if (Double.isFinite(value)) {
                        values.addValue(value);
                    }
                }
                List<Object> cells = new ArrayList<>(key);
                cells.addAll(List.of(
                        quantity,
                        values.getN(),
                        values.getMean(),
                        values.getStandardDeviation(),
                        values.getMin(),
                        values.getMax()));
                table.row(cells.toArray());
            }
        });
        return table;
    }

    /**
     * The maps, one image for every structure and point.
     *
     * @return 32-bit hyperstacks, one pixel a tile, one channel a quantity, named in the slices' labels
     */
    public List<ImagePlus> images() {
        List<ImagePlus> images = new ArrayList<>();
        for (List<Integer> members : groups.values()) {
            String number = groups.size() > 1 ? "_" + (images.size() + 1) : "";
            images.add(map("tiles" + number, members));
        }
        return images;
    }

    /**
     * Writes the maps as TIFF.
     *
     * @param folder where to
     * @throws IOException if the file system fails
     */
    public void write(OutputFolder folder) throws IOException {
        for (ImagePlus image : images()) {
            ResultFiles.write(folder, image);
        }
    }

    private ImagePlus map(String title, List<Integer> members) {
        TileGrid grid =
                new TileGrid(members.stream().map(row -> rows.get(row).tile()).toList());
        int nx = grid.count(0);
        int ny = grid.count(1);
        int nz = grid.count(2);
        List<String> quantities = quantities(members);
        ImageStack stack = new ImageStack(nx, ny);
        for (int z = 0; z < nz; z++) {
            for (String quantity : quantities) {
                stack.addSlice(quantity, grid.plane(z, i -> value(members.get(i), quantity)));
            }
        }
        if (stack.size() == 0) {
            stack.addSlice("nothing was computed", new FloatProcessor(nx, ny));
        }
        ImagePlus image = new ImagePlus(title, stack);
        if (quantities.size() > 1) {
            image.setDimensions(quantities.size(), nz, 1);
        }
        return image;
    }

    /** Numbers that are not the same in all tiles. */
    private List<String> quantities(List<Integer> members) {
        Set<String> names = new LinkedHashSet<>();
        members.forEach(row -> names.addAll(outcomes.get(row).values().keySet()));
        return names.stream()
                .filter(name -> members.stream()
                                .map(row -> value(row, name))
                                .filter(Double::isFinite)
                                .distinct()
                                .limit(2)
                                .count()
                        == 2)
                .toList();
    }

    private double value(int row, String quantity) {
        return outcomes.get(row).values().get(quantity) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
