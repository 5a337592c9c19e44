package io.github.voxelyte.plugins.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values of a command's keys: what was given, and the defaults of what was not. Immutable. */
public final class Options {
    private final List<Key<?>> keys;
    private final Map<Key<?>, Object> given;

    private Options(List<Key<?>> keys, Map<Key<?>, Object> given) {
        this.keys = keys;
        this.given = given;
    }

    /**
     * Reads the options of a macro.
     *
     * @param keys the keys of the command
     * @param text the options, {@code key=value key=[value with blanks] switch}
     * @return the values
     * @throws IllegalArgumentException in one sentence, if a key is unknown or a value is not allowed
     */
    public static Options parse(List<Key<?>> keys, String text) {
        return of(keys, MacroText.parse(text));
    }

    /**
     * Reads texts, as they come out of a dialog.
     *
     * @param keys the keys of the command
     * @param texts text by key in lower case; null for a bare word
     * @return the values
     * @throws IllegalArgumentException in one sentence, if a key is unknown or a value is not allowed
     */
    public static Options of(List<Key<?>> keys, Map<String, String> texts) {
        Map<String, Key<?>> byName =
                keys.stream().collect(Collectors.toMap(Key::macroName, key -> key, (a, b) -> a, LinkedHashMap::new));
        Map<Key<?>, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            Key<?> key = byName.get(name);
            if (key == null) {
                throw new IllegalArgumentException("The key '" + name + "' is not known; allowed: "
                        + keys.stream().map(Key::name).collect(Collectors.joining(", ")) + ".");
            }
            values.put(key, key.parse(text));
        });
        return new Options(List.copyOf(keys), values);
    }

    /**
     * The value of a key that has a default, or that the command cannot do without.
     *
     * @param key the key
     * @param <T> its type
     * @return the value
     * @throws MissingValueException if it was not given and has no default
     */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new MissingValueException(key));
    }

    /**
     * The value of a key.
     *
     * @param key the key
     * @param <T> its type
     * @return the value given, else the default, else empty
     */
    @SuppressWarnings("unchecked") // put there by key.parse, which returns T
    public <T> Optional<T> find(Key<T> key) {
        requireDeclared(key);
        T value = (T) given.get(key);
        return value != null ? Optional.of(value) : key.defaultValue();
    }

    /**
     * Whether the user gave a value.
     *
     * @param key the key
     * @return false if its default is in force
     */
    public boolean isGiven(Key<?> key) {
        requireDeclared(key);
        return given.containsKey(key);
    }

    /**
     * Every key and its value in force, for the summary.
     *
     * @return value by name of the key: Double, Long, Boolean, String or a list; null where absent without default
     */
    public Map<String, Object> inForce() {
        Map<String, Object> all = new LinkedHashMap<>();
        keys.forEach(key -> all.put(key.name(), find(key).orElse(null)));
        return all;
    }

    /**
     * The options as they are recorded: every value in force, keys in lower case.
     *
     * @return text that {@link #parse} reads
     */
    public String toMacro() {
        StringBuilder text = new StringBuilder();
        for (Key<?> key : keys) {
            text.append(recorded(key));
        }
        return text.toString().strip();
    }

    /** What stands behind the key in a macro. */
    private <T> String recorded(Key<T> key) {
        Optional<T> value = find(key);
        if (value.isEmpty() || Objects.equals(value.get(), false)) {
            return "";
        }
        boolean bare = key.kind() == Key.Kind.SWITCH;
        return " " + key.macroName() + (bare ? "" : "=" + MacroText.quoted(key.write(value.get())));
    }

    private void requireDeclared(Key<?> key) {
        if (!keys.contains(key)) {
            throw new IllegalStateException("the command does not declare the key " + key.name());
        }
    }

    @Override
    public String toString() {
        return toMacro();
    }
}
