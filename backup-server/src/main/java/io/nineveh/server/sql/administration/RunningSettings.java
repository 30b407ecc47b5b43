package io.nineveh.server.sql.administration;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.NearestName;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a running server: those that it started with, and what has been changed since then. A change holds until the
 * server ends. Safe for many threads.
 */
public final class RunningSettings {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSettings.class);

    /**
     * A setting that can be changed while the server runs.
     *
     * @param effect checks a value, throwing an IllegalArgumentException that says what is wrong with it, and gives what
     *     puts it into force
     */
    public record Change<T>(Setting<T> setting, Function<T, Runnable> effect) {
        public Change {
            requireNonNull(setting, "setting");
            requireNonNull(effect, "effect");
        }

        private Runnable prepare(String text) throws ConfigurationException {
            Settings read = Settings.of("ADMIN SET FRONTEND CONFIG", Map.of(setting.name(), text), List.of(setting));
            return effect.apply(read.get(setting));
        }
    }

    private final List<Setting<?>> settings;
    private final Map<String, Change<?>> changes = new LinkedHashMap<>();
    private final Map<String, String> texts;

    /**
     * The settings of a server that starts.
     *
     * @param texts the value of each, secrets masked
     */
    public RunningSettings(List<Setting<?>> settings, Map<String, String> texts, List<Change<?>> changes) {
        this.settings = List.copyOf(settings);
        this.texts = new LinkedHashMap<>(texts);
        changes.forEach(change -> this.changes.put(change.setting().name(), change));
    }

    List<Setting<?>> all() {
        return settings;
    }

    synchronized String text(Setting<?> setting) {
        return texts.getOrDefault(setting.name(), setting.defaultText());
    }

    boolean isMutable(Setting<?> setting) {
        return changes.containsKey(setting.name());
    }

    /**
     * Changes settings: all of them or none.
     *
     * @throws RefusedException naming one that there is not, that cannot be changed, or whose value is not valid
     */
    synchronized void change(Map<String, String> values) {
        List<Runnable> effects = new ArrayList<>();
        values.forEach((name, text) -> effects.add(prepare(name, text)));
        effects.forEach(Runnable::run);
        texts.putAll(values);
        LOG.info("settings changed until the server ends: {}", values);
    }

    private Runnable prepare(String name, String text) {
        Change<?> change = Optional.<Change<?>>ofNullable(changes.get(name)).orElseThrow(() -> notMutable(name));
        try {
            return change.prepare(text);
        } catch (ConfigurationException | IllegalArgumentException e) {
            throw new RefusedException(Reason.INVALID, e.getMessage(), e);
        }
    }

    private RefusedException notMutable(String name) {
        List<String> names = settings.stream().map(Setting::name).toList();
        if (names.contains(name)) {
            return new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "Config '%s' is not mutable: restart the server with it in its configuration file".formatted(name));
        }
        return new RefusedException(
                Reason.INVALID,
                "Config '%s' does not exist%s"
                        .formatted(
                                name,
                                NearestName.of(name, names)
                                        .map("; the nearest is %s"::formatted)
                                        .orElse("; ADMIN SHOW FRONTEND CONFIG lists those there are")));
    }
}
