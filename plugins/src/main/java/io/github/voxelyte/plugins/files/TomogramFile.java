package io.github.voxelyte.plugins.files;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.plugin.FileInfoVirtualStack;
import ij.plugin.FolderOpener;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.voxelyte.microstructure.voxels.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Finds out what a file or folder is and opens it: the one place that knows which reader is for what. */
final class TomogramFile {
    private static final int SIGN = 32768; // what ImageJ adds to signed 16-bit numbers

    private final Path path;
    private final String dataset;
    private final boolean isVirtual;
    private final DoubleConsumer room;
    private final Progress progress;

    /**
     * A file or folder to be opened.
     *
     * @param text its path
     * @param dataset the dataset of an HDF5 file; null for the largest
     * @param isVirtual whether slices stay in the file and are read when they are looked at
     * @param room refuses what needs more memory, in bytes, than there is
     * @param progress told about the slices; also the way to cancel
     */
    TomogramFile(String text, String dataset, boolean isVirtual, DoubleConsumer room, Progress progress) {
        try {
            this.path = Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException bad) {
            throw new IllegalArgumentException("path=" + text + " is no path: " + bad.getReason() + ".", bad);
        }
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("There is no file or folder " + path + ".");
        }
        this.dataset = dataset;
        this.isVirtual = isVirtual;
        this.room = room;
        this.progress = progress;
    }

    ImagePlus open() throws IOException {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(path)) {
            return sequence();
        }
        boolean isHdf5 = name.matches(".*\\.(h5|hdf5|hdf|he5|nxs)");
        if (dataset != null && !isHdf5) {
            throw new IllegalArgumentException(
                    "dataset= belongs to HDF5 files; leave it out for " + path.getFileName() + ".");
        }
        if (isHdf5) {
            requireNotVirtual("HDF5 files");
            return Hdf5Volume.open(path, dataset, room, progress);
        }
        if (name.endsWith(MetaImage.ENDING)) {
            return raw(path);
        }
        if (name.endsWith(".raw")) {
            return raw(sidecar());
        }
        return BigTiff.is(path) ? bigTiff() : other(name);
    }

    private ImagePlus sequence() {
        ImagePlus image = FolderOpener.open(path.toString(), isVirtual ? "virtual" : "");
        if (image == null) {
            throw new IllegalArgumentException(
                    "The folder " + path + " holds no images of one size that ImageJ opens.");
        }
        return image;
    }

    /** The header beside a raw file. */
    private Path sidecar() {
        String file = path.getFileName().toString();
        String base = file.substring(0, file.length() - ".raw".length());
        for (String header : new String[] {base + MetaImage.ENDING, file + MetaImage.ENDING}) {
            if (Files.isRegularFile(path.resolveSibling(header))) {
                return path.resolveSibling(header);
            }
        }
        throw new IllegalArgumentException("'" + file + "' has no header: write a text file " + base + MetaImage.ENDING
                + " beside it with the lines DimSize = nx ny nz, ElementSpacing = dx dy dz (in um), ElementType = MET_UCHAR"
                + " (MET_USHORT, MET_FLOAT, …) and ElementDataFile = " + file + ".");
    }

    private ImagePlus raw(Path header) throws IOException {
        MetaImage meta = MetaImage.read(header);
        FileInfo whole = meta.fileInfo(header.getParent());
        FileInfo[] slices = new FileInfo[meta.nz()];
        for (int z = 0; z < slices.length; z++) {
            slices[z] = (FileInfo) whole.clone();
            slices[z].nImages = 1;
            slices[z].longOffset = whole.longOffset + meta.bytes() / meta.nz() * z;
        }
        ImagePlus image = slices(new FileInfoVirtualStack(slices), slices);
        image.setDimensions(1, meta.nz(), 1);
        image.getCalibration().pixelWidth = meta.dx();
        image.getCalibration().pixelHeight = meta.dy();
        image.getCalibration().pixelDepth = meta.dz();
        image.getCalibration().setUnit("um");
        return image;
    }

    private ImagePlus bigTiff() throws IOException {
        List<TiffBlocks> images = BigTiff.images(path);
        FileInfo[] slices = images.stream().map(TiffBlocks::info).toArray(FileInfo[]::new);
        try {
            return slices(new BigTiffStack(path, images), slices);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private ImagePlus slices(VirtualStack file, FileInfo... slices) {
        boolean isSigned = slices[0].fileType == FileInfo.GRAY16_SIGNED;
        for (FileInfo slice : slices) {
            if (slice.width != slices[0].width
                    || slice.height != slices[0].height
                    || slice.fileType != slices[0].fileType) {
                throw new IllegalArgumentException("'" + path.getFileName()
                        + "' holds images of different size or type; a stack needs them equal.");
            }
        }
        if (isVirtual && isSigned) {
            requireNotVirtual("signed 16-bit numbers, which are read as 32-bit");
        }
        ImageStack stack = file;
        if (!isVirtual) {
            double bytes =
                    slices[0].getBytesPerPixel() == 1 ? 1 : slices[0].getBytesPerPixel() == 2 && !isSigned ? 2 : 4;
            room.accept(bytes * slices[0].width * slices[0].height * slices.length);
            stack = new ImageStack(slices[0].width, slices[0].height);
            for (int slice = 1; slice <= slices.length; slice++) {
                progress.update((slice - 1.0) / slices.length);
                ImageProcessor pixels = file.getProcessor(slice);
                stack.addSlice(null, isSigned ? signed(pixels) : pixels);
            }
        }
        return new ImagePlus(path.getFileName().toString(), stack);
    }

    private static ImageProcessor signed(ImageProcessor shifted) {
        FloatProcessor values = new FloatProcessor(shifted.getWidth(), shifted.getHeight());
        for (int i = 0; i < shifted.getPixelCount(); i++) {
            values.setf(i, shifted.get(i) - (float) SIGN);
        }
        return values;
    }

    /** What ImageJ opens itself, else what Fiji's I/O service does. */
    private ImagePlus other(String name) throws IOException {
        boolean isTiff = name.endsWith(".tif") || name.endsWith(".tiff");
        if (isVirtual && isTiff) {
            ImagePlus image = IJ.openVirtual(path.toString());
            if (image != null) {
                return image;
            }
        }
        requireNotVirtual("files other than TIFF, raw and sequences");
        room.accept((double) Files.size(path));
        boolean isKnown = isTiff || name.matches(".*\\.(zip|fits|fts|dcm|pgm|gif|avi)");
        Optional<ImagePlus> fiji = isKnown ? Optional.empty() : byFiji();
        if (fiji.isPresent()) {
            return fiji.get();
        }
        ImagePlus image = isKnown ? IJ.openImage(path.toString()) : null;
        if (image == null) {
            throw new IllegalArgumentException(
                    "'" + path.getFileName() + "' is of no kind that is read here: TIFF, BigTIFF,"
                            + " a folder of images, raw with a header (.mhd), HDF5; in Fiji also what SCIFIO knows, for which SciJava"
                            + " is needed" + (isKnown ? "." : " and, here, either is missing or does not know it."));
        }
        return image;
    }

    private Optional<ImagePlus> byFiji() throws IOException {
        try {
            var context = SciJavaImages.ofFiji();
            return context.isPresent() ? SciJavaImages.open(context.get(), path) : Optional.empty();
        } catch (LinkageError plainImageJ) {
            return Optional.empty();
        }
    }

    private void requireNotVirtual(String what) {
        if (isVirtual) {
            throw new IllegalArgumentException("virtual and box are not for " + what + "; leave them out.");
        }
    }
}
