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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog of a command, made from its keys. Values are read by the same parser as macro options, and recorded in the
 * same words.
 */
final class CommandDialog {
    private static final String AS_IN_STACK = "(as in the stack";
    private static final String NOT_SET = "(not set)";
    private static final int LINE = 78; // characters of a line of text
    private static final int FIELD_WIDTH = 12;
    private static final int NARROW_FIELD = 8; // the widest that ImageJ lets another field stand beside
    private static final int LABEL_WIDTH = 4;
    private static final int PATH_WIDTH = 30;

    /** Dialogs with more fields have two columns, to fit on small screens. */
    private static final int MOST_ROWS = 20;

    private final CommandDescription description;
    private final Optional<StackFacts> facts;
    private final List<Key<?>> fields; // in the order of the dialog
    private final Map<String, String> texts = new LinkedHashMap<>();

    private CommandDialog(CommandDescription description, Optional<StackFacts> facts) {
        this.description = description;
        this.facts = facts;
        this.fields = new ArrayList<>(description.keys());
        fields.sort(Comparator.comparing(ImageKeys::isShared)); // stable: what the command does comes first
        for (Key<?> key : description.keys()) {
            texts.put(key.macroName(), key.defaultText());
        }
        DialogMemory.recall(description, texts);
    }

    /** Asks until the values are valid; empty if the person cancels. */
    static Optional<Options> ask(Command command, ImagePlus image) {
        boolean looksAtImage = command.description().input() != CommandDescription.Input.NONE;
        CommandDialog dialog = new CommandDialog(
                command.description(),
                looksAtImage ? Optional.of(StackFacts.of(image, command.description())) : Optional.empty());
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
                    DialogMemory.keep(dialog.description, dialog.texts);
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
        window.addMessage(wrapped(description.does()));
        boolean wide = description.keys().size() > MOST_ROWS;
        boolean isLeftTaken = false;
        boolean[] isHeaded = new boolean[2];
        for (Key<?> key : fields) {
            if (ImageKeys.isShared(key) && !key.equals(ImageKeys.OUTPUT) && !isHeaded[0]) {
                isHeaded[0] = true;
                isLeftTaken = false;
                facts.ifPresent(stack -> heading(window, stack.line()));
            }
            if (key.equals(ImageKeys.OUTPUT)) {
                isLeftTaken = false;
                heading(window, "Results");
            }
            boolean alone =
                    key.kind() == Key.Kind.FOLDER || key.kind() == Key.Kind.FILE || ImageKeys.LABEL_KEYS.contains(key);
            if (isLeftTaken && !alone) {
                window.addToSameRow();
            }
            isLeftTaken = wide && !isLeftTaken && !alone;
            addField(window, key, wide ? NARROW_FIELD : FIELD_WIDTH);
        }
        window.addHelp(HelpPage.html(description));
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

    private static void heading(GenericDialog window, String text) {
        window.setInsets(12, 0, 2);
        window.addMessage(text);
    }

    /** Breaks a sentence into lines of the dialog's width. */
    private static String wrapped(String sentence) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : sentence.split(" ", -1)) {
            if (column > 0 && column + word.length() > LINE) {
                text.append('\n');
                column = 0;
            }
            text.append(column == 0 ? "" : " ").append(word);
            column += word.length() + 1;
        }
        return text.toString();
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
            case TEXT -> {
                int place = ImageKeys.LABEL_KEYS.indexOf(key);
                if (place > 0 && place != 2) { // two rows for the five fields
                    window.addToSameRow();
                }
                window.addStringField(label, text, place < 0 ? width : LABEL_WIDTH);
            }
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

    private String[] items(Key<?> key) {
        List<String> choices = key.choices();
        if (key.defaultValue().isPresent()) {
            return choices.toArray(new String[0]);
        }
        String[] items = new String[choices.size() + 1];
        items[0] = facts.filter(stack -> ImageKeys.isShared(key))
                .map(stack ->
                        AS_IN_STACK + ": " + (key.equals(ImageKeys.AXIS) ? stack.axis() : stack.collector()) + ")")
                .orElse(NOT_SET);
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
        for (Key<?> key : fields) {
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
            texts.put(key.macroName(), value.startsWith(AS_IN_STACK) || value.equals(NOT_SET) ? "" : value);
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

    /** Records values as a macro gives them. */
    static void record(CommandDescription description, Options options) {
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
