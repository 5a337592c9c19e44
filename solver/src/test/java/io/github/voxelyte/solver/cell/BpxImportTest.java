package io.github.voxelyte.solver.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpxImportTest {
    private static final String BPX =
            """
            {"Header": {"BPX": 0.1, "Model": "DFN"},
             "Parameterisation": {
              "Cell": {"Reference temperature [K]": 298.15},
              "Electrolyte": {
               "Initial concentration [mol.m-3]": 1100, "Cation transference number": 0.26,
               "Conductivity [S.m-1]": "0.1297 * (x / 1000) ** 3 - 2.51 * (x / 1000) ** 1.5 + 3.329 * (x / 1000)",
               "Diffusivity [m2.s-1]": {"x": [0, 4000], "y": [4e-10, 2e-10]},
               "Diffusivity activation energy [J.mol-1]": 17000},
              "Positive electrode": {
               "Minimum stoichiometry": 0.42, "Maximum stoichiometry": 0.96,
               "Maximum concentration [mol.m-3]": 46200,
               "Particle radius [m]": 4.6e-6,
               "Conductivity [S.m-1]": 0.789,
               "Diffusivity [m2.s-1]": {"x": [0, 1], "y": [2e-14, 1e-14]},
               "Diffusivity activation energy [J.mol-1]": 17800,
               "OCP [V]": "4.5 - 0.8 * x ** 2 + 0.01 * tanh(-2 * (x - 0.5))",
               "Reaction rate constant [mol.m-2.s-1]": 2.305e-05,
               "Reaction rate constant activation energy [J.mol-1]": 0}}}
            """;

    private final Cell base = CellFile.open("lps-nmc622");

    @Test
    void takesThePositiveElectrode() {
        Cell cell = BpxImport.positiveElectrode(base, BPX);
        ActiveMaterial am = cell.activeMaterial();
        assertEquals(0.42, am.initialLithiation());
        assertEquals(46200, am.maximumConcentration());
        assertEquals(0.789, am.conductivity().value(0.5));
        assertEquals(1.5e-14, am.diffusivity().value(0.5), 1e-26);
        assertEquals(
                4.5 - 0.8 * 0.49 + 0.01 * Math.tanh(-0.4),
                am.openCircuitPotential().value(0.7),
                1e-14);
        assertEquals(96485.33212 * 2.305e-5, am.exchangeCurrentDensity(), 1e-9);
        assertEquals(4730, am.density());
        assertSame(base.electrolyte(), cell.electrolyte());
        assertEquals(base.separatorThickness(), cell.separatorThickness());
    }

    @Test
    void appliesTheActivationEnergies() {
        Cell warm = CellFile.parse(
                CellFile.text("lps-nmc622").replaceFirst("\"temperature_C\": 25", "\"temperature_C\": 45"), "warm");
        ActiveMaterial am = BpxImport.positiveElectrode(warm, BPX).activeMaterial();
        double factor = Math.exp(17800 / 8.314462618 * (1 / 298.15 - 1 / 318.15));
        assertEquals(1.5e-14 * factor, am.diffusivity().value(0.5), 1e-25);
        assertEquals(96485.33212 * 2.305e-5, am.exchangeCurrentDensity(), 1e-9);
    }

    @Test
    void takesTheElectrolyteIfAsked() {
        Cell cell = BpxImport.electrolyte(base, BPX);
        Electrolyte e = cell.electrolyte();
        double kappa = 0.1297 * 1.331 - 2.51 * Math.pow(1.1, 1.5) + 3.329 * 1.1;
        assertEquals(kappa, e.conductivity(), 1e-12);
        assertEquals(0.26, e.transferenceNumber());
        assertEquals(1100, e.concentration());
        assertEquals(3.45e-10, e.diffusivity(), 1e-20);
        assertEquals(2, e.thermodynamicFactor());
        double half = 0.1297 * 0.166375 - 2.51 * Math.pow(0.55, 1.5) + 3.329 * 0.55;
        assertEquals(half / kappa, e.conductivityRatio().value(0.5), 1e-12);
        assertEquals(-0.055 / 0.345 / 2, e.diffusivityRatio().derivative(1.3) / 2, 1e-9);
        assertTrue(e.thermodynamicRatio().isConstant());
        assertSame(base.activeMaterial(), cell.activeMaterial());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Electrolyte\" | Liquid\" | no object Parameterisation / Electrolyte",
                "0.26 | 1.26 | Cation transference number",
                "1100 | 0 | Initial concentration [mol.m-3]",
                "3.329 * (x | 1.329 * (x | Electrolyte / Conductivity [S.m-1]",
                "[4e-10, 2e-10] | [4e-10] | Electrolyte / Diffusivity [m2.s-1]"
            })
    void refusesAnElectrolyteNamingTheKey(String from, String to, String expected) {
        String broken = BPX.replace(from, to);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> BpxImport.electrolyte(base, broken));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Positive electrode\" | Cathode\" | no object Parameterisation / Positive electrode",
                "0.789 | \"high\" | Conductivity [S.m-1]",
                "4.5 - 0.8 | 4.5 + 0.8 | OCP [V]: must fall strictly",
                "[2e-14, 1e-14] | [2e-14] | Diffusivity [m2.s-1]",
                "46200 | -1 | Maximum concentration [mol.m-3]",
                "2.305e-05 | null | Reaction rate constant",
                "0.42 | 1.2 | Minimum stoichiometry",
                "{\"Header\" | \"Header\" | not valid JSON"
            })
    void refusesNamingTheKey(String from, String to, String expected) {
        String broken = BPX.replace(from, to);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> BpxImport.positiveElectrode(base, broken));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
