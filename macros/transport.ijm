// Where the current is squeezed and what contacts cost: necks, maps, layers, geometric measures, contact resistances, and
// solves that start from a similar one.
//
//   java -jar plugins/target/voxelyte.jar macros/transport.ijm                       a synthetic cathode
//   java -jar plugins/target/voxelyte.jar macros/transport.ijm "folder|labels.tif"   labels of yours
//
// Everything is left in the folder (target/transport unless given) and replaced by the next run.

arguments = split(getArgument(), "|");
OUT = "target/transport";
if (arguments.length > 0) OUT = arguments[0];

setBatchMode(true);
if (arguments.length > 1) {
    open(arguments[1]);
} else {
    run("Generate Cathode Tomogram...", "width=100 height=100 depth=40 amsvf=0.46 seed=1");
    selectImage("truth");
}
labels = getImageID();

// Everything about the electrolyte along z.
run("Transport Properties...", "phase=electrolyte axis=z geometric blocking=active layers output=[" + OUT + "/electrolyte]");
print("electrolyte: tortuosity factor " + cell("Tortuosity factor", 0) + " (at least "
        + (cell("Fraction", 0) / cell("Hashin-Shtrikman upper bound", 0)) + " in an isotropic structure); tortuosity "
        + cell("Tortuosity", 0) + ", geodesic " + cell("Geodesic tortuosity", 0) + "; constrictivity "
        + cell("Constrictivity", 0) + "; electrode tortuosity factor " + cell("Electrode tortuosity factor", 0));

// Necks of the active material along x, on the map of the resistance: the largest share along each line of sight.
selectImage(labels);
run("Transport Properties...", "phase=active axis=x maps bottlenecks=8 neck_threshold=20 output=[" + OUT + "/necks]");
print("active material along x: the 8 largest necks have " + d2s(100 * sum("transport_bottlenecks", "Share of resistance"), 1)
        + " % of the resistance, the first " + d2s(100 * value("transport_bottlenecks", "Share of resistance", 0), 1) + " %");
selectImage("resistance_share_active_x");
drawNecks();

// Resistance where particles touch. Each solve starts from the potential of the one before.
selectImage(labels);
run("Electrode Morphology...", "maps output=[" + OUT + "/morphology]");
resistances = newArray(0, 0.001, 0.01, 0.1, 1, 10);
relative = newArray(resistances.length);
start = "";
for (i = 0; i < resistances.length; i++) {
    folder = OUT + "/contacts-" + resistances[i];
    selectImage(labels);
    run("Transport Properties...", "phase=active conductivities_S_per_cm=0.01 axis=z maps grains=particles"
            + " grain_resistance_Ohm_cm2=" + resistances[i] + start + " output=[" + folder + "]");
    relative[i] = cell("Effective conductivity [S/cm]", 0);
    print("grain contacts of " + resistances[i] + " Ohm cm2: effective conductivity " + relative[i] + " S/cm, "
            + cell("Iterations", 0) + " iterations");
    closeMaps();
    start = " start=[" + folder + "/potential_V_active_z.tif]";
}
Plot.create("contacts", "Resistance of a grain contact [Ohm cm2]", "Effective conductivity [S/cm]");
Plot.setFrameSize(560, 360);
Plot.setFontSize(15);
Plot.setLogScaleX(true);
Plot.setLogScaleY(true);
Plot.setLimits(0.0005, 20, relative[5] / 2, 2 * relative[0]);
Plot.setLineWidth(2);
Plot.setColor("gray");
Plot.add("line", newArray(0.0005, 20), newArray(relative[0], relative[0]));
Plot.setColor("#0072B2", "#0072B2");
Plot.add("connected circles", Array.slice(resistances, 1), Array.slice(relative, 1));
Plot.setColor("black");
Plot.addLegend("perfect contacts\ncontacts with resistance", "bottom-left");
Plot.update();
saveAs("PNG", OUT + "/contacts.png");
close();

// The band of thresholds: a few per cent of the voxels change, so each solve starts from the one before. With a residual of
// 1e-4 the conductivity is good to 1e-5.
if (arguments.length < 2) {
    start = "";
    for (fraction = 0.44; fraction < 0.485; fraction += 0.01) {
        selectImage("tomogram");
        run("Binarize Tomogram...", "fraction=" + fraction);
        folder = OUT + "/threshold-" + fraction;
        run("Transport Properties...", "phase=electrolyte axis=z maps tolerance=1e-4" + start + " output=[" + folder + "]");
        print("fraction " + d2s(fraction, 2) + ": tortuosity factor " + cell("Tortuosity factor", 0) + ", "
                + cell("Iterations", 0) + " iterations");
        closeMaps();
        close("labels");
        start = " start=[" + folder + "/potential_V_electrolyte_z.tif]";
    }
}
print("Results are in " + OUT + ".");

function drawNecks() {
    getVoxelSize(dx, dy, dz, unit);
    run("Z Project...", "projection=[Max Intensity]");
    changeValues(-1e38, 0, NaN);
    run("Macro...", "code=v=log(v)/log(10)");
    setMinAndMax(-6, -2.5);
    run("Remove Overlay");
    run("RGB Color");
    scale = 6;
    run("Scale...", "x=" + scale + " y=" + scale + " interpolation=None create title=necks");
    setLineWidth(3);
    setFont("SansSerif", 20, "bold antialiased");
    n = parseInt(call("io.github.voxelyte.plugins.tables.LatestTables.size", "transport_bottlenecks"));
    for (i = n - 1; i >= 0; i--) {
        x = scale * value("transport_bottlenecks", "X [um]", i) / dx;
        y = scale * value("transport_bottlenecks", "Y [um]", i) / dy;
        r = scale * maxOf(3, 1.5 * sqrt(value("transport_bottlenecks", "Cross-section [um2]", i) / PI) / dx);
        setColor(255, 60, 160);
        drawOval(x - r, y - r, 2 * r, 2 * r);
        setColor(255, 255, 255);
        drawString("" + (i + 1), x + r + 2, y + 10);
    }
    saveAs("PNG", OUT + "/necks.png");
    close();
    closeMaps();
}

function closeMaps() {
    titles = getList("image.titles");
    for (t = 0; t < titles.length; t++) {
        if (startsWith(titles[t], "potential_V_") || startsWith(titles[t], "flux_over_mean_")
                || startsWith(titles[t], "resistance_share_")) close(titles[t]);
    }
}

function sum(table, column) {
    total = 0;
    n = parseInt(call("io.github.voxelyte.plugins.tables.LatestTables.size", table));
    for (k = 0; k < n; k++) total = total + value(table, column, k);
    return total;
}

function cell(column, row) {
    return value("transport", column, row);
}

function value(table, column, row) {
    return parseFloat(call("io.github.voxelyte.plugins.tables.LatestTables.value", table, column, "" + row));
}
