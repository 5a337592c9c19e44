package io.github.voxelyte.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of checks names tests that are there. */
class FijiChecksTest {
    private static final Pattern ROW = Pattern.compile("\\| (\\d+[a-z]?) \\|.*\\| (.*) \\|");
    private static final Pattern NAMED = Pattern.compile("`(?:(\\w+))?(?:\\.(\\w+))?`");

    @Test
    void everyCheckNamesTestsThatExist() throws IOException {
        List<Matcher> rows = Files.readAllLines(Path.of("..", "docs", "fiji-checks.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
        List<String> numbers = rows.stream()
                .map(row -> row.group(1))
                .filter(number -> number.matches("\\d+"))
                .toList();
        assertEquals(IntStream.rangeClosed(1, 28).mapToObj(String::valueOf).toList(), numbers);
        for (Matcher row : rows) {
            assertTrue(check(row.group(1), row.group(2)) > 0, "check " + row.group(1) + " names no test");
        }
    }

    /** Number of tests named; fails if one of them is not there. */
    private static int check(String number, String tests) throws IOException {
        Matcher named = NAMED.matcher(tests);
        String source = null;
        int found = 0;
        while (named.find()) {
            String name = named.group(1);
            if (name != null && !name.matches("\\w+(Test|IT)")) {
                continue; // a program or a file
            }
            source = name == null ? source : source(name);
            assertNotNull(source, "check " + number + ": there is no " + named.group());
            String method = named.group(2);
            assertTrue(
                    method == null || source.contains(" " + method + "(") || source.contains(" " + method + " ="),
                    "check " + number + ": there is no " + named.group());
            found++;
        }
        return found;
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            Path file = files.filter(path -> path.endsWith(test + ".java"))
                    .findFirst()
                    .orElse(null);
            return file == null ? null : Files.readString(file);
        }
    }
}
