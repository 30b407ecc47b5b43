package io.nineveh.broker.plugin;

import io.nineveh.broker.plugin.LoadReport.Stage;

/** Why one plugin cannot be loaded. */
final class PluginRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Stage stage;

    PluginRefused(Stage stage, String reason) {
        super(reason);
        this.stage = stage;
    }

    PluginRefused(Stage stage, String reason, Throwable cause) {
        super(reason, cause);
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }
}
