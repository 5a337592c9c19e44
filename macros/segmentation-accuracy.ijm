// How well each way of binarizing finds back a known structure: synthetic cathodes at three noise levels.
//
//   java -jar plugins/target/voxelyte.jar macros/segmentation-accuracy.ijm
//   java -jar plugins/target/voxelyte.jar macros/segmentation-accuracy.ijm "width=150 height=150 depth=60 output=target/accuracy"
//
// width, height, depth   voxels of 1 um; 60, 60, 40 where absent
// noise                  noise over contrast, one number or a list; 0.06,0.12,0.24 where absent
// seed                   of the structure; 1 where absent
// output                 folder; target/segmentation-accuracy where absent
//
// Leaves accuracy.csv (a row for each noise level and method) and accuracy.png: a slice of the grey values, and for
// four methods where they err (orange: wrongly active, red: wrongly electrolyte).

arguments = getArgument();
out = value("output", "target/segmentation-accuracy");
size = "width=" + value("width", "60") + " height=" + value("height", "60") + " depth=" + value("depth", "40");
noises = split(value("noise", "0.06,0.12,0.24"), ",");
names = newArray("Otsu", "Otsu, median", "target", "target, median", "target, Gaussian", "target, non-local means",
        "target, diffusion", "target, flat, rings, non-local means", "target, tiles", "watershed, Gaussian", "Phansalkar");
options = newArray("method=Otsu", "method=Otsu filter=median", "", "filter=median", "filter=Gaussian radius=0.8",
        "filter=[non-local means] strength=1.5", "filter=[anisotropic diffusion] strength=1.5",
        "flatten=quadratic rings filter=[non-local means] strength=1.5", "tile=60",
        "method=Watershed threshold=85,130 filter=Gaussian radius=0.8", "method=Phansalkar");
shown = newArray(0, 3, 5, 10); // methods in the picture

setBatchMode(true);
File.makeDirectory(out);
csv = "Noise [contrast],Method,Fraction error,Dice,Surface error [%],d50 error [%]\n";
tile = 120; // edge of a picture's panel, in voxels of the picture
zoom = 2;
head = 22;
newImage("accuracy", "RGB white", (zoom * tile + 6) * 5, (zoom * tile + 6) * noises.length + head, 1);
canvas = getImageID();
for (n = 0; n < noises.length; n++) {
    run("Generate Cathode Tomogram...", size + " voxel_um=1 seed=" + value("seed", "1") + " noise=" + noises[n]);
    selectImage("truth");
    truth = getImageID();
    selectImage("tomogram");
    grey = getImageID();
    depth = nSlices;
    panel(grey, 0, n, "noise " + noises[n]);
    selectImage(truth);
    fraction = mean();
    measured = morphology(out + "/truth");
    for (m = 0; m < names.length; m++) {
        selectImage(grey);
        run("Binarize Tomogram...", options[m] + " fraction=" + fraction);
        found = getImageID();
        share = mean();
        imageCalculator("Multiply create stack", found, truth);
        both = mean();
        close();
        selectImage(found);
        values = morphology(out + "/found");
        csv = csv + noises[n] + ",\"" + names[m] + "\"," + d2s(share - fraction, 5) + ","
                + d2s(2 * both / (share + fraction), 5) + "," + d2s(100 * (values[0] / measured[0] - 1), 2) + ","
                + d2s(100 * (values[1] / measured[1] - 1), 2) + "\n";
        for (k = 0; k < shown.length; k++) {
            if (shown[k] == m) errors(found, k + 1, n, names[m]);
        }
        selectImage(found);
        close();
    }
    selectImage(grey);
    close();
    selectImage(truth);
    close();
}
File.saveString(csv, out + "/accuracy.csv");
selectImage(canvas);
saveAs("PNG", out + "/accuracy.png");
print("Results are in " + out + ".");

// Mean of all slices: of labels 0 and 1 the fraction.
function mean() {
    sum = 0;
    for (s = 1; s <= nSlices; s++) {
        setSlice(s);
        getStatistics(area, m);
        sum += m;
    }
    return sum / nSlices;
}

// Specific surface by Crofton and d50 by volume of the active stack.
function morphology(folder) {
    image = getImageID();
    run("Electrode Morphology...", "output=[" + folder + "]");
    selectImage(image);
    lines = split(File.openAsString(folder + "/morphology.csv"), "\n");
    surface = NaN;
    d50 = NaN;
    for (i = 1; i < lines.length; i++) {
        if (startsWith(lines[i], "Specific surface active") && indexOf(lines[i], "Crofton") > 0) surface = number(lines[i]);
        if (startsWith(lines[i], "Particle d50 by volume,")) d50 = number(lines[i]);
    }
    return newArray(surface, d50);
}

function number(line) {
    cells = split(line, ",");
    return parseFloat(cells[1]);
}

function panel(image, column, row, text) {
    selectImage(image);
    setSlice(floor(depth / 2));
    run("Select None");
    run("Duplicate...", "title=panel");
    run("RGB Color");
    place(column, row, text);
}

// Truth and result in one picture: grey where both agree on active, white on electrolyte.
function errors(image, column, row, text) {
    selectImage(image);
    setSlice(floor(depth / 2));
    run("Duplicate...", "title=panel");
    code = getImageID();
    run("Multiply...", "value=2");
    selectImage(truth);
    setSlice(floor(depth / 2));
    run("Duplicate...", "title=expected");
    expected = getImageID();
    imageCalculator("Add", code, expected);
    selectImage(expected);
    close();
    selectImage(code);
    red = newArray(256);
    green = newArray(256);
    blue = newArray(256);
    colours = newArray(255, 255, 255, 213, 0, 60, 240, 150, 0, 90, 90, 90);
    for (i = 0; i < 4; i++) {
        red[i] = colours[3 * i];
        green[i] = colours[3 * i + 1];
        blue[i] = colours[3 * i + 2];
    }
    setLut(red, green, blue);
    setMinAndMax(0, 255);
    run("RGB Color");
    place(column, row, text);
}

// Puts the active RGB image into the picture, and closes it.
function place(column, row, text) {
    edge = minOf(tile, minOf(getWidth(), getHeight()));
    makeRectangle(0, 0, edge, edge);
    run("Crop");
    run("Size...", "width=" + zoom * tile + " height=" + zoom * tile + " interpolation=None");
    rename("panel");
    x = column * (zoom * tile + 6) + 3;
    y = row * (zoom * tile + 6) + 3 + head;
    selectImage(canvas);
    rename("accuracy");
    run("Insert...", "source=panel destination=accuracy x=" + x + " y=" + y);
    if (row == 0) {
        setColor(0, 0, 0);
        setFont("SansSerif", 14, "antialiased");
        heading = text;
        if (column == 0) heading = "grey values";
        drawString(heading, x, head - 2);
    }
    if (column == 0) {
        setColor(255, 255, 0);
        setFont("SansSerif", 14, "bold antialiased");
        drawString(text, x + 4, y + 18);
    }
    selectImage("panel");
    close();
    selectImage(canvas);
}

// The value behind a key.
function value(key, otherwise) {
    start = indexOf(" " + arguments, " " + key + "=");
    if (start < 0) return otherwise;
    rest = substring(arguments, start + lengthOf(key) + 1);
    return substring(rest, 0, indexOf(rest + " ", " "));
}
