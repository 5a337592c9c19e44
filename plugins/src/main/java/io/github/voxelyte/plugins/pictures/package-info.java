/** Three-dimensional pictures of electrodes and of fields on their active material. */
package io.github.voxelyte.plugins.pictures;
