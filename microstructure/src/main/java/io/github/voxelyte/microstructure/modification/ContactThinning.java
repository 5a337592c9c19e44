package io.github.voxelyte.microstructure.modification;

import io.github.voxelyte.microstructure.morphology.ParticleLabels;
import io.github.voxelyte.microstructure.morphology.ParticleSeparation;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.Parallel;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Locale;
import java.util.Objects;

/**
 * Lowers the contact ratio without changing the bulk: in the outermost layers at the collector, active material is
 * replaced by electrolyte until the ratio is met to half a voxel.
 *
 * <p>A voxel of the collector's plane is thinned through all layers of the given depth. Voxels go in random order, or
 * particle by particle, the last particle in part. Contacts of one seed are nested. Linear in the voxels.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class ContactThinning {
    /** How many layers are thinned unless set. */
    public static final int DEFAULT_DEPTH = 1;

    private final Axis axis;
    private final Side collector;
    private final int depth;
    private final long seed;

    private ContactThinning(Axis axis, Side collector, int depth, long seed) {
        this.axis = Objects.requireNonNull(axis, "axis");
        this.collector = Objects.requireNonNull(collector, "collector");
        this.depth = depth;
        this.seed = seed;
    }

    /**
     * Thins at a collector.
     *
     * @param axis the through-plane axis
     * @param collector the side of the current collector
     * @param seed the seed of the random order
     * @return the operation, {@link #DEFAULT_DEPTH} layers deep
     */
    public static ContactThinning at(Axis axis, Side collector, long seed) {
        return new ContactThinning(axis, collector, DEFAULT_DEPTH, seed);
    }

    /**
     * Sets how many layers are thinned.
     *
     * @param layers number of layers from the collector, at least 1
     * @return a copy with this depth
     */
    public ContactThinning withDepth(int layers) {
        if (layers < 1) {
            throw new IllegalArgumentException("depth of the thinned zone must be at least one layer: " + layers);
        }
        return new ContactThinning(axis, collector, layers, seed);
    }

    /**
     * What the thinning did.
     *
     * @param labels the thinned electrode
     * @param asked the contact ratio asked for [1]
     * @param reached the contact ratio reached [1]
     * @param before the contact ratio of the input [1]
     * @param voxelsChanged number of voxels that became electrolyte
     */
    public record Result(PhaseMap labels, double asked, double reached, double before, long voxelsChanged) {}

    /**
     * Thins voxel by voxel, in random order.
     *
     * @param electrode the electrode
     * @param ratio the contact ratio asked for, 0 to 1 [1]
     * @return the thinned electrode
     * @throws IllegalArgumentException if the ratio is above what the electrode has, or below what its additive has
     */
    public Result voxels(PhaseMap electrode, double ratio) {
        RandomOrder random = RandomOrder.stream(seed, 0);
        return thin(electrode, ratio, (z, i) -> random.rank(z * electrode.grid().planeSize() + i));
    }

    /**
     * Thins particle by particle, in random order; the last particle in part.
     *
     * @param electrode the electrode
     * @param ratio the contact ratio asked for, 0 to 1 [1]
     * @param progress told about the separation of the particles
     * @return the thinned electrode
     * @throws IllegalArgumentException if the ratio is above what the electrode has, or below what its additive has
     */
    public Result particles(PhaseMap electrode, double ratio, Progress progress) {
        ParticleLabels particles = ParticleSeparation.create().of(electrode, progress, Labels.ACTIVE);
        int[] places = ParticleRank.of(particles, RandomOrder.stream(seed, 1));
        RandomOrder random = RandomOrder.stream(seed, 0);
        return thin(
                electrode,
                ratio,
                (z, i) -> (long) places[particles.plane(z)[i]] << Integer.SIZE
                        | random.rank(z * electrode.grid().planeSize() + i));
    }

    /** Place of a voxel of the collector's plane in the order of thinning. */
    private interface Order {
        long key(int z, int i);
    }

    /** Thins in a given order. */
    private Result thin(PhaseMap electrode, double ratio, Order order) {
        Fractions.require("contact ratio", ratio);
        VoxelGrid grid = electrode.grid();
        int layers = grid.count(axis);
        int contact = collector.layer(0, layers);
        double before = LayerContact.of(electrode, axis)[contact];
        long perLayer = grid.size() / layers;
        VoxelSelection.Candidates candidates = new VoxelSelection.Candidates() {
            @Override
            public double weight(int z, int i) {
                return layer(grid, z, i) == contact && electrode.plane(z)[i] == Labels.ACTIVE ? 1 : 0;
            }

            @Override
            public long key(int z, int i) {
                return order.key(z, i);
            }
        };
        double target = Math.rint((before - ratio) * perLayer);
        VoxelSelection.Cut cut =
                new VoxelSelection(grid.nz(), grid.planeSize(), Parallel.SERIAL).cut(candidates, target, Progress.NONE);
        requireReachable(ratio, before, before - cut.total() / perLayer, 0.5 / perLayer);
        return replace(electrode, ratio, before, candidates, cut);
    }

    private void requireReachable(double ratio, double before, double least, double tolerance) {
        if (before == 0) {
            throw new IllegalArgumentException(
                    "there is no electrode at the collector side ("
                            + axis.name().toLowerCase(Locale.ROOT) + ", "
                            + collector.name().toLowerCase(Locale.ROOT)
                            + "): the outermost layer holds neither active material nor additive; choose the other side or trim it first");
        }
        if (ratio > before + tolerance || ratio < least - tolerance) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "contact ratio %.4f cannot be reached by thinning: between %.4f and %.4f can (thinning only lowers "
                            + "it, and leaves additive in place); crop to a denser layer for more",
                    ratio,
                    least,
                    before));
        }
    }

    private Result replace(
            PhaseMap electrode,
            double ratio,
            double before,
            VoxelSelection.Candidates candidates,
            VoxelSelection.Cut cut) {
        VoxelGrid grid = electrode.grid();
        byte[][] planes = new byte[grid.nz()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = electrode.plane(z).clone();
        }
        long changed = 0;
        for (int z = 0; z < planes.length; z++) {
            for (int i = 0; i < planes[z].length; i++) {
                if (candidates.weight(z, i) > 0 && cut.takes(candidates.key(z, i))) {
                    changed += thinColumn(planes, grid, z, i);
                }
            }
        }
        PhaseMap thinned = new PhaseMap(grid, planes);
        double reached = LayerContact.of(thinned, axis)[collector.layer(0, grid.count(axis))];
        return new Result(thinned, ratio, reached, before, changed);
    }

    private int thinColumn(byte[][] planes, VoxelGrid grid, int z, int i) {
        int inward = collector == Side.FIRST ? 1 : -1;
        int changed = 0;
        for (int d = 0; d < Math.min(depth, grid.count(axis)); d++) {
            int zd = axis == Axis.Z ? z + inward * d : z;
            int id = axis == Axis.X ? i + inward * d : axis == Axis.Y ? i + inward * d * grid.nx() : i;
            if (planes[zd][id] == Labels.ACTIVE) {
                planes[zd][id] = Labels.ELECTROLYTE;
                changed++;
            }
        }
        return changed;
    }

    private int layer(VoxelGrid grid, int z, int i) {
        return switch (axis) {
            case X -> i % grid.nx();
            case Y -> i / grid.nx();
            case Z -> z;
        };
    }
}
