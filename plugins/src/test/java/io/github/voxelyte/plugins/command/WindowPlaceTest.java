package io.github.voxelyte.plugins.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowPlaceTest {
    private static final Rectangle SCREEN = new Rectangle(0, 0, 1000, 600);

    @Test
    void aFreePlaceIsKept() {
        Rectangle own = new Rectangle(333, 77, 200, 100);
        assertEquals(own, WindowPlace.place(own, List.of(new Rectangle(0, 0, 300, 300)), SCREEN));
    }

    @Test
    void whatIsCoveredIsLeft() {
        Rectangle taken = new Rectangle(300, 100, 300, 300);
        Rectangle place = WindowPlace.place(new Rectangle(310, 110, 200, 100), List.of(taken), SCREEN);
        assertTrue(place.intersection(taken).isEmpty(), place.toString());
        assertTrue(SCREEN.contains(place), place.toString());
    }

    @Test
    void whereNothingIsFreeLeastIsCovered() {
        List<Rectangle> taken = List.of(new Rectangle(0, 0, 1000, 600), new Rectangle(0, 0, 600, 600));
        Rectangle place = WindowPlace.place(new Rectangle(0, 0, 400, 300), taken, SCREEN);
        assertEquals(600, place.x);
    }

    @Test
    void aWindowLargerThanTheScreenStaysAtItsCorner() {
        Rectangle place = WindowPlace.place(new Rectangle(50, 50, 2000, 900), List.of(), SCREEN);
        assertEquals(new Rectangle(0, 0, 2000, 900), place);
    }
}
