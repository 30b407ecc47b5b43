package io.nineveh.dist.protocol;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests {@link Brokers}, the same for the whole JVM, ended with it. */
final class BrokersExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Brokers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(BrokersExtension.class))
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .brokers;
    }

    private static final class Running implements AutoCloseable {
        private final Brokers brokers;

        Running() {
            try {
                brokers = Brokers.start();
            } catch (IOException e) {
                throw new IllegalStateException("the brokers do not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the brokers started", e);
            }
        }

        @Override
        public void close() throws IOException {
            brokers.close();
        }
    }
}
