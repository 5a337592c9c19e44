// Voxelyte's workflow as buttons: choose "Voxelyte" from the >> menu at the right end of ImageJ's toolbar.
// Each button runs a command of Plugins > Voxelyte on the active image.

macro "Open Tomogram Action Tool - C037T0c14OT9c14p" {
    run("Open Tomogram...");
}

macro "Binarize Tomogram Action Tool - C037F0077C999F7777F0777Cd50R0077" {
    run("Binarize Tomogram...");
}

macro "Volume Fraction Profile Action Tool - C037D0fL0f4bL4b77L77abLabf3C999L0ffe" {
    run("Volume Fraction Profile...");
}

macro "Transport Properties Action Tool - C037L08f8Lf8b4Lf8bcCd50O4244O8a44" {
    run("Transport Properties...");
}

macro "Crop To Contact Action Tool - C037R11dcCd50L0bfbL0cfc" {
    run("Crop To Contact...");
}

macro "Delaminate Particles Action Tool - C037O33aaCd50L28c2L8ede" {
    run("Delaminate Particles...");
}

macro "Simulate Discharge Action Tool - C037L1111L1158L58b9Lb9deC999L0ffeL000f" {
    run("Simulate Discharge...");
}

macro "Voxel View 3D Action Tool - C037L80f4Lf4fbLfb8fL8f0bL0b04L0480L0488L88f4L888f" {
    run("Voxel View 3D...");
}
