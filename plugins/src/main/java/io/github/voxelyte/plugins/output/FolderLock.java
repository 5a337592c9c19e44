package io.github.voxelyte.plugins.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two running commands, in this process or another, out of the same output folder. */
final class FolderLock implements AutoCloseable {
    private static final String NAME = ".voxelyte.lock";

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the folder; the operating system frees it if the process dies.
     *
     * @throws IllegalArgumentException if somebody else has it
     */
    static FolderLock take(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new IllegalArgumentException(
                        "The folder " + folder + " is in use by another running command; give another output=.");
            }
            if (Files.exists(file)) {
                return new FolderLock(file, channel);
            }
            channel.close(); // its last user deleted the file between our opening and locking it
        }
    }

    @SuppressWarnings("resource") // the lock lives and dies with the channel
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}
