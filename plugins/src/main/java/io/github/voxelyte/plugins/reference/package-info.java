/** What the commands and macro functions are, as text for people: made from their descriptions, so that it cannot go stale. */
package io.github.voxelyte.plugins.reference;
