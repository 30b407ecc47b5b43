package io.nineveh.broker.hdfs;

/** Whom a cluster sees. */
sealed interface Identity {

    /** The user of this process, or the one that the environment variable {@code HADOOP_USER_NAME} names. */
    record OfProcess() implements Identity {}

    /** A user by name, whom a cluster without Kerberos takes for granted. */
    record Named(String user) implements Identity {}

    /**
     * A user with a key.
     *
     * @param principal where it has {@code _HOST}, this host's name stands there
     */
    record Kerberos(String principal, Keytab keytab) implements Identity {}
}
