package io.nineveh.dist.protocol;

import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.io.Closeable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A storage that brokers serve, with what the tests know of it and do to it beside the broker. */
interface Storage extends Closeable {

    /** A path that is refused for who asks, with what answer. */
    record Refusal(String reason, String path, Map<String, String> properties, TBrokerOperationStatusCode code) {
        @Override
        public String toString() {
            return reason;
        }
    }

    /** Where the tests may write, as a client spells it, without a slash at its end. */
    String home();

    /** Other spellings of the same place. */
    List<String> otherSpellings();

    /** What the requests of a client that may use it carry. */
    Map<String, String> properties();

    /** Whether it has directories of its own. */
    boolean isHierarchical();

    /** Names, of those that the tests try, that it cannot give to a file. */
    default Set<String> impossibleNames() {
        return Set.of();
    }

    /** The size, in bytes, from which on it cuts a file into parts or blocks. */
    int partSize();

    /** How many files the tests put into one directory. */
    default int manyFiles() {
        return 10_000;
    }

    /** Makes files of one byte or none, through the storage's own client. */
    void createFiles(String directory, List<String> names) throws Exception;

    /** What unfinished writes have left that clients do not see: temporary files, uploads. */
    List<String> leftovers() throws Exception;

    /** Roots, which nobody may delete. */
    List<String> roots();

    /** A location in another file system. */
    String elsewhere();

    /** Who is not let to a path below {@link #home()}, or which path nobody is let to. */
    List<Refusal> refusals(String path) throws Exception;
}
