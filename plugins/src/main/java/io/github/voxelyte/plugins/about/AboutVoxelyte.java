package io.github.voxelyte.plugins.about;

import ij.IJ;
import ij.ImageJ;
import ij.gui.HTMLDialog;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import java.awt.GraphicsEnvironment;

/** Menu command About Voxelyte: version, licence and how to cite; without a display in the log. */
public final class AboutVoxelyte implements PlugIn {
    static final String TITLE =
            "Voxelyte: from the tomogram of a battery electrode to a simulated cell, in Fiji and ImageJ";
    static final String AUTHORS = "The Voxelyte developers";
    static final String LICENCE = "BSD-2-Clause";

    @Override
    public void run(String argument) {
        boolean isSeen = !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
        if (isSeen) {
            new HTMLDialog("About Voxelyte", html(), false);
        } else {
            IJ.log(text());
        }
    }

    /** The text without marks. */
    static String text() {
        return "Voxelyte " + Version.CURRENT + "\n" + TITLE + "\nLicence: " + LICENCE + "\nTo cite: " + citation();
    }

    private static String citation() {
        return AUTHORS + ". " + TITLE + ", version " + Version.CURRENT
                + "; and the papers that docs/glossary.md names with each method.";
    }

    private static String html() {
        String name = TITLE.substring(TITLE.indexOf(": ") + 2);
        return "<html><h2>Voxelyte " + Version.CURRENT + "</h2>" + Character.toUpperCase(name.charAt(0))
                + name.substring(1)
                + ".<br>Java " + System.getProperty("java.version") + ", ImageJ " + ImageJ.VERSION + ImageJ.BUILD + ", "
                + IJ.maxMemory() / (1 << 20) + " MB of memory for images.<br><br><b>To cite:</b> " + citation()
                + "<br><br><b>Licence:</b> " + LICENCE
                + ", free to use, change and pass on, without warranty. With it come jhdf (MIT), compress-lzf (Apache-2.0)"
                + " and Jackson (Apache-2.0).</html>";
    }
}
