package io.nineveh.broker.s3;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests an {@link S3Server}, one for the whole JVM, ended with it. */
public final class S3ServerExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == S3Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(S3ServerExtension.class))
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .server;
    }

    private static final class Running implements AutoCloseable {
        private final S3Server server;

        Running() {
            try {
                server = S3Server.start();
            } catch (Exception e) {
                throw new IllegalStateException("the S3 server does not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
