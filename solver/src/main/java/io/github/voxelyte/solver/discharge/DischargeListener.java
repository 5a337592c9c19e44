package io.github.voxelyte.solver.discharge;

/** Told of a discharge while it runs, in the order of time. */
public interface DischargeListener {
    /** Takes no notice. */
    DischargeListener NONE = point -> {};

    /**
     * A new point of the curve.
     *
     * @param point the point
     */
    void point(DischargePoint point);

    /**
     * The fields at a voltage that was asked for.
     *
     * @param voltage the voltage asked for [V]
     * @param fields the state there; to be read during the call only
     */
    default void snapshot(double voltage, CellFields fields) {}

    /**
     * The fields at a time that was asked for.
     *
     * @param time the time asked for, since the start [s]
     * @param fields the state there; to be read during the call only
     */
    default void snapshotAtTime(double time, CellFields fields) {}

    /**
     * A step of the protocol is over.
     *
     * @param result what became of it
     */
    default void step(ProtocolStepResult result) {}

    /**
     * The state between two time steps can be written, if it is time for it.
     *
     * @param checkpoint to be written during the call only
     * @param last whether the run ends here because it was cancelled
     */
    default void checkpoint(DischargeCheckpoint checkpoint, boolean last) {}
}
