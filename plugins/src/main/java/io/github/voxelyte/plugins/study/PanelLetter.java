package io.github.voxelyte.plugins.study;

import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Font;
import java.util.Optional;

/**
 * The letter of a panel, as it stands in the corner of its picture.
 *
 * @param letter the letter
 */
record PanelLetter(char letter) {
    /** The letter at the end of a figure's name, if there is one. */
    static Optional<PanelLetter> of(String figure) {
        char last = figure.charAt(figure.length() - 1);
        return Character.isLetter(last) ? Optional.of(new PanelLetter(last)) : Optional.empty();
    }

    /** Draws it into the upper left corner. */
    void draw(ImageProcessor picture, int fontSize) {
        picture.setColor(Color.BLACK);
        picture.setAntialiasedText(true);
        picture.setJustification(ImageProcessor.LEFT_JUSTIFY);
        picture.setFont(new Font(Font.SANS_SERIF, Font.BOLD, fontSize));
        picture.drawString("(" + letter + ")", fontSize / 4, 3 * fontSize / 2);
    }
}
