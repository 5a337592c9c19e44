package io.github.voxelyte.solver.impedance;

import java.util.List;

/** The current that enters every active voxel through its faces to electrolyte, at one frequency. */
final class FaceCurrents {
    private FaceCurrents() {}

    /** The map of a solution for a current I [A]. */
    static CurrentMap of(AdmittanceMatrix matrix, ElementAdmittances a, double[] u, double frequency, double current) {
        List<ElementClass> classes = matrix.network.classes;
        double[] amplitude = new double[matrix.active];
        double[] phase = new double[matrix.active];
        double mean = current / matrix.elements.area();
        matrix.ranges(matrix.active, (from, to) -> {
            for (int x = from; x < to; x++) {
                int i = matrix.nodeOf[x];
                double re = 0;
                double im = 0;
                double area = 0;
                for (int k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
                    int s = matrix.type[k];
                    if (matrix.role[s] == AdmittanceMatrix.FACE) {
                        int j = matrix.column[k];
                        int w = 2 * (matrix.nodes + x);
                        double du = u[2 * i] - u[2 * j];
                        double dv = u[2 * i + 1] - u[2 * j + 1];
                        double gr = a.admittance[2 * s];
                        double gi = a.admittance[2 * s + 1];
                        double br = a.coupling[2 * s];
                        double bi = a.coupling[2 * s + 1];
                        re += gr * du - gi * dv - br * u[w] + bi * u[w + 1];
                        im += gr * dv + gi * du - br * u[w + 1] - bi * u[w];
                        area += classes.get(s).shape().area();
                    }
                }
                amplitude[x] = area > 0 ? Math.hypot(re, im) / area / mean : Double.NaN;
                phase[x] = area > 0 ? Math.toDegrees(Math.atan2(im, re)) : Double.NaN;
            }
        });
        return new CurrentMap(frequency, matrix.elements.field(amplitude), matrix.elements.field(phase));
    }
}
