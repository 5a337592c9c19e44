package io.github.voxelyte.plugins.discharge;

/** Reads a current over time for the step "Follow file.csv": time in s, current in mA/cm², positive on discharge. */
final class CurrentProfile {
    private CurrentProfile() {}

    /**
     * Reads it.
     *
     * @param path the file
     * @return times from 0 on [s] and current densities [A/m²]
     */
    static double[][] read(String path) {
        DelimitedText text = DelimitedText.read("Follow", path);
        double[] time = text.values(0);
        double[] current = text.values(1);
        double first = time[0];
        for (int i = 0; i < time.length; i++) {
            time[i] -= first;
            current[i] *= Units.MILLIAMPERE_PER_CM2;
            if (i > 0 && !(time[i] > time[i - 1])) {
                throw new IllegalArgumentException("Follow " + path + ": the times must rise; row " + (i + 1)
                        + " does not come after row " + i + ".");
            }
        }
        return new double[][] {time, current};
    }
}
