package io.github.voxelyte.microstructure.morphology;

/**
 * Lower envelope of parabolas along one line: g(i) = min_j f(j) + w·(i − j)², in time linear in the line's length
 * (Felzenszwalb and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019). A workspace: one per thread, reused.
 */
final class LowerEnvelope {
    private final int[] vertex;
    private final double[] from;
    private final double[] value;

    LowerEnvelope(int longest) {
        vertex = new int[longest];
        from = new double[longest + 1];
        value = new double[longest];
    }

    /**
     * Transforms a line in place.
     *
     * @param line f on entry, g on exit; infinite where there is no parabola
     * @param offset start of the line
     * @param n its length
     * @param w curvature of the parabolas
     */
    void transform(float[] line, int offset, int n, double w) {
        int last = -1;
        for (int i = 0; i < n; i++) {
            double f = line[offset + i];
            value[i] = f;
            if (f == Double.POSITIVE_INFINITY) {
                continue;
            }
            double start = Double.NEGATIVE_INFINITY;
            while (last >= 0) {
                int j = vertex[last];
                // Where parabola i falls below parabola j.
                start = 0.5 * ((f - value[j]) / (w * (i - j)) + i + j);
                if (start > from[last]) {
                    break;
                }
                last--;
            }
            last++;
            vertex[last] = i;
            from[last] = last == 0 ? Double.NEGATIVE_INFINITY : start;
        }
        if (last < 0) {
            return;
        }
        from[last + 1] = Double.POSITIVE_INFINITY;
        int k = 0;
        for (int i = 0; i < n; i++) {
            while (from[k + 1] < i) {
                k++;
            }
            double d = i - vertex[k];
            line[offset + i] = (float) (value[vertex[k]] + w * d * d);
        }
    }
}
