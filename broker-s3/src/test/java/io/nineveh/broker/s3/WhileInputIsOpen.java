package io.nineveh.broker.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Runs a main class in a process that ends when its standard input does, and so never outlives who started it. */
final class WhileInputIsOpen {
    private WhileInputIsOpen() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(WhileInputIsOpen::haltAtEndOfInput, "end of input");
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void haltAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
