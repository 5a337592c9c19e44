package io.github.voxelyte.plugins.tasks;

import io.github.voxelyte.plugins.about.Version;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A piece of work by its text. Small: it travels between processes, the voxels do not.
 *
 * @param number its place in the table, from 0
 * @param key tells what is asked: tasks with one key have one result, whenever and wherever they are done
 * @param work the class of the {@link Work}
 * @param text what the work is told
 * @param cost what it takes compared with the others, for the order and the time left; any unit
 */
public record Task(int number, String key, String work, String text, double cost) implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int KEY_BYTES = 12;

    /**
     * A task whose key is made of all that it depends on.
     *
     * @param number its place in the table, from 0
     * @param work what does it
     * @param text what the work is told
     * @param state what else the result depends on, such as sizes and dates of the files that are read
     * @param cost what it takes compared with the others
     * @return the task
     */
    public static Task of(int number, Class<? extends Work> work, String text, String state, double cost) {
        String all = String.join("\n", Version.CURRENT, work.getName(), text, state);
        return new Task(number, digest(all), work.getName(), text, cost);
    }

    /**
     * A short name for a text, such as for a file.
     *
     * @param text any text
     * @return 24 hexadecimal digits, equal for equal texts only
     */
    public static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
