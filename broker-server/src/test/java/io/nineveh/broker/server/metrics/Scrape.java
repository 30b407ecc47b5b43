package io.nineveh.broker.server.metrics;

import java.util.Map;
import java.util.TreeMap;

/** The samples of one answer of {@code /metrics}, by the text in front of their values. */
public record Scrape(Map<String, Double> samples) {
    public static Scrape of(String text) {
        Map<String, Double> samples = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return new Scrape(samples);
    }
}
