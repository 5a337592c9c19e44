package io.github.voxelyte.cluster;

import io.github.voxelyte.plugins.tables.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table as Parquet: numbers as doubles, text as text, nothing as null. Rows keep their order. */
final class ParquetTable {
    private ParquetTable() {}

    /** Writes a table; an earlier one is replaced. */
    static void write(SparkSession session, Table table, Path folder) {
        List<StructField> fields = new ArrayList<>();
        List<Boolean> isNumber = new ArrayList<>();
        for (String column : table.columns()) {
            boolean number = numeric(table, column);
            isNumber.add(number);
            fields.add(DataTypes.createStructField(column, number ? DataTypes.DoubleType : DataTypes.StringType, true));
        }
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < table.size(); r++) {
            Object[] cells = new Object[isNumber.size()];
            for (int c = 0; c < cells.length; c++) {
                Object cell = table.cells(r).get(c);
                cells[c] = isNumber.get(c) ? number(cell) : String.valueOf(cell);
            }
            rows.add(RowFactory.create(cells));
        }
        session.conf().set("spark.sql.caseSensitive", "true"); // columns differ by case alone
        session.createDataFrame(rows, new StructType(fields.toArray(StructField[]::new)))
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.toUri().toString());
    }

    private static boolean numeric(Table table, String column) {
        int numbers = 0;
        for (int row = 0; row < table.size(); row++) {
            Object cell = table.cell(column, row);
            boolean blank = cell.equals("");
            if (!blank && !(cell instanceof Number) && !isUnbounded(cell)) {
                return false;
            }
            numbers += blank ? 0 : 1;
        }
        return numbers > 0;
    }

    /** What JSON has no number for comes back as text. */
    private static boolean isUnbounded(Object cell) {
        return cell.equals("NaN") || cell.equals("Infinity") || cell.equals("-Infinity");
    }

    private static Double number(Object cell) {
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        return cell.equals("") ? null : Double.valueOf((String) cell);
    }
}
