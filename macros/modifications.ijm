// What changes in an electrode do to its transport: contact to the collector, delamination, thickness. Tables, plots and
// three-dimensional pictures.
//
//   java -jar plugins/target/voxelyte.jar macros/modifications.ijm                       a synthetic cathode
//   java -jar plugins/target/voxelyte.jar macros/modifications.ijm "folder|labels.tif"   labels of yours
//
// Everything is left in the folder (target/modifications unless given) and replaced by the next run.

arguments = split(getArgument(), "|");
OUT = "target/modifications";
if (arguments.length > 0) OUT = arguments[0];
SEED = 1;

setBatchMode(true);
if (arguments.length > 1) {
    open(arguments[1]);
} else {
    run("Generate Cathode Tomogram...", "width=150 height=150 depth=40 amsvf=0.46 seed=" + SEED);
    selectImage("truth");
}
electrode = getImageID();

// The electrode as it is.
tau0 = tortuosity(electrode, "electrode", false);
view(electrode, "view-electrode", "");

// Contact series. Cropping into denser layers raises the contact ratio to 42 %; from there the bulk stays, and the active
// material at the collector is thinned, voxel by voxel or particle by particle.
selectImage(electrode);
run("Crop To Contact...", "ratio=0.42 tolerance=0.02 output=[" + OUT + "/contact-0.42]");
dense = getImageID();
dense0 = value("crop", "Reached");
print("contact " + d2s(value("crop", "Before"), 3) + " cropped to " + d2s(dense0, 3));
sigma0 = conductivity(dense, "contact-0.42");
ratios = newArray(0.3, 0.2, 0.11, 0.05, 0.02, 0.01);
voxelwise = contactSeries("random voxels", ratios);
particlewise = contactSeries("particles", ratios);
Plot.create("contact series", "Contact ratio", "Effective conductivity / at " + d2s(100 * dense0, 0) + " % contact");
Plot.setFrameSize(560, 360);
Plot.setFontSize(15);
Plot.setLogScaleX(true);
Plot.setLimits(0.008, 0.5, 0, 1.05);
Plot.setLineWidth(2);
Plot.setColor("#0072B2", "#0072B2");
Plot.add("connected circles", Array.concat(dense0, ratios), Array.concat(1, voxelwise));
Plot.setColor("#D55E00", "#D55E00");
Plot.add("connected circles", Array.concat(dense0, ratios), Array.concat(1, particlewise));
Plot.setColor("black");
Plot.addLegend("random voxels\nwhole particles", "bottom-right");
savePlot("contact-series");

// Delamination series: what is passive grows, the electrolyte's transport stays.
degrees = newArray(0.25, 0.5, 0.75);
reached = newArray(3);
taus = newArray(3);
for (i = 0; i < 3; i++) {
    selectImage(electrode);
    run("Delaminate Particles...", "degree=" + degrees[i] + " mode=[random patches] seed=" + SEED + " output=["
            + OUT + "/delamination-" + degrees[i] + "]");
    delaminated = getImageID();
    reached[i] = value("delaminate", "Reached");
    taus[i] = tortuosity(delaminated, "delamination-" + degrees[i], true);
    view(delaminated, "view-delamination-" + degrees[i], "");
    close(delaminated);
    print("delamination " + degrees[i] + ": reached " + d2s(reached[i], 5) + ", tortuosity factor " + d2s(taus[i], 6)
            + ", changed by " + d2s(taus[i] / tau0 - 1, 9));
}
Plot.create("delamination series", "Delamination degree", "Tortuosity factor of electrolyte");
Plot.setFrameSize(560, 360);
Plot.setFontSize(15);
Plot.setLimits(-0.05, 1, 1, 2 * tau0 - 1);
Plot.setLineWidth(2);
Plot.setColor("#0072B2", "#0072B2");
Plot.add("connected circles", Array.concat(0, degrees), Array.concat(tau0, taus));
savePlot("delamination-series");

// The other ways in which particles delaminate.
modes = newArray("uniform random", "whole particles", "gaps first", "poles");
for (i = 0; i < modes.length; i++) {
    selectImage(electrode);
    run("Delaminate Particles...", "degree=0.5 mode=[" + modes[i] + "] seed=" + SEED);
    view(getImageID(), "view-" + replace(modes[i], " ", "-"), "");
    close();
}

// Twice as thick.
selectImage(electrode);
run("Stack Electrode...", "times=2 tortuosity=yes output=[" + OUT + "/stack]");
stacked = getImageID();
change = cell("stack_transport", "Tortuosity factor", 1) / cell("stack_transport", "Tortuosity factor", 0) - 1;
print("stacked twice: tortuosity factor changed by " + d2s(change, 5));
view(stacked, "view-stack", "");
close(stacked);
selectImage(electrode);
run("Stack Electrode...", "times=2 mirror tortuosity=yes output=[" + OUT + "/stack-mirrored]");
change = cell("stack_transport", "Tortuosity factor", 1) / cell("stack_transport", "Tortuosity factor", 0) - 1;
print("stacked twice, mirrored: tortuosity factor changed by " + d2s(change, 5));
close();

// Denser, coated, with additive.
selectImage(electrode);
run("Compress Electrode...", "factor=0.8 output=[" + OUT + "/compress]");
view(getImageID(), "view-compressed", "");
close();
selectImage(electrode);
run("Add Conductive Additive...", "fraction=0.03 output=[" + OUT + "/additive]");
view(getImageID(), "view-additive", "");
close();

// A field on the active material: here the distance from the separator.
selectImage(electrode);
getDimensions(width, height, channels, slices, frames);
newImage("depth", "32-bit black", width, height, nSlices);
for (z = 1; z <= nSlices; z++) {
    setSlice(z);
    run("Set...", "value=" + (z - 0.5) + " slice");
}
view(electrode, "view-field", " field=depth title=[depth (um)]");
print("Results are in " + OUT + ".");

function contactSeries(mode, ratios) {
    relative = newArray(ratios.length);
    for (i = 0; i < ratios.length; i++) {
        name = "contact-" + replace(mode, " ", "-") + "-" + ratios[i];
        selectImage(dense);
        run("Crop To Contact...", "ratio=" + ratios[i] + " mode=[" + mode + "] seed=" + SEED + " output=[" + OUT + "/"
                + name + "]");
        cropped = getImageID();
        before = value("crop", "Before");
        relative[i] = conductivity(cropped, name) / sigma0;
        close(cropped);
        print("contact " + d2s(before, 3) + " to " + ratios[i] + ", " + mode + ": effective conductivity "
                + d2s(100 * (relative[i] - 1), 1) + " %");
    }
    return relative;
}

function conductivity(image, name) {
    selectImage(image);
    run("Transport Properties...", "phase=active axis=z output=[" + OUT + "/" + name + "]");
    return cell("transport", "D_eff/D", 0);
}

function tortuosity(image, name, passivated) {
    selectImage(image);
    phases = "phase=electrolyte";
    if (passivated) phases = "phase=electrolyte,passivated conductivities_S_per_cm=1,1";
    run("Transport Properties...", phases + " axis=z output=[" + OUT + "/" + name + "]");
    return cell("transport", "Tortuosity factor", 0);
}

function view(image, name, more) {
    selectImage(image);
    run("Voxel View 3D...", "width=420" + more);
    saveAs("PNG", OUT + "/" + name + ".png");
    close();
    selectImage(image);
}

function savePlot(name) {
    Plot.update();
    saveAs("PNG", OUT + "/" + name + ".png");
    close();
}

function value(table, column) {
    return cell(table, column, 0);
}

function cell(table, column, row) {
    return parseFloat(call("io.github.voxelyte.plugins.tables.LatestTables.value", table, column, "" + row));
}
