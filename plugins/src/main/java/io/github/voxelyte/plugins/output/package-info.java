/** What commands write: tables, images and the summary, complete or not at all. */
package io.github.voxelyte.plugins.output;
