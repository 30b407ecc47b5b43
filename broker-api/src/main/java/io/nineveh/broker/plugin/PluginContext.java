package io.nineveh.broker.plugin;

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
}
