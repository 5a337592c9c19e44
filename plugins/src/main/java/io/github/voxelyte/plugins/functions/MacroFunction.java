package io.github.voxelyte.plugins.functions;

import ij.macro.MacroExtension;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A function that macros call as {@code Ext.name(…)}: declared once, and from that registered, checked and documented.
 *
 * @param name what stands behind {@code Ext.}
 * @param parameters what it takes, in order
 * @param gives what it returns, with the unit, in half a sentence
 * @param example a line of a macro
 * @param work from the arguments, as many as parameters and of their types, to the text that the macro gets
 */
public record MacroFunction(
        String name, List<Parameter> parameters, String gives, String example, Function<Arguments, String> work) {
    /**
     * What a function takes.
     *
     * @param name its name in the reference
     * @param isNumber whether it is a number; else text
     * @param meaning what it says, in half a sentence
     */
    public record Parameter(String name, boolean isNumber, String meaning) {}

    /** The values of a call. */
    static final class Arguments {
        private final Object[] values;

        Arguments(Object... values) {
            this.values = values.clone();
        }

        String text(int index) {
            return (String) values[index];
        }

        double number(int index) {
            return (Double) values[index];
        }
    }

    /** Keeps the parameters as they are now. */
    public MacroFunction {
        parameters = List.copyOf(parameters);
    }

    static Parameter text(String name, String meaning) {
        return new Parameter(name, false, meaning);
    }

    static Parameter number(String name, String meaning) {
        return new Parameter(name, true, meaning);
    }

    /**
     * The call with the names of the parameters.
     *
     * @return as in {@code Ext.tortuosityFactor(phase, axis)}
     */
    public String signature() {
        return parameters.stream().map(Parameter::name).collect(Collectors.joining(", ", "Ext." + name + "(", ")"));
    }

    /**
     * What ImageJ is to accept. Everything is optional, and one more argument than needed is taken, so that the wrong number of
     * arguments is told by {@link #call} in a sentence with the signature.
     */
    int[] argumentTypes() {
        if (parameters.isEmpty()) {
            return new int[0];
        }
        int[] types = new int[parameters.size() + 1];
        for (int i = 0; i < parameters.size(); i++) {
            types[i] = MacroExtension.ARG_OPTIONAL
                    | (parameters.get(i).isNumber() ? MacroExtension.ARG_NUMBER : MacroExtension.ARG_STRING);
        }
        types[parameters.size()] = MacroExtension.ARG_OPTIONAL | MacroExtension.ARG_STRING;
        return types;
    }

    /**
     * Calls the function.
     *
     * @param values what the macro gave; null where nothing was given
     * @return the text for the macro
     * @throws IllegalArgumentException in one sentence, if there are too few or too many arguments, or one of the wrong type
     */
    String call(Object... values) {
        int given = 0;
        while (values != null && given < values.length && values[given] != null) {
            given++;
        }
        if (given != parameters.size()) {
            throw new IllegalArgumentException(
                    "Ext." + name + " takes " + counted(parameters.size()) + ", " + signature()
                            + "; " + (given > parameters.size() ? "more" : given == 0 ? "none" : "only " + given)
                            + " given.");
        }
        for (int i = 0; i < given; i++) {
            if (parameters.get(i).isNumber() && ((Double) values[i]).isNaN()) { // ImageJ makes NaN of text
                throw new IllegalArgumentException(
                        "Ext." + name + ": " + parameters.get(i).name() + " must be a number.");
            }
        }
        return work.apply(new Arguments(values == null ? new Object[0] : values));
    }

    private static String counted(int arguments) {
        return arguments == 0 ? "no arguments" : arguments == 1 ? "1 argument" : arguments + " arguments";
    }
}
