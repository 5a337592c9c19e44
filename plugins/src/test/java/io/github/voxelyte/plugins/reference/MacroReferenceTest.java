package io.github.voxelyte.plugins.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.functions.MacroFunction;
import io.github.voxelyte.plugins.functions.MacroFunctions;
import io.github.voxelyte.plugins.options.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With VOXELYTE_WRITE=1 in the environment the files are written anew instead of compared. */
class MacroReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "macro-reference.md");
    private static final Path KEYS = Path.of("src", "test", "resources", "released-keys.txt");
    private static final String REMEDY =
            "run this test again with VOXELYTE_WRITE=1 in the environment, and commit the file";

    private static boolean isToBeWritten() {
        return "1".equals(System.getenv("VOXELYTE_WRITE"));
    }

    @Test
    void theReferenceIsThatOfTheCommands() throws IOException {
        String text = MacroReference.markdown();
        if (isToBeWritten()) {
            Files.writeString(REFERENCE, text);
        }
        assertEquals(text, Files.readString(REFERENCE), "docs/macro-reference.md is stale; " + REMEDY);
    }

    @Test
    void everyCommandKeyAndFunctionIsInTheReference() {
        String text = MacroReference.markdown();
        for (Command command : CommandCatalog.commands()) {
            assertTrue(text.contains("## " + command.description().label() + "\n"));
            for (Key<?> key : command.description().keys()) {
                assertTrue(text.contains("| `" + key.name() + "` |"), key.name());
            }
        }
        for (MacroFunction function : MacroFunctions.list()) {
            assertTrue(text.contains("### " + function.signature() + "\n"));
        }
    }

    /** A macro recorded with a release runs with every later one: keys may come, none may go or change its default. */
    @Test
    void noReleasedKeyVanishesOrChangesItsDefault() throws IOException {
        List<String> now = MacroReference.keyLines();
        if (isToBeWritten()) {
            Files.write(KEYS, now);
        }
        List<String> released = Files.readAllLines(KEYS);
        assertTrue(released.size() > 100, "the file lists all keys");
        List<String> lost = new ArrayList<>(released);
        lost.removeAll(now);
        assertEquals(
                List.of(),
                lost,
                "these keys are gone, or have another kind or default; if that is wanted and no release has them, "
                        + REMEDY);
    }
}
