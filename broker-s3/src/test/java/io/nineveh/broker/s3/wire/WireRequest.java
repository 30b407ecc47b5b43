package io.nineveh.broker.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it came over the wire.
 *
 * @param key decoded; empty for a request of a bucket
 * @param query decoded; a parameter without a value has an empty one
 * @param headers by lower-case name
 */
public record WireRequest(
        S3Operation operation, String bucket, String key, Map<String, String> query, Map<String, String> headers) {

    static WireRequest of(HttpHead head) {
        String[] target = head.target().split("\\?", 2);
        Map<String, String> query = new TreeMap<>();
        if (target.length == 2) {
            for (String parameter : target[1].split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                query.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        String[] path = target[0].substring(1).split("/", 2);
        String key = path.length == 2 ? decode(path[1].replace("+", "%2B")) : "";
        return new WireRequest(
                S3Operation.of(head.method(), key, query, head.headers()), decode(path[0]), key, query, head.headers());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    /** The operation and the key, or the prefix that is listed. */
    @Override
    public String toString() {
        return operation + " " + (key.isEmpty() ? query.getOrDefault("prefix", "") : key);
    }
}
