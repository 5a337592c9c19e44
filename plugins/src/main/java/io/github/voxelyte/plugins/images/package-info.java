/** Images of ImageJ as the core reads them, and what the core computes as images of ImageJ. */
package io.github.voxelyte.plugins.images;
