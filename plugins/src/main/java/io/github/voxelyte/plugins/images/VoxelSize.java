package io.github.voxelyte.plugins.images;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.options.Options;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The edges of an image's voxels. Where the image has no unit of length they are only known relative to each other:
 * enough for ratios, not for physical quantities.
 *
 * @param dx edge along x [m], or in some unknown unit
 * @param dy edge along y [m], or in the same unknown unit
 * @param dz edge along z [m], or in the same unknown unit
 * @param unknownUnit the unit that was found instead of a length; null if the edges are in metres
 */
public record VoxelSize(double dx, double dy, double dz, String unknownUnit) {
    /** Edges in metres. */
    public static VoxelSize metres(double dx, double dy, double dz) {
        return new VoxelSize(dx, dy, dz, null);
    }

    /**
     * The edges of a grid.
     *
     * @param grid a grid in metres
     * @return its edges
     */
    public static VoxelSize of(VoxelGrid grid) {
        return metres(grid.dx(), grid.dy(), grid.dz());
    }

    /**
     * From the key {@code voxel_um}, else from the image's calibration.
     *
     * @param image the image
     * @param options values of the command's keys
     * @return the edges
     * @throws IllegalArgumentException in one sentence, if the edges are not above 0 or only some are lengths
     */
    public static VoxelSize of(ImagePlus image, Options options) {
        List<Double> key = options.find(ImageKeys.VOXEL_UM).orElse(List.of());
        if (key.size() == 1) {
            double edge = key.get(0) * LengthUnit.MICROMETRE;
            return metres(edge, edge, edge);
        }
        if (key.size() == 3) {
            return metres(
                    key.get(0) * LengthUnit.MICROMETRE,
                    key.get(1) * LengthUnit.MICROMETRE,
                    key.get(2) * LengthUnit.MICROMETRE);
        }
        if (!key.isEmpty()) {
            throw new IllegalArgumentException(
                    "voxel_um takes one edge or three (x,y,z), not " + key.size() + " numbers.");
        }
        return of(image.getTitle(), image.getCalibration());
    }

    private static VoxelSize of(String title, Calibration calibration) {
        requireEdge(title, "width", calibration.pixelWidth);
        requireEdge(title, "height", calibration.pixelHeight);
        requireEdge(title, "depth", calibration.pixelDepth);
        OptionalDouble x = LengthUnit.metres(calibration.getXUnit());
        OptionalDouble y = LengthUnit.metres(calibration.getYUnit());
        OptionalDouble z = LengthUnit.metres(calibration.getZUnit());
        if (x.isPresent() && y.isPresent() && z.isPresent()) {
            return metres(
                    calibration.pixelWidth * x.getAsDouble(),
                    calibration.pixelHeight * y.getAsDouble(),
                    calibration.pixelDepth * z.getAsDouble());
        }
        boolean mixed = x.isPresent() || y.isPresent() || z.isPresent();
        if (mixed) {
            throw new IllegalArgumentException("'" + title + "' has a unit of length along some axes only ("
                    + calibration.getXUnit() + ", " + calibration.getYUnit() + ", " + calibration.getZUnit()
                    + "); set it under Image › Properties or give voxel_um=.");
        }
        return new VoxelSize(
                calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth, calibration.getXUnit());
    }

    private static void requireEdge(String title, String what, double edge) {
        if (!(edge > 0 && edge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("'" + title + "' has a voxel " + what + " of " + edge
                    + "; it must be above 0: set it under Image › Properties or give voxel_um=.");
        }
    }

    /**
     * Whether the edges are lengths.
     *
     * @return false if only their ratios are known
     */
    public boolean isPhysical() {
        return unknownUnit == null;
    }

    /**
     * Refuses to compute a physical quantity from voxels without a unit.
     *
     * @param quantity what would be computed, with "a" or "the"
     * @param title the image
     * @throws IllegalArgumentException with the remedy, if the edges are no lengths
     */
    public void requirePhysical(String quantity, String title) {
        if (!isPhysical()) {
            throw new IllegalArgumentException("'" + title + "' has no unit of length (its unit is " + unit()
                    + "), but " + quantity + " needs one: give voxel_um= or set it under Image › Properties.");
        }
    }

    private String unit() {
        return unknownUnit.isBlank() ? "empty" : "'" + unknownUnit + "'";
    }

    /**
     * A grid of these voxels.
     *
     * @param nx number of voxels along x
     * @param ny number of voxels along y
     * @param nz number of voxels along z
     * @return the grid; in metres where the edges are lengths
     */
    public VoxelGrid grid(int nx, int ny, int nz) {
        return new VoxelGrid(nx, ny, nz, dx, dy, dz);
    }

    /**
     * The calibration of an image of such voxels.
     *
     * @return in micrometres; without unit where the edges are no lengths
     */
    public Calibration calibration() {
        Calibration calibration = new Calibration();
        double unit = isPhysical() ? LengthUnit.MICROMETRE : 1;
        calibration.pixelWidth = dx / unit;
        calibration.pixelHeight = dy / unit;
        calibration.pixelDepth = dz / unit;
        calibration.setUnit(isPhysical() ? "um" : unknownUnit);
        return calibration;
    }
}
