package io.github.voxelyte.solver.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTextTest {
    private static final double ONE_C = 17.8;

    private static final ProtocolText READER =
            new ProtocolText(ONE_C, 2.6, 4.3, name -> new double[][] {{0, 10, 25}, {5, -3, -3}});

    private static ProtocolStep only(String text) {
        List<ProtocolStep> steps = READER.parse(text).steps();
        assertEquals(1, steps.size());
        return steps.get(0);
    }

    @Test
    void readsCurrentsInEveryForm() {
        assertEquals(0.1 * ONE_C, only("Discharge at 0.1C until 3 V").value(), 1e-12);
        assertEquals(ONE_C / 20, only("discharge AT c/20 until 3V").value(), 1e-12);
        assertEquals(-2.5, only("Charge at 0.25 mA/cm2 until 4.2 V").value(), 1e-12);
        assertEquals(0, only("Rest for 30 min").value());
        assertTrue(only("Rest for 30 min").isRest());
    }

    @Test
    void readsEveryCondition() {
        ProtocolStep step = only("Discharge at 1C for 90 s or until 3.1 V or until 0.5 mAh/cm2");
        assertEquals(90, step.duration());
        assertEquals(3.1, step.endVoltage());
        assertEquals(0.5 * 36_000, step.charge(), 1e-9);
        assertFalse(step.endsProtocol());
        ProtocolStep hold = only("Hold at 4.3 V until C/50 or for 2 h");
        assertEquals(ProtocolStep.Control.VOLTAGE, hold.control());
        assertEquals(4.3, hold.value());
        assertEquals(ONE_C / 50, hold.endCurrent(), 1e-12);
        assertEquals(7200, hold.duration());
    }

    @Test
    void theLimitsOfTheProtocolEndStepsWithoutAVoltage() {
        ProtocolStep discharge = only("Discharge at 1C for 10 min");
        assertEquals(2.6, discharge.endVoltage());
        assertTrue(discharge.endsProtocol());
        assertEquals(4.3, only("Charge at 1C for 10 min").endVoltage());
    }

    @Test
    void repeatsGroupsAlsoNested() {
        List<ProtocolStep> steps = READER.parse(
                        "Rest for 1 s; ((Discharge at 1C for 1 s; Rest for 2 s) x 2; Charge at 1C for 1 s) x 3")
                .steps();
        assertEquals(1 + 3 * 5, steps.size());
        assertEquals(0, steps.get(0).cycle());
        assertEquals(2, steps.get(3).cycle());
        assertEquals(3, steps.get(15).cycle());
    }

    @Test
    void aProfileBecomesOneStepForEveryInterval() {
        List<ProtocolStep> steps =
                READER.parse("Follow drive cycle.csv until 3 V").steps();
        assertEquals(2, steps.size());
        assertEquals(5, steps.get(0).value());
        assertEquals(10, steps.get(0).duration());
        assertEquals(3, steps.get(0).endVoltage());
        assertEquals(-3, steps.get(1).value());
        assertEquals(15, steps.get(1).duration());
        assertEquals(4.3, steps.get(1).endVoltage());
    }

    @ParameterizedTest
    @CsvSource({
        "Discharge, the step 'Discharge'",
        "Discharge at 5 potatoes until 3 V, the current '5 potatoes'",
        "Discharge at 0C until 3 V, has no current",
        "Hold at 4.2 V, never ends",
        "Hold until C/50, Hold at 4.3 V",
        "Rest, Rest for 1 h",
        "Rest for 1 h or until 3 V, Rest for 1 h",
        "Dance at 1C, Discharge at 0.1C",
        "(Rest for 1 s, parenthesis",
        "(Rest for 1 s) x 0, how often",
        "Discharge at 1C until 3 W, the current '3 w'",
        "' ; ', empty"
    })
    void whatIsNotUnderstoodIsNamed(String text, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> READER.parse(text))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void limitsMustBeInOrder() {
        assertThrows(IllegalArgumentException.class, () -> new ProtocolText(1, 4, 3, name -> null));
    }
}
