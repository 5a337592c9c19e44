package io.github.voxelyte.solver.discharge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.solver.cell.ActiveMaterial;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CounterElectrode;
import io.github.voxelyte.solver.cell.Electrolyte;
import io.github.voxelyte.solver.material.TabulatedFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Cells and curves of the reference cases in ../shared/cases, made by an independent program. */
public final class ReferenceCell {
    private static final double ONE_C_PER_VOLUME = 946_000;
    private static final double DENSITY = 4730;
    public static final LabelMeaning MEANING = LabelMeaning.NONE
            .with(CellMaterial.ELECTROLYTE, 0)
            .with(CellMaterial.ACTIVE, 1)
            .with(CellMaterial.VOID, 2);

    private ReferenceCell() {}

    /** The folder of the cases, if it is there; looked for upwards of the working directory. */
    public static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path cases = at.resolve("shared/cases/cell");
            if (Files.isDirectory(cases)) {
                return Optional.of(cases);
            }
        }
        return Optional.empty();
    }

    public static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble(Double.NaN);
        }
        return numbers;
    }

    private static TabulatedFunction logLinear(JsonNode points) {
        double[] p = numbers(points);
        return TabulatedFunction.log10Linear(new double[] {p[0], p[2]}, new double[] {p[1], p[3]});
    }

    /** The cell of cases/cell/parameters.json with a separator outside the stack. */
    public static Cell parameters(Path folder, double separatorThickness) {
        JsonNode p = read(folder.resolve("parameters.json"));
        double cmax = p.path("c_max_mol_per_m3").asDouble();
        return new Cell(
                "reference",
                p.path("T_K").asDouble(),
                new Electrolyte(
                        p.path("kappa_S_per_m").asDouble(),
                        1,
                        p.path("c_e0_mol_per_m3").asDouble(),
                        1e-12,
                        2),
                new ActiveMaterial(
                        p.path("c_init_mol_per_m3").asDouble() / cmax,
                        cmax,
                        DENSITY,
                        logLinear(p.path("sigma_points_S_per_m")),
                        logLinear(p.path("D_points_m2_per_s")),
                        TabulatedFunction.pchip(numbers(p.path("U_table_x")), numbers(p.path("U_table_V"))),
                        p.path("i00_AM_A_per_m2").asDouble(),
                        p.path("alpha_AM").asDouble(),
                        p.path("Cdl_AM_F_per_m2").asDouble(),
                        0),
                new CounterElectrode(
                        p.path("i00_Li_A_per_m2").asDouble(),
                        p.path("alpha_Li").asDouble(),
                        p.path("Cdl_Li_F_per_m2").asDouble()),
                separatorThickness,
                0,
                Cell.DEFAULT_ADDITIVE_CONDUCTIVITY,
                ONE_C_PER_VOLUME * 3600 / DENSITY);
    }

    /** The labels of a case, lithium side at z = 0, without its first layers. */
    public static PhaseMap labels(Path folder, JsonNode result, int dropLayers) {
        JsonNode geometry = result.path("geometry");
        int nx = geometry.path("shape_xyz").get(0).asInt();
        int ny = geometry.path("shape_xyz").get(1).asInt();
        int nz = geometry.path("shape_xyz").get(2).asInt();
        try {
            byte[] raw =
                    Files.readAllBytes(folder.resolve(geometry.path("raw_file").asText()));
            byte[] kept = Arrays.copyOfRange(raw, dropLayers * ny * nz, raw.length);
            VoxelGrid grid = VoxelGrid.cubic(
                    nz, ny, nx - dropLayers, geometry.path("h_m").asDouble());
            return PhaseMap.ofFlat(grid, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static VoxelCell cell(Path folder, JsonNode result) {
        return VoxelCell.of(labels(folder, result, 0), MEANING, Axis.Z, true, parameters(folder, 0));
    }

    /** The same cell with its first layers cut off and given as a separator. */
    public static VoxelCell cellWithSeparator(Path folder, JsonNode result, int layers) {
        double h = result.path("geometry").path("h_m").asDouble();
        PhaseMap labels = labels(folder, result, layers);
        return VoxelCell.of(labels, MEANING, Axis.Z, true, parameters(folder, layers * h));
    }
}
