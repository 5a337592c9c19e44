package io.github.voxelyte.solver.discharge;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * The state of a run between two time steps, to be written when it is worth it and to go on from. What is written is in the
 * machine-independent form of {@link DataOutputStream}, 8 bytes a number: some 24 bytes per unknown.
 */
public final class DischargeCheckpoint {
    private static final int MAGIC = 0x56584444;

    private final Consumer<Writer> state;

    DischargeCheckpoint(Consumer<Writer> state) {
        this.state = state;
    }

    /**
     * Writes the state. Only valid while the listener that was handed the checkpoint is being called.
     *
     * @param stream where to; not closed
     * @throws IOException if it can't be written
     */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream data = new DataOutputStream(stream);
        try {
            Writer writer = new Writer(data);
            writer.integer(MAGIC);
            state.accept(writer);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        data.flush();
    }

    static Reader reader(InputStream stream) {
        Reader reader = new Reader(new DataInputStream(stream));
        if (reader.integer() != MAGIC) {
            throw new IllegalArgumentException("the checkpoint is not one of a discharge: start without resume");
        }
        return reader;
    }

    /** Writes numbers. */
    static final class Writer {
        private final DataOutputStream out;

        private Writer(DataOutputStream out) {
            this.out = out;
        }

        void number(double value) {
            try {
                out.writeDouble(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void integer(long value) {
            try {
                out.writeLong(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void numbers(double[] values) {
            integer(values.length);
            for (double value : values) {
                number(value);
            }
        }
    }

    /** Reads what a {@link Writer} wrote. */
    static final class Reader {
        private final DataInputStream in;

        private Reader(DataInputStream in) {
            this.in = in;
        }

        double number() {
            try {
                return in.readDouble();
            } catch (IOException e) {
                throw broken(e);
            }
        }

        int integer() {
            try {
                return Math.toIntExact(in.readLong());
            } catch (IOException e) {
                throw broken(e);
            }
        }

        /** Fills an array; one of another length belongs to another cell. */
        void numbers(double[] values) {
            int length = integer();
            if (length != values.length) {
                throw new IllegalArgumentException("the checkpoint holds " + length + " numbers where this cell has "
                        + values.length + ": it belongs to another cell; start without resume");
            }
            for (int i = 0; i < length; i++) {
                values[i] = number();
            }
        }

        private static IllegalArgumentException broken(IOException e) {
            return new IllegalArgumentException("the checkpoint is cut short: start without resume", e);
        }
    }
}
