package io.github.voxelyte.solver.material;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    private static final double T = 298.15;

    @ParameterizedTest
    @CsvSource({
        "1+2*3, 7",
        "(1+2)*3, 9",
        "2^3^2, 512",
        "-2^2, -4",
        "2^-2, 0.25",
        "8-3-2, 3",
        "16/4/2, 2",
        "1e-3*2.5E2, 0.25",
        ".5+x, 0.75",
        "x*T, 74.5375",
        "--x, 0.25",
        "exp(ln(3)), 3",
        "log10(1000), 3",
        "sqrt(x), 0.5",
        "tanh(0), 0",
        "2*-x, -0.5"
    })
    void evaluates(String text, double expected) {
        assertEquals(expected, Formula.parse(text).at(T).value(0.25), 1e-12 * Math.max(1, Math.abs(expected)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10^(-10.7375 - 1.2852*(x-0.4))",
                "x^3 - 2*x + 1/x",
                "tanh(5*(x-0.5)) + exp(-x*T/300)",
                "sqrt(x*(1-x))/log10(2+x)",
                "(x^x)*ln(1+x)",
                "(x-0.9)^2",
                "-x^2 + 3"
            })
    void differentiates(String text) {
        LithiationFunction f = Formula.parse(text).at(T);
        for (double x = 0.05; x < 1; x += 0.06) {
            double h = 1e-6;
            double slope = (f.value(x + h) - f.value(x - h)) / (2 * h);
            assertEquals(slope, f.derivative(x), 1e-7 * Math.max(1, Math.abs(slope)), text + " at " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1+", "(1", "1)", "y", "sin(x)", "exp x", "1..2", "2 3", "x;", "Runtime.exec(1)", "1e", "t"})
    void refuses(String text) {
        assertThrows(IllegalArgumentException.class, () -> Formula.parse(text));
    }

    @Test
    void namesTheUnknownNameAndItsPlace() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Formula.parse("1 + sin(x)"));
        assertTrue(e.getMessage().contains("'sin' at character 5"), e.getMessage());
    }

    @Test
    void refusesWhatWouldOverflowTheStack() {
        assertThrows(IllegalArgumentException.class, () -> Formula.parse("(".repeat(5000) + "x" + ")".repeat(5000)));
        assertThrows(IllegalArgumentException.class, () -> Formula.parse("x" + "^x".repeat(4000)));
        assertThrows(IllegalArgumentException.class, () -> Formula.parse("1".repeat(20_000)));
    }
}
