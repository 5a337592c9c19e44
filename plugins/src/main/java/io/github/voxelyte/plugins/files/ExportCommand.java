package io.github.voxelyte.plugins.files;

import ij.io.FileInfo;
import io.github.voxelyte.microstructure.files.VtkImageFile;
import io.github.voxelyte.microstructure.voxels.VoxelGrid;
import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.LengthUnit;
import io.github.voxelyte.plugins.images.VoxelStack;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.output.ResultFiles;
import io.github.voxelyte.solver.cell.BpxExport;
import io.github.voxelyte.solver.cell.Cell;
import io.github.voxelyte.solver.cell.CellFile;
import io.github.voxelyte.solver.cell.HomogenizedElectrode;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Export...: the active stack for other programs, or its homogenized electrode as a parameter file. */
public final class ExportCommand implements Command {
    private static final String TIFF = "TIFF";
    private static final String RAW = "raw with header";
    private static final String VTI = "VTK image";
    private static final String GEODICT = "GeoDict raw";
    private static final String CSV = "CSV";
    private static final String BPX = "BPX";
    private static final long MOST_CSV_ROWS = 20_000_000; // about half a gigabyte of text

    static final Key<String> FORMAT = Key.choice("format", TIFF, RAW, VTI, GEODICT, CSV, BPX)
            .orElse(TIFF)
            .help("TIFF; raw and .mhd header (ITK, ParaView); .vti (ParaView); raw for GeoDict's import; CSV, one row a"
                    + " voxel; BPX: homogenized electrode for PyBaMM and others.");
    static final Key<String> NAME = Key.text("name", "the name of a file, without ending")
            .help("Name of the file without ending; where absent the image's title.")
            .asked("File name, the title if empty");
    static final Key<String> CELL = Key.text("cell", String.join(", ", CellFile.builtInNames()) + ", or a cell file")
            .help(
                    "For format=BPX: cell that gives the materials, a built-in one by its name or the path of a cell file; where"
                            + " absent " + CellFile.DEFAULT + ".")
            .asked("Materials")
            .offering(CellFile.builtInNames())
            .when(Applies.where(FORMAT, BPX));

    private static final CommandDescription DESCRIPTION = new CommandDescription(
            "Export...",
            "export",
            "Writes the active stack for other programs, or its homogenized electrode as a BPX parameter file.",
            CommandDescription.Input.LABELS,
            List.of(FORMAT, NAME, CELL, ImageKeys.AXIS, ImageKeys.COLLECTOR));

    @Override
    public CommandDescription description() {
        return DESCRIPTION;
    }

    @Override
    public void execute(Execution execution) {
        if (execution.find(ImageKeys.OUTPUT).isEmpty()) {
            throw new IllegalArgumentException("Export needs output=, the folder that the file goes into.");
        }
        execution.keepEarlierFiles(); // the same stack in another format, or another stack
        String format = execution.get(FORMAT);
        if (!format.equals(BPX)) {
            refuseOthers(execution, format);
        }
        VoxelStack stack = execution.stack();
        String name = execution.find(NAME).orElse(withoutEnding(stack.title()));
        if (name.matches(".*[/\\\\].*")) {
            throw new IllegalArgumentException("name=" + name + " is a path; give the folder by output=.");
        }
        switch (format) {
            case RAW -> raw(execution, stack, name);
            case VTI -> execution.addFile(name + ".vti", file -> VtkImageFile.of(micrometres(stack))
                    .with(stack.title(), stack.bits(), stack::plane)
                    .write(file, execution.progress()));
            case GEODICT -> geodict(execution, stack, name);
            case CSV -> csv(execution, stack, name);
            case BPX -> bpx(execution, name);
            default -> execution.addFile(name + ".tif", file -> ResultFiles.writeTiff(stack.toImage(), file));
        }
    }

    /** Keys that only a homogenized electrode looks at. */
    private static void refuseOthers(Execution execution, String format) {
        List<Key<?>> keys = new ArrayList<>(ImageKeys.LABEL_KEYS);
        keys.addAll(List.of(CELL, ImageKeys.AXIS, ImageKeys.COLLECTOR));
        for (Key<?> key : keys) {
            if (execution.options().isGiven(key)) {
                throw new IllegalArgumentException(
                        key.name() + "= belongs to format=BPX; leave it out for format=[" + format + "].");
            }
        }
    }

    private static String withoutEnding(String title) {
        return title.replaceFirst("\\.(tiff?|raw|mhd|h5|hdf5)$", "").replaceAll("[/\\\\:*?\"<>|]", "_");
    }

    /** The grid for VTK files, whose spacing is in micrometres; edges without unit count as such. */
    private static VoxelGrid micrometres(VoxelStack stack) {
        VoxelGrid grid = stack.grid();
        double unit = stack.voxelSize().isPhysical() ? 1 : LengthUnit.MICROMETRE;
        return new VoxelGrid(grid.nx(), grid.ny(), grid.nz(), grid.dx() * unit, grid.dy() * unit, grid.dz() * unit);
    }

    private static void raw(Execution execution, VoxelStack stack, String name) {
        VoxelGrid grid = micrometres(stack);
        int type = stack.bits() == 8
                ? FileInfo.GRAY8
                : stack.bits() == 16 ? FileInfo.GRAY16_UNSIGNED : FileInfo.GRAY32_FLOAT;
        MetaImage header = new MetaImage(
                grid.nx(),
                grid.ny(),
                grid.nz(),
                grid.dx() / LengthUnit.MICROMETRE,
                grid.dy() / LengthUnit.MICROMETRE,
                grid.dz() / LengthUnit.MICROMETRE,
                type,
                true,
                0,
                name + ".raw");
        execution.addFile(name + ".raw", file -> numbers(execution, stack, file));
        execution.addFile(
                name + MetaImage.ENDING, file -> Files.writeString(file, header.write(), StandardCharsets.UTF_8));
    }

    private static void numbers(Execution execution, VoxelStack stack, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(stack.grid().planeSize() * stack.bits() / Byte.SIZE)
                .order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int z = 0; z < stack.grid().nz(); z++) {
                execution.progress().update(z / (double) stack.grid().nz());
                buffer.clear();
                Object plane = stack.plane(z);
                if (plane instanceof byte[] bytes) {
                    buffer.put(bytes);
                } else if (plane instanceof short[] shorts) {
                    buffer.asShortBuffer().put(shorts);
                } else {
                    buffer.asFloatBuffer().put((float[]) plane);
                }
                out.write(buffer.array());
            }
        }
    }

    /** Headerless, with what GeoDict's import of raw files asks for in the name and in a text beside. */
    private static void geodict(Execution execution, VoxelStack stack, String name) {
        VoxelGrid grid = stack.grid();
        if (stack.bits() != 8) {
            throw new IllegalArgumentException(
                    "GeoDict raw is for 8-bit stacks; '" + stack.title() + "' has " + stack.bits() + " bits.");
        }
        stack.voxelSize().requirePhysical("a GeoDict file", stack.title());
        double edge = grid.dx() / LengthUnit.MICROMETRE;
        boolean cubic = Math.abs(grid.dy() - grid.dx()) < 1e-6 * grid.dx()
                && Math.abs(grid.dz() - grid.dx()) < 1e-6 * grid.dx();
        if (!cubic) {
            throw new IllegalArgumentException(
                    "GeoDict has cubic voxels; those of '" + stack.title() + "' are not: use Resample Labels first.");
        }
        String full = String.format(Locale.ROOT, "%s_%dx%dx%d_uint8", name, grid.nx(), grid.ny(), grid.nz());
        execution.addFile(full + ".raw", file -> numbers(execution, stack, file));
        execution.addFile(
                full + ".txt",
                file -> Files.writeString(
                        file,
                        "For the import of raw files in GeoDict:\nNX " + grid.nx() + "\nNY " + grid.ny() + "\nNZ "
                                + grid.nz()
                                + "\nvoxel length " + Numbers.tenDigits(edge)
                                + " um\n8 bit unsigned, no header, x runs fastest, then y, then z\n",
                        StandardCharsets.UTF_8));
    }

    private static void csv(Execution execution, VoxelStack stack, String name) {
        VoxelGrid grid = stack.grid();
        if (grid.size() > MOST_CSV_ROWS) {
            throw new IllegalArgumentException("A CSV of " + grid.size() + " voxels would have as many rows; at most "
                    + MOST_CSV_ROWS + " are written: use raw with header or VTK image, or crop.");
        }
        execution.addFile(name + ".csv", file -> {
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                out.write("x,y,z,Value\n");
                for (int z = 0; z < grid.nz(); z++) {
                    execution.progress().update(z / (double) grid.nz());
                    Object plane = stack.plane(z);
                    for (int i = 0; i < grid.planeSize(); i++) {
                        out.write(i % grid.nx() + "," + i / grid.nx() + "," + z + "," + value(plane, i) + "\n");
                    }
                }
            }
        });
    }

    private static String value(Object plane, int i) {
        if (plane instanceof float[] floats) {
            return Numbers.tenDigits(floats[i]);
        }
        return String.valueOf(plane instanceof byte[] bytes ? bytes[i] & 0xff : ((short[]) plane)[i] & 0xffff);
    }

    private static void bpx(Execution execution, String name) {
        LabelStack labels = execution.labels();
        labels.requirePhysical("a BPX file");
        Cell cell = CellFile.open(execution.find(CELL).orElse(CellFile.DEFAULT));
        HomogenizedElectrode electrode = Homogenization.of(labels, cell, execution);
        String text = BpxExport.write(electrode, cell, name);
        execution.record("porosity (electrolyte fraction)", electrode.electrolyteFraction());
        execution.record("active fraction", electrode.activeFraction());
        execution.record("transport efficiency D_eff/D of the electrolyte", electrode.transportEfficiency());
        execution.record("relative effective conductivity of the active material", electrode.electronicEfficiency());
        execution.record("surface area per volume [1/m], " + electrode.surfaceMethod(), electrode.specificSurface());
        execution.record("particle radius 3*fraction/surface [m]", electrode.ballRadius());
        execution.addFile(name + ".bpx.json", file -> Files.writeString(file, text, StandardCharsets.UTF_8));
    }
}
