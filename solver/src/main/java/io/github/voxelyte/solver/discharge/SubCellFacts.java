package io.github.voxelyte.solver.discharge;

import java.io.Serializable;

/**
 * What is known of a sub-cell before a discharge.
 *
 * @param area cross-section [m²]
 * @param activeFraction volume fraction of active material
 * @param activeMass mass of all active material [kg]
 * @param oneC its share of the 1C current [A]
 * @param fullCharge charge of all active material from lithiation 0 to 1 [C]
 * @param idle why it carries no current, in a sentence; empty if it does
 */
public record SubCellFacts(
        double area, double activeFraction, double activeMass, double oneC, double fullCharge, String idle)
        implements Serializable {
    /**
     * Whether it carries current.
     *
     * @return false if it is idle
     */
    public boolean isWorking() {
        return idle.isEmpty();
    }
}
