package io.github.voxelyte.solver.discharge;

/**
 * Which potentials and which lithiation the reaction at a face between active material and electrolyte sees: the largest
 * modelling error of a voxel cell, so every result names it.
 */
public enum FaceRule {
    /** Those of the two cells. First order in the voxel size; overestimates capacity. */
    CELL_CENTRE("cell centre"),
    /** Extrapolated over half a voxel with the cell's σ, κ and D. Second order. */
    HALF_VOXEL("half voxel"),
    /** Ohmic drops as half voxel; lithium by a parabolic profile of the Kirchhoff variable along the face's axis. */
    PARABOLIC("parabolic");

    private final String label;

    FaceRule(String label) {
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
    public static FaceRule of(String name) {
        for (FaceRule rule : values()) {
            if (rule.label.equalsIgnoreCase(name.trim())) {
                return rule;
            }
        }
        throw new IllegalArgumentException(
                "face_rule is '" + name + "'; allowed are cell centre, half voxel, parabolic");
    }
}
