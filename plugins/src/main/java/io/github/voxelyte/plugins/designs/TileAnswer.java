package io.github.voxelyte.plugins.designs;

import io.github.voxelyte.solver.discharge.SubCellFacts;
import io.github.voxelyte.solver.discharge.SubCellResponse;
import java.io.Serializable;

/**
 * What a tile of an electrode answers.
 *
 * @param facts what is known of it
 * @param axis its through-plane axis, x, y or z
 * @param response to what was tried
 */
public record TileAnswer(SubCellFacts facts, String axis, SubCellResponse response) implements Serializable {}
