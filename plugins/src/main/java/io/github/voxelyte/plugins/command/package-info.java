/** What all commands share: description, dialog, running, cancelling, error messages. */
package io.github.voxelyte.plugins.command;
