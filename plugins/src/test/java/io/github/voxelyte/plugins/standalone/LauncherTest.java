package io.github.voxelyte.plugins.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final int JAVA_8 = 52; // class file version

    @Test
    void anOldJavaCanLoadTheLauncherToBeToldItIsTooOld() throws IOException {
        assertEquals(JAVA_8, classFileVersion(Launcher.class));
    }

    @Test
    void levelsAreReadInBothSpellings() {
        assertEquals(8, Launcher.level("1.8"));
        assertEquals(21, Launcher.level("21"));
    }

    private static int classFileVersion(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class");
                DataInputStream data = new DataInputStream(in)) {
            data.readInt();
            data.readUnsignedShort();
            return data.readUnsignedShort();
        }
    }
}
