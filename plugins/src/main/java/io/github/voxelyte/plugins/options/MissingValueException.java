package io.github.voxelyte.plugins.options;

/** A key was not given that the command cannot do without. */
public final class MissingValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient Key<?> key;

    MissingValueException(Key<?> key) {
        super("The key '" + key.name() + "' is needed: " + key.name() + "=… (" + key.allowed() + ").");
        this.key = key;
    }

    /**
     * Which one.
     *
     * @return the key
     */
    public Key<?> key() {
        return key;
    }
}
