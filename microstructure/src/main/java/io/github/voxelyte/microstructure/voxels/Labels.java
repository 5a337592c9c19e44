package io.github.voxelyte.microstructure.voxels;

/** What the labels of an electrode's phase map mean. */
public final class Labels {
    /** Solid electrolyte, or pore filled with electrolyte. */
    public static final int ELECTROLYTE = 0;
    /** Active material. */
    public static final int ACTIVE = 1;
    /** Passivated electrolyte: conducts like electrolyte, does not react with the active material it touches. */
    public static final int PASSIVATED = 2;
    /** Conductive additive: conducts electrons only. */
    public static final int ADDITIVE = 3;
    /** Void: conducts nothing. */
    public static final int VOID = 4;

    private Labels() {}
}
