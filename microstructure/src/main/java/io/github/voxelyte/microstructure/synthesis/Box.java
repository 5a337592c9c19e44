package io.github.voxelyte.microstructure.synthesis;

/**
 * Where particles are packed: periodic, but for walls at both ends of one axis if there are any.
 *
 * @param lengths edges along x, y and z [m]
 * @param walled the axis with walls, 0 to 2, or −1
 */
record Box(double[] lengths, int walled) {
    double length(int axis) {
        return lengths[axis];
    }

    boolean periodic(int axis) {
        return walled != axis;
    }

    double volume() {
        return lengths[0] * lengths[1] * lengths[2];
    }

    /** A coordinate brought into the box along a periodic axis. */
    double wrap(double value, int axis) {
        double length = lengths[axis];
        if (value < 0) {
            return value + length;
        }
        return value >= length ? value - length : value;
    }

    /** The shorter of the two ways round a periodic axis. */
    double nearest(double difference, int axis) {
        if (!periodic(axis)) {
            return difference;
        }
        double length = lengths[axis];
        if (difference > length / 2) {
            return difference - length;
        }
        return difference < -length / 2 ? difference + length : difference;
    }
}
