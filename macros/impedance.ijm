// Impedance of a small cell: as made, and with a quarter and three quarters of the particles' surface delaminated, beside the first.
//
//   java -jar plugins/target/voxelyte.jar macros/impedance.ijm
//   java -jar plugins/target/voxelyte.jar macros/impedance.ijm "labels.tif"
//
// Without an argument a small synthetic cathode is made. Results are in the folder "target/impedance".

input = getArgument();
out = "target/impedance";
setBatchMode(true);
if (lengthOf(input) > 0) {
    if (!File.exists(input)) exit("There is no file " + input + ".");
    open(input);
} else {
    run("Generate Cathode Tomogram...", "width=40 height=40 depth=30 voxel_um=1 amsvf=0.46 seed=3");
    selectImage("truth");
}
rename("electrode");
run("Simulate Impedance...", "f_min_Hz=0.01 maps_Hz=1000 output=[" + out + "/as_made]");
degrees = newArray("0.25", "0.75");
for (i = 0; i < degrees.length; i++) {
    selectImage("electrode");
    run("Delaminate Particles...", "degree=" + degrees[i] + " seed=1");
    rename("delaminated");
    run("Simulate Impedance...", "measured=[" + out + "/as_made/impedance.csv] output=[" + out + "/delaminated_" + degrees[i] + "]");
    selectImage("delaminated");
    close();
}
print("Results are in " + out + ".");
