package io.github.voxelyte.solver.impedance;

import io.github.voxelyte.solver.discharge.CellElements;
import io.github.voxelyte.solver.discharge.ElementShape;
import org.apache.commons.math3.complex.Complex;

/**
 * Admittances of all classes of a cell's elements at one frequency [S]; complex numbers as pairs (real, imaginary) in one array.
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
    /** What a voxel stores, by level of lithiation: ωQ/p, imaginary. */
    final double[] storage;
    /** Largest lithium current between two voxels of a level by the difference of ψ. */
    final double[] link;
    /** Lithium current over electric conductance, of the salt; 0 if it does not move. */
    final double saltSpread;
    /** What a volume of electrolyte stores: ωS [S/m³], imaginary. */
    final double saltStorage;
    /** From each lithium node to lithium. */
    final Complex ground;
    /** Charge transfer and double layer of a square metre of lithium [Ω·m²]. */
    final Complex lithiumTransfer;

    final FaceResponse[] faces;

    ElementAdmittances(LinearNetwork network, SurfaceRule rule, double omega) {
        this.omega = omega;
        CellElements elements = network.elements;
        int n = network.classes.size();
        admittance = new double[2 * n];
        coupling = new double[2 * n];
        exchange = new double[2 * n];
        lithium = new double[n];
        faces = new FaceResponse[n];
        for (int s = 0; s < n; s++) {
            ElementShape shape = network.classes.get(s).shape();
            LinearCell cell = network.cells[network.classes.get(s).first()];
            switch (shape.kind()) {
                case ELECTROLYTE, ADDITIVE -> admittance[2 * s] = shape.conductance();
                case ACTIVE -> {
                    LinearCell other = network.cells[network.classes.get(s).second()];
                    admittance[2 * s] = electronic(shape, cell, other);
                    lithium[s] = lithium(shape, cell, other);
                }
                case JUNCTION -> admittance[2 * s] =
                        shape.area() / (0.5 * shape.distance() / cell.sigma() + shape.series());
                case REACTIVE -> set(
                        s, shape, FaceResponse.reactive(cell, rule, shape.distance(), shape.series(), omega));
                case PASSIVE -> set(
                        s, shape, FaceResponse.passive(cell, rule, shape.distance(), shape.series(), omega));
            }
        }
        storage = new double[network.cells.length];
        link = new double[network.cells.length];
        for (int l = 0; l < storage.length; l++) {
            LinearCell cell = network.cells[l];
            storage[l] = omega * elements.voxelCharge() / cell.fall();
            for (ElementShape shape : elements.shapes()) {
                if (shape.kind() == ElementShape.Kind.ACTIVE) {
                    link[l] = Math.max(link[l], lithium(shape, cell, cell));
                }
            }
        }
        saltSpread = network.salt.map(LinearSalt::spread).orElse(0.0);
        saltStorage = network.salt.map(salt -> omega * salt.storage()).orElse(0.0);
        LinearCell any = network.cells[0];
        lithiumTransfer =
                new Complex(1 / any.lithiumTransferResistance(), omega * any.lithiumDoubleLayer()).reciprocal();
        ground = lithiumTransfer.add(elements.lithiumSeries()).reciprocal().multiply(elements.lithiumArea());
    }

    /** Two half voxels in series, the contact of particles between. */
    private static double electronic(ElementShape shape, LinearCell a, LinearCell b) {
        if (!a.equals(b)) {
            double half = 0.5 * shape.distance();
            return shape.area() / (half / a.sigma() + half / b.sigma() + shape.series());
        }
        return shape.series() == 0
                ? a.sigma() * shape.area() / shape.distance()
                : shape.area() / (shape.distance() / a.sigma() + shape.series());
    }

    /** Lithium driven by the difference of ψ, whose mobility is D/p: two half voxels in series. */
    private static double lithium(ElementShape shape, LinearCell a, LinearCell b) {
        if (!a.equals(b)) {
            double resistance = a.fall() / a.diffusivity() + b.fall() / b.diffusivity();
            return a.chargePerVolume() * 2 / resistance * shape.area() / shape.distance();
        }
        return a.chargePerVolume() * a.diffusivity() * shape.area() / shape.distance() / a.fall();
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
