package io.github.voxelyte.solver.impedance;

/**
 * Which potentials and which lithiation the reaction at a face between active material and electrolyte sees in the linear
 * response.
 */
public enum SurfaceRule {
    /**
     * Ohmic drops over half a voxel; lithium diffuses over the frequency-dependent length ({@link DiffusionLength}): half a
     * voxel at low, Warburg's at high frequency.
     */
    DIFFUSION_LENGTH("diffusion length"),
    /** As {@link #DIFFUSION_LENGTH}, with the length that makes a row of voxels behind the face exact ({@link MatchedLength}). */
    MATCHED_LENGTH("matched length"),
    /** Ohmic drops and quasi-static diffusion over half a voxel, as in a discharge: only right below some mHz. */
    HALF_VOXEL("half voxel"),
    /** Potentials and lithiation of the two cells. */
    CELL_CENTRE("cell centre");

    private final String label;

    SurfaceRule(String label) {
        this.label = label;
    }

    /** The name as users write it. */
    @Override
    public String toString() {
        return label;
    }

    /**
     * The rule of a name.
     *
     * @param name as users write it, in any case
     * @return the rule
     * @throws IllegalArgumentException if there is no such rule
     */
    public static SurfaceRule of(String name) {
        for (SurfaceRule rule : values()) {
            if (rule.label.equalsIgnoreCase(name.trim())) {
                return rule;
            }
        }
        throw new IllegalArgumentException(
                "face_rule is '" + name + "'; allowed are diffusion length, matched length, half voxel, cell centre");
    }
}
