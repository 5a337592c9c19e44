package io.github.voxelyte.solver.discharge;

/**
 * Where the voltage goes: U(mean x) − V, split by dissipation integrals (power of a process over the cell current) [V].
 *
 * <p>At rest no current flows through the cell, so nothing can be shared out: all of U(mean x) − V counts as concentration then.
 *
 * <p>With double layers in time what drives the reaction at a face counts for all of the current there, also for what charges the layer.
 *
 * <p>Charge conservation makes the parts sum to the whole; what is missing is the residual of the solver.
 *
 * @param separator ohmic, electrolyte outside the electrode's layers
 * @param electrolyte ohmic, electrolyte within the electrode's layers, with the half voxels at reactive faces
 * @param lithiumTransfer charge transfer at lithium
 * @param activeTransfer charge transfer at the active material
 * @param film interphase between active material and electrolyte
 * @param electronic ohmic, in active material and additive, with half voxels at reactive faces and collector
 * @param contact collector contact resistance
 * @param grainContact contacts between particles of active material
 * @param concentration U at the mean lithiation less the mean of U at the reacting surfaces, weighted by current
 * @param remainder U(mean x) − V less all of these
 */
public record LossBudget(
        double separator,
        double electrolyte,
        double lithiumTransfer,
        double activeTransfer,
        double film,
        double electronic,
        double contact,
        double grainContact,
        double concentration,
        double remainder) {

    /** The budget at the state of the last evaluation of the equations. */
    static LossBudget of(CellEquations equations, double[] u, FaceRule rule, double meanLithiation, double current) {
        CellNetwork network = equations.network;
        CellGeometry geometry = network.geometry;
        double separator = 0;
        double electrolyte = 0;
        double electronic = 0;
        double contact = 0;
        double grainContact = 0;
        for (int e = 0; e < network.firstReactive; e++) {
            double power = equations.current[e] * (u[network.ends[2 * e]] - u[network.ends[2 * e + 1]]);
            int first = network.position[network.ends[2 * e]];
            if (geometry.material(first).isElectronic()) {
                double touching = 0;
                if (network.ends[2 * e + 1] == network.collector) {
                    double area = geometry.faceArea(2, geometry.nw - 1);
                    touching = equations.current[e] * equations.current[e] * network.cell.contactResistance() / area;
                }
                if (network.isGrainContact(e)) {
                    double i = equations.current[e];
                    double between =
                            i * i / network.area[e - network.firstActive] * network.cell.grainContactResistance();
                    grainContact += between;
                    power -= between;
                }
                contact += touching;
                electronic += power - touching;
            } else {
                double share = geometry.separatorShare(first, network.position[network.ends[2 * e + 1]]);
                separator += share * power;
                electrolyte += (1 - share) * power;
            }
        }
        double transfer = 0;
        double filmPower = 0;
        double equilibrium = 0;
        for (int f = 0; f < equations.surface.length; f++) {
            int e = network.firstReactive + f;
            double i = equations.current[e];
            double area = network.area[e - network.firstActive];
            double filmPart = i
                    * equations.faradaic(e)
                    / area
                    * network.cell.activeMaterial().filmResistance();
            double inElectrolyte = 0;
            double total = i * (u[network.ends[2 * e]] - u[network.ends[2 * e + 1]]);
            double surfacePotential = equations.openCircuitPotential().value(equations.surface[f]);
            double kinetic = i * equations.overpotential[f];
            double ohmic = total - kinetic - filmPart - i * surfacePotential;
            if (rule != FaceRule.CELL_CENTRE) {
                inElectrolyte = i * i / area * equations.electrolyteHalf(e);
            }
            transfer += kinetic;
            filmPower += filmPart;
            equilibrium -= i * surfacePotential;
            electrolyte += inElectrolyte;
            electronic += ohmic - inElectrolyte;
        }
        double lithium = 0;
        boolean external = geometry.separatorLayers > 0;
        for (int l = 0; l < network.lithiumNode.length; l++) {
            double i = equations.lithiumPlane.current[l];
            lithium += i * equations.lithiumPlane.overpotential[l];
            double ohmic = i * (-u[network.lithiumNode[l]] - equations.lithiumPlane.overpotential[l]);
            separator += external ? ohmic : 0;
            electrolyte += external ? 0 : ohmic;
        }
        double openCircuit = equations.openCircuitPotential().value(meanLithiation);
        double voltage = u[network.collector];
        if (current == 0) {
            return new LossBudget(0, 0, 0, 0, 0, 0, 0, 0, openCircuit - voltage, 0);
        }
        double concentration = openCircuit - equilibrium / current;
        double known = separator + electrolyte + lithium + transfer + filmPower + electronic + contact + grainContact;
        return new LossBudget(
                separator / current,
                electrolyte / current,
                lithium / current,
                transfer / current,
                filmPower / current,
                electronic / current,
                contact / current,
                grainContact / current,
                concentration,
                openCircuit - voltage - concentration - known / current);
    }

    /**
     * What is turned into heat: all but the concentration.
     *
     * @return dissipated power over current [V]
     */
    public double dissipation() {
        return separator + electrolyte + lithiumTransfer + activeTransfer + film + electronic + contact + grainContact;
    }
}
