package io.github.voxelyte.plugins.designs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The points at which a study looks: all combinations of the levels, or a Latin hypercube (McKay, Beckman, Conover, Technometrics 21
 * (1979) 239, doi:10.1080/00401706.1979.10489755): every axis is cut into as many strata as there are samples, each stratum is met
 * once, at a random place, and the strata of the axes are paired at random.
 */
final class Design {
    private static final long MOST_POINTS = 1_000_000;

    private final List<VariedAxis> axes;

    Design(List<VariedAxis> axes) {
        this.axes = axes;
    }

    /** All combinations; the last axis changes fastest. */
    List<Map<String, VariedAxis.Level>> fullFactorial() {
        List<Map<String, VariedAxis.Level>> points = List.of(Map.of());
        for (VariedAxis axis : axes) {
            long count = (long) points.size() * axis.levels().size();
            if (count > MOST_POINTS) {
                throw StudyBlock.wrong("axes", "there are more than " + MOST_POINTS + " combinations");
            }
            List<Map<String, VariedAxis.Level>> more = new ArrayList<>();
            for (Map<String, VariedAxis.Level> point : points) {
                for (VariedAxis.Level level : axis.levels()) {
                    more.add(with(point, axis, level));
                }
            }
            points = more;
        }
        return points;
    }

    /** As many points as wanted, the same for the same seed. */
    List<Map<String, VariedAxis.Level>> latinHypercube(int samples, long seed) {
        List<Map<String, VariedAxis.Level>> points = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            points.add(Map.of());
        }
        Random random = new Random(seed); // its sequence is part of Java's specification
        for (VariedAxis axis : axes) {
            int[] strata = shuffled(samples, random);
            for (int i = 0; i < samples; i++) {
                double share = (strata[i] + random.nextDouble()) / samples;
                points.set(i, with(points.get(i), axis, axis.at(share)));
            }
        }
        return points;
    }

    private static int[] shuffled(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static Map<String, VariedAxis.Level> with(
            Map<String, VariedAxis.Level> point, VariedAxis axis, VariedAxis.Level level) {
        Map<String, VariedAxis.Level> more = new LinkedHashMap<>(point);
        more.put(axis.name(), level);
        return more;
    }
}
