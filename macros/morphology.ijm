// Regions of an electrode with two volume fractions, then the morphology of the first of them.
// Argument: "labels.tif output-folder"; without one a synthetic electrode is made.
arguments = split(getArgument(), " ");
setBatchMode(true);
if (arguments.length >= 1) {
    open(arguments[0]);
} else {
    run("Generate Cathode Tomogram...", "width=200 height=200 depth=60 voxel_um=1 amsvf=0.42 gradient=0.1 seed=3");
    selectImage("truth");
}
output = "morphology-example";
if (arguments.length >= 2) output = arguments[1];
run("Find Electrode Regions...", "size_um=60,60,40 fraction=0.46,0.38 representative=fraction,surface output=[" + output + "]");
selectImage("region_1");
run("Electrode Morphology...", "output=[" + output + "]");
print("Done: tables, plots and crops are in " + output);
