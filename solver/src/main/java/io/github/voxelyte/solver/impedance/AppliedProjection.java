package io.github.voxelyte.solver.impedance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The {@link Projection} of any {@link AdmittanceMatrix}, by a product of the matrix with every basis vector at every frequency. Where
 * few classes of elements make up the network, {@link ReducedModel} is faster.
 */
final class AppliedProjection implements Projection {
    private final AdmittanceMatrix matrix;
    private final List<RealBasis> blocks = new ArrayList<>();
    private final double[] vector;
    private final double[] image;

    AppliedProjection(AdmittanceMatrix matrix) {
        this.matrix = matrix;
        int lithiations = matrix.nodes + matrix.active;
        blocks.add(new RealBasis(0, matrix.nodes, matrix.parallel));
        blocks.add(new RealBasis(matrix.nodes, matrix.active, matrix.parallel));
        blocks.add(new RealBasis(lithiations, matrix.salts, matrix.parallel));
        vector = new double[2 * matrix.unknowns()];
        image = new double[2 * matrix.unknowns()];
    }

    @Override
    public int size() {
        return blocks.stream().mapToInt(RealBasis::count).sum();
    }

    @Override
    public void add(double[] u) {
        for (int part = 0; part < 2; part++) {
            for (RealBasis block : blocks) {
                block.add(u, part);
            }
        }
    }

    @Override
    public void solve(ElementAdmittances a, double current, double[] u) {
        int size = size();
        ProjectedSystem system = new ProjectedSystem(size);
        double[] pair = new double[2];
        int row = 0;
        for (RealBasis block : blocks) {
            for (int k = 0; k < block.count(); k++) {
                double[] v = block.get(k);
                block.ranges((from, to) -> {
                    for (int i = from; i < to; i++) {
                        vector[2 * (block.first + i)] = v[i];
                    }
                });
                matrix.multiply(a, vector, image);
                int column = 0;
                for (RealBasis other : blocks) {
                    for (int m = 0; m < other.count() && column <= row; m++) {
                        other.product(m, image, pair);
                        system.put(row, column++, pair[0], pair[1]);
                    }
                }
                if (block.first == 0) {
                    system.setRhs(row, current * v[matrix.collector]);
                }
                row++;
            }
            Arrays.fill(vector, 2 * block.first, 2 * (block.first + block.size), 0);
        }
        double[] coefficients = system.solve();
        int from = 0;
        for (RealBasis block : blocks) {
            block.expand(coefficients, from, size, u);
            from += block.count();
        }
    }
}
