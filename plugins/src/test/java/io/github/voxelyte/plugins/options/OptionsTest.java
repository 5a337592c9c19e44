package io.github.voxelyte.plugins.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Key<Double> FRACTION =
            Key.number("fraction", Range.FRACTION).orElse(0.46);
    private static final Key<Double> CUTOFF = Key.number("cutoff_V", Range.POSITIVE);
    private static final Key<Long> SEED =
            Key.integer("seed", Range.NOT_NEGATIVE).orElse(1L);
    private static final Key<String> METHOD =
            Key.choice("method", "Target fraction", "Otsu").orElse("Target fraction");
    private static final Key<Boolean> MAPS = Key.flag("maps");
    private static final Key<List<Double>> RATES = Key.numbers("rates", Range.POSITIVE);
    private static final Key<List<Integer>> ACTIVE = Key.labels("active");
    private static final Key<String> OUTPUT = Key.folder("output");
    private static final List<Key<?>> KEYS = List.of(FRACTION, CUTOFF, SEED, METHOD, MAPS, RATES, ACTIVE, OUTPUT);

    @Test
    void absentKeysHaveTheirDefaults() {
        Options options = Options.parse(KEYS, "");
        assertEquals(0.46, options.get(FRACTION));
        assertEquals("Target fraction", options.get(METHOD));
        assertFalse(options.get(MAPS));
        assertTrue(options.find(CUTOFF).isEmpty());
        assertFalse(options.isGiven(FRACTION));
    }

    @Test
    void keysAndChoicesAreMatchedWithoutRegardToCase() {
        Options options = Options.parse(KEYS, "CUTOFF_v=2.6 Method=[target Fraction] MAPS ");
        assertEquals(2.6, options.get(CUTOFF));
        assertEquals("Target fraction", options.get(METHOD));
        assertTrue(options.get(MAPS));
    }

    @Test
    void bracketsKeepBlanksAndBackslashes() {
        Options options = Options.parse(KEYS, "output=[C:\\My Data\\run [2]\\] fraction=0.5");
        assertEquals("C:\\My Data\\run [2]\\", options.get(OUTPUT));
        assertEquals(0.5, options.get(FRACTION));
    }

    @Test
    void listsAreSplitAtCommas() {
        Options options = Options.parse(KEYS, "rates=0.1,0.25 active=[0, 2]");
        assertEquals(List.of(0.1, 0.25), options.get(RATES));
        assertEquals(List.of(0, 2), options.get(ACTIVE));
    }

    @Test
    void whatIsRecordedIsReadAgain() {
        Options first = Options.parse(KEYS, "CUTOFF_V=2.6 maps output=[a b/c] rates=1e-7,3 method=otsu active=0,2");
        String recorded = first.toMacro();
        assertEquals(
                "fraction=0.46 cutoff_v=2.6 seed=1 method=Otsu maps rates=1e-7,3 active=0,2 output=[a b/c]", recorded);
        assertEquals(first.inForce(), Options.parse(KEYS, recorded).inForce());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fraction=46 | fraction=46 is out of range; allowed: a number, 0 to 1 (46 per cent is 0.46).",
                "fraction=1.2 | fraction=1.2 is out of range; allowed: a number, 0 to 1 (46 per cent is 0.46).",
                "fraction=0,46 | fraction=0,46 is not a number (decimals need a point); allowed: a number, 0 to 1"
                        + " (46 per cent is 0.46).",
                "fraction=NaN | fraction=NaN is not a number; allowed: a number, 0 to 1 (46 per cent is 0.46).",
                "fraction=0x10 | fraction=0x10 is not a number; allowed: a number, 0 to 1 (46 per cent is 0.46).",
                "fraction= | fraction= is not a number; allowed: a number, 0 to 1 (46 per cent is 0.46).",
                "fraction | The key 'fraction' needs a value: fraction=… (a number, 0 to 1 (46 per cent is 0.46)).",
                "seed=1.5 | seed=1.5 is not a whole number; allowed: a whole number, at least 0.",
                "cutoff_V=-1 | cutoff_V=-1 is out of range; allowed: a number, above 0.",
                "method=otzu | method=otzu is not known; allowed: one of Target fraction, Otsu.",
                "maps=2 | maps=2 is neither on nor off; allowed: the bare word maps.",
                "active=300 | active=300 is out of range; allowed: labels from 0 to 255, such as 1 or 0,2.",
                "rates=1,,2 | rates=1,,2 is not a number; allowed: a number, above 0, or a list such as 0.1,0.25.",
                "output=[a | The value of 'output' starts with [ but no ] closes it.",
                "seed=1 SEED=2 | The key 'seed' is given twice; give it once.",
                "frction=0.4 | The key 'frction' is not known; allowed: fraction, cutoff_V, seed, method, maps, rates,"
                        + " active, output."
            })
    void badOptionsAreNamedWithValueAndWhatIsAllowed(String macro, String message) {
        IllegalArgumentException problem =
                assertThrows(IllegalArgumentException.class, () -> Options.parse(KEYS, macro));
        assertEquals(message, problem.getMessage());
    }

    @Test
    void neededKeysAreAskedFor() {
        Options options = Options.parse(KEYS, "");
        IllegalArgumentException problem = assertThrows(IllegalArgumentException.class, () -> options.get(CUTOFF));
        assertEquals("The key 'cutoff_V' is needed: cutoff_V=… (a number, above 0).", problem.getMessage());
    }
}
