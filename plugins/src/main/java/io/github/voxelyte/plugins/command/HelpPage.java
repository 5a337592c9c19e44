package io.github.voxelyte.plugins.command;

import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The help of a command as a page, made from its description; shown by the dialog's Help button, without a network. */
public final class HelpPage {
    private HelpPage() {}

    /**
     * The page.
     *
     * @param description the command
     * @return HTML that ImageJ's simple browser shows
     */
    public static String html(CommandDescription description) {
        StringBuilder page = new StringBuilder("<html><h2>" + escaped(description.title()) + "</h2>");
        page.append("<p>").append(escaped(description.does())).append("</p><p>");
        page.append(description.input().sentence());
        page.append("</p>");
        List<Key<?>> own = new ArrayList<>(description.keys());
        own.removeIf(ImageKeys::isShared);
        List<Key<?>> shared = new ArrayList<>(description.keys());
        shared.removeIf(key -> !ImageKeys.isShared(key));
        Map<String, List<Key<?>>> groups = new LinkedHashMap<>();
        own.forEach(key -> groups.computeIfAbsent(key.asking().group(), heading -> new ArrayList<>())
                .add(key));
        groups.forEach((heading, keys) -> table(page, heading.isEmpty() ? "Values" : heading, keys));
        table(page, "Stack and results", shared);
        page.append("<h3>In a macro</h3><p><code>run(\"")
                .append(escaped(description.label()))
                .append("\", \"")
                .append(escaped(example(description)))
                .append("\");</code></p>");
        page.append(
                "<p>Keys are matched without regard to case; absent ones have their default. The Recorder (Plugins &gt;"
                        + " Macros &gt; Record) writes this line for you.</p></html>");
        return page.toString();
    }

    /** The first few values in force. */
    private static String example(CommandDescription description) {
        StringBuilder text = new StringBuilder();
        description.keys().stream()
                .filter(key -> !key.defaultText().isEmpty() && key.kind() != Key.Kind.SWITCH)
                .limit(3)
                .forEach(key -> text.append(key.macroName())
                        .append('=')
                        .append(key.defaultText().indexOf(' ') < 0 ? key.defaultText() : "[" + key.defaultText() + "]")
                        .append(' '));
        return text.append("output=[my results]").toString();
    }

    private static void table(StringBuilder page, String heading, List<Key<?>> keys) {
        if (keys.isEmpty()) {
            return;
        }
        page.append("<h3>").append(heading).append("</h3><table cellpadding=3>");
        for (Key<?> key : keys) {
            page.append("<tr><td valign=top><b>").append(escaped(key.name())).append("</b></td><td>");
            page.append(escaped(DialogField.label(key))).append(": ");
            page.append(escaped(key.help()))
                    .append(escaped(condition(key)))
                    .append("<br><i>")
                    .append(escaped(allowed(key)));
            page.append("</i></td></tr>");
        }
        page.append("</table>");
    }

    private static String allowed(Key<?> key) {
        String unit = key.unit().isEmpty() ? "" : " [" + key.unit() + "]";
        String standard = key.defaultText().isEmpty() ? "" : "; default " + key.defaultText();
        return key.kind() == Key.Kind.SWITCH ? "a switch, off by default" : key.allowed() + unit + standard;
    }

    private static String condition(Key<?> key) {
        String words = key.asking().applies().words();
        return words.isEmpty() ? "" : " Counts with " + words + ".";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
