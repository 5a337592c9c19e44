package io.github.voxelyte.plugins.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One key of a command: its name, kind of value, default, unit and help, declared once. Parsing, dialog, recorder and
 * reference all come from here. Instances are immutable; {@code with…}-like methods return copies.
 *
 * @param <T> what the value is in Java
 */
public final class Key<T> {
    /** How a dialog asks for the value. */
    public enum Kind {
        /** A line of text. */
        TEXT,
        /** One of a few words. */
        CHOICE,
        /** On or off. */
        SWITCH,
        /** A folder. */
        FOLDER,
        /** A file. */
        FILE
    }

    /** Turns text into a value; throws IllegalArgumentException with what is wrong with it. */
    private interface Parser<T> extends Function<String, T> {}

    private final String name;
    private final Kind kind;
    private final Parser<T> parser;
    private final Function<T, String> writer;
    private final List<String> choices;
    private final String allowed;
    private final T defaultValue;
    private final String unit;
    private final String help;
    private final Asking asking;

    private Key(String name, Kind kind, Parser<T> parser, Function<T, String> writer, String allowed) {
        this(name, kind, parser, writer, List.of(), allowed, null, "", "", Asking.PLAIN);
    }

    private Key(
            String name,
            Kind kind,
            Parser<T> parser,
            Function<T, String> writer,
            List<String> choices,
            String allowed,
            T defaultValue,
            String unit,
            String help,
            Asking asking) {
        this.name = name;
        this.kind = kind;
        this.parser = parser;
        this.writer = writer;
        this.choices = choices;
        this.allowed = allowed;
        this.defaultValue = defaultValue;
        this.unit = unit;
        this.help = help;
        this.asking = asking;
    }

    /**
     * A key with one number.
     *
     * @param name the name, as in DESIGN (may hold capitals: it is matched without regard to case)
     * @param range what is allowed
     * @return the key
     */
    public static Key<Double> number(String name, Range range) {
        return new Key<>(
                name, Kind.TEXT, text -> ValueText.number(text, range), Numbers::shortest, numbersAllowed(range));
    }

    /**
     * A key with one whole number.
     *
     * @param name the name
     * @param range what is allowed
     * @return the key
     */
    public static Key<Long> integer(String name, Range range) {
        return new Key<>(
                name,
                Kind.TEXT,
                text -> ValueText.whole(text, range),
                String::valueOf,
                "a whole number" + (range.equals(Range.ANY) ? "" : ", " + range));
    }

    /**
     * A key with a list of numbers, {@code 0.1,0.25}.
     *
     * @param name the name
     * @param range what is allowed for each
     * @return the key
     */
    public static Key<List<Double>> numbers(String name, Range range) {
        return new Key<>(
                name,
                Kind.TEXT,
                text -> ValueText.items(text)
                        .map(item -> ValueText.number(item, range))
                        .toList(),
                list -> list.stream().map(Numbers::shortest).collect(Collectors.joining(",")),
                numbersAllowed(range) + ", or a list such as 0.1,0.25");
    }

    /**
     * A key with a list of labels, {@code 0,2}.
     *
     * @param name the name
     * @return the key
     */
    public static Key<List<Integer>> labels(String name) {
        Range range = Range.closed(0, 255);
        return new Key<>(
                name,
                Kind.TEXT,
                text -> ValueText.items(text)
                        .map(item -> Math.toIntExact(ValueText.whole(item, range)))
                        .distinct()
                        .toList(),
                list -> list.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "labels from 0 to 255, such as 1 or 0,2");
    }

    /**
     * A key whose value is one of a few words, matched without regard to case.
     *
     * @param name the name
     * @param choices what is allowed
     * @return the key; its default is the first choice unless set
     */
    public static Key<String> choice(String name, String... choices) {
        return choice(name, Arrays.asList(choices));
    }

    /**
     * A key whose value is one of a few words, matched without regard to case.
     *
     * @param name the name
     * @param choices what is allowed
     * @return the key; it has no default unless set
     */
    public static Key<String> choice(String name, List<String> choices) {
        List<String> fixed = List.copyOf(choices);
        return new Key<>(
                name,
                Kind.CHOICE,
                text -> fixed.stream()
                        .filter(choice -> choice.equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("is not known")),
                Function.identity(),
                fixed,
                "one of " + String.join(", ", fixed),
                null,
                "",
                "",
                Asking.PLAIN);
    }

    /**
     * A switch: on where its bare name stands in the options.
     *
     * @param name the name
     * @return the key; off unless given
     */
    public static Key<Boolean> flag(String name) {
        return new Key<>(name, Kind.SWITCH, ValueText::onOff, String::valueOf, "the bare word " + name).orElse(false);
    }

    /**
     * A key with text that the command looks at itself.
     *
     * @param name the name
     * @param allowed what is allowed, in words
     * @return the key
     */
    public static Key<String> text(String name, String allowed) {
        return new Key<>(name, Kind.TEXT, ValueText::notEmpty, Function.identity(), allowed);
    }

    /**
     * A key with the path of a file.
     *
     * @param name the name
     * @return the key
     */
    public static Key<String> file(String name) {
        return new Key<>(name, Kind.FILE, ValueText::notEmpty, Function.identity(), "the path of a file");
    }

    /**
     * A key with the path of a folder.
     *
     * @param name the name
     * @return the key
     */
    public static Key<String> folder(String name) {
        return new Key<>(name, Kind.FOLDER, ValueText::notEmpty, Function.identity(), "the path of a folder");
    }

    /**
     * Sets the default.
     *
     * @param value the value where the key is absent
     * @return the key with it
     */
    public Key<T> orElse(T value) {
        Objects.requireNonNull(value, "default");
        return new Key<>(name, kind, parser, writer, choices, allowed, value, unit, help, asking);
    }

    /**
     * Sets the unit that stands behind the field in a dialog.
     *
     * @param text the unit
     * @return the key with it
     */
    public Key<T> in(String text) {
        return new Key<>(name, kind, parser, writer, choices, allowed, defaultValue, text, help, asking);
    }

    /**
     * Sets the help.
     *
     * @param text one line: what the value does, and what happens where it is absent
     * @return the key with it
     */
    public Key<T> help(String text) {
        return new Key<>(name, kind, parser, writer, choices, allowed, defaultValue, unit, text, asking);
    }

    /**
     * Sets what a dialog writes before the field, in place of the key's name.
     *
     * @param words a word or a few, without the unit
     * @return the key with it
     */
    public Key<T> asked(String words) {
        return with(asking.withLabel(words));
    }

    /**
     * Sets the heading under which a dialog asks.
     *
     * @param heading a word or a few
     * @return the key with it
     */
    public Key<T> under(String heading) {
        return with(asking.withGroup(heading));
    }

    /**
     * Sets where the key has a meaning; elsewhere dialogs grey it.
     *
     * @param condition looks at other keys of the same command
     * @return the key with it
     */
    public Key<T> when(Applies condition) {
        return with(asking.withApplies(condition));
    }

    /**
     * Lets a dialog offer words beside the path of a file.
     *
     * @param words the words
     * @return the key with it
     */
    public Key<T> offering(List<String> words) {
        return with(asking.withOffered(words));
    }

    /**
     * Lets a dialog offer the open images beside the path of a file.
     *
     * @return the key with it
     */
    public Key<T> offeringImages() {
        return with(asking.withOpenImages());
    }

    private Key<T> with(Asking other) {
        return new Key<>(name, kind, parser, writer, choices, allowed, defaultValue, unit, help, other);
    }

    /**
     * Reads a value.
     *
     * @param text the bare text; null for a bare word
     * @return the value
     * @throws IllegalArgumentException naming key, value and what is allowed
     */
    public T parse(String text) {
        if (text == null && kind != Kind.SWITCH) {
            throw new IllegalArgumentException(
                    "The key '" + name + "' needs a value: " + name + "=… (" + allowed + ").");
        }
        try {
            return parser.apply(text == null ? "true" : text.strip());
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException(
                    name + "=" + text + " " + problem.getMessage() + "; allowed: " + allowed + ".", problem);
        }
    }

    /**
     * Writes a value so that {@link #parse} reads it again.
     *
     * @param value the value
     * @return its text
     */
    public String write(T value) {
        return writer.apply(value);
    }

    /**
     * The name as it stands in the reference and in tables of parameters.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The name as it is matched and recorded.
     *
     * @return the name in lower case
     */
    public String macroName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Which field a dialog has.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The words that are allowed, for {@link Kind#CHOICE}.
     *
     * @return the words, else empty
     */
    public List<String> choices() {
        return choices;
    }

    /**
     * What is allowed, in words.
     *
     * @return half a sentence
     */
    public String allowed() {
        return allowed;
    }

    /**
     * The value where the key is absent.
     *
     * @return the default, if there is one
     */
    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * The default as text.
     *
     * @return the text; empty where there is no default
     */
    public String defaultText() {
        return defaultValue == null ? "" : writer.apply(defaultValue);
    }

    /**
     * The unit.
     *
     * @return the unit; empty where there is none
     */
    public String unit() {
        return unit;
    }

    /**
     * The help.
     *
     * @return one line
     */
    public String help() {
        return help;
    }

    /**
     * How a dialog asks.
     *
     * @return label, group, condition and what is offered
     */
    public Asking asking() {
        return asking;
    }

    private static String numbersAllowed(Range range) {
        if (range.equals(Range.ANY)) {
            return "a number";
        }
        return "a number, " + range + (range.equals(Range.FRACTION) ? " (46 per cent is 0.46)" : "");
    }
}
