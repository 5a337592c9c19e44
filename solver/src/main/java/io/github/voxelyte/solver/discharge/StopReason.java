package io.github.voxelyte.solver.discharge;

/** Why a discharge ended. */
public enum StopReason {
    /** The voltage reached the cut-off, or another limit that ends the protocol. */
    CUT_OFF,
    /** Every step of the protocol was done. */
    PROTOCOL_COMPLETE,
    /** The voltage is below the cut-off as soon as the current flows, or falls to it without passing charge. */
    LIMITING_CURRENT,
    /** The active material's surface is full: the voltage falls without end above the cut-off. */
    SURFACE_SATURATED,
    /** A step could not be solved however short; what came before is kept. */
    NOT_CONVERGED,
    /** Cancelled; what came before is kept. */
    CANCELLED
}
