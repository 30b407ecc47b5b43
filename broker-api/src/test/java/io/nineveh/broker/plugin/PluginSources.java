package io.nineveh.broker.plugin;

/** Sources of small plugins. */
final class PluginSources {
    private PluginSources() {}

    /**
     * A plugin whose specs print what its class loader shows it.
     *
     * @param create the body of the factory's {@code create}, in which {@code plugin()} makes the plugin
     * @param specText an expression: what its specs print
     */
    static String factory(String className, String name, String scheme, String create, String specText) {
        return """
                package example;

                import io.nineveh.broker.api.*;
                import io.nineveh.config.*;
                import java.util.*;

                public class %s implements StoragePluginFactory {
                    public String name() {
                        return "%s";
                    }

                    public StoragePlugin create(Map<String, String> settings, HostMemory memory) throws ConfigurationException {
                        %s
                    }

                    private StoragePlugin plugin() {
                        return new StoragePlugin() {
                            public String name() {
                                return "%s";
                            }

                            public Set<String> schemes() {
                                return Set.of("%s");
                            }

                            public FileSystemSpec specify(Location location, Map<String, String> properties) {
                                String text = %s;
                                return new FileSystemSpec() {
                                    public BrokerFileSystem open() {
                                        throw new UnsupportedOperationException();
                                    }

                                    public String toString() {
                                        return text;
                                    }
                                };
                            }
                        };
                    }
                }
                """.formatted(className, name, create, name, scheme, specText);
    }

    static String goodFactory(String className, String name, String scheme) {
        return factory(className, name, scheme, "return plugin();", "\"fine\"");
    }

    /** A class {@code shared.Library} whose method {@code version()} gives a text. */
    static String library(String version) {
        return """
                package shared;

                public class Library {
                    public static String version() {
                        return "%s";
                    }
                }
                """.formatted(version);
    }
}
