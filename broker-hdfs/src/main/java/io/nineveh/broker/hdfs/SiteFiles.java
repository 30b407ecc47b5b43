package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * What {@code core-site.xml} and {@code hdfs-site.xml} say, as they were at the start. A request's own properties have
 * precedence. Two of these are equal when they are the same: there is one in a process.
 */
final class SiteFiles {
    static final SiteFiles NONE = new SiteFiles(Map.of());

    private static final List<String> NAMES = List.of("core-site.xml", "hdfs-site.xml");

    private final Map<String, String> properties;

    private SiteFiles(Map<String, String> properties) {
        this.properties = properties;
    }

    /** Reads the files of a directory, of which none need be there; one that is there must be whole. */
    static SiteFiles read(Path directory) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        for (String name : NAMES) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                properties.putAll(read(file, name));
            }
        }
        return new SiteFiles(Map.copyOf(properties));
    }

    private static Map<String, String> read(Path file, String name) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        Configuration content = new Configuration(false);
        try {
            content.addResource(Files.newInputStream(file), name);
            content.forEach(property -> properties.put(property.getKey(), property.getValue()));
        } catch (RuntimeException e) {
            throw new IOException("%s is not a file of Hadoop's properties: %s".formatted(file, e.getMessage()), e);
        }
        return properties;
    }

    /** The value of a property; empty also where it is blank. */
    Optional<String> value(String name) {
        return Optional.ofNullable(properties.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** All of it into a configuration. */
    void addTo(Configuration configuration) {
        properties.forEach(configuration::set);
    }

    /** The number of properties: their values may be secret. */
    @Override
    public String toString() {
        return "%d properties of site files".formatted(properties.size());
    }
}
