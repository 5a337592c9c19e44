package io.github.voxelyte.benchmarks;

import io.github.voxelyte.microstructure.elliptic.NoConvergenceException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * The program {@code benchmarks.jar}: the first argument names the benchmark, the result is one line of JSON on the
 * standard output. Wrong arguments are answered by one sentence and exit status 2, a solve that fails by status 1.
 */
public final class Benchmarks {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private Benchmarks() {}

    /**
     * Runs a benchmark and ends the process.
     *
     * @param arguments {@code transport} and the arguments of {@link TransportBenchmark#parse}, {@code discharge} and those of
     *     {@link DischargeBenchmark#parse}, or {@code warm} and those of {@link WarmStartBenchmark#parse}
     */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            String name = arguments.isEmpty() ? "" : arguments.get(0);
            List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
            switch (name) {
                case "transport" -> out.println(
                        TransportBenchmark.parse(rest).run().toJson());
                case "discharge" -> out.println(DischargeBenchmark.parse(rest).run());
                case "warm" -> out.println(WarmStartBenchmark.parse(rest).run());
                default -> throw new IllegalArgumentException(
                        "the first argument must name a benchmark, 'transport', 'discharge' or 'warm'"
                                + (name.isEmpty() ? "" : ": " + name));
            }
            return DONE;
        } catch (IllegalArgumentException | IOException wrong) {
            err.println(wrong.getMessage());
            return WRONG_ARGUMENTS;
        } catch (NoConvergenceException failed) {
            err.println(failed.getMessage());
            return FAILED;
        } catch (OutOfMemoryError tooSmall) {
            err.println("the heap of " + Runtime.getRuntime().maxMemory() / (1024 * 1024)
                    + " MiB is too small for this volume: start java with a larger -Xmx");
            return FAILED;
        }
    }
}
