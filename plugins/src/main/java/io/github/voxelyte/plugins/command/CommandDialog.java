package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.MacroText;
import io.github.voxelyte.plugins.options.Options;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog of a command, made from its keys. Values are read by the same parser as macro options, and recorded in the
 * same words.
 */
final class CommandDialog {
    private static final String AS_IN_STACK = "(as in the stack)";
    private static final int FIELD_WIDTH = 12;
    private static final int NARROW_FIELD = 8; // the widest that ImageJ lets another field stand beside
    private static final int PATH_WIDTH = 30;

    /** Dialogs with more fields have two columns, to fit on small screens. */
    private static final int MOST_ROWS = 20;

    private final CommandDescription description;
    private final Map<String, String> texts = new LinkedHashMap<>();

    private CommandDialog(CommandDescription description) {
        this.description = description;
        for (Key<?> key : description.keys()) {
            texts.put(key.macroName(), key.defaultText());
        }
    }

    /** Asks until the values are valid; empty if the person cancels. */
    static Optional<Options> ask(Command command, ImagePlus image) {
        CommandDialog dialog = new CommandDialog(command.description());
        Optional<PreviewThread> preview =
                image == null ? Optional.empty() : command.preview(image).map(PreviewThread::new);
        try {
            while (true) {
                GenericDialog window = dialog.build(preview);
                window.showDialog();
                if (window.wasCanceled()) {
                    return Optional.empty();
                }
                dialog.read(window);
                try {
                    Options options = dialog.options();
                    record(dialog.description, options);
                    return Optional.of(options);
                } catch (IllegalArgumentException problem) {
                    IJ.showMessage(dialog.description.title(), problem.getMessage());
                }
            }
        } finally {
            preview.ifPresent(PreviewThread::close);
        }
    }

    private GenericDialog build(Optional<PreviewThread> preview) {
        GenericDialog window = new GenericDialog(description.title());
        StringBuilder help =
                new StringBuilder("<html><h3>" + description.title() + "</h3><p>" + description.does() + "</p><table>");
        boolean wide = description.keys().size() > MOST_ROWS;
        boolean isLeftTaken = false;
        for (Key<?> key : description.keys()) {
            boolean alone = key.kind() == Key.Kind.FOLDER || key.kind() == Key.Kind.FILE;
            if (isLeftTaken && !alone) {
                window.addToSameRow();
            }
            isLeftTaken = wide && !isLeftTaken && !alone;
            addField(window, key, wide ? NARROW_FIELD : FIELD_WIDTH);
            help.append("<tr><td><b>")
                    .append(key.name())
                    .append("</b></td><td>")
                    .append(key.help())
                    .append("</td></tr>");
        }
        window.addHelp(help.append("</table></html>").toString());
        preview.ifPresent(thread -> {
            window.addCheckbox("Preview", false);
            window.addDialogListener((dialog, event) -> {
                if (event != null) {
                    refresh(dialog, thread);
                }
                return true;
            });
        });
        return window;
    }

    private void addField(GenericDialog window, Key<?> key, int width) {
        String label = label(key);
        String text = texts.get(key.macroName());
        switch (key.kind()) {
            case SWITCH -> window.addCheckbox(label, Boolean.parseBoolean(text));
            case CHOICE -> {
                String[] items = items(key);
                window.addChoice(label, items, text.isEmpty() ? items[0] : text);
            }
            case FOLDER -> window.addDirectoryField(label, text, PATH_WIDTH);
            case FILE -> window.addFileField(label, text, PATH_WIDTH);
            case TEXT -> window.addStringField(label, text, width);
        }
    }

    /** The key's name in words, with its unit in brackets. */
    private static String label(Key<?> key) {
        if (ImageKeys.LABEL_KEYS.contains(key)) {
            return "Labels of " + key.name();
        }
        String suffix = "_" + key.unit().replace("/", "_per_");
        boolean carriesUnit = !key.unit().isEmpty() && key.name().endsWith(suffix);
        String bare = carriesUnit ? key.name().substring(0, key.name().length() - suffix.length()) : key.name();
        String words = Character.toUpperCase(bare.charAt(0)) + bare.substring(1).replace('_', ' ');
        return key.unit().isEmpty() ? words : words + " [" + key.unit() + "]";
    }

    private static String[] items(Key<?> key) {
        List<String> choices = key.choices();
        if (key.defaultValue().isPresent()) {
            return choices.toArray(new String[0]);
        }
        String[] items = new String[choices.size() + 1];
        items[0] = AS_IN_STACK;
        for (int i = 0; i < choices.size(); i++) {
            items[i + 1] = choices.get(i);
        }
        return items;
    }

    /** Reads the components themselves: GenericDialog's own getters would record labels instead of keys. */
    private void read(GenericDialog window) {
        int text = 0;
        int choice = 0;
        int checkbox = 0;
        for (Key<?> key : description.keys()) {
            String value =
                    switch (key.kind()) {
                        case SWITCH -> String.valueOf(
                                ((Checkbox) window.getCheckboxes().get(checkbox++)).getState());
                        case CHOICE -> ((Choice) window.getChoices().get(choice++)).getSelectedItem();
                        case TEXT, FOLDER, FILE -> ((TextField)
                                        window.getStringFields().get(text++))
                                .getText()
                                .strip();
                    };
            texts.put(key.macroName(), value.equals(AS_IN_STACK) ? "" : value);
        }
    }

    private Options options() {
        Map<String, String> filled = new LinkedHashMap<>(texts);
        filled.values().removeIf(String::isEmpty);
        return Options.of(description.keys(), filled);
    }

    private void refresh(GenericDialog window, PreviewThread thread) {
        read(window);
        boolean wanted = ((Checkbox) window.getCheckboxes().lastElement()).getState();
        try {
            thread.request(wanted ? options() : null);
        } catch (IllegalArgumentException halfTyped) {
            thread.request(null);
        }
    }

    private static void record(CommandDescription description, Options options) {
        if (!Recorder.record) {
            return;
        }
        for (Key<?> key : description.keys()) {
            recordValue(options, key);
        }
    }

    private static <T> void recordValue(Options options, Key<T> key) {
        Optional<T> value = options.find(key);
        if (value.isEmpty() || value.get().equals(false)) {
            return;
        }
        if (key.kind() == Key.Kind.SWITCH) {
            Recorder.recordOption(key.macroName());
            return;
        }
        String text = Recorder.fixString(key.write(value.get()));
        boolean recorderQuotes = text.indexOf(' ') >= 0;
        Recorder.recordOption(key.macroName(), recorderQuotes ? text : MacroText.quoted(text));
    }
}
