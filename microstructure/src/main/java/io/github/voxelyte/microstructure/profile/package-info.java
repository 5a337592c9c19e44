/** Volume fraction of a phase layer by layer: the profile of an electrode from face to face. */
package io.github.voxelyte.microstructure.profile;
