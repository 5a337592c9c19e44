// From a tomogram to volume fractions and transport, without a display:
//
//   java -jar plugins/target/voxelyte.jar macros/demo.ijm                  a synthetic tomogram, 150 x 150 x 40
//   java -jar plugins/target/voxelyte.jar macros/demo.ijm "stack.tif"      a tomogram of yours
//
// Everything is left under target/demo/ and replaced by the next run.

OUT = "target/demo";
FRACTION = 0.46; // volume fraction of active material that the binarization is to meet

setBatchMode(true);
start = getTime();
path = getArgument();
if (path == "") {
    run("Generate Cathode Tomogram...", "width=150 height=150 depth=40 amsvf=" + FRACTION + " seed=1 output=" + OUT);
    selectImage("tomogram");
} else {
    if (!File.exists(path)) exit("There is no file " + path + ".");
    open(path);
}
tomogram = getImageID();
middle = floor(nSlices / 2) + 1;
saveSlice(tomogram, middle, "slice-tomogram");

selectImage(tomogram);
run("Binarize Tomogram...", "method=[Target fraction] fraction=" + FRACTION + " output=" + OUT);
labels = getImageID();
saveSlice(labels, middle, "slice-labels");

selectImage(labels);
run("Volume Fraction Profile...", "axis=z output=" + OUT);
selectImage(labels);
run("Transport Properties...", "phase=electrolyte,active axis=all output=" + OUT);

rows = parseInt(call("io.github.voxelyte.plugins.tables.LatestTables.size", "transport"));
print("phase        axis  fraction  D_eff/D   tortuosity factor");
for (row = 0; row < rows; row++) {
    print(pad(cell("Phase", row), 13) + pad(cell("Axis", row), 6) + pad(short(cell("Fraction", row)), 10)
            + pad(short(cell("D_eff/D", row)), 10) + short(cell("Tortuosity factor", row)));
}
print("Results are in " + OUT + "; " + d2s((getTime() - start) / 1000, 1) + " s.");

function cell(column, row) {
    return call("io.github.voxelyte.plugins.tables.LatestTables.value", "transport", column, "" + row);
}

function short(number) {
    if (number == "Infinity" || number == "NaN") return number;
    return d2s(parseFloat(number), 4);
}

function pad(text, width) {
    while (lengthOf(text) < width) text = text + " ";
    return text;
}

function saveSlice(image, slice, name) {
    selectImage(image);
    setSlice(slice);
    run("Select None");
    run("Duplicate...", "title=" + name);
    saveAs("PNG", OUT + "/" + name + ".png");
    close();
}
