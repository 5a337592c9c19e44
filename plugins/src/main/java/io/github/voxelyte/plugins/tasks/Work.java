package io.github.voxelyte.plugins.tasks;

import java.io.IOException;
import java.util.Map;

/**
 * What is done in a task. An implementation has a public constructor without arguments and knows nothing but the text of its task,
 * so that any process that has the class can do it; the same text gives the same values and files.
 */
@FunctionalInterface
public interface Work {
    /**
     * Does it.
     *
     * @param text what exactly, as the task says it
     * @param place where it may read and write, how many threads it may use, where it reports
     * @return numbers and texts by their names, in order
     * @throws IllegalArgumentException if the text asks for what cannot be done: it is not tried again
     * @throws IOException if the file system fails, or a file is missing here: it may be tried again, elsewhere
     * @throws java.util.concurrent.CancellationException if it is to stop
     */
    Map<String, Object> run(String text, WorkPlace place) throws IOException;
}
