package io.nineveh.broker.hdfs;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests an {@link HdfsServer}, one for the whole JVM, ended with it. */
public final class HdfsServerExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HdfsServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(HdfsServerExtension.class))
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .server;
    }

    private static final class Running implements AutoCloseable {
        private final HdfsServer server;

        Running() {
            try {
                server = HdfsServer.start();
            } catch (Exception e) {
                throw new IllegalStateException("the HDFS server does not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
