package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.HdfsServerExtension;
import io.nineveh.broker.hdfs.SecureHdfsServer;
import java.io.Closeable;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests {@link Brokers} or {@link SecureBrokers}, the same for the whole JVM, ended with it. */
final class BrokersExtension implements ParameterResolver {

    private interface Start {
        Closeable now() throws IOException, InterruptedException;
    }

    /** JUnit closes what is in its store. */
    private record Running(Closeable brokers) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            brokers.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Brokers.class || type == SecureBrokers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Brokers.class
                ? running(Brokers.class, context, Brokers::start)
                : running(
                        SecureBrokers.class,
                        context,
                        () -> SecureBrokers.start(HdfsServerExtension.running(SecureHdfsServer.class, context)));
    }

    private static Closeable running(Class<?> kind, ExtensionContext context, Start start) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(BrokersExtension.class))
                .getOrComputeIfAbsent(kind, key -> new Running(started(start)), Running.class)
                .brokers();
    }

    private static Closeable started(Start start) {
        try {
            return start.now();
        } catch (IOException e) {
            throw new IllegalStateException("the brokers do not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the brokers started", e);
        }
    }
}
