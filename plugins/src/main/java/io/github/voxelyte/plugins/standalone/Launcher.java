package io.github.voxelyte.plugins.standalone;

import java.lang.reflect.InvocationTargetException;

/**
 * Where {@code java -jar voxelyte.jar} starts. Compiled for Java 8 and free of references to anything newer, so that an old
 * Java gives a sentence and not a stack trace.
 */
public final class Launcher {
    private static final int NEEDED = 17;

    private Launcher() {}

    /**
     * Starts the program.
     *
     * @param arguments macro file and its argument, or an option
     * @throws ReflectiveOperationException if the program is not in the jar
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        int running = level(System.getProperty("java.specification.version"));
        if (running < NEEDED) {
            System.err.println("Voxelyte needs Java " + NEEDED + " or newer; this is Java " + running + " ("
                    + System.getProperty("java.home") + ").");
            System.exit(1);
        }
        try {
            Class.forName("io.github.voxelyte.plugins.standalone.Console")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            System.err.println("voxelyte: " + failed.getCause());
            System.exit(1);
        }
    }

    /** 8 for "1.8", 17 for "17". */
    static int level(String specification) {
        String number = specification.startsWith("1.") ? specification.substring(2) : specification;
        return Integer.parseInt(number);
    }
}
