// Many stacks alike: every stack of a folder is analysed into a folder of its own, and one table holds them all.
//
//   java -jar plugins/target/voxelyte.jar macros/batch-folder.ijm "input=[folder with stacks] output=results fraction=0.46"
//
// input       folder with TIFF stacks (grey values, or labels with is_labels); other files in it are passed over
// output      folder for the results; "results" where absent
// is_labels   the stacks hold labels: they are not binarized
// fraction    of active material that the binarization is to meet; 0.46 where absent
// c_rate      of a discharge of every stack; none where absent
// voxel_um    edge of a voxel where the stacks do not say
// active electrolyte passivated additive void   what their labels mean
//
// Stopped in whatever way and started again, it leaves what is finished as it is. Leaves batch.csv and a folder for every stack.

arguments = getArgument();
input = value("input", "");
if (input == "") exit("Name the folder with the stacks: input=[path of the folder].");
if (!File.isDirectory(input)) exit("There is no folder " + input + ".");
OUT = value("output", "results");
fraction = value("fraction", "0.46");
rate = value("c_rate", "");
edge = "" + given("voxel_um");
labelled = hasWord("is_labels");
meaning = "" + given("active") + given("electrolyte") + given("passivated") + given("additive") + given("void");

setBatchMode(true);
csv = "Stack,Fraction active,D_eff/D electrolyte,Tortuosity factor electrolyte,D_eff/D active,Capacity [mAh/g]\n";
names = getFileList(input);
done = 0;
for (i = 0; i < names.length; i++) {
    name = names[i];
    if (endsWith(name, ".tif") || endsWith(name, ".tiff")) {
        folder = OUT + "/" + substring(name, 0, lastIndexOf(name, "."));
        path = input + "/" + name;
        asked = "open " + name + " of " + File.length(path) + " bytes, changed " + File.lastModified(path);
        keys = edge + meaning;
        if (labelled == 0) {
            options = "fraction=" + fraction + " " + edge;
            asked = asked + "\nBinarize Tomogram... " + options;
            if (begins(folder + "/labels", "binarize", asked)) {
                open(path);
                run("Binarize Tomogram...", options + "output=[" + folder + "/labels]");
            }
            path = folder + "/labels/labels.tif";
            keys = "";
        }
        step(path, folder + "/profile", "profile", "Volume Fraction Profile...", keys);
        step(path, folder + "/transport", "transport", "Transport Properties...", keys + "phase=electrolyte,active axis=z ");
        capacity = NaN;
        if (rate != "") {
            step(path, folder + "/discharge", "discharge", "Simulate Discharge...", keys + "c_rate=" + rate + " ");
            capacity = cellOf(folder + "/discharge/discharge.csv", "Capacity [mAh/g]", -1);
        }
        table = folder + "/transport/transport.csv";
        csv = csv + "\"" + name + "\"," + cellOf(table, "Fraction", 2) + "," + cellOf(table, "D_eff/D", 1) + ","
                + cellOf(table, "Tortuosity factor", 1) + "," + cellOf(table, "D_eff/D", 2) + "," + capacity + "\n";
        done++;
    }
}
if (done == 0) exit("There is no TIFF file in " + input + ".");
File.saveString(csv, OUT + "/batch.csv");
print(done + " stacks; the results are in " + OUT + "/batch.csv.");

// A command on a stack, unless it is finished.
function step(path, folder, id, command, options) {
    if (begins(folder, id, asked + "\n" + command + " " + options)) {
        open(path);
        resume = "";
        if (id == "discharge") resume = "resume ";
        run(command, options + resume + "output=[" + folder + "]");
    }
}

function begins(folder, id, wanted) {
    close("*");
    state = call("io.github.voxelyte.plugins.study.StudyStep.begin", folder, id, wanted);
    if (state == "run") return true;
    return false;
}

// A number in a CSV file; row 1 is the first below the heads, -1 the last.
function cellOf(path, column, row) {
    lines = split(File.openAsString(path), "\n");
    heads = split(lines[0], ",");
    if (row < 0) row = lines.length - 1;
    cells = split(lines[row], ",");
    for (c = 0; c < heads.length; c++) {
        if (heads[c] == column) return parseFloat(cells[c]);
    }
    exit("There is no column " + column + " in " + path + ".");
}

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
