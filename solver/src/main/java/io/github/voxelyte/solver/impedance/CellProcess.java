package io.github.voxelyte.solver.impedance;

/** What a part of a cell's impedance belongs to. */
public enum CellProcess {
    /** Ions in the separator outside the label stack, up to faces of active material on it. */
    SEPARATOR("Separator"),
    /** Ions in the stack's electrolyte, half voxels at reactive faces included. */
    ELECTROLYTE("Electrolyte"),
    /** Charge transfer and double layer at lithium. */
    LITHIUM_TRANSFER("Li charge transfer"),
    /** Charge transfer and double layers at the active material, also those of passive faces. */
    ACTIVE_TRANSFER("Active charge transfer"),
    /** Film between active material and electrolyte. */
    FILM("Film"),
    /** Lithium in the active material: diffusion, and the change of the open-circuit potential. */
    DIFFUSION("Diffusion"),
    /** Electrons in active material and additive. */
    ELECTRONIC("Electronic"),
    /** Contact to the collector. */
    CONTACT("Contact"),
    /** Contacts between particles of active material; 0 where no particles are given. */
    GRAIN_CONTACT("Grain contact"),
    /** Salt of the electrolyte: diffusion and storage; 0 where t+ is 1. */
    SALT("Electrolyte concentration");

    private final String label;

    CellProcess(String label) {
        this.label = label;
    }

    /** The name in tables. */
    @Override
    public String toString() {
        return label;
    }
}
