package io.github.voxelyte.plugins.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.measure.ResultsTable;
import io.github.voxelyte.plugins.options.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "3.14159265358979, 3.141592654",
        "1e-6, 1e-6",
        "1.25e-7, 1.25e-7",
        "-12345678901234, -1.23456789e13",
        "1234567890, 1234567890",
        "0.00001, 0.00001",
        "0, 0",
        "100, 100",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void numbersHaveTenSignificantDigits(double value, String text) {
        assertEquals(text, Numbers.tenDigits(value));
    }

    @Test
    void csvQuotesWhereItMust() {
        Table table = new Table("t", "Phase", "Position [um]", "n").row("a,\"b\"", 0.5, 3_000_000_000L);
        assertEquals("Phase,Position [um],n\n\"a,\"\"b\"\"\",0.5,3000000000\n", table.toCsv());
    }

    @Test
    void imagejShowsTheSame() {
        ResultsTable shown = new Table("t", "Phase", "D_eff/D")
                .row("active", 0.25)
                .row("void", Double.NaN)
                .toResultsTable();
        assertEquals(2, shown.size());
        assertEquals("active", shown.getStringValue("Phase", 0));
        assertEquals(0.25, shown.getValue("D_eff/D", 0));
        assertTrue(Double.isNaN(shown.getValue("D_eff/D", 1)));
    }

    @Test
    void wrongRowsAndCellsAreRefused() {
        Table table = new Table("t", "A", "B");
        assertThrows(IllegalArgumentException.class, () -> table.row(1));
        assertThrows(IllegalArgumentException.class, () -> table.row(1, null));
        table.row(1, "x");
        assertEquals(
                "Table 't' has no column 'C'; it has A, B.",
                assertThrows(IllegalArgumentException.class, () -> table.cell("C", 0))
                        .getMessage());
    }
}
