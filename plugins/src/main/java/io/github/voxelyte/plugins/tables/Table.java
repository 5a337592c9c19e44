package io.github.voxelyte.plugins.tables;

import ij.measure.ResultsTable;
import io.github.voxelyte.plugins.options.Numbers;
import java.util.ArrayList;
import java.util.List;

/** A table with a name; column heads carry units. Numbers are kept as they are and rounded only where written. */
public final class Table {
    private static final int DISPLAYED_DIGITS = 6;

    private final String name;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param name its name, which is also the CSV file's
     * @param columns heads with units, as in {@code Position [um]}
     */
    public Table(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns);
    }

    /**
     * Adds a row.
     *
     * @param cells one number or text a column
     * @return this table
     */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "table " + name + " has " + columns.size() + " columns, the row " + cells.length);
        }
        for (Object cell : cells) {
            if (!(cell instanceof Number || cell instanceof String)) {
                throw new IllegalArgumentException("a cell must be a number or text: " + cell);
            }
        }
        rows.add(List.of(cells));
        return this;
    }

    /**
     * The name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The heads.
     *
     * @return one a column
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * How many rows there are.
     *
     * @return the number of rows
     */
    public int size() {
        return rows.size();
    }

    /**
     * A cell.
     *
     * @param column the head of its column
     * @param row its row, from 0
     * @return a number or text
     * @throws IllegalArgumentException naming what there is, if there is no such cell
     */
    public Object cell(String column, int row) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "Table '" + name + "' has no column '" + column + "'; it has " + String.join(", ", columns) + ".");
        }
        if (row < 0 || row >= rows.size()) {
            throw new IllegalArgumentException(
                    "Table '" + name + "' has no row " + row + "; it has " + rows.size() + " rows, from 0.");
        }
        return rows.get(row).get(index);
    }

    /**
     * A row.
     *
     * @param row from 0
     * @return its cells, numbers or text
     */
    public List<Object> cells(int row) {
        return rows.get(row);
    }

    /**
     * The table as CSV: commas, {@code .} decimals, 10 significant digits, a line feed after every row.
     *
     * @return the whole text, with heads
     */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        line(text, columns);
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    /**
     * The last row as a line of CSV, with the heads before it if it is the first.
     *
     * @return one or two lines
     */
    public String lastCsvLines() {
        StringBuilder text = new StringBuilder();
        if (rows.size() == 1) {
            line(text, columns);
        }
        line(text, rows.get(rows.size() - 1));
        return text.toString();
    }

    /**
     * A cell as it stands in CSV, without quotes.
     *
     * @param cell a number or text
     * @return its text
     */
    static String text(Object cell) {
        boolean whole = cell instanceof Long || cell instanceof Integer;
        return cell instanceof Number number && !whole ? Numbers.tenDigits(number.doubleValue()) : String.valueOf(cell);
    }

    private static void line(StringBuilder text, List<?> cells) {
        String separator = "";
        for (Object cell : cells) {
            text.append(separator).append(quoted(text(cell)));
            separator = ",";
        }
        text.append('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /**
     * The table as ImageJ shows it.
     *
     * @return a new table
     */
    public ResultsTable toResultsTable() {
        ResultsTable table = new ResultsTable();
        table.setPrecision(DISPLAYED_DIGITS);
        for (List<Object> row : rows) {
            table.addRow();
            for (int c = 0; c < columns.size(); c++) {
                if (row.get(c) instanceof Number number) {
                    table.addValue(columns.get(c), number.doubleValue());
                } else {
                    table.addValue(columns.get(c), (String) row.get(c));
                }
            }
        }
        return table;
    }
}
