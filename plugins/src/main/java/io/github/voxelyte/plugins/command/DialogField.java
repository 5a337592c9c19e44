package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Key;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Label;
import java.awt.Panel;
import java.awt.SystemColor;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.util.List;

/** The field of one key: a line of text, a choice, a box to tick, or a path with a button to look for it. */
final class DialogField {
    /** The item that stands for no value. */
    static final String NOT_SET = "(not set)";

    private static final String BROWSE = "Browse…";
    private static final int NUMBER_COLUMNS = 10;
    private static final int LABEL_COLUMNS = 3;
    private static final int TEXT_COLUMNS = 22;
    private static final int PATH_COLUMNS = 26;

    private final Key<?> key;
    private final Label label;
    private final Component input;
    private final Component whole; // with the button beside the input
    private final String none; // the item that stands for no value

    private DialogField(Key<?> key, Label label, Component input, Component whole, String none) {
        this.key = key;
        this.label = label;
        this.input = input;
        this.whole = whole;
        this.none = none;
        input.setName(key.macroName()); // tests find it by that
    }

    /**
     * Makes the field.
     *
     * @param none what the item says that stands for no value
     * @param titles of the open images
     */
    static DialogField of(Key<?> key, String text, String none, List<String> titles, GenericDialog window) {
        Label label = new Label(label(key));
        DialogField field =
                switch (key.kind()) {
                    case SWITCH -> {
                        Checkbox box = new Checkbox(label(key), Boolean.parseBoolean(text));
                        box.addItemListener(window);
                        yield new DialogField(key, null, box, box, none);
                    }
                    case CHOICE -> choice(key, label, text, none, window);
                    case FILE, FOLDER -> path(key, label, text, none, window);
                    case TEXT -> {
                        boolean offers = key.asking().openImages()
                                || !key.asking().offered().isEmpty();
                        yield offers
                                ? offer(key, label, text, none, titles, window)
                                : text(key, label, text, none, window);
                    }
                };
        field.input.addKeyListener(window); // Enter and Esc
        return field;
    }

    private static DialogField choice(Key<?> key, Label label, String text, String none, GenericDialog window) {
        Choice choice = new Choice();
        if (key.defaultValue().isEmpty()) {
            choice.add(none);
        }
        key.choices().forEach(choice::add);
        if (!text.isEmpty()) {
            choice.select(text);
        }
        choice.addItemListener(window);
        return new DialogField(key, label, choice, choice, none);
    }

    private static DialogField text(Key<?> key, Label label, String text, String none, GenericDialog window) {
        boolean isFree = isFree(key);
        int columns = isFree ? TEXT_COLUMNS : ImageKeys.LABEL_KEYS.contains(key) ? LABEL_COLUMNS : NUMBER_COLUMNS;
        TextField field = new TextField(text, columns);
        field.addTextListener(window);
        field.addFocusListener(window);
        return new DialogField(key, label, field, field, none);
    }

    /** Whether any words may stand there, not numbers only. */
    private static boolean isFree(Key<?> key) {
        try {
            return key.parse("any words") instanceof String;
        } catch (IllegalArgumentException number) {
            return false;
        }
    }

    private static DialogField path(Key<?> key, Label label, String text, String none, GenericDialog window) {
        TextField field = new TextField(text, PATH_COLUMNS);
        field.addTextListener(window);
        field.addFocusListener(window);
        Button browse = new Button(BROWSE);
        browse.addActionListener(event -> {
            String path = key.kind() == Key.Kind.FOLDER ? IJ.getDirectory(label.getText()) : file(label.getText());
            if (path != null) {
                field.setText(path);
            }
        });
        Panel both = new Panel(new BorderLayout(4, 0));
        both.add(field, BorderLayout.CENTER);
        both.add(browse, BorderLayout.EAST);
        return new DialogField(key, label, field, both, none);
    }

    /** Words to choose from, and a file to look for. */
    private static DialogField offer(
            Key<?> key, Label label, String text, String none, List<String> titles, GenericDialog window) {
        Choice choice = new Choice();
        if (key.defaultValue().isEmpty()) {
            choice.add(none);
        }
        key.asking().offered().forEach(choice::add);
        if (key.asking().openImages()) {
            titles.forEach(choice::add);
        }
        select(choice, text);
        choice.add(BROWSE);
        String[] last = {choice.getSelectedItem()};
        choice.addItemListener(event -> {
            if (BROWSE.equals(choice.getSelectedItem())) {
                String path = file(label.getText());
                select(choice, path == null ? last[0] : path);
            }
            last[0] = choice.getSelectedItem();
            window.itemStateChanged(new ItemEvent(choice, event.getID(), last[0], ItemEvent.SELECTED));
        });
        return new DialogField(key, label, choice, choice, none);
    }

    /** Selects an item; one that is not there yet comes first. */
    private static void select(Choice choice, String text) {
        if (!text.isEmpty()) {
            choice.select(text);
            if (!text.equals(choice.getSelectedItem())) {
                choice.insert(text, 0);
                choice.select(0);
            }
        }
    }

    private static String file(String title) {
        return new OpenDialog(title).getPath();
    }

    /** What is asked for, with its unit in brackets. */
    static String label(Key<?> key) {
        String words =
                key.asking().label().isEmpty() ? ownName(key) : key.asking().label();
        return key.unit().isEmpty() ? words : words + " [" + unit(key.unit()) + "]";
    }

    private static String ownName(Key<?> key) {
        String suffix = "_" + key.unit().replace("/", "_per_");
        boolean carriesUnit = !key.unit().isEmpty() && key.name().endsWith(suffix);
        String bare = carriesUnit ? key.name().substring(0, key.name().length() - suffix.length()) : key.name();
        return Character.toUpperCase(bare.charAt(0)) + bare.substring(1).replace('_', ' ');
    }

    /** As it is printed: keys and tables are plain ASCII. */
    private static String unit(String ascii) {
        return ascii.replace("Ohm_cm2", "Ohm cm2")
                .replace("Ohm", "Ω")
                .replace("uF", "µF")
                .replace("um", "µm")
                .replace("m2", "m²")
                .replace("m3", "m³");
    }

    Key<?> key() {
        return key;
    }

    /** Stands before the field; null where the field has its words itself. */
    Label label() {
        return label;
    }

    Component component() {
        return whole;
    }

    void focus() {
        input.requestFocus();
    }

    /** What stands in it; empty where there is no value. */
    String text() {
        String value = input instanceof Checkbox box
                ? String.valueOf(box.getState())
                : input instanceof Choice choice
                        ? choice.getSelectedItem()
                        : ((TextField) input).getText().strip();
        return value.equals(none) ? "" : value;
    }

    void enable(boolean applies) {
        if (input.isEnabled() == applies) {
            return;
        }
        input.setEnabled(applies);
        if (input instanceof TextField) { // some systems draw it the same
            input.setBackground(applies ? SystemColor.text : SystemColor.control);
            input.setForeground(applies ? SystemColor.textText : SystemColor.textInactiveText);
        }
        if (label != null) {
            label.setEnabled(applies);
        }
        if (whole instanceof Panel panel) {
            for (Component part : panel.getComponents()) {
                part.setEnabled(applies);
            }
        }
    }
}
