package io.github.voxelyte.microstructure.view;

/**
 * A picture: one colour per pixel, 0xAARRGGBB, rows from the top. The array is not copied.
 *
 * @param width number of columns
 * @param height number of rows
 * @param pixels colours, row by row
 */
public record Raster(int width, int height, int[] pixels) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the pixels do not fit
     */
    public Raster {
        if (width < 1 || height < 1 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a raster of " + width + "×" + height + " cannot hold " + pixels.length + " pixels");
        }
    }

    /**
     * Colour of a pixel.
     *
     * @param column from the left, from 0
     * @param row from the top, from 0
     * @return 0xAARRGGBB
     */
    public int colour(int column, int row) {
        return pixels[row * width + column];
    }

    /** The mean of every square of factor × factor pixels. */
    Raster shrunk(int factor) {
        int w = width / factor;
        int h = height / factor;
        int[] small = new int[w * h];
        int n = factor * factor;
        for (int row = 0; row < h; row++) {
            for (int column = 0; column < w; column++) {
                int red = n / 2;
                int green = n / 2;
                int blue = n / 2;
                for (int j = 0; j < factor; j++) {
                    for (int i = 0; i < factor; i++) {
                        int colour = pixels[(row * factor + j) * width + column * factor + i];
                        red += colour >> 16 & 0xff;
                        green += colour >> 8 & 0xff;
                        blue += colour & 0xff;
                    }
                }
                small[row * w + column] = 0xff000000 | ((red / n) << 16) | ((green / n) << 8) | (blue / n);
            }
        }
        return new Raster(w, h, small);
    }
}
