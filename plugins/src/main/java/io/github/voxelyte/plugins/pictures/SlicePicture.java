package io.github.voxelyte.plugins.pictures;

import ij.gui.Roi;
import ij.process.ColorProcessor;
import io.github.voxelyte.plugins.images.Phase;
import io.github.voxelyte.plugins.options.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A slice as a picture: labels, or labels over grey values, with a legend and a scale bar in a strip below, where they cover
 * nothing. Colours are those of Okabe and Ito (2008), told apart by colour-blind readers.
 */
final class SlicePicture {
    /** Colours over grey values, where the dark grey of active material would not be seen. Electrolyte stays clear. */
    private static final Map<Phase, Color> OVER_GREY = overGrey();

    private final int width;
    private final int height;
    private final int zoomX;
    private final int zoomY;
    private final ColorProcessor picture;
    private final int fontSize;

    private static Map<Phase, Color> overGrey() {
        Map<Phase, Color> colors = new EnumMap<>(Phase.class);
        colors.put(Phase.ACTIVE, new Color(0xE69F00));
        colors.put(Phase.PASSIVATED, new Color(0x56B4E9));
        colors.put(Phase.ADDITIVE, new Color(0xCC79A7));
        colors.put(Phase.VOID, new Color(0x009E73));
        return colors;
    }

    /**
     * A picture that is still white.
     *
     * @param width voxels across
     * @param height voxels down
     * @param zoomX pixels of a voxel across
     * @param zoomY pixels of a voxel down
     */
    SlicePicture(int width, int height, int zoomX, int zoomY) {
        this.width = width;
        this.height = height;
        this.zoomX = zoomX;
        this.zoomY = zoomY;
        this.fontSize = Math.max(11, width * zoomX / 40);
        this.picture = new ColorProcessor(width * zoomX, height * zoomY + 3 * fontSize);
        picture.setColor(Color.WHITE);
        picture.fill();
    }

    /**
     * Draws the slice.
     *
     * @param labels labels of {@link Phase}
     * @param grey brightness from 0 to 1; null for labels alone
     * @param opacity of the labels over the grey values
     */
    void slice(byte[] labels, float[] grey, double opacity) {
        for (int y = 0; y < height * zoomY; y++) {
            for (int x = 0; x < width * zoomX; x++) {
                int i = y / zoomY * width + x / zoomX;
                Phase phase = Phase.ofLabel(labels[i]).orElse(Phase.ELECTROLYTE);
                picture.set(
                        x, y, grey == null ? phase.color().getRGB() : mixed(grey[i], OVER_GREY.get(phase), opacity));
            }
        }
    }

    private static int mixed(float brightness, Color color, double opacity) {
        int grey = Math.round(255 * Math.max(0, Math.min(1, brightness)));
        if (color == null) {
            return 0xff000000 | grey << 16 | grey << 8 | grey;
        }
        int red = (int) Math.round((1 - opacity) * grey + opacity * color.getRed());
        int green = (int) Math.round((1 - opacity) * grey + opacity * color.getGreen());
        int blue = (int) Math.round((1 - opacity) * grey + opacity * color.getBlue());
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    /** A box and a word for each phase, at the left of the strip. */
    void legend(List<Phase> phases, boolean overGrey) {
        picture.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, fontSize));
        picture.setAntialiasedText(true);
        int top = height * zoomY + fontSize;
        int at = fontSize / 2;
        for (Phase phase : phases) {
            Color color = overGrey ? OVER_GREY.get(phase) : phase.color();
            if (color == null) {
                continue;
            }
            picture.setColor(color);
            picture.fill(new Roi(new Rectangle(at, top, fontSize, fontSize)));
            picture.setColor(Color.DARK_GRAY);
            picture.drawRect(at, top, fontSize, fontSize);
            picture.setColor(Color.BLACK);
            at += fontSize * 3 / 2;
            picture.drawString(phase.word(), at, top + fontSize + fontSize / 6);
            at += picture.getStringWidth(phase.word()) + fontSize;
        }
    }

    /**
     * A bar of a round length at the right of the strip.
     *
     * @param edge length of a voxel across
     * @param unit its unit
     */
    void scaleBar(double edge, String unit) {
        double length = roundLength(width * edge / 5);
        int pixels = (int) Math.round(length / edge * zoomX);
        String text = Numbers.tenDigits(length) + " " + unit;
        picture.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, fontSize));
        int right = width * zoomX - fontSize / 2;
        int top = height * zoomY + fontSize / 2;
        picture.setColor(Color.BLACK);
        picture.fill(new Roi(new Rectangle(right - pixels, top, pixels, Math.max(3, fontSize / 4))));
        picture.drawString(text, right - (pixels + picture.getStringWidth(text)) / 2, top + 2 * fontSize);
    }

    /** The largest of 1, 2, 5 times a power of ten that is not above a length. */
    static double roundLength(double length) {
        double power = Math.pow(10, Math.floor(Math.log10(length)));
        double leading = length / power;
        return power * (leading >= 5 ? 5 : leading >= 2 ? 2 : 1);
    }

    ColorProcessor picture() {
        return picture;
    }
}
