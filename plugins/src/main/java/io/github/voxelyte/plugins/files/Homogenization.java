package io.github.voxelyte.plugins.files;

import io.github.voxelyte.microstructure.morphology.InterfaceAreas;
import io.github.voxelyte.microstructure.morphology.SurfaceEstimator;
import io.github.voxelyte.microstructure.transport.EffectiveConductivity;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.HomogenizedElectrode;

/** Measures on a label stack what a porous-electrode model needs. */
final class Homogenization {
    private static final SurfaceEstimator SURFACE = SurfaceEstimator.CROFTON;
    private static final double BYTES_PER_VOXEL = 24; // of a transport solve

    private Homogenization() {}

    static HomogenizedElectrode of(LabelStack stack, Cell cell, Execution execution) {
        execution.requireMemory(
                BYTES_PER_VOXEL * stack.grid().size(),
                "A solve of " + stack.grid().size() + " voxels");
        PhaseMap phases = stack.phases();
        long[] counts = phases.counts();
        double voxels = stack.grid().size();
        EffectiveConductivity along = EffectiveConductivity.along(stack.axis()).withParallel(execution.parallel());
        double[] ions = new double[256];
        ions[Phase.ELECTROLYTE.label()] = 1;
        ions[Phase.PASSIVATED.label()] = 1;
        double ionic = along.of(
                        phases,
                        ions,
                        Phase.ELECTROLYTE.label(),
                        execution.progress().part(0, 0.4))
                .relativeConductivity();
        double active =
                cell.activeMaterial().conductivity().value(cell.activeMaterial().initialLithiation());
        double[] electrons = new double[256];
        electrons[Phase.ACTIVE.label()] = 1;
        electrons[Phase.ADDITIVE.label()] = cell.additiveConductivity() / active;
        double electronic = along.of(
                        phases,
                        electrons,
                        Phase.ACTIVE.label(),
                        execution.progress().part(0.4, 0.8))
                .relativeConductivity();
        double surface = InterfaceAreas.create()
                .withParallel(execution.parallel())
                .of(phases, execution.progress().part(0.8, 0.9))
                .specificSurface(SURFACE, new int[] {Phase.ACTIVE.label()}, new int[] {
                    Phase.ELECTROLYTE.label(), Phase.PASSIVATED.label()
                });
        return new HomogenizedElectrode(
                stack.grid().length(stack.axis()),
                (counts[Phase.ELECTROLYTE.label()] + counts[Phase.PASSIVATED.label()]) / voxels,
                counts[Phase.ACTIVE.label()] / voxels,
                ionic,
                electronic,
                surface,
                SURFACE.title());
    }
}
