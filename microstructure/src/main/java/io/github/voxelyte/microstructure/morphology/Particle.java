package io.github.voxelyte.microstructure.morphology;

/**
 * One particle.
 *
 * @param label its number, from 1
 * @param voxels number of voxels
 * @param volume [m³]
 * @param surface area inside the image by {@link SurfaceEstimator#CROFTON}, contacts included, faces at the image's edge
 *     not [m²]
 * @param x centre of mass from the image's first outer face along x [m]
 * @param y centre of mass along y [m]
 * @param z centre of mass along z [m]
 * @param atEdge whether it reaches the edge of the image and may be cut
 * @param contactArea area shared with other particles by {@link SurfaceEstimator#CROFTON} [m²]
 * @param coordination number of other particles it shares faces with [1]
 */
public record Particle(
        int label,
        long voxels,
        double volume,
        double surface,
        double x,
        double y,
        double z,
        boolean atEdge,
        double contactArea,
        int coordination) {

    /**
     * Diameter of the ball of the same volume, (6V/π)^⅓.
     *
     * @return the diameter [m]
     */
    public double equivalentDiameter() {
        return Math.cbrt(6 * volume / Math.PI);
    }

    /**
     * Surface of the ball of the same volume over the particle's surface, π^⅓·(6V)^⅔/S (Wadell 1935): 1 for a ball, less
     * for anything else. Below five voxels of diameter the surface is rough and the number may exceed 1; for a particle
     * cut by the edge of the image the cut is missing in the surface and the number is too large.
     *
     * @return the sphericity [1]
     */
    public double sphericity() {
        return Math.cbrt(Math.PI) * Math.pow(6 * volume, 2.0 / 3) / surface;
    }
}
