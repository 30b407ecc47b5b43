package io.nineveh.broker.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nineveh.broker.plugin.LoadReport;
import io.nineveh.broker.plugin.LoadReport.Loaded;
import io.nineveh.broker.plugin.LoadReport.Refused;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Which plugins were loaded and which were not, as JSON: for each its state, and for one that was refused the reason. */
public final class PluginsPage {
    private static final JsonFactory JSON = new JsonFactory();

    private PluginsPage() {}

    public static Page of(LoadReport report) {
        return new Page("/plugins", "the storage plugins, and why one was refused", () -> Answer.json(json(report)));
    }

    private static String json(LoadReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeArrayFieldStart("plugins");
            for (Loaded plugin : report.loaded()) {
                json.writeStartObject();
                json.writeStringField("name", plugin.name());
                json.writeStringField("state", "loaded");
                json.writeStringField("version", plugin.version());
                json.writeArrayFieldStart("schemes");
                for (String scheme : plugin.schemes().stream().sorted().toList()) {
                    json.writeString(scheme);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            for (Refused plugin : report.refused()) {
                json.writeStartObject();
                json.writeStringField("name", plugin.directory().getFileName().toString());
                json.writeStringField("state", "refused");
                json.writeStringField("stage", plugin.stage().name());
                json.writeStringField("reason", plugin.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }
}
