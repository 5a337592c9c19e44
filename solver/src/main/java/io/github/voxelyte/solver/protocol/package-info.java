/** What is done to a cell: discharges, charges, rests, holds, in sequence and in cycles. No cell is known here. */
package io.github.voxelyte.solver.protocol;
