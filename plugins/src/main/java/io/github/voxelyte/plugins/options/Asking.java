package io.github.voxelyte.plugins.options;

import java.util.List;

/**
 * How a dialog asks for the value of a key. None of it changes what a macro may give.
 *
 * @param label what stands before the field, without the unit; empty: the key's own name in words
 * @param group heading under which the field stands; fields of one group follow each other
 * @param applies where the field has a meaning; elsewhere it is greyed and its default holds
 * @param offered words to choose from, where other text is allowed too (the path of a file)
 * @param openImages whether the titles of open images are offered
 */
public record Asking(String label, String group, Applies applies, List<String> offered, boolean openImages) {
    static final Asking PLAIN = new Asking("", "", Applies.ALWAYS, List.of(), false);

    /** Copies. */
    public Asking {
        offered = List.copyOf(offered);
    }

    Asking withLabel(String words) {
        return new Asking(words, group, applies, offered, openImages);
    }

    Asking withGroup(String heading) {
        return new Asking(label, heading, applies, offered, openImages);
    }

    Asking withApplies(Applies condition) {
        return new Asking(label, group, condition, offered, openImages);
    }

    Asking withOffered(List<String> words) {
        return new Asking(label, group, applies, words, openImages);
    }

    Asking withOpenImages() {
        return new Asking(label, group, applies, offered, true);
    }
}
