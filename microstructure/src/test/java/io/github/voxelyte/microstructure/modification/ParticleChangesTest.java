package io.github.voxelyte.microstructure.modification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.microstructure.morphology.ParticleLabels;
import io.github.voxelyte.microstructure.morphology.ParticleSeparation;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Labels;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to whole particles: delaminating, resizing, compressing, coating, joining by additive. */
class ParticleChangesTest {
    /** All particles but one are either delaminated or not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void wholeParticlesDelaminate(long seed) {
        PhaseMap structure = grid(seed);
        Delamination.Result result = Delamination.of(Delamination.Mode.WHOLE_PARTICLES, seed)
                .withOutcome(Delamination.Outcome.PASSIVE_FACES)
                .of(structure, 0.5, Progress.NONE);
        ParticleLabels particles = ParticleSeparation.create().of(structure, Progress.NONE, Labels.ACTIVE);
        int[] passive = new int[particles.count() + 1];
        int[] active = new int[particles.count() + 1];
        VoxelFaces faces = new VoxelFaces(structure);
        for (int z = 0; z < structure.grid().nz(); z++) {
            for (int i = 0; i < structure.grid().planeSize(); i++) {
                for (int face = 0; face < 6; face++) {
                    if (structure.plane(z)[i] == Labels.ACTIVE && faces.neighbour(z, i, face) == Labels.ELECTROLYTE) {
                        boolean isPassive = (result.faceMask().orElseThrow().plane(z)[i] >> face & 1) != 0;
                        (isPassive ? passive : active)[particles.plane(z)[i]]++;
                    }
                }
            }
        }
        int whole = 0;
        int parts = 0;
        for (int p = 1; p <= particles.count(); p++) {
            whole += passive[p] > 0 && active[p] == 0 ? 1 : 0;
            parts += passive[p] > 0 && active[p] > 0 ? 1 : 0;
        }
        assertTrue(parts <= 1, parts + " particles are delaminated in part");
        assertTrue(whole > particles.count() / 4 && whole < particles.count(), whole + " of " + particles.count());
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void contactIsThinnedParticleByParticle(Side side) {
        PhaseMap electrode = grid(4);
        double before = LayerContact.of(electrode, Axis.Z)[
                side.layer(0, electrode.grid().nz())];
        ContactThinning.Result result =
                ContactThinning.at(Axis.Z, side, 1).particles(electrode, before / 2, Progress.NONE);
        assertEquals(before / 2, result.reached(), 0.5 / electrode.grid().planeSize() + 1e-12);
        ParticleLabels particles = ParticleSeparation.create().of(electrode, Progress.NONE, Labels.ACTIVE);
        int z = side.layer(0, electrode.grid().nz());
        boolean[] kept = new boolean[particles.count() + 1];
        boolean[] gone = new boolean[particles.count() + 1];
        for (int i = 0; i < electrode.grid().planeSize(); i++) {
            int p = particles.plane(z)[i];
            if (p > 0) {
                (result.labels().plane(z)[i] == Labels.ACTIVE ? kept : gone)[p] = true;
            }
        }
        int parts = 0;
        for (int p = 1; p < kept.length; p++) {
            parts += kept[p] && gone[p] ? 1 : 0;
        }
        assertTrue(parts <= 1, parts + " particles are thinned in part");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, -0.05, 0.2, -0.3, 0})
    void particlesChangeTheirVolumeOnTheSpot(double change) {
        PhaseMap structure = apart();
        ParticleLabels before = ParticleSeparation.create().of(structure, Progress.NONE, Labels.ACTIVE);
        ResizeParticles.Result result = ResizeParticles.withSeed(1).of(structure, change, Progress.NONE);
        ParticleLabels after = ParticleSeparation.create().of(result.labels(), Progress.NONE, Labels.ACTIVE);
        assertEquals(8, before.count());
        assertEquals(8, after.count());
        assertEquals(change, result.reached(), 0.5 / structure.counts()[Labels.ACTIVE] + 1e-12);
        for (int p = 1; p <= 8; p++) {
            double[] old = moments(before, p);
            double[] now = moments(after, after.at((int) old[1], (int) old[2], (int) old[3]));
            assertEquals(old[0] * (1 + change), now[0], 1);
            for (int k = 1; k < 4; k++) {
                assertEquals(old[k], now[k], 0.15, "centre of particle " + p);
            }
        }
    }

    /** Growing until nothing more fits: no two particles meet that did not before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void swellingJoinsNoParticles(long seed) {
        PhaseMap structure = twoWalls();
        ResizeParticles.Result result = ResizeParticles.withSeed(seed).of(structure, 0.5, Progress.NONE);
        for (int i = 0; i < structure.grid().size(); i++) {
            int x = i % structure.grid().nx();
            assertEquals(
                    x == 4 ? Labels.ELECTROLYTE : Labels.ACTIVE, result.labels().phase(i), "x = " + x);
        }
        assertEquals(2.0 / 6, result.reached(), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void calenderingKeepsParticlesAndTheirVolume(Axis axis) {
        PhaseMap structure = RandomStructure.swappedWithZ(apart(), axis);
        Compression.Result result =
                Compression.along(axis, Compression.Mode.CALENDERING).of(structure, 0.8, Progress.NONE);
        assertEquals(
                structure.grid().count(axis) * 8 / 10, result.labels().grid().count(axis));
        assertEquals(result.activeBefore(), result.activeAfter());
        assertEquals(0, result.displaced());
        ParticleLabels before = ParticleSeparation.create().of(structure, Progress.NONE, Labels.ACTIVE);
        ParticleLabels after = ParticleSeparation.create().of(result.labels(), Progress.NONE, Labels.ACTIVE);
        assertEquals(before.count(), after.count());
        for (int p = 1; p <= 8; p++) {
            assertEquals(moments(before, p)[0], moments(after, p)[0]);
        }
    }

    /** A dense structure, far: particles run into each other, the volume stays all the same. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.9, 0.7, 0.5})
    void calenderingConservesTheActiveMaterial(double factor) {
        PhaseMap structure = grid(3);
        Compression.Result result =
                Compression.along(Axis.Z, Compression.Mode.CALENDERING).of(structure, factor, Progress.NONE);
        assertEquals(result.activeBefore(), result.activeAfter());
        assertTrue(result.displaced() >= 0 && result.displaced() < result.activeBefore() / 2);
        if (factor == 1) {
            assertArrayEquals(RandomStructure.flat(structure), RandomStructure.flat(result.labels()));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void resamplingKeepsTheFraction(Axis axis) {
        PhaseMap structure = grid(2);
        Compression.Result result =
                Compression.along(axis, Compression.Mode.RESAMPLING).of(structure, 0.5, Progress.NONE);
        double before = (double) result.activeBefore() / structure.grid().size();
        double after = (double) result.activeAfter() / result.labels().grid().size();
        assertEquals(before, after, 0.03);
        assertEquals(0, result.displaced());
    }

    /** A flat wall, coated by whole voxels: as many layers as fit; less than half a voxel is no voxel. */
    @Test
    void coatingIsAsThickAsAsked() {
        PhaseMap walls = twoWalls();
        assertEquals(0, Coating.labelled(5).of(walls, 0.4e-6, Progress.NONE).voxelsChanged());
        Coating.Result one = Coating.labelled(5).of(walls, 1e-6, Progress.NONE);
        Coating.Result two = Coating.labelled(5).of(walls, 2e-6, Progress.NONE);
        for (int i = 0; i < walls.grid().size(); i++) {
            int x = i % walls.grid().nx();
            assertEquals(x == 3 || x == 5 ? 5 : walls.phase(i), one.labels().phase(i));
            assertEquals(x >= 3 && x <= 5 ? 5 : walls.phase(i), two.labels().phase(i));
        }
        assertEquals(1e-6, one.meanThickness(), 1e-12);
        assertEquals(1.5e-6, two.meanThickness(), 1e-12);
        assertEquals(1e-4, Coating.interfaceResistance(1e-8, 1e-4), 1e-16);
    }

    @ParameterizedTest
    @EnumSource(ConductiveAdditive.Placement.class)
    void additiveMeetsItsFraction(ConductiveAdditive.Placement placement) {
        PhaseMap structure = grid(1);
        ConductiveAdditive additive = ConductiveAdditive.at(placement, 3);
        ConductiveAdditive.Result little = additive.of(structure, 0.02, Progress.NONE);
        ConductiveAdditive.Result more = additive.of(structure, 0.08, Progress.NONE);
        assertEquals(0.02, little.reached(), 1.0 / structure.grid().size());
        assertEquals(0.08, more.reached(), 1.0 / structure.grid().size());
        for (int i = 0; i < structure.grid().size(); i++) {
            if (little.labels().phase(i) == Labels.ADDITIVE) {
                assertEquals(Labels.ADDITIVE, more.labels().phase(i), "fractions are nested");
                assertEquals(Labels.ELECTROLYTE, structure.phase(i));
            } else {
                assertEquals(structure.phase(i), little.labels().phase(i));
            }
        }
    }

    /** Two balls that nearly touch: the first additive joins them. */
    @Test
    void additiveGoesToContactsFirst() {
        VoxelGrid grid = VoxelGrid.cubic(25, 13, 13, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 25;
            int y = i / 25 % 13 - 6;
            int z = i / 325 - 6;
            int left = (x - 6) * (x - 6) + y * y + z * z;
            int right = (x - 18) * (x - 18) + y * y + z * z;
            labels[i] = (byte) (Math.min(left, right) < 30 ? Labels.ACTIVE : Labels.ELECTROLYTE);
        }
        PhaseMap joined = ConductiveAdditive.at(ConductiveAdditive.Placement.CONTACTS, 1)
                .of(PhaseMap.ofFlat(grid, labels), 0.004, Progress.NONE)
                .labels();
        for (int i = 0; i < labels.length; i++) {
            if (joined.phase(i) == Labels.ADDITIVE) {
                assertTrue(Math.abs(i % 25 - 12) <= 3, "x = " + i % 25);
            }
        }
    }

    @Test
    void refusesWhatCannotBe() {
        PhaseMap structure = apart();
        PhaseMap empty = new PhaseMap(VoxelGrid.cubic(3, 3, 3, 1e-6), new byte[3][9]);
        assertMessage("between -0.5 and 0.5", () -> ResizeParticles.withSeed(1).of(structure, 5, Progress.NONE));
        assertMessage("no active material", () -> ResizeParticles.withSeed(1).of(empty, 0.05, Progress.NONE));
        Compression calendering = Compression.along(Axis.Z, Compression.Mode.CALENDERING);
        assertMessage("above 0 and at most at 1", () -> calendering.of(structure, 1.5, Progress.NONE));
        assertMessage("no room", () -> calendering.of(structure, 0.02, Progress.NONE));
        assertMessage("nothing to coat", () -> Coating.labelled(5).of(empty, 1e-6, Progress.NONE));
        assertMessage("above 0", () -> Coating.labelled(5).of(structure, 0, Progress.NONE));
        assertMessage("between 2 and 255", () -> Coating.labelled(1));
        assertMessage("above 0 [S/m]", () -> Coating.interfaceResistance(1e-9, 0));
        ConductiveAdditive additive = ConductiveAdditive.at(ConductiveAdditive.Placement.ANYWHERE, 1);
        assertMessage("all its electrolyte", () -> additive.of(structure, 0.99, Progress.NONE));
        assertMessage("cluster length", () -> additive.withCluster(-1));
    }

    private static void assertMessage(String part, Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    private static PhaseMap grid(long seed) {
        return RandomStructure.balls(VoxelGrid.cubic(40, 36, 30, 1e-6), new Random(seed), 0.42, 6e-6);
    }

    /** Eight balls of radius 5, well apart, in 40 layers of 32×32. */
    private static PhaseMap apart() {
        VoxelGrid grid = VoxelGrid.cubic(32, 32, 40, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int z = 0; z < 40; z++) {
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 32; x++) {
                    int dx = (x < 16 ? x : x - 16) - 8;
                    int dy = (y < 16 ? y : y - 16) - 8;
                    int dz = (z < 20 ? z : z - 20) - 10;
                    labels[grid.index(x, y, z)] = (byte) (dx * dx + dy * dy + dz * dz <= 25 ? 1 : 0);
                }
            }
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    /** Two walls of three layers with three layers of electrolyte between: x = 0 to 2, and 6 to 8. */
    private static PhaseMap twoWalls() {
        VoxelGrid grid = VoxelGrid.cubic(9, 5, 5, 1e-6);
        byte[] labels = new byte[grid.size()];
        for (int i = 0; i < labels.length; i++) {
            int x = i % 9;
            labels[i] = (byte) (x < 3 || x > 5 ? Labels.ACTIVE : Labels.ELECTROLYTE);
        }
        return PhaseMap.ofFlat(grid, labels);
    }

    /** Number of voxels and centre of a particle. */
    private static double[] moments(ParticleLabels particles, int p) {
        VoxelGrid grid = particles.grid();
        double[] moments = new double[4];
        for (int z = 0; z < grid.nz(); z++) {
            for (int y = 0; y < grid.ny(); y++) {
                for (int x = 0; x < grid.nx(); x++) {
                    if (particles.at(x, y, z) == p) {
                        moments[0]++;
                        moments[1] += x;
                        moments[2] += y;
                        moments[3] += z;
                    }
                }
            }
        }
        for (int k = 1; k < 4; k++) {
            moments[k] /= moments[0];
        }
        return moments;
    }
}
