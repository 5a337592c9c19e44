package io.github.voxelyte.plugins.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.voxelyte.plugins.tables.LatestTables;
import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.cell.CellFile;
import java.awt.HeadlessException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroFunctionsTest {
    private static final String START =
            "Ext.install(\"" + MacroFunctions.class.getName() + "\");"; // in Fiji: run("Voxelyte Macro Functions")

    @BeforeEach
    void results() {
        LatestTables.keep(new Table(
                        "transport",
                        "Phase",
                        "Axis",
                        "Tortuosity factor",
                        "D_eff/D",
                        "MacMullin number",
                        "Effective conductivity [S/cm]",
                        "Connected fraction",
                        "Status")
                .row(
                        "active",
                        "x",
                        Double.POSITIVE_INFINITY,
                        0.0,
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        0.0,
                        "NOT_PERCOLATING")
                .row("electrolyte", "z", 1.5, 0.25, 4.0, 3e-5, 0.375, "CONVERGED"));
        LatestTables.keep(discharge("discharge", 100));
        LatestTables.keep(discharge("discharge_0.5C", 80));
        LatestTables.keep(new Table("impedance", "Frequency [Hz]", "Z real [Ohm cm2]", "Z imag [Ohm cm2]")
                .row(1e4, 1.0, -1.0)
                .row(1e2, 3.0, -4.0)
                .row(1.0, 5.0, -2.0));
        LatestTables.keep(new Table("morphology", "Quantity", "Value", "Unit", "Method")
                .row("Volume fraction active", 0.46, "1", "voxels"));
    }

    private static Table discharge(String name, double capacity) {
        return new Table(name, "Voltage [V]", "Capacity [mAh/cm2]", "Capacity [mAh/g]")
                .row(4.0, 0.0, 0.0)
                .row(3.6, 1.0, capacity / 2)
                .row(2.6, 2.0, capacity);
    }

    /** 4×1×2 voxels, 3 active of 8; the first layer has 1 of 4, the last 2. */
    private static ImagePlus stack() {
        ImagePlus image = IJ.createImage("stack", "8-bit black", 4, 1, 2);
        image.getStack().getProcessor(1).set(0, 0, 1);
        image.getStack().getProcessor(2).set(1, 0, 1);
        image.getStack().getProcessor(2).set(2, 0, 1);
        image.setProperty("Info", "voxelyte.axis: z\nvoxelyte.collector: first\n");
        return image;
    }

    /** What a macro with the functions returns, or why it failed. */
    private static String macro(String code) {
        String[] outcome = new String[1];
        Thread thread = new Thread(() -> outcome[0] = here(START + code), "Run$_functions");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return outcome[0];
    }

    private static String here(String code) {
        Interpreter interpreter = new Interpreter();
        Interpreter.batchMode = true;
        WindowManager.setTempCurrentImage(stack());
        try {
            return interpreter.run(code, "");
        } catch (HeadlessException windowOfTheError) {
            return "error: " + interpreter.getErrorMessage();
        } finally {
            WindowManager.setTempCurrentImage(null);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parseFloat(Ext.tortuosityFactor('electrolyte', 'z')) | 1.5",
                "parseFloat(Ext.tortuosityFactor('Active', 'X')) | Infinity",
                "parseFloat(Ext.relativeConductivity('electrolyte', 'z')) | 0.25",
                "parseFloat(Ext.macMullin('electrolyte', 'z')) | 4",
                "parseFloat(Ext.effectiveConductivity('electrolyte', 'z')) * 1e5 | 3",
                "parseFloat(Ext.effectiveConductivity('active', 'x')) | NaN",
                "parseFloat(Ext.connectedFraction('electrolyte', 'z')) | 0.375",
                "Ext.transportStatus('active', 'x') | NOT_PERCOLATING",
                "parseFloat(Ext.capacity()) | 80",
                "parseFloat(Ext.arealCapacity()) | 2",
                "parseFloat(Ext.voltageAt(20)) | 3.8",
                "parseFloat(Ext.voltageAt(80)) | 2.6",
                "parseFloat(Ext.capacityAt(3.1)) | 60",
                "parseFloat(Ext.impedance(100)) | 5",
                "parseFloat(Ext.impedancePhase(10000)) | -45",
                "parseFloat(Ext.morphology('volume fraction active')) | 0.46",
                "Ext.phases() | electrolyte,active",
                "Ext.axis() | z",
                "Ext.collector() | first",
                "parseFloat(Ext.fraction('active')) | 0.375",
                "parseFloat(Ext.fraction('void')) | 0",
                "parseFloat(Ext.contactRatio()) | 0.25",
                "parseInt(Ext.rows('impedance')) | 3",
                "Ext.value('impedance', 'Z imag [Ohm cm2]', 1) | -4",
                "Ext.checkCell('lps-nmc622') | ok",
            })
    void numbersReachTheMacro(String expression, String expected) {
        assertEquals(expected, plain(macro("v = " + expression.replace('\'', '"') + "; return \"\" + v;")));
    }

    /** ImageJ returns numbers with four decimals. */
    private static String plain(String text) {
        return text.matches("-?\\d+\\.\\d+") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    @Test
    void betweenFrequenciesRealAndImaginaryPartGoStraightOverTheLogarithm() {
        // 1000 Hz is half-way between 1e4 and 1e2: 2 - 2.5 i
        assertEquals(Math.hypot(2, 2.5), Double.parseDouble(macro("return Ext.impedance(1000);")), 1e-9);
    }

    @Test
    void theLatestTableIsTheLastOfTheList() {
        LatestTables.keep(new Table("profile", "Layer").row(0));
        assertTrue(macro("return Ext.tables();").endsWith(",profile"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ext.tortuosityFactor('electrolyte') | Ext.tortuosityFactor takes 2 arguments, Ext.tortuosityFactor(phase, axis); only 1 given.",
                "Ext.fraction('active', 'z') | Ext.fraction takes 1 argument, Ext.fraction(phase); more given.",
                "Ext.tortuosityFactor('electrolyte', 'y') | Ext.tortuosityFactor: the last Transport Properties... has no 'electrolyte' along 'y'; it has active along x, electrolyte along z.",
                "Ext.voltageAt(200) | Ext.voltageAt: 200 lies outside the table discharge_0.5C, whose Capacity [mAh/g] goes from 0 to 80.",
                "Ext.fraction('gold') | Ext.fraction: the phase 'gold' is not known; allowed: electrolyte, active, passivated, additive, void.",
                "Ext.value('nothing', 'A', 0) | There is no table 'nothing'",
                "Ext.value('impedance', 'A', 0) | Table 'impedance' has no column 'A'; it has Frequency [Hz], Z real [Ohm cm2], Z imag [Ohm cm2].",
                "Ext.value('impedance', 'Frequency [Hz]', 7) | Table 'impedance' has no row 7; it has 3 rows, from 0.",
                "Ext.cell('lps-nmc622', 'colour') | 'stack' has no unit of length",
            })
    void mistakesAreOneSentence(String expression, String expected) {
        String told = macro("v = " + expression.replace('\'', '"') + "; return \"went on\";");
        assertTrue(told.startsWith("error: " + expected), told);
        assertFalse(told.contains("\n"), told);
    }

    @Test
    void wrongTypesAreRefusedBeforeAnythingIsComputed() {
        assertEquals("error: Ext.voltageAt: capacity must be a number.", macro("v = Ext.voltageAt(\"high\");"));
        assertTrue(
                macro("v = Ext.fraction(1);").startsWith("error: Ext.fraction: the phase '1' is not known; allowed:"));
        assertEquals("error: ')' expected", macro("v = Ext.capacity(1);")); // told by ImageJ
    }

    @Test
    void aCellFileThatIsNoneIsToldAsText() {
        String told = macro("return Ext.checkCell(\"no-such-cell\");");
        assertTrue(told.contains("no-such-cell"), told);
    }

    @Test
    void aCellWithAnotherValueIsACellFile() {
        String text = macro("return Ext.cellWith(\"lps-nmc622\", \"electrolyte.conductivity_S_per_cm\", \"5e-4\");");
        assertEquals(0.05, CellFile.parse(text, "changed").electrolyte().conductivity(), 1e-15);
        String told = macro("return Ext.cellWith(\"lps-nmc622\", \"electrolyte.conductivity_S_per_cm\", \"-1\");");
        assertTrue(told.contains("electrolyte.conductivity_S_per_cm"), told);
    }

    @Test
    void aCellIsMeasuredOnTheActiveStack() {
        String code = "setVoxelSize(1, 1, 1, \"um\"); return Ext.cell(\"lps-nmc622\", \"areal loading\");";
        // 2 layers of 1 um, 3 of 8 voxels of 4.73 g/cm3
        assertEquals(2e-4 * 0.375 * 4.73 * 1000, Double.parseDouble(macro(code)), 1e-9);
    }

    @Test
    void namesAreUniqueAndExamplesCallTheirFunction() {
        Set<String> names = new HashSet<>();
        for (MacroFunction function : MacroFunctions.list()) {
            assertTrue(names.add(function.name()), function.name());
            assertTrue(function.example().contains("Ext." + function.name() + "("), function.example());
        }
    }
}
