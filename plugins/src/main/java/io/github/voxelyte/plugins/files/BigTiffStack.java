package io.github.voxelyte.plugins.files;

import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.ImageReader;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The slices of a BigTIFF file, each read when it is looked at; one slice at a time is in memory. */
final class BigTiffStack extends VirtualStack {
    private final Path path;
    private final List<TiffBlocks> images;

    /**
     * A stack that stays in its file.
     *
     * @param path of the file
     * @param images of one size and type
     */
    BigTiffStack(Path path, List<TiffBlocks> images) {
        super(
                images.get(0).info().width,
                images.get(0).info().height,
                null,
                path.toAbsolutePath().getParent().toString());
        this.path = path;
        this.images = List.copyOf(images);
        setBitDepth(Math.min(32, 8 * images.get(0).info().getBytesPerPixel()));
    }

    @Override
    public ImageProcessor getProcessor(int slice) {
        TiffBlocks blocks = images.get(slice - 1);
        byte[] bytes;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            bytes = blocks.read(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        FileInfo info = (FileInfo) blocks.info().clone();
        Object pixels = new ImageReader(info).readPixels(new ByteArrayInputStream(bytes));
        ImageProcessor processor = pixels instanceof byte[] grey
                ? new ByteProcessor(info.width, info.height, grey)
                : pixels instanceof short[] grey
                        ? new ShortProcessor(info.width, info.height, grey, null)
                        : new FloatProcessor(info.width, info.height, (float[]) pixels);
        if (info.whiteIsZero) {
            processor.invertLut();
        }
        return processor;
    }

    @Override
    public int getSize() {
        return images.size();
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public String getSliceLabel(int slice) {
        return null;
    }

    @Override
    public String getFileName(int slice) {
        return path.getFileName().toString();
    }
}
