// Analyses a stack of yours: grey values (binarized first) or labels.
//
//   java -jar plugins/target/voxelyte.jar macros/analyse-tomogram.ijm "input=stack.tif fraction=0.5 voxel_um=0.4"
//   java -jar plugins/target/voxelyte.jar macros/analyse-tomogram.ijm \
//       "input=[my labels.tif] is_labels active=1 electrolyte=0,2 voxel_um=0.398 output=results"
//
// input       the stack (TIFF or whatever ImageJ opens)
// output      folder for the results; "results" where absent
// is_labels   the stack holds labels: it is not binarized
// fraction    volume fraction of active material for the binarization; 0.46 where absent
// method      of the binarization; [Target fraction] where absent
// axis        through-plane axis of the profile; z where absent
// phase       phases for transport; electrolyte,active where absent
// active, electrolyte, passivated, additive, void   meaning of the labels
// voxel_um    edge of a voxel where the stack does not say

arguments = getArgument();
input = value("input", "");
if (input == "") exit("Name the stack: input=[path of the stack].");
if (!File.exists(input)) exit("There is no file " + input + ".");
out = value("output", "results");
common = "" + given("voxel_um") + " output=[" + out + "]";
meaning = "" + given("active") + given("electrolyte") + given("passivated") + given("additive") + given("void");

setBatchMode(true);
open(input);
isLabels = hasWord("is_labels");
if (isLabels == 0) {
    run("Binarize Tomogram...", "method=[" + value("method", "Target fraction") + "] fraction="
            + value("fraction", "0.46") + " " + common);
    meaning = ""; // the result says itself what its labels mean
    common = "output=[" + out + "]";
}
labels = getImageID();
run("Volume Fraction Profile...", "axis=" + value("axis", "z") + " " + meaning + common);
selectImage(labels);
run("Transport Properties...", "axis=all phase=" + value("phase", "electrolyte,active") + " " + meaning + common);
print("Results are in " + out + ".");

// The value behind a key; brackets hold blanks together.
function value(key, otherwise) {
    start = indexOf(" " + arguments, " " + key + "=");
    if (start < 0) return otherwise;
    rest = substring(arguments, start + lengthOf(key) + 1);
    if (startsWith(rest, "[")) return substring(rest, 1, indexOf(rest + "]", "]"));
    return substring(rest, 0, indexOf(rest + " ", " "));
}

function given(key) {
    text = value(key, "");
    if (text == "") return "";
    return key + "=[" + text + "] ";
}

function hasWord(word) {
    if (indexOf(" " + arguments + " ", " " + word + " ") >= 0) return 1;
    return 0;
}
