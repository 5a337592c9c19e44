/** The main job at small size. */
package io.github.voxelyte.plugins.demo;
