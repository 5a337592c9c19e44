package io.github.voxelyte.plugins.functions;

import ij.IJ;
import ij.macro.ExtensionDescriptor;
import ij.macro.Functions;
import ij.macro.Interpreter;
import ij.macro.MacroExtension;
import ij.plugin.PlugIn;
import java.util.ArrayList;
import java.util.List;

/**
 * Menu command Voxelyte Macro Functions: run in a macro, it makes the functions {@code Ext.…} known to that macro. They return
 * text, as all of ImageJ's extension functions do; {@code parseFloat} makes a number of it.
 */
public final class MacroFunctions implements PlugIn, MacroExtension {
    private static final List<MacroFunction> ALL = all();

    private static List<MacroFunction> all() {
        List<MacroFunction> functions = new ArrayList<>();
        functions.addAll(StackFunctions.ALL);
        functions.addAll(TransportFunctions.ALL);
        functions.addAll(CurveFunctions.ALL);
        functions.addAll(TableFunctions.ALL);
        functions.addAll(CellFunctions.ALL);
        return List.copyOf(functions);
    }

    /**
     * Every function, in the order of the reference.
     *
     * @return the functions
     */
    public static List<MacroFunction> list() {
        return ALL;
    }

    @Override
    public void run(String argument) {
        if (Interpreter.getInstance() == null) {
            StringBuilder text = new StringBuilder(
                    "These functions are for macros: start the macro with run(\"Voxelyte Macro Functions\"); then call\n");
            ALL.forEach(function -> text.append("\n    ").append(function.signature()));
            IJ.showMessage("Voxelyte Macro Functions", text.toString());
            return;
        }
        Functions.registerExtensions(this);
    }

    @Override
    public ExtensionDescriptor[] getExtensionFunctions() {
        return ALL.stream()
                .map(function -> ExtensionDescriptor.newDescriptor(function.name(), this, function.argumentTypes()))
                .toArray(ExtensionDescriptor[]::new);
    }

    @Override
    public String handleExtension(String name, Object[] arguments) {
        MacroFunction function = ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " was not registered"));
        try {
            return function.call(arguments);
        } catch (IllegalArgumentException problem) {
            Interpreter.getInstance().abort(problem.getMessage()); // shows the line too, and ends the macro
            return null;
        }
    }
}
