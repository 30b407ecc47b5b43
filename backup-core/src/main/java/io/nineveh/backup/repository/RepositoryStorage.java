package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

/** How a repository's storage is reached. */
public sealed interface RepositoryStorage {

    /** Through a broker process, by its name. */
    record WithBroker(String broker) implements RepositoryStorage {
        public WithBroker {
            requireNonNull(broker, "broker");
        }
    }

    /** By a plugin in this process. */
    record WithPlugin(Type type) implements RepositoryStorage {
        /** The storages that CREATE REPOSITORY can name; each is the plugin of that name in lower case. */
        public enum Type {
            S3,
            HDFS,
            LOCAL
        }

        public WithPlugin {
            requireNonNull(type, "type");
        }
    }

    /** As SHOW REPOSITORIES names it: {@code BROKER}, {@code S3}, {@code HDFS} or {@code LOCAL}. */
    default String typeName() {
        if (this instanceof WithPlugin plugin) {
            return plugin.type().name();
        }
        return "BROKER";
    }
}
