package io.github.voxelyte.plugins.command;

import ij.IJ;
import java.awt.Component;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Label;
import java.awt.Panel;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts fields under their headings, in two columns where one would be too tall for a laptop's screen. */
final class DialogLayout {
    private static final int MOST_ROWS = 13; // of one column

    /** Lines of text are too high on X11 [pixels]. */
    private static final int LESS_HIGH = IJ.isLinux() ? -7 : 0;

    private DialogLayout() {}

    /** Fields with the same heading stand together, in the order in which they come. */
    static Panel columns(List<DialogField> fields) {
        Map<String, List<DialogField>> groups = new LinkedHashMap<>();
        for (DialogField field : fields) {
            groups.computeIfAbsent(field.key().asking().group(), heading -> new ArrayList<>())
                    .add(field);
        }
        List<Map.Entry<String, List<DialogField>>> all = new ArrayList<>(groups.entrySet());
        int rows = all.stream().mapToInt(DialogLayout::rows).sum();
        int cut = rows <= MOST_ROWS ? all.size() : cut(all, rows);
        Panel both = new Panel(new GridBagLayout());
        GridBagConstraints place = new GridBagConstraints();
        place.anchor = GridBagConstraints.NORTHWEST;
        place.insets = new Insets(0, 0, 0, 10);
        both.add(column(all.subList(0, cut)), place);
        if (cut < all.size()) {
            both.add(column(all.subList(cut, all.size())), place);
        }
        return both;
    }

    private static int rows(Map.Entry<String, List<DialogField>> group) {
        return group.getValue().size() + (group.getKey().isEmpty() ? 0 : 1);
    }

    /** After how many groups the second column begins, so that the taller one is as short as can be. */
    private static int cut(List<Map.Entry<String, List<DialogField>>> groups, int rows) {
        int best = groups.size();
        int tallest = rows;
        int left = 0;
        for (int i = 0; i < groups.size() - 1; i++) {
            left += rows(groups.get(i));
            if (Math.max(left, rows - left) < tallest) {
                tallest = Math.max(left, rows - left);
                best = i + 1;
            }
        }
        return best;
    }

    private static Panel column(List<Map.Entry<String, List<DialogField>>> groups) {
        Panel panel = new Panel(new GridBagLayout());
        GridBagConstraints place = new GridBagConstraints();
        place.gridy = 0;
        for (Map.Entry<String, List<DialogField>> group : groups) {
            if (!group.getKey().isEmpty()) {
                place.gridx = 0;
                place.gridwidth = 2;
                place.anchor = GridBagConstraints.WEST;
                place.insets = new Insets(place.gridy == 0 ? 0 : 6, 2, 0, 0);
                panel.add(heading(group.getKey()), place);
                place.gridwidth = 1;
                place.gridy++;
            }
            for (DialogField field : group.getValue()) {
                if (field.label() != null) {
                    place.gridx = 0;
                    place.anchor = GridBagConstraints.EAST;
                    place.insets = new Insets(1, 12, 1, 2);
                    panel.add(field.label(), place);
                }
                place.gridx = 1;
                place.anchor = GridBagConstraints.WEST;
                place.insets = new Insets(1, 0, 1, 0);
                place.ipady = isText(field.component()) ? LESS_HIGH : 0;
                panel.add(field.component(), place);
                place.ipady = 0;
                place.gridy++;
            }
        }
        return panel;
    }

    private static boolean isText(Component component) {
        return component instanceof TextField || component instanceof Panel;
    }

    static Label heading(String text) {
        Label label = new Label(text);
        label.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 12));
        return label;
    }

    /** Fields beside each other. */
    static Panel row(String before, List<DialogField> fields) {
        Panel panel = new Panel(new GridBagLayout());
        GridBagConstraints place = new GridBagConstraints();
        place.insets = new Insets(0, 2, 0, 2);
        if (!before.isEmpty()) {
            panel.add(new Label(before), place);
        }
        for (DialogField field : fields) {
            Component label = field.label();
            if (label != null) {
                panel.add(label, place);
            }
            place.ipady = isText(field.component()) ? LESS_HIGH : 0;
            panel.add(field.component(), place);
            place.ipady = 0;
        }
        return panel;
    }
}
