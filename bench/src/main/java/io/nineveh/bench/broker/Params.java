package io.nineveh.bench.broker;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of what is measured, in order. */
final class Params {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private Params() {}

    static Map<String, String> of(String name, Object value) {
        return with(Map.of(), name, value);
    }

    static Map<String, String> with(Map<String, String> params, String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(params);
        more.put(name, value.toString());
        return more;
    }

    /** A size in bytes in the largest unit that makes it a whole number. */
    static String size(long bytes) {
        if (bytes % MIB == 0) {
            return bytes / MIB + "MiB";
        }
        return bytes % KIB == 0 ? bytes / KIB + "KiB" : bytes + "B";
    }
}
