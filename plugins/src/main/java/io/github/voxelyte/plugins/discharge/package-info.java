/** The command for the discharge of a voxel cell. */
package io.github.voxelyte.plugins.discharge;
