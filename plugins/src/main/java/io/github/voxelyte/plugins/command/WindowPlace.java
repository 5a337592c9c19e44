package io.github.voxelyte.plugins.command;

import ij.IJ;
import ij.gui.GUI;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where a new window stands: where it covers least of those that are open, so that nobody has to dig for results. */
public final class WindowPlace {
    private static final int STEP = 20; // of the places tried [pixels]

    /** So many times as much as another window counts ImageJ's own, with menu, tools and progress. */
    private static final int MENU = 20;

    private WindowPlace() {}

    /**
     * Moves a window.
     *
     * @param window one that is shown; null is let be
     */
    public static void settle(Window window) {
        if (window == null || !window.isShowing()) {
            return;
        }
        List<Rectangle> taken = Arrays.stream(Window.getWindows())
                .filter(other -> other != window && other.isShowing())
                .flatMap(other -> Collections.nCopies(other == IJ.getInstance() ? MENU : 1, other.getBounds()).stream())
                .toList();
        Rectangle place = place(window.getBounds(), taken, GUI.getMaxWindowBounds(window));
        window.setLocation(place.x, place.y);
    }

    /**
     * The place nearest to a window's own of those where it covers least.
     *
     * @param own where the window would stand
     * @param taken where others stand
     * @param screen where it may stand
     * @return a rectangle of the window's size
     */
    static Rectangle place(Rectangle own, List<Rectangle> taken, Rectangle screen) {
        Rectangle best = own;
        double least = cost(own, taken, own, screen);
        int right = Math.max(screen.x, screen.x + screen.width - own.width);
        int lowest = Math.max(screen.y, screen.y + screen.height - own.height);
        for (int y = screen.y; y <= lowest; y += STEP) {
            for (int x = screen.x; x <= right; x += STEP) {
                Rectangle tried = new Rectangle(x, y, own.width, own.height);
                double cost = cost(tried, taken, own, screen);
                if (cost < least) {
                    least = cost;
                    best = tried;
                }
            }
        }
        return best;
    }

    /** Covered area and what lies outside the screen; among equals the way counts. */
    private static double cost(Rectangle tried, List<Rectangle> taken, Rectangle own, Rectangle screen) {
        double covered = area(tried) - area(tried.intersection(screen));
        for (Rectangle other : taken) {
            covered += area(tried.intersection(other));
        }
        double way = Math.hypot(tried.x - own.x, tried.y - own.y);
        return covered + way / (way + 1) * STEP;
    }

    private static double area(Rectangle rectangle) {
        return rectangle.isEmpty() ? 0 : (double) rectangle.width * rectangle.height;
    }
}
