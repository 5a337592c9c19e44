package io.github.voxelyte.microstructure.view;

import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.Side;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import java.util.Objects;

/**
 * From where a structure is looked at, from infinitely far: which side is up, and two angles.
 *
 * <p>Instances are immutable and may be shared between threads.
 */
public final class Camera {
    /** Angle round the upright axis unless set [rad]. */
    public static final double DEFAULT_AZIMUTH = Math.toRadians(35);
    /** Angle above the horizontal unless set [rad]. */
    public static final double DEFAULT_ELEVATION = Math.toRadians(28);

    private final Axis upright;
    private final Side top;
    private final double azimuth;
    private final double elevation;

    private Camera(Axis upright, Side top, double azimuth, double elevation) {
        this.upright = Objects.requireNonNull(upright, "upright");
        this.top = Objects.requireNonNull(top, "top");
        this.azimuth = azimuth;
        this.elevation = elevation;
    }

    /**
     * Looks at a structure with an axis upright.
     *
     * @param upright the axis that is upright in the picture
     * @param top the side of it that is on top
     * @return the camera, {@link #DEFAULT_AZIMUTH}, {@link #DEFAULT_ELEVATION}
     */
    public static Camera with(Axis upright, Side top) {
        return new Camera(upright, top, DEFAULT_AZIMUTH, DEFAULT_ELEVATION);
    }

    /**
     * Sets the angles.
     *
     * @param round angle round the upright axis [rad]
     * @param above angle above the horizontal, −π/2 to π/2 [rad]
     * @return a copy with these angles
     */
    public Camera withAngles(double round, double above) {
        if (!(Math.abs(above) <= Math.PI / 2) || !(Math.abs(round) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the camera's elevation must lie between −90° and 90°, its azimuth must be " + "finite: "
                            + Math.toDegrees(above) + "°, " + Math.toDegrees(round) + "°");
        }
        return new Camera(upright, top, round, above);
    }

    /** Three unit vectors: to the right of the picture, to its top, and out of it, towards the camera. */
    double[][] frame() {
        int u = index(upright);
        int a = (u + 1) % 3;
        int b = (u + 2) % 3;
        double sign = top == Side.LAST ? 1 : -1;
        double[] right = new double[3];
        double[] up = new double[3];
        double[] out = new double[3];
        // (a, b, upright) is right-handed; with the first side up, b turns round so that nothing is mirrored.
        right[a] = -Math.sin(azimuth);
        right[b] = sign * Math.cos(azimuth);
        out[a] = Math.cos(elevation) * Math.cos(azimuth);
        out[b] = sign * Math.cos(elevation) * Math.sin(azimuth);
        out[u] = sign * Math.sin(elevation);
        up[a] = -Math.sin(elevation) * Math.cos(azimuth);
        up[b] = -sign * Math.sin(elevation) * Math.sin(azimuth);
        up[u] = sign * Math.cos(elevation);
        return new double[][] {right, up, out};
    }

    private static int index(Axis axis) {
        return switch (axis) {
            case X -> 0;
            case Y -> 1;
            case Z -> 2;
        };
    }

    /** Half the extent of a grid along a direction [m]. */
    static double halfExtent(VoxelGrid grid, double[] direction) {
        double extent = 0;
        for (Axis axis : Axis.values()) {
            extent += grid.length(axis) * Math.abs(direction[index(axis)]);
        }
        return extent / 2;
    }
}
