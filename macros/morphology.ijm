// Regions of an electrode with two volume fractions, then the morphology of the first of them.
//
//   java -jar plugins/target/voxelyte.jar macros/morphology.ijm
//   java -jar plugins/target/voxelyte.jar macros/morphology.ijm "labels.tif"
//
// Without an argument a small synthetic cathode is made. Results are in the folder "target/morphology".

input = getArgument();
out = "target/morphology";
setBatchMode(true);
if (lengthOf(input) > 0) {
    if (!File.exists(input)) exit("There is no file " + input + ".");
    open(input);
} else {
    run("Generate Cathode Tomogram...", "width=100 height=100 depth=50 voxel_um=1 amsvf=0.42 gradient=0.1 seed=3");
    selectImage("truth");
}
run("Find Electrode Regions...", "size_um=30,30,40 fraction=0.46,0.38 representative=fraction,surface output=[" + out + "]");
selectImage("region_1");
run("Electrode Morphology...", "output=[" + out + "]");
print("Results are in " + out + ".");
