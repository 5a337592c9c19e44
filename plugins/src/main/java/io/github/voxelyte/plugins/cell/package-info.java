/** How a label stack and a cell file become a cell, for all commands that simulate one. */
package io.github.voxelyte.plugins.cell;
