package io.github.voxelyte.plugins.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppliesTest {
    private static final Key<String> METHOD =
            Key.choice("Method", "one", "two", "three").orElse("one");
    private static final Key<Boolean> FLAG = Key.flag("flag").when(Applies.where(METHOD, "two", "three"));
    private static final Key<Double> NUMBER =
            Key.number("number", Range.ANY).orElse(1.0).when(Applies.whereNot(METHOD, "three"));
    private static final Key<String> IF_ON = Key.text("if_on", "words").when(Applies.on(FLAG));
    private static final Key<String> IF_OFF = Key.text("if_off", "words").when(Applies.off(FLAG));
    private static final Key<String> IF_GIVEN =
            Key.text("if_given", "words").when(Applies.given(IF_ON).or(Applies.given(IF_OFF)));
    private static final Key<String> IF_ABSENT =
            Key.text("if_absent", "words").when(Applies.absent(IF_OFF).and(Applies.nonZero(NUMBER)));
    private static final List<Key<?>> KEYS = List.of(METHOD, FLAG, NUMBER, IF_ON, IF_OFF, IF_GIVEN, IF_ABSENT);

    private static void applying(Map<String, String> texts, String... expected) {
        assertEquals(Set.of(expected), Applies.applying(KEYS, texts));
    }

    @Test
    void conditionsLookAtWhatStandsInTheFields() {
        applying(Map.of("method", "one", "number", "1"), "method", "number", "if_off", "if_absent");
        applying(
                Map.of("method", "TWO", "number", "1", "flag", "true"),
                "method",
                "flag",
                "number",
                "if_on",
                "if_absent");
        applying(
                Map.of("method", "two", "number", "1", "flag", "true", "if_on", "x"),
                "method",
                "flag",
                "number",
                "if_on",
                "if_given",
                "if_absent");
        applying(
                Map.of("method", "one", "number", "1", "flag", "false", "if_off", "x"),
                "method",
                "number",
                "if_off",
                "if_given");
    }

    @Test
    void whatDoesNotApplyCountsWithItsDefault() {
        // the switch is on, but grey; the words behind it are given, but grey
        applying(
                Map.of("method", "one", "flag", "true", "if_on", "x", "number", "1"),
                "method",
                "number",
                "if_off",
                "if_absent");
        // 0, but grey: its default is 1
        applying(Map.of("method", "three", "number", "0"), "method", "flag", "if_off", "if_absent");
    }

    @Test
    void aNumberThatIsNotZeroOrHalfTyped() {
        applying(Map.of("method", "one", "number", "0.0"), "method", "number", "if_off");
        applying(Map.of("method", "one", "number", "1e"), "method", "number", "if_off", "if_absent");
    }

    @Test
    void wordsForTheHelp() {
        assertEquals("", METHOD.asking().applies().words());
        assertEquals("Method=two or three", FLAG.asking().applies().words());
        assertEquals(Set.of("method"), FLAG.asking().applies().asks());
        assertEquals(
                "no if_off= and number other than 0",
                IF_ABSENT.asking().applies().words());
    }

    @Test
    void macrosAreNotTouched() {
        Options options = Options.parse(KEYS, "method=one flag if_on=x number=0");
        assertEquals("x", options.get(IF_ON));
        assertEquals(true, options.get(FLAG));
        assertEquals(0, options.get(NUMBER));
    }
}
