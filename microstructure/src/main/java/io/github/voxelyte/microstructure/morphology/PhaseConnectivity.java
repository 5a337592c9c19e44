package io.github.voxelyte.microstructure.morphology;

import io.github.voxelyte.microstructure.connectivity.ComponentLabelling;
import io.github.voxelyte.microstructure.connectivity.Components;
import io.github.voxelyte.microstructure.connectivity.Neighbourhood;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.PhaseMap;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * What part of a phase percolates along an axis, what part is a dead end, and what part is isolated.
 *
 * <p>All three are about whole connected components. Percolating: the component touches both outer planes of the axis.
 * Dead-end: it touches exactly one of the two, so it can be entered but not crossed. Isolated: it touches neither. Side
 * branches of a percolating component that end blindly count as percolating, though they carry no current at steady
 * state.
 *
 * @param axis the direction
 * @param neighbourhood which voxels count as joined
 * @param voxels voxels of the phase
 * @param percolating share of the phase's voxels [1]; NaN if the phase is empty, as the next two
 * @param deadEnd share of the phase's voxels [1]
 * @param isolated share of the phase's voxels [1]
 * @param components number of components, the same for all axes
 */
public record PhaseConnectivity(
        Axis axis,
        Neighbourhood neighbourhood,
        long voxels,
        double percolating,
        double deadEnd,
        double isolated,
        int components) {

    /**
     * Measures a phase along all three axes.
     *
     * @param phases the structure
     * @param neighbourhood which voxels count as joined
     * @param progress told about the planes; also the way to cancel
     * @param labels labels of the phase, 0 to 255
     * @return one for x, y and z
     */
    public static List<PhaseConnectivity> of(
            PhaseMap phases, Neighbourhood neighbourhood, Progress progress, int... labels) {
        Components components = ComponentLabelling.by(neighbourhood).of(phases, PhaseSet.of(labels), progress);
        long voxels = components.totalSize();
        List<PhaseConnectivity> shares = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            long[] byPlanes = new long[3];
            for (int c = 0; c < components.count(); c++) {
                int planes = (components.touches(c, axis, false) ? 1 : 0) + (components.touches(c, axis, true) ? 1 : 0);
                byPlanes[planes] += components.size(c);
            }
            shares.add(new PhaseConnectivity(
                    axis,
                    neighbourhood,
                    voxels,
                    (double) byPlanes[2] / voxels,
                    (double) byPlanes[1] / voxels,
                    (double) byPlanes[0] / voxels,
                    components.count()));
        }
        return shares;
    }
}
