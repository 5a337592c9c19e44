package io.github.voxelyte.plugins.window;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.HTMLDialog;
import ij.gui.ImageRoi;
import ij.plugin.MacroInstaller;
import ij.plugin.frame.Recorder;
import ij.process.ImageProcessor;
import ij.text.TextWindow;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Label;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.ItemEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/**
 * A person at ImageJ's windows: looks into the menu, fills in a dialog with the Recorder open, plays back what was recorded,
 * presses Esc during a long solve, and looks at a preview. Run in a process of its own with a display, plain ImageJ and the plugin jars; says
 * what it saw as lines of {@code name=value}.
 */
final class WindowDriver {
    private static final String COMMAND = "Transport Properties...";
    private static final String CROP = "Crop To Contact...";
    private static final int PATIENCE = 60_000; // milliseconds to wait for anything
    private static final int POLL = 20; // milliseconds
    private static final int ASK_AGAIN = 1000; // milliseconds until the window manager is asked for the keyboard again

    private final Robot robot;
    private final File screenshots;
    private final PrintStream report;

    private WindowDriver(File screenshots, PrintStream report) throws java.awt.AWTException {
        this.robot = new Robot();
        this.screenshots = screenshots;
        this.report = report;
    }

    /** Folder of ImageJ, folder for screenshots. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("plugins.dir", arguments[0]);
        PrintStream report = System.out;
        ImageJ imagej = new ImageJ(ImageJ.STANDALONE);
        int status = 1;
        WindowDriver driver = new WindowDriver(new File(arguments[1]), report);
        try {
            driver.drive(imagej);
            status = 0;
        } catch (RuntimeException failed) {
            report.println("failed=" + failed.getMessage());
            driver.screenshot("failed");
        }
        System.exit(status);
    }

    private void drive(ImageJ imagej) throws Exception {
        report.println("menu=" + String.join("|", menuLabels(imagej.getMenuBar())));
        Recorder recorder = new Recorder();
        ImagePlus small = mixture("small", 24);
        small.show();
        choose(imagej, COMMAND);
        Dialog dialog = await(() -> dialog("Transport Properties"), "the dialog");
        screenshot("dialog");
        press(dialog, KeyEvent.VK_ENTER);
        Frame table = await(() -> WindowManager.getFrame("transport"), "the table");
        await(() -> !small.isLocked());
        screenshot("table");
        String first = text(table);
        report.println("rows=" + ((TextWindow) table).getTextPanel().getLineCount());
        await(() -> recorder.getText().contains(COMMAND));
        screenshot("recorder");
        String recorded = Arrays.stream(recorder.getText().split("\n"))
                .filter(line -> line.contains(COMMAND))
                .findFirst()
                .orElseThrow();
        report.println("recorded=" + recorded);
        recorder.close();
        ((TextWindow) table).close(false);
        WindowManager.setCurrentWindow(small.getWindow());
        IJ.runMacro(recorded);
        report.println("replayed="
                + text(await(() -> WindowManager.getFrame("transport"), "the table again"))
                        .equals(first));
        ((TextWindow) WindowManager.getFrame("transport")).close(false);
        dialogs(imagej, small);
        preview(imagej, small);
        about(imagej);
        toolset();
        escape(imagej);
        preview(imagej);
        discharge(imagej);
    }

    /** Ticks Preview, looks at the overlay, types another fraction, and cancels. */
    private void preview(ImageJ imagej) throws Exception {
        ImagePlus grey = IJ.createImage("grey", "8-bit ramp", 256, 200, 8);
        grey.show();
        await(() -> WindowManager.getCurrentImage() == grey);
        choose(imagej, "Binarize Tomogram...");
        Dialog dialog = await(() -> dialog("Binarize Tomogram"), "the dialog with the preview");
        Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        report.println("dialog_fits=" + screen.contains(dialog.getBounds()));
        tick(component(dialog, Checkbox.class, box -> box.getLabel().startsWith("Preview")));
        await(() -> grey.getOverlay() != null);
        report.printf(java.util.Locale.ROOT, "preview_share=%.2f%n", coloured(grey));
        await(() -> WindowManager.getFrame("Histogram of grey"), "the histogram");
        screenshot("preview");
        TextField fraction = field(dialog, TextField.class, "fraction");
        ImagePlus shown = grey;
        Object before = grey.getOverlay();
        fraction.setText("0.25");
        await(() -> shown.getOverlay() != before && shown.getOverlay() != null);
        report.printf(java.util.Locale.ROOT, "preview_share_after=%.2f%n", coloured(grey));
        Object ofFirst = grey.getOverlay();
        grey.setSlice(5);
        await(() -> shown.getOverlay() != ofFirst && shown.getOverlay() != null);
        report.println("preview_follows=true");
        grey(dialog);
        press(dialog, KeyEvent.VK_ESCAPE);
        await(() -> !dialog.isShowing());
        await(() -> shown.getOverlay() == null);
        report.println("overlay_after_cancel=" + (grey.getOverlay() != null));
        report.println("histogram_after_cancel=" + (WindowManager.getFrame("Histogram of grey") != null));
    }

    /** Chooses another method with the keyboard, and looks which fields are grey then. */
    private void grey(Dialog dialog) throws Exception {
        TextField fraction = field(dialog, TextField.class, "fraction");
        TextField threshold = field(dialog, TextField.class, "threshold");
        report.println("grey_before=" + fraction.isEnabled() + "," + threshold.isEnabled());
        click(field(dialog, Choice.class, "method"));
        robot.delay(300);
        robot.keyPress(KeyEvent.VK_DOWN);
        robot.keyRelease(KeyEvent.VK_DOWN);
        robot.keyPress(KeyEvent.VK_ENTER);
        robot.keyRelease(KeyEvent.VK_ENTER);
        await(threshold::isEnabled);
        screenshot("grey");
        report.println("grey_after=" + fraction.isEnabled() + "," + threshold.isEnabled());
    }

    /** Share of the slice that the overlay colours. */
    private static double coloured(ImagePlus image) {
        ImageProcessor overlay = ((ImageRoi) image.getOverlay().get(0)).getProcessor();
        int colored = 0;
        for (int i = 0; i < overlay.getPixelCount(); i++) {
            colored += (overlay.get(i) & 0xffffff) != 0 ? 1 : 0;
        }
        return (double) colored / overlay.getPixelCount();
    }

    private static <T extends Component> T component(Container container, Class<T> type, Predicate<T> wanted) {
        for (Component component : container.getComponents()) {
            if (type.isInstance(component) && wanted.test(type.cast(component))) {
                return type.cast(component);
            }
            T inside = component instanceof Container inner ? component(inner, type, wanted) : null;
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    /** The field of a key. */
    private static <T extends Component> T field(Container dialog, Class<T> type, String key) {
        return component(dialog, type, field -> key.equals(field.getName()));
    }

    /** Clicks a box until it is ticked: the window manager may still be moving its window, or raising it, at the first click. */
    private void tick(Checkbox box) {
        for (int tries = 0; tries < 5 && !box.getState(); tries++) {
            click(box);
            for (int waited = 0; waited < 2000 && !box.getState(); waited += POLL) {
                IJ.wait(POLL);
            }
        }
    }

    private void click(Component component) {
        robot.delay(500);
        Point corner = component.getLocationOnScreen();
        robot.mouseMove(corner.x + 10, corner.y + component.getHeight() / 2);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    }

    /** Opens every dialog, leaves it by Esc, and says how tall the tallest is. */
    private void dialogs(ImageJ imagej, ImagePlus image) throws Exception {
        int opened = 0;
        int tallest = 0;
        int widest = 0;
        for (String label : menuLabels(imagej.getMenuBar())) {
            if (label.endsWith("...")) {
                WindowManager.setCurrentWindow(image.getWindow());
                choose(imagej, label);
                String title = label.substring(0, label.length() - 3);
                Dialog dialog = await(() -> dialog(title), "the dialog " + title);
                screenshot("dialog-" + title.toLowerCase(Locale.ROOT).replace(' ', '-'));
                tallest = Math.max(tallest, dialog.getHeight());
                widest = Math.max(widest, dialog.getWidth());
                opened += button(dialog, "Help") == null ? 0 : 1;
                press(dialog, KeyEvent.VK_ESCAPE);
                await(() -> !dialog.isShowing());
            }
        }
        report.println("dialogs_with_help=" + opened);
        report.println("tallest_dialog=" + tallest);
        report.println("widest_dialog=" + widest);
    }

    /** Previews a crop, opens the help, and looks whether the dialog remembers the ratio. */
    private void preview(ImageJ imagej, ImagePlus image) throws Exception {
        WindowManager.setCurrentWindow(image.getWindow());
        choose(imagej, CROP);
        Dialog dialog = await(() -> dialog("Crop To Contact"), "the dialog of the crop");
        GenericDialog fields = (GenericDialog) dialog;
        field(fields, TextField.class, "ratio").setText("0.42");
        field(fields, TextField.class, "tolerance").setText("0.2");
        Checkbox preview = (Checkbox) fields.getCheckboxes().lastElement();
        preview.setState(true);
        fields.itemStateChanged(new ItemEvent(preview, ItemEvent.ITEM_STATE_CHANGED, "Preview", ItemEvent.SELECTED));
        await(() -> image.getOverlay() != null);
        image.setSlice(image.getStackSize());
        screenshot("preview-crop");
        report.println("preview=true");
        Button help = button(dialog, "Help");
        // on the event thread, which a modal window does not stop
        EventQueue.invokeLater(
                () -> fields.actionPerformed(new ActionEvent(help, ActionEvent.ACTION_PERFORMED, "Help")));
        Window page = await(() -> window("Crop To Contact ", HTMLDialog.class), "the help");
        screenshot("help");
        page.dispose();
        press(dialog, KeyEvent.VK_ENTER);
        await(() -> WindowManager.getFrame("crop") != null);
        await(() -> !image.isLocked() && image.getOverlay() == null);
        report.println("overlay_after_preview=" + (image.getOverlay() != null));
        ((TextWindow) WindowManager.getFrame("crop")).close(false);
        ((TextWindow) WindowManager.getFrame("crop_layers")).close(false);
        for (int id : WindowManager.getIDList()) {
            if (id != image.getID()) {
                WindowManager.getImage(id).close();
            }
        }
        WindowManager.setCurrentWindow(image.getWindow());
        choose(imagej, CROP);
        Dialog again = await(() -> dialog("Crop To Contact"), "the dialog of the crop again");
        report.println("remembered=" + field(again, TextField.class, "ratio").getText());
        press(again, KeyEvent.VK_ESCAPE);
        await(() -> !again.isShowing());
    }

    private void about(ImageJ imagej) throws Exception {
        choose(imagej, "About Voxelyte");
        Window about = await(() -> window("About Voxelyte", HTMLDialog.class), "the window about Voxelyte");
        screenshot("about");
        about.dispose();
        Menu plugins = (Menu) item(menu(imagej.getMenuBar(), "Help"), "About Plugins");
        report.println("about_plugins=" + item(plugins, "Voxelyte").getLabel());
    }

    private void toolset() throws Exception {
        String path = System.getProperty("plugins.dir") + "/macros/toolsets/Voxelyte.ijm";
        new MacroInstaller().installFile(path);
        screenshot("toolset");
        report.println("toolset=" + new File(path).isFile());
    }

    private static Button button(Container within, String label) {
        for (Component component : within.getComponents()) {
            if (component instanceof Button button && button.getLabel().trim().equals(label)) {
                return button;
            }
            Button deeper = component instanceof Container inner ? button(inner, label) : null;
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    private static Window window(String title, Class<? extends Dialog> type) {
        for (Window window : Window.getWindows()) {
            if (type.isInstance(window)
                    && window.isShowing()
                    && ((Dialog) window).getTitle().startsWith(title)) {
                return window;
            }
        }
        return null;
    }

    /** Starts a discharge, stops it half-way by the button of its window, and finds the curve so far. */
    private void discharge(ImageJ imagej) throws Exception {
        ImagePlus electrode = mixture("electrode", 24);
        electrode.getCalibration().setUnit("um");
        electrode.show();
        await(() -> WindowManager.getCurrentImage() == electrode);
        choose(imagej, "Simulate Discharge...");
        Dialog dialog = await(() -> dialog("Simulate Discharge"), "the dialog of the discharge");
        Component outlook = field(dialog, Component.class, "outlook");
        await(() -> outlookOf(outlook).contains("0.1C"));
        field(dialog, TextField.class, "c_rate").setText("0.2");
        await(() -> outlookOf(outlook).contains("0.2C"));
        screenshot("outlook");
        report.println("outlook=" + outlookOf(outlook).replace('\n', '|'));
        press(dialog, KeyEvent.VK_ENTER);
        Frame window = await(
                () -> Arrays.stream(Frame.getFrames())
                        .filter(frame -> "Discharge".equals(frame.getTitle()) && frame.isShowing())
                        .findFirst()
                        .orElse(null),
                "the window of the discharge");
        Button stop =
                component(window, Button.class, button -> button.getLabel().equals("Stop and keep"));
        await(() -> component(window, Label.class, label -> label.getText().contains(" V, ")) != null);
        screenshot("discharge");
        stop.dispatchEvent(new ActionEvent(stop, ActionEvent.ACTION_PERFORMED, ""));
        await(() -> !electrode.isLocked());
        report.println("curve_kept=" + (await(() -> WindowManager.getFrame("discharge"), "the curve so far") != null));
        report.println("window_after_stop=" + window.isShowing());
        report.println("table_width=" + WindowManager.getFrame("discharge").getWidth());
        report.println("longest_of_log="
                + IJ.getLog().lines().mapToInt(String::length).max().orElse(0));
        screenshot("results");
    }

    /** What the drawing in a dialog says, as those hear it who cannot see it. */
    private static String outlookOf(Component drawing) {
        return String.valueOf(drawing.getAccessibleContext().getAccessibleDescription());
    }

    private void escape(ImageJ imagej) throws Exception {
        ImagePlus large = mixture("large", 220);
        large.show();
        await(() -> WindowManager.getCurrentImage() == large);
        choose(imagej, COMMAND);
        press(await(() -> dialog("Transport Properties"), "the dialog for the long solve"), KeyEvent.VK_ENTER);
        await(large::isLocked);
        robot.delay(1000); // let the solve get going
        report.println("running=" + large.isLocked());
        press(imagej, KeyEvent.VK_ESCAPE);
        long pressed = System.nanoTime();
        await(() -> !large.isLocked());
        report.printf(java.util.Locale.ROOT, "cancelled_after_s=%.2f%n", (System.nanoTime() - pressed) / 1e9);
        robot.delay(300);
        screenshot("cancelled");
        report.println("table_after_cancel=" + (WindowManager.getFrame("transport") != null));
        report.println("images_after_cancel=" + WindowManager.getImageCount());
    }

    private static String[] menuLabels(MenuBar bar) {
        Menu voxelyte = (Menu) item(menu(bar, "Plugins"), "Voxelyte");
        String[] labels = new String[voxelyte.getItemCount()];
        Arrays.setAll(labels, i -> voxelyte.getItem(i).getLabel());
        return labels;
    }

    private static Menu menu(MenuBar bar, String label) {
        for (int i = 0; i < bar.getMenuCount(); i++) {
            if (bar.getMenu(i).getLabel().equals(label)) {
                return bar.getMenu(i);
            }
        }
        throw new IllegalStateException("no menu " + label);
    }

    private static MenuItem item(Menu menu, String label) {
        for (int i = 0; i < menu.getItemCount(); i++) {
            if (menu.getItem(i).getLabel().equals(label)) {
                return menu.getItem(i);
            }
        }
        throw new IllegalStateException("no menu entry " + label);
    }

    private static void choose(ImageJ imagej, String command) {
        MenuItem entry = item((Menu) item(menu(imagej.getMenuBar(), "Plugins"), "Voxelyte"), command);
        imagej.actionPerformed(new ActionEvent(entry, ActionEvent.ACTION_PERFORMED, command));
    }

    private static Dialog dialog(String title) {
        for (Window window : Window.getWindows()) {
            if (window instanceof Dialog dialog
                    && dialog.isShowing()
                    && dialog.getTitle().equals(title)) {
                return dialog;
            }
        }
        return null;
    }

    /** Presses a key once the window has the keyboard: before that it would go to another one, or be lost. */
    private void press(Window window, int key) {
        for (int waited = 0; !window.isFocused(); waited += ASK_AGAIN) {
            if (waited >= PATIENCE) {
                throw new IllegalStateException("the keyboard did not come to '" + window.getName() + "'");
            }
            window.toFront();
            window.requestFocus();
            for (int i = 0; i < ASK_AGAIN / POLL && !window.isFocused(); i++) {
                IJ.wait(POLL);
            }
        }
        robot.waitForIdle();
        robot.keyPress(key);
        robot.keyRelease(key);
    }

    private static String text(Frame table) {
        return ((TextWindow) table).getTextPanel().getText();
    }

    private static <T> T await(Supplier<T> thing, String name) {
        for (int waited = 0; waited < PATIENCE; waited += POLL) {
            T found = thing.get();
            if (found != null) {
                return found;
            }
            IJ.wait(POLL);
        }
        throw new IllegalStateException(name + " did not come");
    }

    private static void await(BooleanSupplier condition) {
        await(() -> condition.getAsBoolean() ? Boolean.TRUE : null, "a change of state");
    }

    private void screenshot(String name) throws Exception {
        robot.waitForIdle();
        robot.delay(300);
        Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        ImageIO.write(robot.createScreenCapture(screen), "png", new File(screenshots, name + ".png"));
    }

    /** Both phases at random, 60 % electrolyte. */
    private static ImagePlus mixture(String title, int edge) {
        ImagePlus image = IJ.createImage(title, "8-bit black", edge, edge, edge);
        Random random = new Random(1);
        for (int slice = 1; slice <= edge; slice++) {
            byte[] pixels = (byte[]) image.getStack().getPixels(slice);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (random.nextDouble() < 0.6 ? 0 : 1);
            }
        }
        return image;
    }
}
