// A small electrode discharged at two rates, then by pulses with rests and charged again.
// The argument is the folder for the results, target/discharge if there is none.

output = getArgument();
if (output == "") output = "target/discharge";
setBatchMode(true);

run("Generate Cathode Tomogram...", "width=24 height=24 depth=30 amsvf=0.46 diameter_um=8 seed=3");
selectImage("truth");
electrode = getImageID();

run("Simulate Discharge...", "c_rate=0.25,0.5 separator_um=50 snapshots_V=3.75,3.3 views maps output=[" + output + "/rates]");
run("Voxelyte Macro Functions");
print("C-rate  capacity [mAh/g]");
rates = newArray("0.25C", "0.5C");
for (i = 0; i < rates.length; i++) {
    table = "discharge_" + rates[i];
    last = parseInt(call("io.github.voxelyte.plugins.tables.LatestTables.size", table)) - 1;
    print(rates[i] + "   " + call("io.github.voxelyte.plugins.tables.LatestTables.value", table, "Capacity [mAh/g]", "" + last));
}

selectImage(electrode);
run("Simulate Discharge...", "separator_um=50 protocol=[(Discharge at 0.5C for 10 min; Rest for 30 min) x 3;"
    + " Charge at 0.5C until 4.2 V; Hold at 4.2 V until C/20] output=[" + output + "/pulses]");
print("step  ended by  voltage [V]  charge [mAh/g]");
for (i = 0; i < parseInt(call("io.github.voxelyte.plugins.tables.LatestTables.size", "protocol")); i++) {
    line = "" + (i + 1);
    columns = newArray("Ended by", "End voltage [V]", "Charge [mAh/g]");
    for (k = 0; k < columns.length; k++)
        line = line + "  " + call("io.github.voxelyte.plugins.tables.LatestTables.value", "protocol", columns[k], "" + i);
    print(line);
}
print("Results are in " + output + ".");
