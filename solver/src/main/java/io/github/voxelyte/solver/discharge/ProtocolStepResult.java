package io.github.voxelyte.solver.discharge;

import io.github.voxelyte.solver.protocol.ProtocolStep;

/**
 * What became of a step of a protocol.
 *
 * @param number of the step, from 1
 * @param step what was asked
 * @param start when it began [s]
 * @param end when it ended [s]
 * @param voltage at its end [V]
 * @param charge passed in it per cross-section, positive on discharge [C/m²]
 * @param reason what ended it
 */
public record ProtocolStepResult(
        int number, ProtocolStep step, double start, double end, double voltage, double charge, ProtocolEnd reason) {}
