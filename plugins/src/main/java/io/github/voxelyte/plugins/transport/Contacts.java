package io.github.voxelyte.plugins.transport;

import static io.github.voxelyte.plugins.transport.TransportKeys.GRAINS;
import static io.github.voxelyte.plugins.transport.TransportKeys.GRAIN_RESISTANCE;
import static io.github.voxelyte.plugins.transport.TransportKeys.INTERFACE;
import static io.github.voxelyte.plugins.transport.TransportKeys.PLANE_RESISTANCE;

import io.github.voxelyte.microstructure.elliptic.ContactResistances;
import io.github.voxelyte.microstructure.transport.ContactArea;
import io.github.voxelyte.microstructure.voxels.Axis;
import io.github.voxelyte.plugins.command.Execution;
import io.github.voxelyte.plugins.images.LabelStack;
import io.github.voxelyte.plugins.images.NamedImage;
import io.github.voxelyte.plugins.options.Numbers;
import io.github.voxelyte.plugins.options.Range;
import io.github.voxelyte.plugins.tables.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The contact resistances that the user gave, and on how much area each of them lies. */
final class Contacts {
    private static final double SQUARE_CENTIMETRE = 1e-4; // [m²]
    private static final double SQUARE_MICROMETRE = 1e-12; // [m²]

    private final Execution execution;
    private final LabelStack labels;
    private final Conductors conductors;
    private final Table table =
            new Table("transport_contacts", "Contact", "Axis", "Resistance [Ohm cm2]", "Voxel faces", "Area [um2]");
    private ContactResistances resistances = ContactResistances.NONE;

    private Contacts(Execution execution, LabelStack labels, Conductors conductors) {
        this.execution = execution;
        this.labels = labels;
        this.conductors = conductors;
    }

    /** Reads the keys and hands over the table of what they act upon; no contacts where no key is given. */
    static ContactResistances of(Execution execution, LabelStack labels, List<Conductors> cases, List<Axis> axes) {
        boolean asked = execution.find(INTERFACE).isPresent()
                || execution.find(GRAINS).isPresent()
                || execution.find(GRAIN_RESISTANCE).isPresent()
                || execution.find(PLANE_RESISTANCE).isPresent();
        if (!asked) {
            return ContactResistances.NONE;
        }
        labels.requirePhysical("a contact resistance");
        if (!cases.get(0).isPhysical()) {
            throw new IllegalArgumentException(
                    "A contact resistance in Ohm cm2 needs the conductivities beside it: give "
                            + TransportKeys.CONDUCTIVITIES.name() + "= for every phase that conducts.");
        }
        Contacts contacts = new Contacts(execution, labels, cases.get(0)); // given conductivities are one case
        execution.find(INTERFACE).ifPresent(contacts::interfaces);
        contacts.grains();
        execution.find(PLANE_RESISTANCE).ifPresent(values -> contacts.planes(values, axes));
        execution.add(contacts.table);
        return contacts.resistances;
    }

    private void interfaces(String text) {
        for (String item : text.split(",", -1)) {
            String[] pair = item.strip().split("=", -1);
            String[] names = pair[0].split("-", -1);
            if (pair.length != 2 || names.length != 2) {
                throw new IllegalArgumentException(INTERFACE.name() + "=" + text + ": '" + item.strip()
                        + "' is no pair with a resistance, as in electrolyte-active=10.");
            }
            double value = Numbers.parse(pair[1].strip()).orElse(Double.NaN);
            if (!Range.NOT_NEGATIVE.contains(value)) {
                throw new IllegalArgumentException(INTERFACE.name() + "=" + text + ": '" + pair[1].strip()
                        + "' is no resistance [Ohm cm2], a number at least 0.");
            }
            between(names[0].strip(), names[1].strip(), value);
        }
    }

    private void between(String one, String other, double value) {
        List<Integer> a = conducting(one);
        List<Integer> b = conducting(other);
        if (a.stream().anyMatch(b::contains)) {
            throw new IllegalArgumentException(INTERFACE.name() + ": " + one + " and " + other
                    + " are the same phase; resistances between its particles are given by " + GRAINS.name() + "= and "
                    + GRAIN_RESISTANCE.name() + "=.");
        }
        for (int i : a) {
            for (int j : b) {
                resistances = resistances.between(i, j, value * SQUARE_CENTIMETRE);
            }
        }
        ContactArea area = ContactArea.betweenLabels(labels.raw(), flags(a), flags(b));
        row(one + "-" + other, "all", value, area);
    }

    private List<Integer> conducting(String phase) {
        List<Integer> members = labels.labelsOf(phase);
        if (!members.stream().allMatch(conductors::conducts)) {
            throw new IllegalArgumentException(INTERFACE.name() + ": " + phase
                    + " does not conduct, so nothing passes its interfaces; give it a conductivity in "
                    + TransportKeys.CONDUCTIVITIES.name() + "=.");
        }
        return members;
    }

    private void grains() {
        Optional<String> name = execution.find(GRAINS);
        Optional<Double> value = execution.find(GRAIN_RESISTANCE);
        if (name.isPresent() != value.isPresent()) {
            throw new IllegalArgumentException(GRAINS.name() + "= and " + GRAIN_RESISTANCE.name()
                    + "= belong together; give both (the particles' numbers, and the resistance where they touch).");
        }
        if (name.isPresent()) {
            IntUnaryOperator numbers = NamedImage.of(GRAINS.name(), name.get()).numbersOn(labels.grid());
            resistances = resistances.betweenGrains(numbers, value.get() * SQUARE_CENTIMETRE);
            ContactArea area = ContactArea.betweenGrains(labels.raw(), conductors.conducting(), numbers);
            row("grains of " + name.get(), "all", value.get(), area);
        }
    }

    private void planes(List<Double> values, List<Axis> axes) {
        if (values.size() > 2) {
            throw new IllegalArgumentException(PLANE_RESISTANCE.name()
                    + " takes one number for both planes or two (first,last), not " + values.size() + ".");
        }
        double first = values.get(0);
        double last = values.get(values.size() - 1);
        resistances = resistances.atPlanes(first * SQUARE_CENTIMETRE, last * SQUARE_CENTIMETRE);
        for (Axis axis : axes) {
            String word = axis.name().toLowerCase(Locale.ROOT);
            boolean[] conducting = conductors.conducting();
            row("first plane", word, first, ContactArea.atPlane(labels.raw(), conducting, axis, false));
            row("last plane", word, last, ContactArea.atPlane(labels.raw(), conducting, axis, true));
        }
    }

    private void row(String contact, String axis, double value, ContactArea area) {
        table.row(contact, axis, value, area.faces(), area.area() / SQUARE_MICROMETRE);
        if (area.faces() == 0) {
            execution.warn("The resistance of " + contact + " acts nowhere: there is no such contact in '"
                    + labels.title() + "'.");
        }
    }

    private static boolean[] flags(List<Integer> members) {
        boolean[] flags = new boolean[256];
        members.forEach(label -> flags[label] = true);
        return flags;
    }
}
