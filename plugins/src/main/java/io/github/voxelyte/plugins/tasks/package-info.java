/** Independent pieces of work: done once each, in this process or many, restartable, with one outcome a piece. */
package io.github.voxelyte.plugins.tasks;
