package io.github.voxelyte.solver.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.voxelyte.solver.material.LithiationFunction;
import io.github.voxelyte.solver.material.PhysicalConstants;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Writes a homogenized electrode and its cell as a BPX file (Battery Parameter eXchange, bpxstandard.com, version 1.0.0), which
 * PyBaMM and others read.
 *
 * <p>The file's model is "Partial": it has electrolyte, positive electrode and separator. BPX knows no lithium metal, so the
 * negative electrode and the cell's size are left to whoever uses it; the lithium electrode's numbers stand under User-defined.
 * Conventions, also written into the file: transport efficiency D_eff/D = ε/τ; particle radius 3·ε_active/a; reaction rate
 * constant k = i00/F with i0 = F·k·√(ce/ce₀)·√(x(1−x)); conductivity of the positive electrode σ(x₀)·σ_eff/σ at the initial
 * lithiation x₀, since BPX has one number; OCP and diffusivity as tables over x; everything at the cell's temperature.
 */
public final class BpxExport {
    private static final int POINTS = 101; // of the tables
    private static final double HIGHEST = 0.995; // of the stoichiometries in them
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BpxExport() {}

    /**
     * The text of the file.
     *
     * @param electrode the homogenized electrode
     * @param cell all else
     * @param title what the file is called inside
     * @return JSON
     * @throws IllegalArgumentException if the electrode has no surface or the electrolyte does not percolate
     */
    public static String write(HomogenizedElectrode electrode, Cell cell, String title) {
        if (!(electrode.specificSurface() > 0)) {
            throw new IllegalArgumentException(
                    "The electrode has no surface between active material and electrolyte, so it has no particle radius.");
        }
        if (!(electrode.transportEfficiency() > 0 && electrode.electronicEfficiency() > 0)) {
            throw new IllegalArgumentException(
                    "Electrolyte and active material must both join the electrode's two faces"
                            + " along its axis; a homogenized electrode conducts nothing otherwise.");
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("Header", header(electrode, cell, title));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("Electrolyte", electrolyte(cell.electrolyte()));
        parameters.put("Positive electrode", positive(electrode, cell));
        if (cell.separatorThickness() > 0) {
            Map<String, Object> separator = new LinkedHashMap<>();
            separator.put("Thickness [m]", cell.separatorThickness());
            separator.put("Porosity", 1);
            separator.put("Transport efficiency", 1);
            parameters.put("Separator", separator);
        }
        parameters.put("User-defined", userDefined(electrode, cell));
        root.put("Parameterisation", parameters);
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and text can always be written", e);
        }
    }

    private static Map<String, Object> header(HomogenizedElectrode electrode, Cell cell, String title) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("BPX", "1.0.0");
        header.put("Title", title);
        header.put(
                "Description",
                "Homogenized from voxels by Voxelyte with the cell " + cell.name() + ", all at " + cell.temperature()
                        + " K. Transport efficiency: D_eff/D = porosity / tortuosity factor, through-plane. Surface area: "
                        + electrode.surfaceMethod()
                        + ". Particle radius: 3 x active fraction / surface area. Reaction rate"
                        + " constant: i00/F. Conductivity: of the active network at the initial lithiation. The separator is"
                        + " bulk electrolyte. Negative electrode and cell size are to be added: BPX knows no lithium metal.");
        header.put("Model", "Partial");
        return header;
    }

    private static Map<String, Object> electrolyte(Electrolyte electrolyte) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("Cation transference number", electrolyte.transferenceNumber());
        block.put("Diffusivity [m2.s-1]", electrolyte.diffusivity());
        block.put("Conductivity [S.m-1]", electrolyte.conductivity());
        return block;
    }

    private static Map<String, Object> positive(HomogenizedElectrode electrode, Cell cell) {
        ActiveMaterial material = cell.activeMaterial();
        double start = material.initialLithiation();
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("Thickness [m]", electrode.thickness());
        block.put("Porosity", electrode.electrolyteFraction());
        block.put("Transport efficiency", electrode.transportEfficiency());
        block.put(
                "Conductivity [S.m-1]",
                electrode.electronicEfficiency() * material.conductivity().value(start));
        block.put("Minimum stoichiometry", start);
        block.put("Maximum stoichiometry", HIGHEST);
        block.put("Maximum concentration [mol.m-3]", material.maximumConcentration());
        block.put("Particle radius [m]", electrode.ballRadius());
        block.put("Surface area per unit volume [m-1]", electrode.specificSurface());
        block.put("Diffusivity [m2.s-1]", function(material.diffusivity(), start));
        block.put("OCP [V]", function(material.openCircuitPotential(), start));
        block.put(
                "Reaction rate constant [mol.m-2.s-1]", material.exchangeCurrentDensity() / PhysicalConstants.FARADAY);
        return block;
    }

    private static Object function(LithiationFunction function, double start) {
        if (function instanceof LithiationFunction.Constant constant) {
            return constant.value();
        }
        Map<String, Object> table = new LinkedHashMap<>();
        DoubleUnaryOperator place = i -> start + (HIGHEST - start) * i / (POINTS - 1);
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = place.applyAsDouble(i);
            y[i] = function.value(x[i]);
        }
        table.put("x", x);
        table.put("y", y);
        return table;
    }

    private static Map<String, Object> userDefined(HomogenizedElectrode electrode, Cell cell) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put(
                "description",
                "What BPX has no place for: the electrode's active fraction and tortuosity factors, the"
                        + " electrolyte at rest, and the lithium-metal electrode of the half cell.");
        block.put("Positive electrode active material volume fraction", electrode.activeFraction());
        block.put(
                "Positive electrode tortuosity factor (electrolyte)",
                electrode.electrolyteFraction() / electrode.transportEfficiency());
        block.put(
                "Positive electrode tortuosity factor (active material)",
                electrode.activeFraction() / electrode.electronicEfficiency());
        block.put(
                "Initial electrolyte concentration [mol.m-3]",
                cell.electrolyte().concentration());
        block.put("Electrolyte thermodynamic factor", cell.electrolyte().thermodynamicFactor());
        block.put(
                "Lithium metal exchange current density [A.m-2]",
                cell.counterElectrode().exchangeCurrentDensity());
        block.put("Active material density [kg.m-3]", cell.activeMaterial().density());
        block.put("Temperature [K]", cell.temperature());
        return block;
    }
}
