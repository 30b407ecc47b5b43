package io.nineveh.broker.server.http;

/** What a page answers. */
public record Answer(int status, String contentType, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    public static Answer text(int status, String body) {
        return new Answer(status, TEXT, body);
    }

    /** Metrics in the text form of Prometheus. */
    public static Answer prometheus(String body) {
        return new Answer(200, PROMETHEUS, body);
    }

    public static Answer json(String body) {
        return new Answer(200, JSON, body);
    }
}
