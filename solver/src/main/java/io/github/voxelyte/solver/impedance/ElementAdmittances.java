package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import java.util.List;
import org.apache.commons.math3.complex.Complex;

/**
 * Admittances of all shapes of a cell's elements at one frequency [S]; complex numbers as pairs (real, imaginary) in one array.
 */
final class ElementAdmittances {
    final double omega;
    /** Current by potential difference. */
    final double[] admittance;
    /** B of {@link FaceResponse}: current by −ψ, Faradaic current by potential difference. */
    final double[] coupling;
    /** E of {@link FaceResponse}: Faradaic current by −ψ. */
    final double[] exchange;
    /** Lithium current between active voxels by the difference of ψ, real. */
    final double[] lithium;
    /** What a voxel stores: ωQ/p, imaginary. */
    final double storage;
    /** From each lithium node to lithium. */
    final Complex ground;
    /** Charge transfer and double layer of a square metre of lithium [Ω·m²]. */
    final Complex lithiumTransfer;

    final FaceResponse[] faces;

    ElementAdmittances(CellElements elements, LinearCell cell, SurfaceRule rule, double omega) {
        this.omega = omega;
        List<ElementShape> shapes = elements.shapes();
        int n = shapes.size();
        admittance = new double[2 * n];
        coupling = new double[2 * n];
        exchange = new double[2 * n];
        lithium = new double[n];
        faces = new FaceResponse[n];
        for (int s = 0; s < n; s++) {
            ElementShape shape = shapes.get(s);
            switch (shape.kind()) {
                case ELECTROLYTE, ADDITIVE -> admittance[2 * s] = shape.conductance();
                case ACTIVE -> {
                    admittance[2 * s] = shape.series() == 0
                            ? cell.sigma() * shape.area() / shape.distance()
                            : shape.area() / (shape.distance() / cell.sigma() + shape.series());
                    lithium[s] =
                            cell.chargePerVolume() * cell.diffusivity() * shape.area() / shape.distance() / cell.fall();
                }
                case JUNCTION -> admittance[2 * s] =
                        shape.area() / (0.5 * shape.distance() / cell.sigma() + shape.series());
                case REACTIVE -> set(
                        s, shape, FaceResponse.reactive(cell, rule, shape.distance(), shape.series(), omega));
                case PASSIVE -> set(
                        s, shape, FaceResponse.passive(cell, rule, shape.distance(), shape.series(), omega));
            }
        }
        storage = omega * elements.voxelCharge() / cell.fall();
        lithiumTransfer =
                new Complex(1 / cell.lithiumTransferResistance(), omega * cell.lithiumDoubleLayer()).reciprocal();
        ground = lithiumTransfer.add(elements.lithiumSeries()).reciprocal().multiply(elements.lithiumArea());
    }

    private void set(int s, ElementShape shape, FaceResponse face) {
        faces[s] = face;
        put(admittance, s, face.admittance().multiply(shape.area()));
        put(coupling, s, face.coupling().multiply(shape.area()));
        put(exchange, s, face.exchange().multiply(shape.area()));
    }

    private static void put(double[] pairs, int s, Complex value) {
        pairs[2 * s] = value.getReal();
        pairs[2 * s + 1] = value.getImaginary();
    }
}
