package io.nineveh.dist;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of a broker that serves HTTP on whatever port it found. */
public final class HttpPages {
    private static final Pattern ADDRESS = Pattern.compile("http listens address=\"([^\"]+)\"");

    private final String root;

    private HttpPages(String root) {
        this.root = root;
    }

    /** Where to find them stands in the log of a broker that is ready. */
    public static HttpPages of(String log) {
        Matcher address = ADDRESS.matcher(log);
        if (!address.find()) {
            throw new AssertionError("no HTTP in the log:\n" + log);
        }
        return new HttpPages("http://" + address.group(1));
    }

    /** What one of them says, whatever its status. */
    public String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(root + path)).build(), BodyHandlers.ofString())
                .body();
    }
}
