package io.github.voxelyte.plugins.pictures;

import ij.process.ColorProcessor;
import io.github.voxelyte.microstructure.view.ColourMap;
import io.github.voxelyte.microstructure.view.Raster;
import io.github.voxelyte.plugins.options.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;

/** A colour bar to the right of a picture: the map from the least to the greatest value, with five numbers and a title. */
public final class ColourBar {
    private static final int TICKS = 5;

    private final double least;
    private final double greatest;
    private final String title;
    private final boolean logarithmic;

    /**
     * A bar.
     *
     * @param least value of the first colour
     * @param greatest value of the last colour
     * @param title with unit
     */
    public ColourBar(double least, double greatest, String title) {
        this(least, greatest, title, false);
    }

    private ColourBar(double least, double greatest, String title, boolean logarithmic) {
        this.least = least;
        this.greatest = greatest;
        this.title = title;
        this.logarithmic = logarithmic;
    }

    /**
     * A bar of equal lengths for equal ratios, with a number at every power of ten.
     *
     * @param least power of ten of the first colour, as in -2 for 0.01
     * @param greatest power of ten of the last colour
     * @param title with unit
     * @return the bar
     */
    public static ColourBar ofPowers(int least, int greatest, String title) {
        return new ColourBar(least, greatest, title, true);
    }

    /**
     * The picture with the bar beside it.
     *
     * @param raster the picture
     * @return both
     */
    public ColorProcessor beside(Raster raster) {
        int fontSize = Math.max(11, raster.width() / 45);
        int bar = Math.max(10, raster.width() / 36);
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, fontSize);
        ColorProcessor probe = new ColorProcessor(1, 1);
        probe.setFont(font);
        int text = probe.getStringWidth(title) - bar;
        for (int tick = 0; tick < ticks(); tick++) {
            text = Math.max(text, probe.getStringWidth(number(tick)));
        }
        int left = raster.width() + fontSize;
        ColorProcessor picture =
                new ColorProcessor(left + bar + text + 2 * fontSize, Math.max(raster.height(), 10 * fontSize));
        picture.setColor(Color.WHITE);
        picture.fill();
        picture.insert(new ColorProcessor(raster.width(), raster.height(), raster.pixels()), 0, 0);
        picture.setFont(font);
        picture.setAntialiasedText(true);
        int top = picture.getHeight() / 8 + 2 * fontSize;
        int height = picture.getHeight() * 3 / 4 - 2 * fontSize;
        for (int row = 0; row < height; row++) {
            picture.setColor(new Color(ColourMap.viridis(1 - row / (height - 1.0))));
            picture.drawLine(left, top + row, left + bar - 1, top + row);
        }
        picture.setColor(Color.DARK_GRAY);
        picture.drawRect(left, top, bar, height);
        picture.setColor(Color.BLACK);
        picture.drawString(title, left, top - fontSize / 2);
        for (int tick = 0; tick < ticks(); tick++) {
            int y = top + height - 1 - tick * (height - 1) / (ticks() - 1);
            picture.drawLine(left + bar, y, left + bar + fontSize / 3, y);
            picture.drawString(number(tick), left + bar + fontSize / 2, y + fontSize * 2 / 3);
        }
        return picture;
    }

    private int ticks() {
        return logarithmic ? (int) (greatest - least) + 1 : TICKS;
    }

    private String number(int tick) {
        if (logarithmic) {
            return Numbers.shortest(Double.parseDouble("1e" + (int) (least + tick)));
        }
        double value = least + (greatest - least) * tick / (TICKS - 1);
        double size = Math.max(Math.abs(least), Math.abs(greatest));
        if (size >= 1e5 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int digits = (int) Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(greatest - least))));
        return Numbers.shortest(Double.parseDouble(String.format(Locale.ROOT, "%." + digits + "f", value)));
    }
}
