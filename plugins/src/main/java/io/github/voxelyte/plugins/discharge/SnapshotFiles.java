package io.github.voxelyte.plugins.discharge;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.voxelyte.microstructure.files.VtkImageFile;
import io.github.voxelyte.microstructure.view.Camera;
import io.github.voxelyte.microstructure.view.FieldPaint;
import io.github.voxelyte.microstructure.view.VoxelRenderer;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.pictures.ColourBar;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.discharge.CellFields;
import io.github.voxelyte.solver.material.PhysicalConstants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a snapshot leaves: stacks of the fields, a VTK image file with all of them, a picture. */
final class SnapshotFiles {
    private final Execution execution;
    private final LabelStack labels;
    private final Cell cell;

    SnapshotFiles(Execution execution, LabelStack labels, Cell cell) {
        this.execution = execution;
        this.labels = labels;
        this.cell = cell;
    }

    /**
     * Writes what the keys ask for.
     *
     * @param at end of the names
     * @param fields the state
     * @return names of the files that are in the output folder at once, if there is one
     */
    List<String> write(String at, CellFields fields) {
        boolean maps = execution.get(DischargeKeys.MAPS);
        boolean vti = execution.get(DischargeKeys.VTI);
        List<String> written = new ArrayList<>();
        ScalarField lithiation = fields.lithiation();
        written.add(keep("lithiation" + at, lithiation));
        VtkImageFile file =
                VtkImageFile.of(labels.grid()).with("labels", labels.phases()).with("lithiation", lithiation);
        if (maps || vti) {
            for (Map.Entry<Quantity, ScalarField> field : others(fields).entrySet()) {
                Quantity quantity = field.getKey();
                if (maps) {
                    written.add(keep(quantity.name() + at, field.getValue()));
                }
                file = file.with(quantity.name() + " [" + quantity.unit() + "]", field.getValue());
            }
        }
        if (vti) {
            VtkImageFile whole = file;
            String name = "fields" + at + ".vti";
            execution.addFileNow(name, path -> whole.write(path, Progress.NONE));
            written.add(name);
        }
        if (execution.get(DischargeKeys.VIEWS)) {
            execution.addPicture("lithiation" + at + "_view", view(lithiation));
        }
        return written;
    }

    /** A field's name and its unit. */
    private record Quantity(String name, String unit) {}

    /** All but the lithiation. */
    private static Map<Quantity, ScalarField> others(CellFields fields) {
        Map<Quantity, ScalarField> map = new LinkedHashMap<>();
        map.put(new Quantity("electrolyte_potential", "V"), fields.electrolytePotential());
        map.put(new Quantity("electronic_potential", "V"), fields.electronicPotential());
        map.put(new Quantity("current_density", "mA/cm2"), inUnits(fields.currentDensity(), Units.MILLIAMPERE_PER_CM2));
        fields.saltConcentration()
                .ifPresent(salt ->
                        map.put(new Quantity("salt_concentration", "mol/cm3"), inUnits(salt, Units.MOLE_PER_CM3)));
        fields.temperatureAbove(PhysicalConstants.ZERO_CELSIUS)
                .ifPresent(celsius -> map.put(new Quantity("temperature", "C"), celsius));
        return map;
    }

    private ImagePlus view(ScalarField lithiation) {
        Side top = labels.collector() == Collector.LAST ? Side.FIRST : Side.LAST;
        VoxelRenderer renderer =
                VoxelRenderer.with(Camera.with(labels.axis(), top)).withParallel(execution.parallel());
        double from = Math.floor(10 * cell.activeMaterial().initialLithiation()) / 10;
        ColorProcessor picture = new ColourBar(from, 1, "lithiation")
                .beside(renderer.draw(FieldPaint.between(lithiation, from, 1), Progress.NONE));
        return new ImagePlus("lithiation", picture);
    }

    private static ScalarField inUnits(ScalarField field, double unit) {
        for (int z = 0; z < field.grid().nz(); z++) {
            float[] plane = field.plane(z);
            for (int i = 0; i < plane.length; i++) {
                plane[i] /= (float) unit;
            }
        }
        return field;
    }

    private String keep(String title, ScalarField field) {
        execution.addNow(ResultImages.field(
                title, field, labels.voxelSize(), execution.info(false, labels.axis(), labels.collector())));
        return title + ".tif";
    }
}
