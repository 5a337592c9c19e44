package io.github.voxelyte.plugins.designs;

import ij.ImagePlus;
import io.github.voxelyte.plugins.output.OutputFolder;
import io.github.voxelyte.plugins.output.ResultFiles;
import io.github.voxelyte.plugins.tables.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the discharges of whole electrodes gave: tables, maps with a pixel a tile, and pictures. */
public final class ElectrodeResults {
    private final List<String> axes;
    private final List<ElectrodeOutcome> outcomes;

    ElectrodeResults(List<String> axes, List<ElectrodeOutcome> outcomes) {
        this.axes = axes;
        this.outcomes = outcomes;
    }

    /**
     * How many failed.
     *
     * @return the number of discharges without an end
     */
    public long failed() {
        return outcomes.stream().filter(outcome -> !outcome.isDone()).count();
    }

    /**
     * Why the first one failed.
     *
     * @return a sentence; empty if none did
     */
    public String firstReason() {
        return outcomes.stream()
                .map(ElectrodeOutcome::reason)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What stands behind the names of one's files. */
    private String suffix(int number) {
        return outcomes.size() > 1 ? "_" + (number + 1) : "";
    }

    /**
     * One row a discharge; and for each its curve, and its tiles.
     *
     * @return the tables
     */
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>(List.of(ElectrodeTables.all(axes, outcomes)));
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).hasCurve()) {
                tables.add(ElectrodeTables.curve(outcomes.get(i), "electrode_discharge" + suffix(i)));
                tables.add(ElectrodeTables.tiles(outcomes.get(i), "electrode_tiles" + suffix(i)));
            }
        }
        return tables;
    }

    /**
     * The numbers of the tiles as maps.
     *
     * @return 32-bit hyperstacks, one pixel a tile, one channel a quantity, named in the slices' labels
     */
    public List<ImagePlus> images() {
        List<ImagePlus> images = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).hasCurve()) {
                images.add(new ElectrodeMaps(outcomes.get(i)).stack("electrode_tiles" + suffix(i)));
            }
        }
        return images;
    }

    /**
     * Plots of the curve and of the currents of the tiles, and a picture of the maps.
     *
     * @return the pictures by the names of their files
     */
    public Map<String, ImagePlus> pictures() {
        Map<String, ImagePlus> pictures = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            ElectrodeOutcome outcome = outcomes.get(i);
            if (outcome.hasCurve() && outcome.result().orElseThrow().points().size() > 1) {
                pictures.put("electrode_discharge" + suffix(i), ElectrodePlots.voltage(outcome));
                pictures.put("electrode_currents" + suffix(i), ElectrodePlots.currents(outcome));
                pictures.put("electrode_maps" + suffix(i), new ElectrodeMaps(outcome).picture());
            }
        }
        return pictures;
    }

    /**
     * Writes maps and pictures.
     *
     * @param folder where to
     * @throws IOException if the file system fails
     */
    public void writeImages(OutputFolder folder) throws IOException {
        for (ImagePlus image : images()) {
            ResultFiles.write(folder, image);
        }
        for (Map.Entry<String, ImagePlus> picture : pictures().entrySet()) {
            ResultFiles.writePicture(folder, picture.getKey(), picture.getValue());
        }
    }
}
