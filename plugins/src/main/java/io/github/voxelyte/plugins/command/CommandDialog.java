package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.HTMLDialog;
import ij.plugin.frame.Recorder;
import io.github.voxelyte.plugins.images.ImageKeys;
import io.github.voxelyte.plugins.options.Applies;
import io.github.voxelyte.plugins.options.Key;
import io.github.voxelyte.plugins.options.MacroText;
import io.github.voxelyte.plugins.options.MissingValueException;
import io.github.voxelyte.plugins.options.Options;
import java.awt.Checkbox;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.Insets;
import java.awt.Panel;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dialog of a command, made from its keys. Values are read by the same parser as macro options, and recorded in the
 * same words. Fields that have no meaning beside the others' values are grey, and their defaults hold.
 */
final class CommandDialog {
    private static final int LINE = 90; // characters of a line of text
    private static final int WIDE_LINE = 140; // where the outlook is wide as well

    private final Command command;
    private final CommandDescription description;
    private final ImagePlus image; // may be null
    private final Optional<StackFacts> facts;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private List<DialogField> fields = List.of();
    private Checkbox previewBox;
    private OutlookCanvas canvas; // null where there is no outlook

    CommandDialog(Command command, ImagePlus image) {
        this.command = command;
        this.description = command.description();
        boolean looksAtImage = description.input() != CommandDescription.Input.NONE;
        this.image = image;
        this.facts = looksAtImage ? Optional.of(StackFacts.of(image, description)) : Optional.empty();
        for (Key<?> key : description.keys()) {
            texts.put(key.macroName(), key.defaultText());
        }
        DialogMemory.recall(description, texts);
    }

    /** Asks until the values are valid; empty if the person cancels. Asked again, it begins with what it was told. */
    Optional<Options> ask() {
        Optional<PreviewThread> preview =
                image == null ? Optional.empty() : command.preview(image).map(PreviewThread::new);
        canvas = image == null
                ? null
                : command.outlook(image).map(OutlookCanvas::new).orElse(null);
        Optional<PreviewThread> outlook = Optional.ofNullable(canvas).map(PreviewThread::new);
        ImageListener turned = new SliceWatch(image, () -> preview.ifPresent(this::refresh));
        ImagePlus.addImageListener(turned);
        try {
            while (true) {
                GenericDialog window = build(preview, outlook);
                DialogPlace.beside(window, image, preview.isPresent());
                window.showDialog();
                if (window.wasCanceled()) {
                    return Optional.empty();
                }
                read();
                try {
                    Options options = options();
                    Recorder.resetCommandOptions();
                    record(description, options);
                    DialogMemory.keep(description, texts);
                    return Optional.of(options);
                } catch (IllegalArgumentException problem) {
                    explain(problem);
                }
            }
        } finally {
            ImagePlus.removeImageListener(turned);
            preview.ifPresent(PreviewThread::close);
            outlook.ifPresent(PreviewThread::close);
        }
    }

    /** Tells what is wrong, in the words of the dialog. */
    void explain(IllegalArgumentException problem) {
        IJ.error(
                description.title(),
                problem instanceof MissingValueException missing
                        ? "'" + DialogField.label(missing.key()) + "' is empty: "
                                + missing.key().help()
                        : problem.getMessage());
    }

    private GenericDialog build(Optional<PreviewThread> preview, Optional<PreviewThread> outlook) {
        GenericDialog window = preview.isPresent()
                ? DialogPlace.besideWhichImagesAreBrowsed(description.title())
                : new GenericDialog(description.title());
        window.setInsets(canvas == null ? 10 : 0, 20, 0);
        int line = canvas == null ? LINE : WIDE_LINE;
        window.addMessage(String.join("\n", LineBreaks.of(description.does(), String::length, line)));
        List<DialogField> own = new ArrayList<>();
        List<DialogField> ofStack = new ArrayList<>();
        List<DialogField> labels = new ArrayList<>();
        List<DialogField> results = new ArrayList<>();
        List<String> titles = Arrays.stream(WindowManager.getImageTitles())
                .filter(title -> image == null || !title.equals(image.getTitle()))
                .distinct()
                .toList();
        for (Key<?> key : description.keys()) {
            DialogField field = DialogField.of(key, texts.get(key.macroName()), none(key), titles, window);
            if (key.equals(ImageKeys.OUTPUT)) {
                results.add(field);
            } else if (ImageKeys.LABEL_KEYS.contains(key)) {
                labels.add(field);
            } else if (ImageKeys.isShared(key) && facts.isPresent()) {
                ofStack.add(field);
            } else {
                own.add(field);
            }
        }
        fields = new ArrayList<>(own);
        fields.addAll(ofStack);
        fields.addAll(labels);
        fields.addAll(results);
        addRow(window, DialogLayout.columns(own), 0);
        facts.ifPresent(stack -> {
            window.setInsets(8, 0, 0);
            window.addMessage(stack.line());
            addRow(window, DialogLayout.row("", ofStack), 2);
        });
        if (!labels.isEmpty()) {
            addRow(window, DialogLayout.row("Labels, if other than 0, 1, 2, 3, 4:", labels), 2);
        }
        addRow(window, DialogLayout.row("", results), 8);
        if (canvas != null) {
            Panel around = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
            around.add(canvas);
            addRow(window, around, 4);
        }
        window.addHelp(HelpPage.html(description));
        preview.ifPresent(thread -> {
            window.addCheckbox("Preview on the current slice", false);
            previewBox = (Checkbox) window.getCheckboxes().lastElement();
        });
        window.addDialogListener((dialog, event) -> {
            if (event != null) {
                read();
                grey();
                preview.ifPresent(this::request);
                outlook.ifPresent(this::lookAhead);
            }
            return true;
        });
        grey();
        outlook.ifPresent(this::lookAhead);
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowOpened(WindowEvent event) {
                fields.get(0).focus();
            }

            @Override
            public void windowDeactivated(WindowEvent event) {
                if (event.getOppositeWindow() instanceof HTMLDialog help) {
                    help.setAlwaysOnTop(true); // some window managers leave it behind this dialog
                }
            }
        });
        return window;
    }

    private static void addRow(GenericDialog window, Panel row, int above) {
        window.addPanel(row, GridBagConstraints.WEST, new Insets(above, 0, 0, 0));
    }

    /** What stands for no value. */
    private String none(Key<?> key) {
        if (!ImageKeys.isShared(key)) {
            return key.asking().openImages() ? "(none)" : DialogField.NOT_SET;
        }
        String inStack = facts.map(stack -> key.equals(ImageKeys.AXIS) ? stack.axis() : stack.collector())
                .orElse(key.equals(ImageKeys.AXIS) ? "z" : "last");
        return facts.isPresent() ? "as in the stack: " + inStack : "as in the file, else " + inStack;
    }

    /** Greys what has no meaning beside what is chosen. */
    private void grey() {
        Set<String> applying = Applies.applying(description.keys(), texts);
        fields.forEach(field -> field.enable(applying.contains(field.key().macroName())));
    }

    private void read() {
        fields.forEach(field -> texts.put(field.key().macroName(), field.text()));
    }

    private Options options() {
        return chosen(description, texts);
    }

    /** What the fields say; what is grey says nothing. */
    static Options chosen(CommandDescription description, Map<String, String> texts) {
        Set<String> applying = Applies.applying(description.keys(), texts);
        Map<String, String> filled = new LinkedHashMap<>(texts);
        filled.values().removeIf(String::isEmpty);
        filled.keySet().removeIf(name -> !applying.contains(name));
        return Options.of(description.keys(), filled);
    }

    private void refresh(PreviewThread thread) {
        read();
        request(thread);
    }

    private void request(PreviewThread thread) {
        try {
            thread.request(previewBox != null && previewBox.getState() ? options() : null);
        } catch (IllegalArgumentException halfTyped) {
            thread.request(null);
        }
    }

    private void lookAhead(PreviewThread thread) {
        try {
            thread.request(options());
        } catch (IllegalArgumentException halfTyped) {
            canvas.refuse(halfTyped.getMessage());
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
