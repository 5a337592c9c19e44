// The whole study of Li | beta-Li3PS4 | NMC622 cells (Neumann et al., ACS Appl. Mater. Interfaces 2020) on a generated cathode, or
// on a stack of yours: structures, transport, discharges, impedance, figures, report. See docs/study.md.
//
//   java -Xmx4g -jar plugins/target/voxelyte.jar macros/study.ijm "size=quick output=my-study"
//   java -Xmx4g -jar plugins/target/voxelyte.jar macros/study.ijm \
//       "input=nmc.tif is_labels active=1 electrolyte=0,2 voxel_um=0.398 crop=0,0,0,251,251,251 new_voxel_um=1 size=quick"
//
// Stopped in whatever way and started again with the same options and output, it goes on where it was.
//
// size          full: electrodes of 150 x 150 x 40 um, overnight; quick: 60 x 60 x 40; smoke: 24 x 24 x 30, a few minutes, to see
//               whether everything works; or width x height x depth in um, as in 90x90x40. full where absent
// output        folder for everything; target/study-SIZE where absent
// seed          of the generated cathode and of random choices; 1 where absent
// cell          cell file, or the name of a built-in cell; lps-nmc622 where absent
// sensitivity   repeats some discharges with other assumptions where the study leaves them open
// input         a stack of grey values or labels; its last slices are at the collector
//   is_labels   it holds labels: it is not binarized
//   active electrolyte passivated additive void   what its labels mean
//   voxel_um    edge of a voxel where the stack does not say
//   crop        x,y,z,width,height,depth of the part to use [voxels]
//   fraction    of active material that the binarization is to meet; 0.46 where absent
//   new_voxel_um   edge to resample to; as it is where absent
//   fractions   of the standard and the low-AMSVF electrode; 0.46,0.38 where absent. The regions that come closest are used.

arguments = getArgument();
size = value("size", "full");
SEED = value("seed", "1");
CELL = value("cell", "lps-nmc622");
OUT = value("output", "target/study-" + size);
INPUT = value("input", "");

// The generated cathode. Reasons in docs/study.md.
PARTICLES = " diameter_um=9.35 spread=0.15 sinter=0";
CONTACT = "0.24"; // binarized, this gives a contact ratio of about 0.30
CONTACT_HIGH = "0.37"; // and this about 0.42
BINARIZE = "filter=[non-local means] strength=1.5";

if (size == "full") {
    width = 150; height = 150; depth = 40;
} else if (size == "quick") {
    width = 60; height = 60; depth = 40;
} else if (size == "smoke") {
    width = 24; height = 24; depth = 30;
} else if (matches(size, "[0-9]+x[0-9]+x[0-9]+")) {
    edges = split(size, "x");
    width = parseInt(edges[0]); height = parseInt(edges[1]); depth = parseInt(edges[2]);
} else exit("size=" + size + " is not known; allowed: full, quick, smoke, or voxels as in 90x90x40.");
rates = newArray("0.1", "0.5", "0.25"); // what the rows of the report need comes first
DISCHARGE = "cell=" + CELL + " snapshots_V=3.75,3.3,2.8";

setBatchMode(true);
run("Voxelyte Macro Functions");
var ran = 0;

// Structures.
if (INPUT == "") {
    generate("standard", "0.46", PARTICLES, CONTACT);
    generate("low", "0.38", PARTICLES, CONTACT);
} else {
    imported();
}
onLabels("profile", "standard", "profile", "Volume Fraction Profile...", "axis=z");
onLabels("profile", "low", "profile", "Volume Fraction Profile...", "axis=z");
label("high", "stack", "standard", "Stack Electrode...", "times=2 mirror tortuosity=no");
onLabels("profile", "high", "profile", "Volume Fraction Profile...", "axis=z");
contact = lastOf(OUT + "/profile/standard/profile.csv", "AMSVF");
print("standard electrode: contact ratio " + d2s(contact, 3));
targets = newArray("0.42", "0.30", "0.11", "0.01");
contacts = newArray(0);
for (i = 0; i < targets.length; i++) {
    target = parseFloat(targets[i]);
    name = "contact-" + d2s(100 * target, 0);
    if (abs(target - contact) <= 0.03) {
        // the standard electrode itself
    } else if (target < contact) {
        label(name, "crop", "standard", "Crop To Contact...", "mode=[random voxels] ratio=" + targets[i] + " seed=" + SEED);
        contacts = Array.concat(contacts, name);
    } else if (INPUT == "") {
        generate(name, "0.46", PARTICLES, CONTACT_HIGH);
        contacts = Array.concat(contacts, name);
    } else {
        print("A contact ratio of " + targets[i] + " is more than this electrode has; left out.");
    }
}
degrees = newArray("0.25", "0.50", "0.75");
delaminated = newArray(degrees.length);
for (i = 0; i < degrees.length; i++) {
    delaminated[i] = "delamination-" + d2s(100 * parseFloat(degrees[i]), 0);
    label(delaminated[i], "delaminate", "standard", "Delaminate Particles...",
            "degree=" + degrees[i] + " mode=[random patches] seed=" + SEED);
}

// Transport.
both = "phase=electrolyte,active axis=";
onLabels("transport", "standard", "transport", "Transport Properties...", both + "all");
onLabels("transport", "low", "transport", "Transport Properties...", both + "all");
onLabels("transport", "high", "transport", "Transport Properties...", both + "all");
for (i = 0; i < contacts.length; i++) {
    onLabels("transport", contacts[i], "transport", "Transport Properties...", both + "z");
}
for (i = 0; i < delaminated.length; i++) {
    onLabels("transport", delaminated[i], "transport", "Transport Properties...",
            "phase=electrolyte,passivated conductivities_S_per_cm=1.2e-4,1.2e-4 axis=z");
}

// Impedance, then discharges; what most figures and rows need comes first. The standard cell with a thinner separator tells the
// separator's resistance apart. Delaminated faces are gaps of 50 nm, what a particle of 10 um loses in radius when its volume shrinks
// by 3 %: they do not react, but hold eps0/50 nm = 0.0177 uF/cm2. Without it nothing crosses them, which the last one tells.
impedance("standard", "425", "");
for (i = 0; i < delaminated.length; i++) impedance(delaminated[i], "425", " passive_uF_per_cm2=0.0177");
intercept = " f_min_Hz=1e6 per_decade=4";
impedance("standard-separator", "210", intercept);
impedance("delamination-75-blocked", "425", intercept);
discharge("standard", "0.1");
discharge("high", "0.1");
discharge("delamination-75", "0.1");
discharge("standard", "0.5");
discharge("delamination-75", "0.5");
for (k = contacts.length - 1; k >= 0; k--) discharge(contacts[k], "0.1");
discharge("low", "0.1");
discharge("standard", "0.25");
current = lastOf(OUT + "/discharge/standard-0.1C/discharge.csv", "Current [mA/cm2]");
onLabels("discharge", "low-standard-current", "discharge", "Simulate Discharge...",
        DISCHARGE + " current_mA_per_cm2=" + current + " separator_um=425");
for (i = 0; i < rates.length; i++) {
    for (k = delaminated.length - 1; k >= 0; k--) discharge(delaminated[k], rates[i]);
    for (k = contacts.length - 1; k >= 0; k--) discharge(contacts[k], rates[i]);
}
if (hasWord("sensitivity")) assumptions();

print(ran + " steps run; those finished earlier were left as they are.");
run("Study Report...", "study=[" + OUT + "] output=[" + OUT + "/report]");
print("The report is " + OUT + "/report/report.html.");

// Steps. Each has a folder of its own, and with it goes what it was asked; see StudyStep.

// An electrode from a generated tomogram.
function generate(name, fraction, particles, ratio) {
    options = "width=" + width + " height=" + height + " depth=" + depth + " amsvf=" + fraction + " contact=" + ratio
            + particles + " seed=" + SEED;
    folder = OUT + "/structures/" + name;
    asked = "Generate Cathode Tomogram... " + options;
    if (begin(folder + "/tomogram", "generate", asked)) {
        run("Generate Cathode Tomogram...", options + " output=[" + folder + "/tomogram]");
    }
    options = "fraction=" + fraction + " " + BINARIZE;
    asked = asked + "\nBinarize Tomogram... " + options;
    if (begin(folder, "binarize", asked)) {
        close("*");
        open(folder + "/tomogram/tomogram.tif");
        run("Binarize Tomogram...", options + " output=[" + folder + "]");
    }
    remember(name, folder + "/labels.tif", asked);
}

// Electrodes cut out of a stack of the user's.
function imported() {
    if (!File.exists(INPUT)) exit("There is no file " + INPUT + ".");
    asked = "open " + INPUT + " of " + File.length(INPUT) + " bytes, changed " + File.lastModified(INPUT) + ", crop "
            + value("crop", "none");
    meaning = "" + given("active") + given("electrolyte") + given("passivated") + given("additive") + given("void");
    folder = OUT + "/structures/tomogram";
    labels = "";
    if (hasWord("is_labels") == 0) {
        options = given("voxel_um") + "fraction=" + value("fraction", "0.46") + " " + BINARIZE;
        asked = asked + "\nBinarize Tomogram... " + options;
        labels = folder + "/labels.tif";
        if (begin(folder, "binarize", asked)) {
            openCropped();
            run("Binarize Tomogram...", options + " output=[" + folder + "]");
        }
        meaning = "";
        edge = "";
    } else edge = given("voxel_um");
    factor = "factor=1";
    wanted = value("new_voxel_um", "");
    if (wanted != "") factor = "new_voxel_um=" + wanted;
    options = meaning + edge + factor + " seed=" + SEED;
    asked = asked + "\nResample Labels... " + options;
    if (begin(folder + "/resampled", "resample", asked)) {
        if (labels == "") {
            openCropped();
        } else {
            close("*");
            open(labels);
        }
        run("Resample Labels...", options + " output=[" + folder + "/resampled]");
    }
    remember("tomogram", folder + "/resampled/labels.tif", asked);
    options = "size_um=" + width + "," + height + "," + depth + " fraction=" + value("fractions", "0.46,0.38")
            + " count=1 representative=none";
    asked = asked + "\nFind Electrode Regions... " + options;
    folder = OUT + "/structures/regions";
    if (begin(folder, "regions", asked)) {
        openLabels("tomogram");
        run("Find Electrode Regions...", options + " output=[" + folder + "]");
    }
    remember("standard", folder + "/region_1.tif", asked + " (first)");
    remember("low", folder + "/region_2.tif", asked + " (second)");
    if (!File.exists(folder + "/region_2.tif")) exit("Two regions of this size do not fit into the stack without overlap.");
}

function openCropped() {
    close("*");
    open(INPUT);
    crop = value("crop", "");
    if (crop == "") return;
    part = split(crop, ",");
    if (part.length != 6) exit("crop takes x,y,z,width,height,depth in voxels, not " + crop + ".");
    first = parseInt(part[2]) + 1;
    last = parseInt(part[2]) + parseInt(part[5]);
    if (last > nSlices) exit("crop=" + crop + " asks for slice " + last + "; the stack has " + nSlices + ".");
    makeRectangle(parseInt(part[0]), parseInt(part[1]), parseInt(part[3]), parseInt(part[4]));
    run("Duplicate...", "title=cropped duplicate range=" + first + "-" + last);
}

// An electrode made from another.
function label(name, id, from, command, options) {
    folder = OUT + "/structures/" + name;
    asked = List.get("asked " + from) + "\n" + command + " " + options;
    if (begin(folder, id, asked)) {
        openLabels(from);
        run(command, options + " output=[" + folder + "]");
    }
    remember(name, folder + "/labels.tif", asked);
}

// A command on an electrode, with results of a kind.
function onLabels(kind, name, id, command, options) {
    // the electrode is the name up to the C-rate or the like
    electrode = name;
    while (List.get(electrode) == "") electrode = substring(electrode, 0, lastIndexOf(electrode, "-"));
    onElectrode(electrode, kind + "/" + name, id, command, options);
}

function onElectrode(electrode, place, id, command, options) {
    folder = OUT + "/" + place;
    asked = List.get("asked " + electrode) + "\n" + command + " " + options;
    if (begin(folder, id, asked)) {
        openLabels(electrode);
        resume = "";
        if (id == "discharge") resume = " resume";
        run(command, options + resume + " output=[" + folder + "]");
    }
}

function discharge(name, rate) {
    separator = "425";
    if (name == "high") separator = "210";
    maps = "";
    if (rate == "0.1" && (name == "standard" || startsWith(name, "contact"))) maps = " maps";
    onLabels("discharge", name + "-" + rate + "C", "discharge", "Simulate Discharge...",
            DISCHARGE + " c_rate=" + rate + " separator_um=" + separator + maps);
}

function impedance(name, separator, frequencies) {
    onLabels("impedance", name, "impedance", "Simulate Impedance...",
            "cell=" + CELL + " separator_um=" + separator + frequencies);
}

// What the study leaves open, chosen differently: the rule at the faces, the shape of the conductivity between its two known values
// (see docs/solver.md for the formula with its exponent p), the area of the faces, the particles, and which faces delaminate or keep
// contact.
function assumptions() {
    sigma = "active_material.conductivity_S_per_cm";
    shape = "10^(-1.699 - 4.097*(((x-0.4) + sqrt((x-0.4)^2))/1.2)^";
    assume("face rule, cell centre", "", CELL, " face_rule=[cell centre]");
    assume("face rule, half voxel", "", CELL, " face_rule=[half voxel]");
    assume("sigma, Amin's shape", "", "lps-nmc622-amin", "");
    exponents = newArray("0.5", "2");
    for (i = 0; i < exponents.length; i++) {
        name = "sigma, p = " + exponents[i];
        folder = OUT + "/assumptions/" + name;
        File.makeDirectory(OUT + "/assumptions");
        File.makeDirectory(folder);
        formula = "{\"formula\": \"" + shape + exponents[i] + ")\"}";
        File.saveString(Ext.cellWith(CELL, sigma, formula), folder + "/cell.json");
        assume(name, "", folder + "/cell.json", "");
    }
    assume("surface, smooth", "", CELL, " surface_correction");
    if (INPUT == "") {
        // What the standard particles were chosen against: a wide size distribution, then with necks that make larger bodies of it.
        otherParticles("wide-", " diameter_um=7 spread=0.35 sinter=0");
        assume("particles, wide sizes", "wide-", CELL, "");
        otherParticles("sintered-", " diameter_um=7 spread=0.35 sinter=0.25");
        assume("particles, wide and sintered", "sintered-", CELL, "");
    }
    label("delamination-75-single", "delaminate", "standard", "Delaminate Particles...",
            "degree=0.75 mode=[uniform random] seed=" + SEED);
    dischargeAs("delamination, single voxels", "delamination-75-single", "delamination-75", "0.1", CELL, "");
    dischargeAs("delamination, single voxels", "delamination-75-single", "delamination-75", "0.5", CELL, "");
    label("contact-11-particles", "crop", "standard", "Crop To Contact...", "mode=particles ratio=0.11 seed=" + SEED);
    dischargeAs("contact, whole particles", "contact-11-particles", "contact-11", "0.1", CELL, "");
}

// The electrodes that an assumption is tried on, of other particles.
function otherParticles(prefix, options) {
    generate(prefix + "standard", "0.46", options, CONTACT);
    label(prefix + "high", "stack", prefix + "standard", "Stack Electrode...", "times=2 mirror tortuosity=no");
    label(prefix + "contact-11", "crop", prefix + "standard", "Crop To Contact...",
            "mode=[random voxels] ratio=0.11 seed=" + SEED);
    label(prefix + "delamination-75", "delaminate", prefix + "standard", "Delaminate Particles...",
            "degree=0.75 mode=[random patches] seed=" + SEED);
}

function assume(name, prefix, cell, options) {
    electrodes = newArray("standard", "standard", "high", "contact-11", "delamination-75", "delamination-75");
    rates = newArray("0.1", "0.5", "0.1", "0.1", "0.1", "0.5");
    for (k = 0; k < rates.length; k++) dischargeAs(name, prefix + electrodes[k], electrodes[k], rates[k], cell, options);
}

function dischargeAs(assumption, electrode, counted, rate, cell, options) {
    separator = "425";
    if (counted == "high") separator = "210";
    if (List.get(electrode) == "") return;
    onElectrode(electrode, "assumptions/" + assumption + "/discharge/" + counted + "-" + rate + "C", "discharge",
            "Simulate Discharge...", "cell=[" + cell + "]" + options + " c_rate=" + rate + " separator_um=" + separator);
}

function begin(folder, id, asked) {
    close("*");
    state = call("io.github.voxelyte.plugins.study.StudyStep.begin", folder, id, asked);
    if (state == "done") {
        return false;
    }
    if (state != "run") exit("The folder " + folder + " can't be written.");
    ran = ran + 1;
    print("[" + ran + "] " + substring(asked, lastIndexOf(asked, "\n") + 1) + " -> " + folder);
    return true;
}

function remember(name, path, asked) {
    List.set(name, path);
    List.set("asked " + name, asked);
}

function openLabels(name) {
    close("*");
    open(List.get(name));
}

// The last number in a column of a CSV file.
function lastOf(path, column) {
    lines = split(File.openAsString(path), "\n");
    heads = split(lines[0], ",");
    cells = split(lines[lines.length - 1], ",");
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
