package io.github.voxelyte.microstructure.profile;

import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Layer;
import io.github.voxelyte.microstructure.profile.VolumeFractionProfile.Profile;
import java.util.List;

/**
 * The peaks of a volume fraction profile near both faces of the electrode.
 *
 * <p>Definition: the peak near a face is the layer with the highest fraction among the outer {@value #OUTER_SHARE} of
 * all layers on that side (at least one layer; the layer nearer to the face if several are as high). Its excess is its
 * fraction less the mean fraction of the interior, the layers of neither side. A peak is distinct if its excess is more
 * than {@value #DISTINCT} standard deviations of the interior layers' fractions; otherwise it is no more than the scatter
 * that the profile shows everywhere.
 *
 * @param first the peak at the start of the axis
 * @param last the peak at its end
 * @param interiorMean mean fraction of the interior layers [1]
 * @param interiorDeviation standard deviation of the interior layers' fractions [1]; 0 with one layer
 */
public record FacePeaks(Peak first, Peak last, double interiorMean, double interiorDeviation) {
    /** Share of the layers that counts as near a face. */
    public static final double OUTER_SHARE = 0.2;

    /** A distinct peak is so many standard deviations above the interior. */
    public static final double DISTINCT = 2;

    private static final int FEWEST_LAYERS = 3;

    /**
     * The highest layer near a face.
     *
     * @param layer number of the layer, from 0
     * @param position its centre [m]
     * @param fraction its volume fraction [1]
     * @param excess fraction above the mean of the interior [1]
     * @param distinct whether it stands out of the interior's scatter
     */
    public record Peak(int layer, double position, double fraction, double excess, boolean distinct) {}

    /**
     * Finds the peaks of a profile.
     *
     * @param profile the profile, at least three layers
     * @return the peaks
     * @throws IllegalArgumentException if there are fewer than three layers
     */
    public static FacePeaks of(Profile profile) {
        List<Layer> layers = profile.layers();
        int n = layers.size();
        if (n < FEWEST_LAYERS) {
            throw new IllegalArgumentException("peaks near the faces need a profile of at least " + FEWEST_LAYERS
                    + " layers; along " + profile.axis() + " there are " + n);
        }
        int outer = Math.max(1, (int) Math.round(OUTER_SHARE * n));
        List<Layer> interior = layers.subList(outer, n - outer);
        double mean = interior.stream().mapToDouble(Layer::fraction).average().orElse(Double.NaN);
        double squares = interior.stream()
                .mapToDouble(layer -> (layer.fraction() - mean) * (layer.fraction() - mean))
                .sum();
        double deviation = interior.size() > 1 ? Math.sqrt(squares / (interior.size() - 1)) : 0;
        Layer first = layers.get(0);
        Layer last = layers.get(n - 1);
        for (int i = 1; i < outer; i++) {
            first = layers.get(i).fraction() > first.fraction() ? layers.get(i) : first;
            last = layers.get(n - 1 - i).fraction() > last.fraction() ? layers.get(n - 1 - i) : last;
        }
        return new FacePeaks(peak(first, mean, deviation), peak(last, mean, deviation), mean, deviation);
    }

    private static Peak peak(Layer layer, double mean, double deviation) {
        double excess = layer.fraction() - mean;
        boolean distinct = excess > DISTINCT * deviation && excess > 1e-12;
        return new Peak(layer.index(), layer.position(), layer.fraction(), excess, distinct);
    }
}
