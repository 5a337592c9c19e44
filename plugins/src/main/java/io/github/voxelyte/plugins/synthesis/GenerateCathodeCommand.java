package io.github.voxelyte.plugins.synthesis;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.voxelyte.microstructure.synthesis.CathodeGenerator;
import io.github.voxelyte.microstructure.synthesis.CathodeOptions;
import io.github.voxelyte.microstructure.synthesis.Scanner;
import io.github.voxelyte.microstructure.synthesis.ScannerOptions;
import io.github.voxelyte.microstructure.synthesis.SyntheticCathode;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.microstructure.voxels.GreyVolume;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.CommandDescription.Input;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.Collector;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.ResultImages;
import io.github.voxelyte.plugins.images.VoxelSize;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Range;
import java.util.List;
import java.util.Locale;

/** Generate Cathode Tomogram...: the grey stack of a synthetic composite cathode, and its true labels. */
public final class GenerateCathodeCommand implements Command {
    private static final double MICROMETRE = 1e-6;
    private static final double BYTES_PER_VOXEL =
            9; // depth or occupancy, blurred copy, labels; grey values come on top
    private static final double LARGEST_SEED = 1e15;
    private static final double STRONGEST_ARTIFACTS = 5;

    private static final CathodeOptions CATHODE = CathodeOptions.DEFAULTS;
    private static final ScannerOptions SCANNER = ScannerOptions.DEFAULTS;

    private static final Key<Long> WIDTH = size("width", 150, "Voxels along x.").under("Stack");
    private static final Key<Long> HEIGHT =
            size("height", 150, "Voxels along y.").under("Stack");
    private static final Key<Long> DEPTH = size("depth", 40, "Voxels along z (slices).")
            .asked("Depth (slices)")
            .under("Stack");

    private static final Key<Double> VOXEL_UM = Key.number(ImageKeys.VOXEL_UM.name(), Range.POSITIVE)
            .orElse(1.0)
            .in("um")
            .help("Edge of the cubic voxels.")
            .asked("Voxel edge")
            .under("Stack");

    private static final Key<Double> AMSVF = Key.number(
                    "amsvf", Range.closed(CathodeOptions.MIN_FRACTION, CathodeOptions.MAX_FRACTION))
            .orElse(CATHODE.fraction())
            .help("Volume fraction of active material, met to the nearest voxel.")
            .asked("Active volume fraction")
            .under("Electrode");

    private static final Key<Double> DIAMETER_UM = Key.number("diameter_um", Range.POSITIVE)
            .orElse(10.0)
            .in("um")
            .help("Median diameter of the particles by number; at least 3 voxels.")
            .asked("Particle diameter")
            .under("Electrode");

    private static final Key<Double> SPREAD = Key.number("spread", Range.closed(0, CathodeOptions.MAX_SPREAD))
            .orElse(CATHODE.spread())
            .help("Standard deviation of the logarithm of the diameter (lognormal sizes).")
            .asked("Spread of diameters")
            .under("Electrode");

    private static final Key<Double> ROUGHNESS = Key.number("roughness", Range.closed(0, CathodeOptions.MAX_ROUGHNESS))
            .orElse(CATHODE.roughness())
            .help("Relative standard deviation of a particle's radius: 0 spheres, 0.1 potatoes.")
            .under("Electrode");

    private static final Key<Double> SINTER = Key.number("sinter", Range.closed(0, CathodeOptions.MAX_SINTER))
            .orElse(CATHODE.sinter())
            .help("Largest overlap of sintered particles, as a share of the sum of their radii.")
            .asked("Overlap of particles")
            .under("Electrode");

    private static final Key<Double> GRADIENT = Key.number(
                    "gradient", Range.closed(-CathodeOptions.MAX_GRADIENT, CathodeOptions.MAX_GRADIENT))
            .orElse(CATHODE.gradient())
            .help("Rise of the AMSVF from the first to the last face along the axis.")
            .asked("Gradient of the fraction")
            .under("Electrode");

    private static final Key<Double> DENSE_FACES = Key.number(
                    "dense_faces", Range.closed(0, CathodeOptions.MAX_DENSE_FACES))
            .orElse(CATHODE.denseFaces())
            .help("Excess AMSVF of the layers below both faces over the middle; 0: a cut out of a larger electrode.")
            .asked("Denser near the faces by")
            .under("Electrode");

    private static final Key<Double> CONTACT = Key.number("contact", Range.closed(0, CathodeOptions.MAX_FRACTION))
            .orElse(CATHODE.contactRatio())
            .help("Share of active material in the outermost layers (contact ratio); not used where dense_faces is 0.")
            .asked("Contact ratio")
            .under("Electrode")
            .when(Applies.nonZero(DENSE_FACES));

    private static final Key<String> AXIS = ImageKeys.AXIS
            .orElse("z")
            .help("Through-plane axis of the electrode.")
            .under("Stack");

    private static final Key<String> COLLECTOR = ImageKeys.COLLECTOR
            .orElse("last")
            .help("Side of the current collector along the axis.")
            .under("Stack");

    private static final Key<Long> SEED = Key.integer("seed", Range.closed(-LARGEST_SEED, LARGEST_SEED))
            .orElse(CATHODE.seed())
            .help("The same seed gives the same voxels, on every machine.")
            .under("Stack");

    private static final Key<Double> NOISE = Key.number("noise", Range.closed(0, ScannerOptions.MAX_NOISE))
            .orElse(SCANNER.noise())
            .help("Standard deviation of the noise as a share of the contrast between the phases.")
            .asked("Noise, over contrast")
            .under("Scanner");

    private static final Key<Double> BLUR = Key.number("blur", Range.closed(0, ScannerOptions.MAX_BLUR))
            .orElse(SCANNER.blur())
            .in("voxels")
            .help("Standard deviation of the point spread.")
            .under("Scanner");

    private static final Key<Double> ARTIFACTS = Key.number("artifacts", Range.closed(0, STRONGEST_ARTIFACTS))
            .orElse(1.0)
            .help("Strength of cupping, rings and drift: 1 a good laboratory scan, 0 none.")
            .asked("Artefacts, 1 for a good scan")
            .under("Scanner");

    private static final Key<String> BITS = Key.choice("bits", "8", "16")
            .orElse(String.valueOf(SCANNER.bits()))
            .help("Bits of a grey value.")
            .under("Scanner");

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Generate Cathode Tomogram...",
            "generate",
            "Makes a CT-like grey stack of a synthetic composite cathode, and its true labels.",
            Input.NONE,
            List.of(
                    WIDTH,
                    HEIGHT,
                    DEPTH,
                    VOXEL_UM,
                    AMSVF,
                    DIAMETER_UM,
                    SPREAD,
                    ROUGHNESS,
                    SINTER,
                    GRADIENT,
                    DENSE_FACES,
                    CONTACT,
                    AXIS,
                    COLLECTOR,
                    SEED,
                    NOISE,
                    BLUR,
                    ARTIFACTS,
                    BITS));

    private static Key<Long> size(String name, long value, String help) {
        return Key.integer(name, Range.closed(1, Integer.MAX_VALUE))
                .orElse(value)
                .help(help);
    }

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        VoxelGrid grid = VoxelGrid.cubic(
                Math.toIntExact(execution.get(WIDTH)),
                Math.toIntExact(execution.get(HEIGHT)),
                Math.toIntExact(execution.get(DEPTH)),
                execution.get(VOXEL_UM) * MICROMETRE);
        CathodeOptions cathodeOptions = cathode(execution);
        ScannerOptions scannerOptions = scanner(execution);
        execution.requireMemory(
                (BYTES_PER_VOXEL + scannerOptions.bits() / 4.0) * grid.size(),
                "a cathode of " + grid.size() + " voxels");
        SyntheticCathode cathode = CathodeGenerator.with(cathodeOptions)
                .withParallel(execution.parallel())
                .generate(grid, execution.progress().part(0, 0.7));
        GreyVolume grey = Scanner.with(scannerOptions)
                .withParallel(execution.parallel())
                .image(cathode.occupancy(), execution.progress().part(0.7, 1));
        record(execution, cathode);
        Axis axis = cathodeOptions.axis();
        Collector collector = Collector.named(execution.get(COLLECTOR));
        VoxelSize voxels = VoxelSize.of(grid);
        execution.add(ResultImages.labels("truth", cathode.labels(), voxels, execution.info(true, axis, collector)));
        ImagePlus tomogram =
                ResultImages.grey("tomogram", slices(grey), voxels, execution.info(false, axis, collector));
        tomogram.setDisplayRange(0, scannerOptions.bits() == 16 ? 65535 : 255);
        execution.add(tomogram);
    }

    private static CathodeOptions cathode(Execution execution) {
        return new CathodeOptions(
                execution.get(AMSVF),
                execution.get(DIAMETER_UM) * MICROMETRE,
                execution.get(SPREAD),
                execution.get(ROUGHNESS),
                execution.get(SINTER),
                execution.get(GRADIENT),
                execution.get(DENSE_FACES),
                execution.get(CONTACT),
                Axis.valueOf(execution.get(AXIS).toUpperCase(Locale.ROOT)),
                execution.get(SEED));
    }

    private static ScannerOptions scanner(Execution execution) {
        return SCANNER.withBits(Integer.parseInt(execution.get(BITS)))
                .withBlur(execution.get(BLUR))
                .withNoise(execution.get(NOISE))
                .withSeed(execution.get(SEED))
                .scaleArtifacts(execution.get(ARTIFACTS));
    }

    private static void record(Execution execution, SyntheticCathode cathode) {
        execution.record("AMSVF", cathode.fraction());
        execution.record("AMSVF gradient", cathode.gradient());
        double excess = cathode.denseFaces();
        execution.record("Dense faces", Double.isNaN(excess) ? "no middle" : (Object) excess);
        execution.record("Contact ratio, first layer", cathode.contactFirst());
        execution.record("Contact ratio, last layer", cathode.contactLast());
        execution.record("Particles", cathode.particles());
        execution.record("Surface moved [um]", cathode.growth() / MICROMETRE);
    }

    private static ImageStack slices(GreyVolume grey) {
        VoxelGrid grid = grey.grid();
        ImageStack stack = new ImageStack(grid.nx(), grid.ny());
        float[] values = new float[grid.planeSize()];
        for (int z = 0; z < grid.nz(); z++) {
            grey.read(z, values);
            stack.addSlice(null, pixels(values, grey.type()));
        }
        return stack;
    }

    private static Object pixels(float[] values, GreyVolume.Type type) {
        if (type == GreyVolume.Type.UNSIGNED_16) {
            short[] wide = new short[values.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = (short) (int) values[i];
            }
            return wide;
        }
        byte[] narrow = new byte[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) (int) values[i];
        }
        return narrow;
    }
}
