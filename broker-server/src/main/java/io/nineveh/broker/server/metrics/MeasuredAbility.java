package io.nineveh.broker.server.metrics;

import io.nineveh.broker.api.StorageException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * An ability of a storage whose operations are counted and timed. Abilities are interfaces, and more may come: a proxy serves
 * them all. A method that may throw {@link StorageException} is an operation; a buffer that goes in is what it writes, an
 * array that comes out what it has read.
 */
final class MeasuredAbility implements InvocationHandler {
    private final Object ability;
    private final StorageMeters meters;

    private MeasuredAbility(Object ability, StorageMeters meters) {
        this.ability = ability;
        this.meters = meters;
    }

    static <T> T of(Class<T> type, T ability, StorageMeters meters) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new MeasuredAbility(ability, meters)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (!List.of(method.getExceptionTypes()).contains(StorageException.class)) {
            return call(method, arguments);
        }
        long written = size(arguments);
        Object answer = meters.operation(method.getName()).measure(() -> call(method, arguments));
        long read = answer instanceof byte[] data ? data.length : 0;
        if (written + read > 0) {
            meters.bytes(method.getName()).increment((double) (written + read));
        }
        return answer;
    }

    /** What is in the buffers; a method without parameters gets no array. */
    private static long size(Object[] arguments) {
        return Stream.ofNullable(arguments)
                .flatMap(Stream::of)
                .filter(ByteBuffer.class::isInstance)
                .mapToLong(data -> ((ByteBuffer) data).remaining())
                .sum();
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(ability, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
