package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.SecureHdfsServer;
import java.io.Closeable;
import java.io.IOException;

/** Brokers on hosts of the realm of a {@link SecureHdfsServer}, with tickets that end after {@link #TICKET_SECONDS}. */
record SecureBrokers(Brokers brokers) implements Closeable {
    static final int TICKET_SECONDS = 10;

    static SecureBrokers start(SecureHdfsServer realm) throws IOException, InterruptedException {
        return new SecureBrokers(
                Brokers.start("-Djava.security.krb5.conf=" + realm.krb5ConfOfShortTickets(TICKET_SECONDS)));
    }

    @Override
    public void close() throws IOException {
        brokers.close();
    }
}
