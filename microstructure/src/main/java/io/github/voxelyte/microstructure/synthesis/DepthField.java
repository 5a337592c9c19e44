package io.github.voxelyte.microstructure.synthesis;

import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.ScalarField;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Arrays;

/**
 * Depth below the surface of the nearest particle at every voxel centre [m], negative outside; −band where no particle
 * is near. Where two particles meet, a smooth maximum rounds the seam off to a sintered neck:
 * max(a, b) + h²/(4k), h = max(0, k − |a − b|).
 *
 * <p>Every plane takes its particles in the order of their numbers, so the number of threads does not matter.
 */
final class DepthField {
    private final VoxelGrid grid;
    private final Particles particles;
    private final double[] origin;
    private final double roughness;
    private final double neck;
    private final double band;
    private final long seed;

    /**
     * A field.
     *
     * @param origin where the first outer faces of the grid lie in the box, x, y, z [m]
     * @param roughness of the particles [1]
     * @param neck width k of the rounding [m]
     * @param band how far outside the particles the depth is worked out [m]
     * @param seed of the shapes
     */
    DepthField(
            VoxelGrid grid,
            Particles particles,
            double[] origin,
            double roughness,
            double neck,
            double band,
            long seed) {
        this.grid = grid;
        this.particles = particles;
        this.origin = origin;
        this.roughness = roughness;
        this.neck = neck;
        this.band = band;
        this.seed = seed;
    }

    ScalarField compute(Parallel parallel, Progress progress) {
        ScalarField field = ScalarField.zeros(grid);
        int[] begins = new int[grid.nz() + 1];
        eachImage((particle, image, first, last) -> {
            for (int z = first; z <= last; z++) {
                begins[z + 1]++;
            }
        });
        for (int z = 0; z < grid.nz(); z++) {
            begins[z + 1] = Math.addExact(begins[z], begins[z + 1]);
        }
        int[] entries = new int[begins[grid.nz()]];
        byte[] images = new byte[entries.length];
        int[] cursor = Arrays.copyOf(begins, grid.nz());
        eachImage((particle, image, first, last) -> {
            for (int z = first; z <= last; z++) {
                entries[cursor[z]] = particle;
                images[cursor[z]++] = (byte) image;
            }
        });
        PlaneBatches.of(grid).forEach(parallel, progress, z -> {
            float[] plane = field.plane(z);
            Arrays.fill(plane, (float) -band);
            for (int k = begins[z]; k < begins[z + 1]; k++) {
                draw(entries[k], images[k], z, plane);
            }
        });
        return field;
    }

    /** Told of a particle's periodic image, and of the planes it reaches. */
    @FunctionalInterface
    private interface ImageVisitor {
        void visit(int particle, int image, int firstPlane, int lastPlane);
    }

    private void eachImage(ImageVisitor visitor) {
        for (int p = 0; p < particles.count(); p++) {
            for (int image = 0; image < 27; image++) {
                int[] x = range(p, image, 0);
                int[] y = range(p, image, 1);
                int[] z = range(p, image, 2);
                if (x[0] <= x[1] && y[0] <= y[1] && z[0] <= z[1]) {
                    visitor.visit(p, image, z[0], z[1]);
                }
            }
        }
    }

    /** First and last voxel along an axis that an image of a particle reaches; empty where there is no such image. */
    private int[] range(int particle, int image, int axis) {
        int shift = shift(image, axis);
        if (shift != 0 && !particles.box().periodic(axis)) {
            return new int[] {0, -1};
        }
        double centre = centre(particle, image, axis);
        double reach = reach(particle);
        double spacing = spacing(axis);
        int count = axis == 0 ? grid.nx() : axis == 1 ? grid.ny() : grid.nz();
        int first = (int) Math.ceil((centre - reach) / spacing - 0.5);
        int last = (int) Math.floor((centre + reach) / spacing - 0.5);
        return new int[] {Math.max(0, first), Math.min(count - 1, last)};
    }

    private double reach(int particle) {
        return ParticleShape.outermost(particles.radii()[particle], roughness) + band;
    }

    private static int shift(int image, int axis) {
        int digit = axis == 0 ? image % 3 : axis == 1 ? image / 3 % 3 : image / 9;
        return digit == 2 ? -1 : digit;
    }

    private double centre(int particle, int image, int axis) {
        return particles.centres()[axis][particle]
                + shift(image, axis) * particles.box().length(axis)
                - origin[axis];
    }

    private double spacing(int axis) {
        return axis == 0 ? grid.dx() : axis == 1 ? grid.dy() : grid.dz();
    }

    private void draw(int particle, int image, int z, float[] plane) {
        ParticleShape shape =
                new ParticleShape(particles.radii()[particle], roughness, RandomStream.numbered(seed, particle));
        int[] xs = range(particle, image, 0);
        int[] ys = range(particle, image, 1);
        double cx = centre(particle, image, 0);
        double cy = centre(particle, image, 1);
        double dz = (z + 0.5) * grid.dz() - centre(particle, image, 2);
        double reach = reach(particle);
        for (int y = ys[0]; y <= ys[1]; y++) {
            double dy = (y + 0.5) * grid.dy() - cy;
            double rest = reach * reach - dz * dz - dy * dy;
            if (rest <= 0) {
                continue;
            }
            for (int x = xs[0]; x <= xs[1]; x++) {
                double dx = (x + 0.5) * grid.dx() - cx;
                if (dx * dx < rest) {
                    int i = x + grid.nx() * y;
                    plane[i] = (float) smoothMaximum(plane[i], shape.depth(dx, dy, dz));
                }
            }
        }
    }

    private double smoothMaximum(double a, double b) {
        double overlap = neck - Math.abs(a - b);
        double larger = Math.max(a, b);
        return overlap > 0 && a > -band ? larger + overlap * overlap / (4 * neck) : larger;
    }
}
