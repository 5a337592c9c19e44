package io.github.voxelyte.solver.impedance;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.math3.complex.Complex;

/**
 * Impedance at one frequency.
 *
 * @param frequency [Hz]
 * @param impedance of a square metre of cross-section [Ω·m²]; negative imaginary part: capacitive
 * @param shares parts of the impedance, Σ z·|i|² of the elements of a process over |I|²: real parts are dissipation; they sum
 *     to the impedance
 * @param residual norm of what the equations leave, relative to the current
 * @param iterations linear iterations that were needed beyond the projection on solutions at other frequencies
 */
public record ImpedancePoint(
        double frequency, Complex impedance, Map<CellProcess, Complex> shares, double residual, int iterations) {
    /** Keeps a copy of the shares. */
    public ImpedancePoint {
        shares = Collections.unmodifiableMap(new EnumMap<>(shares));
    }
}
