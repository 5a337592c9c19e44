package io.github.voxelyte.plugins.morphology;

import static io.github.voxelyte.plugins.morphology.MorphologyTable.UM;

import io.github.voxelyte.microstructure.morphology.Particle;
import io.github.voxelyte.microstructure.morphology.ParticleContact;
import io.github.voxelyte.microstructure.morphology.ParticleMeasurement;
import io.github.voxelyte.microstructure.morphology.SizeAgainstDistance;
import io.github.voxelyte.microstructure.morphology.SizeDistribution;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The rows about particles of active material, and the tables with one row a particle, contact or slice. */
final class ParticleRows {
    private static final double CUBIC_UM = UM * UM * UM; // a cubic micrometre [m³]

    private final ParticleMeasurement.Result measured;
    private final SizeAgainstDistance against;

    ParticleRows(ParticleMeasurement.Result measured, VoxelGrid grid, Axis axis, Collector collector, int slices) {
        this.measured = measured;
        this.against = SizeAgainstDistance.of(measured.particles(), grid, axis, collector == Collector.LAST, slices);
    }

    SizeAgainstDistance against() {
        return against;
    }

    void addTo(MorphologyTable table, double depth) {
        String method = String.format(Locale.ROOT, "distance-transform watershed, h-maxima depth %.4g um", depth / UM);
        List<Particle> all = measured.particles();
        List<Particle> whole = all.stream().filter(p -> !p.atEdge()).toList();
        table.count("Particles", all.size(), method);
        table.count("Particles not at the edge", whole.size(), method);
        for (SizeDistribution.Weight weight : SizeDistribution.Weight.values()) {
            String by = " by " + weight.name().toLowerCase(Locale.ROOT);
            SizeDistribution sizes = SizeDistribution.of(all, weight);
            String how = "equivalent diameter, all particles, cut ones too";
            table.length("Particle d10" + by, sizes.d10(), how);
            table.length("Particle d50" + by, sizes.d50(), how);
            table.length("Particle d90" + by, sizes.d90(), how);
            table.length("Particle mean diameter" + by, sizes.mean(), how);
            table.length(
                    "Particle d50" + by + " (not at the edge)",
                    SizeDistribution.of(whole, weight).d50(),
                    "equivalent diameter; misses large particles in thin stacks");
        }
        table.ratio(
                "Particle mean sphericity",
                mean(whole, Particle::sphericity),
                "Wadell, Crofton surface; particles not at the edge");
        table.ratio("Mean coordination number", measured.meanCoordination(), "particles that share voxel faces");
        table.ratio(
                "Mean coordination number (not at the edge)",
                mean(whole, Particle::coordination),
                "particles that share voxel faces");
        table.area(
                "Mean contact area",
                measured.contacts().stream()
                        .mapToDouble(ParticleContact::area)
                        .average()
                        .orElse(Double.NaN),
                "Crofton, 13 directions, per contact");
        table.ratio(
                "Rank correlation of size and distance from collector",
                against.rankCorrelation(),
                "Spearman; negative: large particles near the collector");
    }

    private static double mean(List<Particle> particles, ToDoubleFunction<Particle> of) {
        return particles.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    Table particles() {
        Table table = new Table(
                "particles",
                "Particle",
                "Voxels",
                "Volume [um3]",
                "Equivalent diameter [um]",
                "Sphericity",
                "X [um]",
                "Y [um]",
                "Z [um]",
                "At edge",
                "Surface [um2]",
                "Contact area [um2]",
                "Coordination number");
        for (Particle p : measured.particles()) {
            table.row(
                    p.label(),
                    p.voxels(),
                    p.volume() / CUBIC_UM,
                    p.equivalentDiameter() / UM,
                    p.sphericity(),
                    p.x() / UM,
                    p.y() / UM,
                    p.z() / UM,
                    p.atEdge() ? 1 : 0,
                    p.surface() / (UM * UM),
                    p.contactArea() / (UM * UM),
                    p.coordination());
        }
        return table;
    }

    Table contacts() {
        Table table = new Table("particle_contacts", "Particle", "Other particle", "Contact area [um2]");
        measured.contacts().forEach(c -> table.row(c.first(), c.second(), c.area() / (UM * UM)));
        return table;
    }

    Table sizeAgainstDistance() {
        Table table = new Table(
                "size_against_distance",
                "From collector [um]",
                "To [um]",
                "Particles",
                "Mean diameter by number [um]",
                "Mean diameter by volume [um]");
        for (SizeAgainstDistance.Bin bin : against.bins()) {
            table.row(bin.from() / UM, bin.to() / UM, bin.count(), bin.meanByNumber() / UM, bin.meanByVolume() / UM);
        }
        return table;
    }
}
