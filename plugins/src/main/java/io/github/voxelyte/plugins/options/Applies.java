package io.github.voxelyte.plugins.options;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where a key has a meaning, said by the values of other keys: {@code where(METHOD, "Manual")}. Dialogs grey the field elsewhere
 * and let the default hold; macros are not touched by it, there the command itself says what does not go together.
 */
public final class Applies {
    /** Everywhere. */
    public static final Applies ALWAYS = new Applies("", Set.of(), texts -> true);

    private final String words;
    private final Set<String> asks;
    private final Function<Function<String, String>, Boolean> test; // of the text of a key by its name in macros

    private Applies(String words, Set<String> asks, Function<Function<String, String>, Boolean> test) {
        this.words = words;
        this.asks = asks;
        this.test = test;
    }

    /**
     * Where a choice has one of some values.
     *
     * @param choice the key
     * @param values some of its words
     * @return the condition
     */
    public static Applies where(Key<String> choice, String... values) {
        return of(choice, choice.name() + "=" + words(values), (text, key) -> isIn(text, values));
    }

    /**
     * Where a choice has none of some values.
     *
     * @param choice the key
     * @param values some of its words
     * @return the condition
     */
    public static Applies whereNot(Key<String> choice, String... values) {
        return of(choice, choice.name() + " other than " + words(values), (text, key) -> !isIn(text, values));
    }

    /**
     * Where a switch is on.
     *
     * @param flag the key
     * @return the condition
     */
    public static Applies on(Key<Boolean> flag) {
        return of(flag, flag.name(), (text, key) -> Boolean.parseBoolean(text));
    }

    /**
     * Where a switch is off.
     *
     * @param flag the key
     * @return the condition
     */
    public static Applies off(Key<Boolean> flag) {
        return of(flag, "no " + flag.name(), (text, key) -> !Boolean.parseBoolean(text));
    }

    /**
     * Where a key has any value.
     *
     * @param other the key
     * @return the condition
     */
    public static Applies given(Key<?> other) {
        return of(other, other.name() + "=…", (text, key) -> !text.isEmpty());
    }

    /**
     * Where a key has no value.
     *
     * @param other the key
     * @return the condition
     */
    public static Applies absent(Key<?> other) {
        return of(other, "no " + other.name() + "=", (text, key) -> text.isEmpty());
    }

    /**
     * Where a number is not 0.
     *
     * @param number the key
     * @return the condition; it holds while the number is only half typed
     */
    public static Applies nonZero(Key<? extends Number> number) {
        return of(number, number.name() + " other than 0", (text, key) -> {
            try {
                return key.parse(text) instanceof Number value && value.doubleValue() != 0;
            } catch (IllegalArgumentException halfTyped) {
                return true;
            }
        });
    }

    private static Applies of(Key<?> key, String words, BiPredicate<String, Key<?>> holds) {
        return new Applies(words, Set.of(key.macroName()), texts -> holds.test(texts.apply(key.macroName()), key));
    }

    private static boolean isIn(String text, String... values) {
        return Arrays.stream(values).anyMatch(text::equalsIgnoreCase);
    }

    private static String words(String... values) {
        String list = Arrays.stream(values).collect(Collectors.joining(" or "));
        return values.length == 1 && list.indexOf(' ') >= 0 ? "[" + list + "]" : list;
    }

    /**
     * Both.
     *
     * @param other another condition
     * @return the condition that holds where both do
     */
    public Applies and(Applies other) {
        return new Applies(
                words + " and " + other.words, union(other), texts -> test.apply(texts) && other.test.apply(texts));
    }

    /**
     * At least one.
     *
     * @param other another condition
     * @return the condition that holds where one of them does
     */
    public Applies or(Applies other) {
        return new Applies(
                words + " or " + other.words, union(other), texts -> test.apply(texts) || other.test.apply(texts));
    }

    private Set<String> union(Applies other) {
        Set<String> both = new TreeSet<>(asks);
        both.addAll(other.asks);
        return both;
    }

    /**
     * The condition in words.
     *
     * @return half a sentence that goes on "with"; empty for {@link #ALWAYS}
     */
    public String words() {
        return words;
    }

    /**
     * The keys that the condition looks at.
     *
     * @return their names in macros
     */
    public Set<String> asks() {
        return asks;
    }

    /**
     * Which keys of a command have a meaning. A key that has none counts with its default for the others.
     *
     * @param keys the keys of the command; no condition may lead back to its own key
     * @param texts what stands in the fields, by the keys' names in macros; empty text or nothing where there is no value
     * @return the names in macros of the keys that apply
     */
    public static Set<String> applying(List<Key<?>> keys, Map<String, String> texts) {
        Map<String, Key<?>> byName = new HashMap<>();
        keys.forEach(key -> byName.put(key.macroName(), key));
        Set<String> applying = new HashSet<>();
        for (Key<?> key : keys) {
            if (applies(key, byName, texts)) {
                applying.add(key.macroName());
            }
        }
        return applying;
    }

    private static boolean applies(Key<?> key, Map<String, Key<?>> keys, Map<String, String> texts) {
        return key.asking().applies().test.apply(name -> {
            Key<?> other = keys.get(name.toLowerCase(Locale.ROOT));
            String text = texts.getOrDefault(name, "");
            return other == null || applies(other, keys, texts) ? text : other.defaultText();
        });
    }

    @Override
    public String toString() {
        return words;
    }
}
