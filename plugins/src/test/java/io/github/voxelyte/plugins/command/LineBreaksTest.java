package io.github.voxelyte.plugins.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences in windows that are narrower than they are. */
class LineBreaksTest {
    @Test
    void sentencesAreBrokenAtBlanks() {
        assertEquals(List.of("a bc", "def", "g"), LineBreaks.of("a bc def\ng", String::length, 4));
        assertEquals(List.of("longest", "of all"), LineBreaks.of("longest of all", String::length, 6));
    }

    @Test
    void theLogIndentsWhatGoesOn() {
        assertEquals("Cell a: 3\n    mg/cm2", LogWindow.broken("Cell a: 3 mg/cm2", String::length, 14));
        assertEquals("short", LogWindow.broken("short", String::length, 14));
    }

    @Test
    void aTableIsAsWideAsItsWidestCells() {
        assertEquals(6 + 3 + 4 + 3, TableSize.columns(List.of("Time\tV", "123456\t1234"), String::length));
    }
}
