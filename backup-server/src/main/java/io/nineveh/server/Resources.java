package io.nineveh.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server holds, closed in the opposite order of its opening. For one thread at a time. */
final class Resources implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private final Deque<Closeable> open = new ArrayDeque<>();

    /** Takes over something that is to be closed. */
    <T extends Closeable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes all. One that cannot be closed is logged and does not keep the others open. Repeating it does nothing. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            Closeable resource = open.pop();
            try {
                resource.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} could not be closed", resource.getClass().getSimpleName(), e);
            }
        }
    }
}
