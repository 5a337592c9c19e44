package io.github.voxelyte.plugins.discharge;

import io.github.voxelyte.plugins.tables.Table;
import io.github.voxelyte.solver.discharge.DischargeCheckpoint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run needs to be resumed: what it was asked, the rows of its tables, the files it has written, and the solver's state
 * unless it was complete. Written under another name and renamed, so that there is always a whole one.
 */
final class CheckpointFile {
    private static final int FORMAT = 3;
    private static final byte NUMBER = 0;
    private static final byte WHOLE = 1;
    private static final byte TEXT = 2;

    private CheckpointFile() {}

    /**
     * What was read.
     *
     * @param complete whether the run had ended
     * @param files names of the snapshots' files written
     * @param state the solver's state, to be closed; empty if the run had ended
     */
    record Content(boolean complete, List<String> files, InputStream state) {}

    static void write(Path file, String asked, List<Table> tables, List<String> files, DischargeCheckpoint state)
            throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        // No channel: those are closed when a thread is interrupted, and that is when this is needed.
        try (OutputStream stream = new BufferedOutputStream(new FileOutputStream(part.toFile()), 1 << 16)) {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeInt(FORMAT);
            out.writeUTF(asked);
            out.writeBoolean(state == null);
            out.writeInt(tables.size());
            for (Table table : tables) {
                out.writeInt(table.size());
                for (int row = 0; row < table.size(); row++) {
                    writeRow(out, table.cells(row));
                }
            }
            out.writeInt(files.size());
            for (String name : files) {
                out.writeUTF(name);
            }
            if (state != null) {
                state.write(out);
            }
            out.flush();
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeRow(DataOutputStream out, List<Object> row) throws IOException {
        for (Object cell : row) {
            if (cell instanceof String text) {
                out.writeByte(TEXT);
                out.writeUTF(text);
            } else if (cell instanceof Integer || cell instanceof Long) {
                out.writeByte(WHOLE);
                out.writeLong(((Number) cell).longValue());
            } else {
                out.writeByte(NUMBER);
                out.writeDouble(((Number) cell).doubleValue());
            }
        }
    }

    /**
     * Reads a checkpoint and fills tables with what they held.
     *
     * @throws IllegalArgumentException in one sentence, if it belongs to another run or is damaged
     */
    static Content read(Path file, String asked, List<Table> tables) {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
            if (in.readInt() != FORMAT || !in.readUTF().equals(asked)) {
                in.close();
                throw new IllegalArgumentException("The interrupted run in the output folder had other parameters,"
                        + " another stack or another version; start without resume, or with its parameters.");
            }
            boolean complete = in.readBoolean();
            if (in.readInt() != tables.size()) {
                throw new IOException("the tables do not fit");
            }
            for (Table table : tables) {
                int rows = in.readInt();
                for (int row = 0; row < rows; row++) {
                    table.row(readRow(in, table.columns().size()));
                }
            }
            List<String> files = new ArrayList<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                files.add(in.readUTF());
            }
            return new Content(complete, files, in);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The checkpoint of the interrupted run can't be read: " + e.getMessage()
                            + "; start without resume.",
                    e);
        }
    }

    private static Object[] readRow(DataInputStream in, int columns) throws IOException {
        Object[] row = new Object[columns];
        for (int c = 0; c < columns; c++) {
            byte kind = in.readByte();
            switch (kind) {
                case TEXT -> row[c] = in.readUTF();
                case WHOLE -> row[c] = in.readLong();
                default -> row[c] = in.readDouble();
            }
        }
        return row;
    }
}
