package io.github.voxelyte.solver.discharge;

/** What a voxel of a cell is made of. */
public enum CellMaterial {
    /** Solid electrolyte, or pore filled with electrolyte: conducts lithium ions. */
    ELECTROLYTE,
    /** Active material: conducts electrons and stores lithium. */
    ACTIVE,
    /** Conducts like electrolyte; no reaction on its faces to active material. */
    PASSIVATED,
    /** Conductive additive: electrons only. */
    ADDITIVE,
    /** Nothing. */
    VOID;

    boolean isIonic() {
        return this == ELECTROLYTE || this == PASSIVATED;
    }

    boolean isElectronic() {
        return this == ACTIVE || this == ADDITIVE;
    }
}
