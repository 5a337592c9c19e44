package io.github.voxelyte.solver.discharge;

/** What ended a step of a protocol. */
public enum ProtocolEnd {
    /** The end voltage. */
    VOLTAGE,
    /** The end current of a hold. */
    CURRENT,
    /** The duration. */
    TIME,
    /** The charge. */
    CHARGE
}
