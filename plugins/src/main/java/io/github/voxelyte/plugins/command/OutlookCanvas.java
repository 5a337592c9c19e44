package io.github.voxelyte.plugins.command;

import io.github.voxelyte.plugins.options.Options;
import java.awt.Canvas;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** Where a dialog draws its outlook. */
final class OutlookCanvas extends Canvas implements Preview {
    /** Tests find it by that. */
    static final String NAME = "outlook";

    private static final long serialVersionUID = 1;
    private static final int WIDTH = 1010;
    private static final int HEIGHT = 110; // seven lines

    private final transient Outlook outlook;
    private transient volatile Outlook.Scene scene =
            new Outlook.Scene(Optional.empty(), List.of("Looking at the stack …"), Optional.empty());

    OutlookCanvas(Outlook outlook) {
        this.outlook = outlook;
        setName(NAME);
        setBackground(Color.WHITE);
        setPreferredSize(new Dimension(WIDTH, HEIGHT));
    }

    @Override
    public void show(Options options) {
        look(outlook.of(options));
    }

    /** Says why there is nothing to be worked out; what was seen last stays. */
    void refuse(String sentence) {
        look(scene.refused(sentence));
    }

    private void look(Outlook.Scene seen) {
        scene = seen;
        EventQueue.invokeLater(() -> {
            getAccessibleContext().setAccessibleDescription(seen.text()); // for those who have it read to them
            repaint();
        });
    }

    @Override
    public void clear() {
        // goes with its dialog
    }

    @Override
    public void update(Graphics g) {
        paint(g); // without clearing: no flicker
    }

    @Override
    public void paint(Graphics g) {
        BufferedImage whole =
                new BufferedImage(Math.max(1, getWidth()), Math.max(1, getHeight()), BufferedImage.TYPE_INT_RGB);
        Graphics drawing = whole.getGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, whole.getWidth(), whole.getHeight());
        scene.paint(drawing, whole.getWidth());
        drawing.dispose();
        g.drawImage(whole, 0, 0, null);
    }
}
