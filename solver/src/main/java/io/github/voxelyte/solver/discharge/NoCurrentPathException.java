package io.github.voxelyte.solver.discharge;

/** A stack that no current can pass: without active material, without contact, or without a path between lithium and collector. */
public final class NoCurrentPathException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * A stack that is no cell.
     *
     * @param message why, in one sentence
     */
    public NoCurrentPathException(String message) {
        super(message);
    }
}
