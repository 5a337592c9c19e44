package io.github.voxelyte.solver.discharge;

/**
 * What the elements of a cell's network have in common that look alike: material, size, resistance beside the active half voxel.
 *
 * @param kind what joins the two nodes
 * @param area of the face [m²]
 * @param distance of the centres, for {@link Kind#JUNCTION}, {@link Kind#REACTIVE} and {@link Kind#PASSIVE} the extent of the active voxel
 *     normal to the face [m]
 * @param series resistance beside the active half voxel: additive and contact, electrolyte half voxel, or between two active voxels the
 *     contact of particles [Ω·m²]; else 0
 * @param conductance of {@link Kind#ELECTROLYTE} and {@link Kind#ADDITIVE}, else 0 [S]
 * @param share of an electrolyte element, and of a face's electrolyte half, the part within the separator's layers; of an additive element, and of a junction's series
 *     resistance, the part that is the contact to the collector; else 0
 */
public record ElementShape(Kind kind, double area, double distance, double series, double conductance, double share) {
    /** What joins two nodes. */
    public enum Kind {
        /** Electrolyte between two voxels, or up to the equipotential end of the resolved separator. */
        ELECTROLYTE,
        /** Additive between two voxels, or from additive to collector. */
        ADDITIVE,
        /** Two active voxels: electrons and lithium. */
        ACTIVE,
        /** From an active voxel (first) to additive or collector. */
        JUNCTION,
        /** Reactive face from an active voxel (first) to electrolyte. */
        REACTIVE,
        /** Face from an active voxel (first) to electrolyte without reaction. */
        PASSIVE
    }
}
