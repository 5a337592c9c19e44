/** Opening tomograms of many kinds, and handing stacks to other programs. */
package io.github.voxelyte.plugins.files;
