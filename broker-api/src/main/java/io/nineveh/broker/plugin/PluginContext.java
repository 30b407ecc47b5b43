package io.nineveh.broker.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Makes a plugin's class loader the thread's context class loader for as long as a call lasts. */
record PluginContext(ClassLoader classLoader) {

    /** A call that gives something. */
    interface Call<T, X extends Throwable> {
        T run() throws X;
    }

    /** A call that gives nothing. */
    interface Step<X extends Throwable> {
        void run() throws X;
    }

    <T, X extends Throwable> T call(Call<T, X> call) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    <X extends Throwable> void run(Step<X> step) throws X {
        this.<Void, X>call(() -> {
            step.run();
            return null;
        });
    }

    /** The same ability, so called. Abilities are interfaces, and more may come: a proxy serves them all. */
    <T> T isolate(Class<T> type, T ability) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(() -> invoke(method, ability, arguments))));
    }

    private static Object invoke(Method method, Object ability, Object[] arguments) throws Throwable {
        try {
            return method.invoke(ability, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
