/** The command for effective transport properties. */
package io.github.voxelyte.plugins.transport;
