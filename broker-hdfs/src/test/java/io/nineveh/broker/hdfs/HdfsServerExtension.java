package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests an HDFS of the kind that they ask for, one of each kind for the whole JVM, ended with it. */
public final class HdfsServerExtension implements ParameterResolver {
    private static final Map<Class<?>, Start> KINDS = Map.of(
            HdfsServer.class, HdfsServer::start,
            HaHdfsServer.class, HaHdfsServer::start,
            SecureHdfsServer.class, SecureHdfsServer::start);

    private interface Start {
        RunningHdfs now() throws IOException;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KINDS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(parameter.getParameter().getType(), context);
    }

    /** The one of a kind, started if need be: for extensions whose servers depend on it. */
    public static <T> T running(Class<T> kind, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(HdfsServerExtension.class))
                .getOrComputeIfAbsent(kind, key -> kind.cast(start(kind)), kind);
    }

    private static RunningHdfs start(Class<?> kind) {
        try {
            return KINDS.get(kind).now();
        } catch (IOException e) {
            throw new IllegalStateException("the HDFS server does not start", e);
        }
    }
}
