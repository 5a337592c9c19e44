package io.github.voxelyte.microstructure.segmentation;

import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.util.List;

/**
 * Dark and bright phase of a stack, as Otsu's threshold tells them apart: what artefacts are measured against.
 *
 * @param level the lowest bright grey value
 * @param dark mean grey value of the dark phase
 * @param bright mean grey value of the bright phase
 */
record TwoClasses(double level, double dark, double bright) {
    static TwoClasses of(GreyVolume volume, Progress progress) {
        GreyHistogram histogram = GreyHistogram.of(volume, progress);
        histogram.refuseConstant();
        List<MultiOtsu.GreyClass> classes = MultiOtsu.into(2).of(histogram).classes();
        return new TwoClasses(
                classes.get(1).lowest(), classes.get(0).mean(), classes.get(1).mean());
    }

    /** Mean grey value of the phase that a voxel seems to belong to. */
    double phaseOf(double value) {
        return value >= level ? bright : dark;
    }

    double contrast() {
        return bright - dark;
    }
}
