package io.tidemark.bench;

import java.util.List;

/** How figures of the same thing lie; holds them in rising order. */
record Spread(List<Double> figures) {
    Spread {
        figures = figures.stream().sorted().toList();
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("A spread has a figure.");
        }
    }

    double least() {
        return figures.get(0);
    }

    double median() {
        int size = figures.size();
        return (figures.get((size - 1) / 2) + figures.get(size / 2)) / 2;
    }

    double most() {
        return figures.get(figures.size() - 1);
    }

    /** The least figure that is not exceeded by this part of them, from 0 to 1. */
    double atOrBelow(double part) {
        int place = (int) Math.ceil(part * figures.size()) - 1;
        return figures.get(Math.max(0, place));
    }
}
