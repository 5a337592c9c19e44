/** The commands that change an electrode's geometry: label stack in, label stack and a table row out. */
package io.github.voxelyte.plugins.modification;
