package io.github.voxelyte.microstructure.morphology;

/** How the area of an interface is estimated from voxels. */
public enum SurfaceEstimator {
    /**
     * Sum of the voxel faces between two labels. Never too small but for rounding: exact for planes normal to an axis,
     * 3/2 of the true area for a smooth isotropic interface at any resolution, √3 for a plane normal to a space
     * diagonal.
     */
    FACES(
            "voxel faces",
            "exact for planes normal to an axis; 3/2 too large for isotropic interfaces; up to 1.73 tilted"),

    /**
     * Voxel faces times 2/3: right on average for a smooth isotropic interface; one third too small for planes normal
     * to an axis, 15 % too large for a plane normal to a space diagonal.
     */
    FACES_TWO_THIRDS("voxel faces x 2/3", "right for isotropic interfaces; -33 % to +15 % for single planes"),

    /**
     * Cauchy-Crofton sum over lines in 13 directions, weighted by the solid angle that each stands for: twice the mean
     * number of crossings per line length and volume. Right on average for a smooth isotropic interface resolved by
     * several voxels; −7.3 % for planes normal to an axis, at most +2.3 % for others.
     */
    CROFTON("Crofton, 13 directions", "right for resolved isotropic interfaces; -7.3 % to +2.3 % for single planes");

    private final String title;
    private final String bias;

    SurfaceEstimator(String title, String bias) {
        this.title = title;
        this.bias = bias;
    }

    /**
     * Name for tables.
     *
     * @return the name
     */
    public String title() {
        return title;
    }

    /**
     * The known bias on cubic voxels, in a few words.
     *
     * @return the bias
     */
    public String bias() {
        return bias;
    }
}
