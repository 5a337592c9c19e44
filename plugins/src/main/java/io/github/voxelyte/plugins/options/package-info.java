/**
 * Keys of the commands: declared once, and from that parsed from macro options, asked for in a dialog, recorded and
 * documented.
 */
package io.github.voxelyte.plugins.options;
