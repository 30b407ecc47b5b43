package io.nineveh.broker.hdfs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What to do about failures of which Hadoop's own words do not say it, found by a part of these words. */
enum Advice {
    LOG_IN(
            "give hadoop.security.authentication = kerberos, kerberos_principal, and kerberos_keytab or"
                    + " kerberos_keytab_content: this cluster lets nobody in without",
            "SIMPLE authentication is not enabled",
            "Client cannot authenticate via"),
    DO_NOT_LOG_IN(
            "leave out hadoop.security.authentication = kerberos if it is right that this cluster has no Kerberos",
            "Server asks us to fall back to SIMPLE auth"),
    NAME_THE_SERVER(
            "give dfs.namenode.kerberos.principal, such as nn/_HOST@REALM, as the cluster's hdfs-site.xml has it",
            "Failed to specify server's Kerberos principal name"),
    GIVE_THE_RIGHT_KEYTAB(
            "see with 'klist -kt' that the keytab is this principal's, and is its latest",
            "Unable to obtain password from user",
            "Checksum failed"),
    REACH_THE_DATA_NODES(
            "see that data nodes are up, have room, and can be reached from the broker's host; of a cluster with Kerberos, that"
                    + " dfs.data.transfer.protection is as its hdfs-site.xml has it",
            "could only be written to 0 of the",
            "Could not obtain block"),
    NAME_THE_CENTRE("see that the krb5.conf of the broker's host names a kdc of this realm", "Cannot locate KDC");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so.
    private final List<String> words;

    Advice(String text, String... words) {
        this.text = text;
        this.words = List.of(words);
    }

    /** The advice on a failure, if there is one. */
    static Optional<Advice> on(Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        return Arrays.stream(values())
                .filter(advice -> advice.words.stream().anyMatch(words::contains))
                .findFirst();
    }

    /** What to do. */
    String text() {
        return text;
    }
}
