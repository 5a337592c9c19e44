package io.github.voxelyte.plugins.reference;

import io.github.voxelyte.plugins.command.Command;
import io.github.voxelyte.plugins.command.CommandDescription;
import io.github.voxelyte.plugins.functions.MacroFunction;
import io.github.voxelyte.plugins.functions.MacroFunctions;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** docs/macro-reference.md: every command with its keys, every macro function with an example. */
public final class MacroReference {
    private MacroReference() {}

    /**
     * The text.
     *
     * @return Markdown
     */
    public static String markdown() {
        StringBuilder text = new StringBuilder(
                """
                # Macro reference

                Made from the commands themselves; do not edit. How to make it again is said by the test that finds it stale.

                A command is run by `run("Name...", "key=value key=[value with blanks] switch")`. Keys are matched without regard to
                case; an unknown key, a bad number or an unknown word is an error that names what is allowed; an absent key has its
                default; a switch is on where its bare word stands. Lists are `0.1,0.25`. Decimals have a point in every locale.

                """);
        shared(text);
        for (Command command : CommandCatalog.commands()) {
            describe(text, command.description());
        }
        functions(text);
        return text.toString();
    }

    private static List<Key<?>> sharedKeys() {
        List<Key<?>> keys = new ArrayList<>(ImageKeys.LABEL_KEYS);
        keys.add(ImageKeys.VOXEL_UM);
        keys.add(ImageKeys.OUTPUT);
        return keys;
    }

    private static void shared(StringBuilder text) {
        text.append(
                "## Keys of many commands\n\n`output` belongs to every command, `voxel_um` to every one that looks at an"
                        + " image, the others to those that look at labels; they are not repeated below.\n\n");
        table(text, sharedKeys());
    }

    private static void describe(StringBuilder text, CommandDescription description) {
        text.append("## ")
                .append(description.label())
                .append("\n\n")
                .append(description.does())
                .append(' ');
        text.append(description.input().sentence());
        text.append(" Its files start from `").append(description.id()).append("`.\n\n");
        List<Key<?>> own = description.keys().stream()
                .filter(key -> !sharedKeys().contains(key))
                .toList();
        if (!own.isEmpty()) {
            table(text, own);
        }
    }

    private static void table(StringBuilder text, List<Key<?>> keys) {
        text.append("| key | allowed | default | |\n|---|---|---|---|\n");
        for (Key<?> key : keys) {
            text.append("| `").append(key.name()).append("` | ").append(cell(key.allowed()));
            text.append(key.unit().isEmpty() ? "" : " [" + key.unit() + "]").append(" | ");
            boolean isSwitch = key.kind() == Key.Kind.SWITCH;
            text.append(isSwitch ? "off" : key.defaultText().isEmpty() ? "–" : "`" + key.defaultText() + "`");
            text.append(" | ").append(cell(key.help())).append(" |\n");
        }
        text.append('\n');
    }

    private static String cell(String content) {
        return content.replace("|", "\\|").replace("\n", " ");
    }

    private static void functions(StringBuilder text) {
        text.append(
                """
                ## Macro functions

                After `run("Voxelyte Macro Functions");` a macro can call these. They return text, as all extension functions of ImageJ
                do: `parseFloat` makes a number of it, also of `Infinity` and `NaN`. What goes wrong (no results yet, too few
                arguments, a value outside the table) ends the macro with one sentence and the line.

                """);
        for (MacroFunction function : MacroFunctions.list()) {
            text.append("### ").append(function.signature()).append("\n\n");
            String gives = function.gives();
            text.append("Gives ").append(gives).append(".\n\n");
            for (MacroFunction.Parameter parameter : function.parameters()) {
                text.append("- `").append(parameter.name()).append("`: ").append(parameter.meaning());
                text.append(parameter.isNumber() ? ", a number\n" : "\n");
            }
            text.append(function.parameters().isEmpty() ? "" : "\n");
            text.append("```\n").append(function.example()).append("\n```\n\n");
        }
    }

    /**
     * The released keys: one line each, for a test that none vanishes or changes its default.
     *
     * @return lines of label, key and default
     */
    public static List<String> keyLines() {
        List<String> lines = new ArrayList<>();
        for (Command command : CommandCatalog.commands()) {
            CommandDescription description = command.description();
            for (Key<?> key : description.keys()) {
                lines.add(description.label() + " | " + key.macroName() + " | "
                        + key.kind().name().toLowerCase(Locale.ROOT) + " | " + key.defaultText());
            }
        }
        return lines;
    }
}
